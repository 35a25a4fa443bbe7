//! The details and the roles for readers who may see the person but not edit them.

use super::saved::{Saved, SavedNotice};
use super::status::StatusDetails;
use crate::routes;
use crate::views::{AttributesPart, ExceptionsPart, PermissionPreview, PersonHead, PersonTab, PhotoPart};
use crate::widgets::{Columns, Definition, Definitions, Notice, Panel};
use domain::form::edit::EditField;
use domain::form::user::UserForm;
use domain::permission::SchoolRoles;
use domain::person::Person;
use domain::viewer::Viewer;
use leptos::prelude::*;

#[component]
pub(super) fn ReadOnlyDetails(viewer: Viewer, person: Person, why: String, saved: Saved) -> impl IntoView {
    let (member, settings, photo) = (person.row.member, viewer.settings.clone(), viewer.clone());
    let details = UserForm::fields(&[])
        .into_iter()
        .filter(|field| field.member().is_some())
        .map(|field| view! { <Fact field=EditField::User(field) person=person.clone()/> })
        .collect_view();
    let (access, note) = (person.access, person.access_note.clone());
    let done = view! { <SavedNotice saved person=person.clone() settings action=routes::user(member)/> };
    let (head, attributes) = (person.clone(), person.attributes.clone());
    let leaving = (!person.form.leaving_on.is_empty())
        .then(|| view! { <Definitions><Fact field=EditField::LeavingOn person=person.clone()/></Definitions> });
    view! {
        <PersonHead viewer person=head tab=PersonTab::Details>{done}</PersonHead>
        <div class="stack">
            <Notice title="View only"><p>{why}</p></Notice>
            <Columns aside=move || view! { <PhotoPart member viewer=photo.clone()/> }>
                <Panel title="Details" id="details">
                    <div data-region="details"><Definitions>{details}</Definitions></div>
                </Panel>
                <Panel title="Account status" id="status">
                    <div data-region="status">
                        {note.is_none().then(|| access.label())}
                        <StatusDetails access note/>
                        {leaving}
                        <p><a href=routes::leaving(member)>"What ends and what to hand on"</a></p>
                    </div>
                </Panel>
                <AttributesPart held=attributes/>
            </Columns>
        </div>
    }
}

#[component]
pub(super) fn ReadOnlyRoles(viewer: Viewer, person: Person, why: String, saved: Saved) -> impl IntoView {
    let (settings, action) = (viewer.settings.clone(), routes::user_roles(person.row.member));
    let done = view! { <SavedNotice saved person=person.clone() settings=settings.clone() action/> };
    view! {
        <PersonHead viewer person=person.clone() tab=PersonTab::Roles>{done}</PersonHead>
        <div class="stack">
            <Notice title="View only"><p>{why}</p></Notice>
            <PermissionPreview id="permissions" title=format!("What {} can do", person.name()) roles=Some(person.roles.clone())
                settings exceptions=person.exceptions_in_force() status=person.row.status/>
            <ExceptionsPart person/>
        </div>
    }
}

#[component]
fn Fact(field: EditField, person: Person) -> impl IntoView {
    // No field here is a role; the page of the roles shows those.
    let value = field.words(person.form.get(field), &SchoolRoles::none());
    view! {
        <Definition name=field.label()>
            {if value.is_empty() { view! { <span class="soft">"Nothing"</span> }.into_any() } else { value.into_any() }}
        </Definition>
    }
}
