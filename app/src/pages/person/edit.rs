//! The parts of the page for readers who may edit the person, in order.

use super::form::{EditUser, Editing, PREVIEW, title};
use super::head::Head;
use super::page_state::{EditFormState, SAVE};
use super::status::StatusPart;
use crate::routes;
use crate::views::{
    AttributesForm, ChosenPreview, FetchAhead, HistoryPart, KeyWorkersPart, PhotoPart, Selection, SignInPart,
    giving_nothing, respond_with, said_at_first,
};
use crate::widgets::{BelongsTo, ButtonKind, Columns, Contents, LinkButton, Notice, NoticeKind, SaveBar, SubmitButton};
use domain::form::fixed::FixedBecause;
use domain::person::Person;
use domain::photo::FIELD as PHOTO;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos::serde_json;

/// The id of the form that most of the page's fields belong to.
pub(super) const FORM: &str = "edit";

/// The parts and their headings, in the order of the page (source 002).
pub(super) const PARTS: [(&str, &str); 8] = [
    ("details", "Details"),
    (PHOTO, "Photo or image"),
    ("permissions", "Permissions"),
    ("key-worker", "Key worker and worker"),
    ("status", "Account status"),
    ("attributes", "Attributes"),
    ("sign-in", "Sign-in details"),
    ("history", "History"),
];

#[component]
pub(super) fn EditPart(viewer: Viewer, person: Person, filling: EditFormState) -> impl IntoView {
    let member = person.row.member;
    let EditFormState { filled, unsaved, errors, problem, unchanged, kept } = filling;
    if !errors.is_empty() {
        respond_with(&domain::problem::Problem::Form(errors.clone()));
    }
    let editing = Editing {
        member,
        role: person.row.role.level(),
        access: person.access,
        fixed_email: FixedBecause::email(person.registration),
        from_mis: person.from_mis,
        roles: person.roles.clone(),
        // Serialising cannot fail: the value was parsed from this form a moment ago.
        base: serde_json::to_string(&filled.base).unwrap_or_default(),
        own: filled.base.user.clone(),
        form: filled.form.user.clone(),
        errors: errors.clone(),
        nothing: giving_nothing(&viewer.settings.roles),
        unsaved,
    };
    let (held, typed, wrong) = (person.attributes.clone(), filled.form.attributes.clone(), errors.clone());
    let looker = viewer.clone();
    let first = Selection {
        title: title(&editing.form.first_name),
        roles: editing.form.roles(&viewer.settings.products),
        before: Some(person.roles.clone()),
    };
    let exceptions = person.exceptions_in_force();
    let said = said_at_first(&first, &viewer, exceptions.clone());
    let (previewer, editor) = (viewer.clone(), viewer.clone());
    let (head, status) = (person.clone(), person.clone());
    view! {
        <FetchAhead island="edit_user"/> <FetchAhead island="chosen_preview"/>
        <Head person=head/>
        <Contents parts=PARTS.to_vec()/>
        <div class="stack">
            {unchanged.then(|| view! { <Notice><p>"Nothing is different from what is saved."</p></Notice> })}
            {kept.then(|| view! {
                <Notice title="What you typed before is filled in"><p>"Your session ended before it was saved."</p></Notice>
            })}
            {problem.map(|problem| view! {
                <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice>
            })}
            <Columns aside=move || view! {
                <ChosenPreview id=PREVIEW.to_owned() first=first.clone() viewer=previewer.clone() exceptions=exceptions.clone()/>
            }>
                <EditUser viewer=editor editing said><PhotoPart member viewer=looker.clone()/></EditUser>
            </Columns>
            <KeyWorkersPart member viewer=viewer.clone()/>
            <BelongsTo form=FORM>
                <StatusPart person=status.clone() form=filled.form.clone() errors=errors.clone()/>
            </BelongsTo>
            <BelongsTo form=FORM>
                <AttributesForm held=held.clone() typed=typed.clone() errors=wrong.clone()/>
            </BelongsTo>
            <SaveBar>
                <BelongsTo form=FORM>
                    <SubmitButton label="Save" name="step" value=SAVE/>
                </BelongsTo>
                <LinkButton href=routes::USERS kind=ButtonKind::Quiet>"Cancel"</LinkButton>
                <p class="soft small">"You see what will change before it does."</p>
            </SaveBar>
            <SignInPart member viewer=viewer.clone()/>
            <super::act::ActionLinks person/>
            <HistoryPart member viewer/>
        </div>
    }
}
