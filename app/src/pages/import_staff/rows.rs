//! One page of the file's rows, or of the people who left.

use super::questions::RowQuestion;
use crate::routes;
use crate::widgets::{Cell, Checkbox, Column, DataTable, Row, RowHead, TextField};
use domain::import::{
    FieldChange, ImportField, MissingFromFileView, PreviewFilter, RoleShift, RowClass, RowError, RowNote, RowView,
};
use domain::member::MemberField;
use domain::permission::SchoolRoles;
use domain::person::MemberAction;
use leptos::prelude::*;

/// The rows of one class.
#[component]
pub(super) fn Rows(class: RowClass, rows: Vec<RowView>, school: SchoolRoles) -> impl IntoView {
    if class == RowClass::Question {
        let asked = rows.into_iter().filter_map(|row| {
            let question = row.question.clone()?;
            Some(view! { <RowQuestion row question school=school.clone()/> })
        });
        return asked.collect_view().into_any();
    }
    // Answers that were given can still be changed.
    let heads = ["Name", "Row", MemberField::Email.label(), MemberField::JobTitle.label(), what(class)]
        .map(Column::new)
        .to_vec();
    let lines = rows.into_iter().map(|one| row(class, one, &school)).collect_view();
    view! { <DataTable caption=class.label() columns=heads>{lines}</DataTable> }.into_any()
}

const fn what(class: RowClass) -> &'static str {
    match class {
        RowClass::Wrong => "What to correct",
        RowClass::Update | RowClass::RoleRise => "What changes",
        RowClass::New => "Role",
        _ => "Why",
    }
}

fn row(class: RowClass, row: RowView, school: &SchoolRoles) -> impl IntoView + use<> {
    let answer = row.question.as_ref().map(|question| {
        let name = format!("answer_{}", row.row);
        let value = question.answer.map(domain::import::Answer::code).unwrap_or_default();
        view! { <ChangeAnswer name value candidates=question.candidates.clone()/> }
    });
    let changes = row.changes.into_iter().map(change).collect_view();
    let role_change =
        row.member.zip(row.role_change).map(|(member, shift)| role_change(member, shift, &row.name, school));
    let kept = row.kept.into_iter().map(kept).collect_view();
    let errors = row.errors.into_iter().map(|error| correction(row.row, &row.place, error)).collect_view();
    let notes = row.notes.into_iter().filter_map(note).collect_view();
    let role = row.role.map(|role| school.label(role)).map(|role| view! { <li>{role}</li> });
    view! {
        <Row muted=matches!(class, RowClass::Skipped)>
            <RowHead><bdi>{row.name}</bdi></RowHead>
            <Cell label="Row">{row.place}</Cell>
            <Cell label=MemberField::Email.label()><bdi>{row.email}</bdi></Cell>
            <Cell label=MemberField::JobTitle.label()><bdi>{row.job_title}</bdi></Cell>
            <Cell label=what(class)>{answer} <ul class="lines">{role} {role_change} {changes} {errors} {kept} {notes}</ul></Cell>
        </Row>
    }
}

fn change(change: FieldChange) -> impl IntoView {
    let old = if change.old.is_empty() { "nothing".to_owned() } else { change.old };
    view! { <li><b>{change.field.label()}</b> ": " <bdi>{old}</bdi> " → " <span class="hidden">"becomes "</span> <bdi>{change.new}</bdi></li> }
}

fn kept((field, value): (ImportField, String)) -> impl IntoView {
    view! { <li class="soft">{field.label()} ": kept (" <bdi>{value}</bdi> ")"</li> }
}

/// A note about the row, with the link that solves it.
fn note(note: RowNote) -> Option<impl IntoView> {
    let restore = match &note {
        RowNote::Deleted { member, .. } => Some(routes::user_act(*member, MemberAction::Restore)),
        _ => None,
    };
    let sentence = note.sentence()?;
    Some(view! {
        <li class="soft">{sentence} {restore.map(|href| view! { " " <a href=href>"Restore"</a> })}</li>
    })
}

