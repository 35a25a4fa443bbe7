//! Whether the child has left the school; for admins, saying so and taking it back. The form posts to the child's page.

use super::submitted::{ACT, BACK, LEFT};
use crate::routes;
use crate::widgets::{ButtonKind, Notice, NoticeKind, Stamp, SubmitButton, TextField, Width};
use domain::problem::{FieldError, Problem};
use domain::pupil::{ChildLeaving, LEFT_ON, LeavingForm, NamedPupil};
use leptos::prelude::*;

/// That the child has left or is about to, with the way back.
#[component]
pub(super) fn Left(pupil: NamedPupil, leaving: ChildLeaving) -> impl IntoView {
    leaving.left_on.map(|on| {
        let first_name = pupil.forename;
        let (title, label) = match leaving.has_left() {
            true => (format!("{first_name} left on {}", on.words()), format!("{first_name} is back")),
            false => (format!("{first_name} leaves on {}", on.words()), format!("{first_name} stays")),
        };
        let text = "From that day they are in no class list, markbook, choice or count, and nothing is sent to their home. Their marks and observations stay here.";
        let back = leaving.may_change.is_ok().then(|| {
            view! {
                <form method="post" action=routes::child(pupil.id)>
                    <Stamp/>
                    <SubmitButton label kind=ButtonKind::Secondary name=ACT value=BACK/>
                </form>
            }
        });
        view! { <Notice kind=NoticeKind::Fact title=title><p>{text}</p>{back}</Notice> }
    })
}

/// Asks from which day the child has left; only for readers who may say so.
#[component]
pub(super) fn SayLeft(
    pupil: NamedPupil,
    leaving: ChildLeaving,
    /// What was typed and could not be saved.
    typed: Option<LeavingForm>,
    problem: Option<Problem>,
) -> impl IntoView {
    (leaving.may_change.is_ok() && !leaving.has_left()).then(|| {
        let errors = match problem {
            Some(Problem::Form(errors)) => errors,
            _ => Vec::new(),
        };
        let wrong = Signal::stored(FieldError::at(&errors, LEFT_ON));
        let first_name = pupil.forename;
        let open = typed.is_some();
        let known = leaving.left_on.unwrap_or(leaving.days.today).to_string();
        let value = typed.map_or(known, |form| form.left_on);
        let hint = format!(
            "The first day without {first_name}, from {} to {}.",
            leaving.days.first.words(),
            leaving.days.last.words()
        );
        let summary = match leaving.left_on {
            None => format!("Say that {first_name} has left"),
            Some(_) => format!("Change the day on which {first_name} leaves"),
        };
        view! {
            <details class="photo-remove" open=open>
                <summary>{summary}</summary>
                <form method="post" action=routes::child(pupil.id) novalidate>
                    <Stamp/>
                    <p>"From this day " {first_name.clone()} " is in no class list, markbook, choice or count, and their work with staff ends. Marks and observations stay. You can take it back at any time."</p>
                    <TextField id=LEFT_ON name=LEFT_ON label="Date of leaving" kind="date" width=Width::Short required=true
                        value error=wrong hint autocomplete="off"/>
                    <SubmitButton label=format!("Yes, {first_name} leaves on this day") kind=ButtonKind::Secondary name=ACT value=LEFT/>
                </form>
            </details>
        }
    })
}
