//! A child's summative marks over the years: a small chart for each subject, and the same as a table.

use crate::widgets::{EmptyState, Panel, Sparkline};
use domain::assessment::{AcademicYear, ChildPage, ChildYear, HalfTerm, MarkCode, Subject, SubjectMarks};
use leptos::prelude::*;

const TITLE: &str = "Marks over time";

#[component]
pub(super) fn Marks(child: ChildPage) -> impl IntoView {
    let years = match child.years.clone() {
        Err(denial) => {
            return view! { <Panel title=TITLE id="marks-over-time"><p class="reason">{denial.sentence()}</p></Panel> }
                .into_any();
        }
        Ok(years) if years.iter().all(|year| year.subjects.is_empty()) => {
            return view! {
                <Panel title=TITLE id="marks-over-time">
                    <EmptyState title="No marks yet"><p>"Marks appear here once they are entered in the markbook."</p></EmptyState>
                </Panel>
            }
            .into_any();
        }
        Ok(years) => years,
    };
    let charts: Vec<_> = subjects(&years).into_iter().filter_map(|subject| chart(&child, subject)).collect();
    let charts = (!charts.is_empty()).then(|| view! { <ul class="courses">{charts}</ul> });
    view! {
        <Panel title=TITLE id="marks-over-time" flush=true>
            {charts}
            <Table years codes=child.codes/>
        </Panel>
    }
    .into_any()
}

/// The subjects with a mark, each once, in the order of this year and then of earlier ones.
fn subjects(years: &[ChildYear]) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for marks in years.iter().flat_map(|year| &year.subjects) {
        if !subjects.contains(&marks.subject) {
            subjects.push(marks.subject);
        }
    }
    subjects
}

/// A line through the marks of a subject; none where there are fewer than two.
fn chart(child: &ChildPage, subject: Subject) -> Option<AnyView> {
    let course = child.course(subject);
    let (first, last) = (course.first()?, course.last()?);
    if course.len() < 2 {
        return None;
    }
    let code = |level: usize| child.codes.get(level).map(|code| code.code.to_string()).unwrap_or_default();
    let end = |(year, half_term, level): &(AcademicYear, HalfTerm, usize)| {
        let means = child.codes.get(*level).map(|code| code.label.to_string()).unwrap_or_default();
        format!("{means} in {} {}", half_term.label(), year.label())
    };
    let label = format!("{}: from {} to {}", subject.label(), end(first), end(last));
    let short = match first.2 == last.2 {
        true => code(first.2),
        false => format!("{} to {}", code(first.2), code(last.2)),
    };
    let number = |level: usize| u32::try_from(level).unwrap_or(u32::MAX);
    let most = number(child.codes.len().saturating_sub(1));
    let values = course.iter().map(|(.., level)| number(*level)).collect();
    Some(
        view! {
            <li>
                <b>{subject.label()}</b> " " <span class="soft">{short}</span>
                <Sparkline label values most/>
            </li>
        }
        .into_any(),
    )
}

#[component]
fn Table(years: Vec<ChildYear>, codes: Vec<MarkCode>) -> impl IntoView {
    let heads = HalfTerm::ALL.map(|one| view! { <th scope="col">{one.label()}</th> }).collect_view();
    let means = codes.iter().map(|code| view! { <li><b>{code.code.to_string()}</b> " " {code.label.to_string()}</li> });
    let legend = means.collect_view();
    let years = years
        .into_iter()
        .map(|year| {
            let group = year.group.map(|group| format!(", {}", group.label())).unwrap_or_default();
            let rows = year.subjects.into_iter().map(|marks| row(marks, &codes)).collect_view();
            view! {
                <tbody>
                    <tr><th scope="rowgroup" colspan="7" class="child-year">{year.year.label()} {group}</th></tr>
                    {rows}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <div class="marks-scroll" role="region" tabindex="0" aria-label="Marks by year and half-term">
            <table class="marks">
                <thead><tr><th scope="col">"Subject"</th>{heads}</tr></thead>
                {years}
            </table>
        </div>
        <ul class="marks-legend">{legend}</ul>
    }
}

fn row(marks: SubjectMarks, codes: &[MarkCode]) -> AnyView {
    let cells = marks
        .marks
        .into_iter()
        .map(|mark| {
            let means = codes.iter().find(|code| code.code == mark).map(|code| code.label.to_string());
            view! { <td title=means>{mark}</td> }
        })
        .collect_view();
    view! { <tr><th scope="row">{marks.subject.label()}</th>{cells}</tr> }.into_any()
}
