//! Identifying a row: the row and its possible people side by side, and the answers.

use crate::widgets::{Cell, Choice, Column, DataTable, Fields, Panel, Row, RowHead, SelectField};
use domain::import::{Answer, CandidateView, KindAnswer, QuestionKind, QuestionView, RowView};
use domain::member::MemberField;
use domain::permission::SchoolRoles;
use leptos::prelude::*;

/// One answer for all questions of a kind.
#[component]
pub(super) fn AnswersByKind(kinds: Vec<(QuestionKind, u32, Option<KindAnswer>)>) -> impl IntoView {
    let fields = kinds
        .into_iter()
        .map(|(kind, rows, answer)| {
            let name = format!("kind_{}", kind.code());
            let same = match kind {
                QuestionKind::NewSurname => "Same person, new surname",
                _ => "Same person, where only 1 fits",
            };
            let options = vec![
                Choice::new("", "Answer each row"),
                Choice::new(KindAnswer::Same.code(), same),
                Choice::new(KindAnswer::New.code(), "New people"),
                Choice::new(KindAnswer::Leave.code(), "Leave them all"),
            ];
            let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
            let value = answer.map(KindAnswer::code).unwrap_or_default().to_owned();
            view! {
                <SelectField id=name.clone() name=name label=format!("{} ({rows})", kind.label()) plain=true
                    options=Signal::stored(options) value=Signal::stored(value)/>
            }
        })
        .collect_view();
    view! {
        <Panel title="Answer all of a kind" id="kinds">
            <p>"Rows without an answer are skipped. An answer is remembered until the row changes."</p>
            <Fields>{fields}</Fields>
        </Panel>
    }
}

/// Reads one fact about a candidate.
type Fact = fn(&CandidateView, &SchoolRoles) -> String;

/// The question about a row. By default the row is skipped.
#[component]
pub(super) fn RowQuestion(row: RowView, question: QuestionView, school: SchoolRoles) -> impl IntoView {
    let name = format!("answer_{}", row.row);
    let first = question.candidates.first().map_or("", |one| one.name.as_str());
    let sentence = question.kind.sentence(&row.place, &row.name, first);
    let value = question.answer.map(Answer::code).unwrap_or_default();
    let people = question.candidates.iter().map(|one| Choice::new(one.member.to_string(), same(question.kind, one)));
    let options: Vec<_> = std::iter::once(Choice::new("", "Leave it for now"))
        .chain(people)
        .chain([
            Choice::new(Answer::New.code(), format!("Somebody new: {}", row.name)),
            Choice::new(Answer::Leave.code(), "Leave it, and do not ask again"),
        ])
        .collect();
    let label = format!("Who is {} in row {}?", row.name, row.place);
    let heads = std::iter::once(Column::new("What is known")).chain([Column::new("In the file")]);
    let heads = heads.chain(question.candidates.iter().map(|one| Column::new(one.name.clone()))).collect();
    let facts: [(&str, String, Fact); 8] = [
        ("Name", row.name.clone(), |one, _| one.name.clone()),
        (MemberField::Email.label(), row.email.clone(), |one, _| one.email.clone()),
        (MemberField::StaffCode.label(), row.staff_code.clone(), |one, _| one.staff_code.clone()),
        (MemberField::MisId.label(), row.mis_id.clone(), |one, _| one.mis_id.clone()),
        (MemberField::JobTitle.label(), row.job_title.clone(), |one, _| one.job_title.clone()),
        ("Role", String::new(), |one, school| school.label(one.role)),
        ("Status", String::new(), |one, _| one.status.label().to_owned()),
        ("Last sign-in", String::new(), |one, _| {
            one.last_sign_in.as_ref().map_or_else(|| "Never".to_owned(), |at| at.text.clone())
        }),
    ];
    let rows = facts
        .into_iter()
        .map(|(fact, in_file, of)| {
            let theirs = question.candidates.iter().map(|one| (one.name.clone(), of(one, &school))).collect::<Vec<_>>();
            let theirs = theirs
                .into_iter()
                .map(|(name, text)| view! { <Cell label=name><bdi>{text}</bdi></Cell> })
                .collect_view();
            view! { <Row><RowHead>{fact}</RowHead><Cell label="In the file"><bdi>{in_file}</bdi></Cell>{theirs}</Row> }
        })
        .collect_view();
    view! {
        <div class="panel-note stack">
            <h3>{sentence}</h3>
            <DataTable caption=format!("Row {} beside the people it may be", row.place) columns=heads>{rows}</DataTable>
            <SelectField id=name.clone() name=name label plain=true options=Signal::stored(options) value=Signal::stored(value)/>
        </div>
    }
}

fn same(kind: QuestionKind, one: &CandidateView) -> String {
    match kind {
        QuestionKind::NewSurname => format!("{}, who has a new surname", one.name),
        _ => format!("This is {}", one.name),
    }
}
