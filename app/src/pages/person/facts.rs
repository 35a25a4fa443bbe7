//! The page for readers who may see the person but not edit them.

use super::head::Head;
use super::page_state::name;
use super::status::StatusDetails;
use crate::routes;
use crate::views::{AttributesPart, HistoryPart, KeyWorkersPart, PermissionPreview, PhotoPart, SignInPart};
use crate::widgets::{Columns, Contents, Definition, Definitions, Notice, Panel};
use domain::form::edit::EditField;
use domain::form::user::UserForm;
use domain::permission::SchoolRoles;
use domain::person::Person;
use domain::viewer::Viewer;
use leptos::prelude::*;

#[component]
pub(super) fn ReadOnlyPerson(viewer: Viewer, person: Person, why: String) -> impl IntoView {
    let title = format!("What {} can do", name(&person));
    let looker = viewer.clone();
    let (roles, settings, member) = (person.roles.clone(), viewer.settings.clone(), person.row.member);
    let exceptions = person.exceptions_in_force();
    let details = UserForm::fields(&[])
        .into_iter()
        .filter(|field| field.member().is_some())
        .map(|field| view! { <Fact field=EditField::User(field) person=person.clone()/> })
        .collect_view();
    let (head, acts, access, note) = (person.clone(), person.clone(), person.access, person.access_note.clone());
    let attributes = person.attributes.clone();
    let leaving = (!person.form.leaving_on.is_empty())
        .then(|| view! { <Definitions><Fact field=EditField::LeavingOn person=person.clone()/></Definitions> });
    view! {
        <Head person=head/>
        <Contents parts=super::edit::PARTS.to_vec()/>
        <div class="stack">
            <Notice title="You can look, and not change anything here"><p>{why}</p></Notice>
            <Columns aside=move || view! {
                <PermissionPreview id="permissions" title=title.clone() roles=Some(roles.clone()) settings=settings.clone()
                    exceptions=exceptions.clone()/>
            }>
                <Panel title="Details" id="details">
                    <div data-region="details"><Definitions>{details}</Definitions></div>
                </Panel>
                <PhotoPart member viewer=viewer.clone()/>
                <Panel title="Account status" id="status">
                    <div data-region="status">
                        {note.is_none().then(|| access.label())}
                        <StatusDetails access note/>
                        {leaving}
                        <p><a href=routes::leaving(member)>"What ends and what to hand on"</a></p>
                    </div>
                </Panel>
            </Columns>
            <KeyWorkersPart member viewer=looker.clone()/>
            <AttributesPart held=attributes/>
            <SignInPart member viewer=looker.clone()/>
            <super::act::ActionLinks person=acts/>
            <HistoryPart member viewer=looker/>
        </div>
    }
}

#[component]
fn Fact(field: EditField, person: Person) -> impl IntoView {
    // No field here is a role; the preview beside them shows the roles.
    let value = field.words(person.form.get(field), &SchoolRoles::none());
    view! {
        <Definition name=field.label()>
            {if value.is_empty() { view! { <span class="soft">"Nothing"</span> }.into_any() } else { value.into_any() }}
        </Definition>
    }
}
