//! Whether the person is let in, until when, and why: three kinds of access, each with its consequences for this
//! person.

use crate::routes;
use crate::widgets::{Checkbox, Fields, Panel, TextField, Width};
use domain::consequence::Consequence;
use domain::form::edit::{EditField, EditForm, TICKED};
use domain::person::{AccessNote, Person};
use domain::problem::FieldError;
use domain::user::Access;
use leptos::prelude::*;

#[component]
pub(super) fn StatusPart(person: Person, form: EditForm, errors: Vec<FieldError>) -> impl IntoView {
    let name = person.name();
    let error = |field: &str| Signal::stored(FieldError::at(&errors, field));
    // What reaching `to` would mean from the current status, or from active if the person has that status already.
    let means = |to: Access| {
        let from = if person.access == to { Access::Active } else { person.access };
        let consequence = Consequence::of_access(&name, from, to, person.open_sessions);
        consequence.and_then(|consequence| consequence.sentence()).unwrap_or_default()
    };
    let ends = format!("What ends and what to hand on when {} leaves", person.row.first_name);
    let deactivated = format!("If you untick it: {}", means(Access::Deactivated));
    let blocked = format!("If you tick it: {}", means(Access::Blocked));
    let leaving = EditField::LeavingOn;
    let [wrong_block, wrong_day, wrong_reason] = ["blocked", leaving.name(), "reason"].map(error);
    view! {
        <Panel title="Account status" id="status">
            <StatusDetails access=person.access note=person.access_note.clone()/>
            <p><a href=routes::leaving(person.row.member)>{ends}</a></p>
            <div class="form">
                <div>
                    <Checkbox id="active" name="active" label="Account active" value=TICKED checked=form.active == TICKED hint=deactivated/>
                    <Checkbox id="blocked" name="blocked" label="Blocked" value=TICKED checked=form.blocked == TICKED
                        hint=blocked error=wrong_block/>
                </div>
                <Fields>
                    <TextField id=leaving.name() name=leaving.name() label=leaving.label() kind="date" width=Width::Short
                        value=form.leaving_on.clone() error=wrong_day
                        hint="Their last day. The account is deactivated when it ends, London time."/>
                    <TextField id="reason" name="reason" label="Reason" value=form.reason.clone() error=wrong_reason autocomplete="off"
                        hint="Why the status changes. It is kept with it, for those who may change this person."/>
                </Fields>
            </div>
        </Panel>
    }
}

/// Since when, by whom and why the access is as it is.
#[component]
pub(super) fn StatusDetails(access: Access, note: Option<AccessNote>) -> impl IntoView {
    note.map(|AccessNote { since, by, reason }| {
        let by = match (by.is_empty(), reason.is_none()) {
            (true, true) => "by Rolecall, at the end of their last day".to_owned(),
            // Only the nightly import gives a reason without being a person.
            (true, false) => "by the nightly import".to_owned(),
            (false, _) => format!("by {by}"),
        };
        let reason = reason.map(|reason| format!(" Reason: {}", reason.sentence()));
        view! {
            <p>
                <strong>{access.label()}</strong> " since " <time datetime=since.iso>{since.in_sentence()}</time> ", " {by} "." {reason}
            </p>
        }
    })
}