/// The role in the file, with a box to tick.
fn role_change(
    member: domain::id::MemberId,
    shift: RoleShift,
    name: &str,
    school: &SchoolRoles,
) -> impl IntoView + use<> {
    let (before, after) = (school.label(shift.change.before), school.label(shift.change.after));
    let id = member.to_string();
    let label = format!("Give {name} the role {after}");
    view! {
        <li>
            <b>"Role"</b> ": " {before} " → " <span class="hidden">"becomes "</span> {after} " (" {shift.difference()} ")"
            <input type="hidden" name="role_shown" value=id.clone()/>
            <Checkbox id=format!("role-change-{id}") name="role_change" value=id label checked=Signal::stored(shift.change.ticked)/>
        </li>
    }
}

/// A field that corrects a cell in place or, for an error of the whole row, advice on what to do.
fn correction(row: u32, place: &str, error: RowError) -> impl IntoView + use<> {
    let sentence = error.sentence();
    match error.field {
        Some(field) => {
            let name = format!("fix_{row}_{}", field.code());
            let label = format!("{} in row {place}", error.column);
            view! {
                <li>
                    <TextField id=name.clone() name=name label plain=true value=Signal::stored(error.value) error=Signal::stored(Some(sentence)) maxlength=1_000_u32/>
                </li>
            }
            .into_any()
        }
        None => view! { <li>{sentence}</li> }.into_any(),
    }
}

/// The given answer, which can be changed.
#[component]
fn ChangeAnswer(name: String, value: String, candidates: Vec<domain::import::CandidateView>) -> impl IntoView {
    use crate::widgets::{Choice, SelectField};
    use domain::import::Answer;
    let people = candidates.into_iter().map(|one| Choice::new(one.member.to_string(), format!("This is {}", one.name)));
    let options: Vec<_> = std::iter::once(Choice::new("", "As answered for this kind, or leave it"))
        .chain(people)
        .chain([
            Choice::new(Answer::New.code(), "Somebody new"),
            Choice::new(Answer::Leave.code(), "Leave it, and do not ask again"),
        ])
        .collect();
    view! {
        <div class="in-cell">
            <SelectField id=name.clone() name=name label="Your answer" plain=true options=Signal::stored(options) value=Signal::stored(value)/>
        </div>
    }
}

/// The people who left according to the file, or who are missing from it.
#[component]
pub(super) fn Leavers(shown: PreviewFilter, leavers: Vec<MissingFromFileView>, school: SchoolRoles) -> impl IntoView {
    let heads =
        ["Name", MemberField::JobTitle.label(), "Role", "What the file says", "Deactivate"].map(Column::new).to_vec();
    let rows = leavers
        .into_iter()
        .map(|leaver| {
            let id = leaver.member.to_string();
            let why = leaver.reason.sentence();
            let ends = leaver.invitation.sentence();
            let ticked = leaver.ticked;
            let (label, role) = (format!("Deactivate {}", leaver.name), school.label(leaver.role));
            view! {
                <Row>
                    <RowHead><bdi>{leaver.name}</bdi></RowHead>
                    <Cell label=MemberField::JobTitle.label()>{leaver.job_title}</Cell>
                    <Cell label="Role">{role}</Cell>
                    <Cell label="What the file says">
                        <ul class="lines"><li>{why}</li>{ends.map(|ends| view! { <li class="soft">"If deactivated: " {ends}</li> })}</ul>
                    </Cell>
                    <Cell label="Deactivate">
                        <input type="hidden" name="shown" value=id.clone()/>
                        <Checkbox id=format!("leaver-{id}") name="leaver" value=id label checked=Signal::stored(ticked)/>
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    let about = match shown {
        PreviewFilter::Leavers => "Nobody here is deactivated unless you tick them.",
        PreviewFilter::Class(_) => "The file says that these people have left. Untick anybody who stays.",
    };
    view! {
        <p class="panel-note">{about} " Somebody who is deactivated can no longer sign in. Their work is kept, and you can reactivate them."</p>
        <DataTable caption=shown.label() columns=heads>{rows}</DataTable>
    }
}
