//! The roles of the person, for readers who may change them, with the preview beside them.

use super::notices::FormNotices;
use super::page_state::EditFormState;
use super::roles_form::{EditRoles, EditingRoles, FORM, PREVIEW, title};
use super::save_bar::SaveOrCancel;
use super::saved::{Saved, SavedNotice};
use crate::routes;
use crate::views::{
    ChosenPreview, ExceptionsPart, FetchAhead, PersonHead, PersonTab, Selection, brief_at_first, giving_nothing,
};
use crate::widgets::Columns;
use domain::person::Person;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos::serde_json;

#[component]
pub(super) fn EditRolesPart(viewer: Viewer, person: Person, filling: EditFormState, saved: Saved) -> impl IntoView {
    let member = person.row.member;
    let notices = filling.clone();
    let EditFormState { filled, unsaved, errors, .. } = filling;
    let editing = EditingRoles {
        member,
        role: person.row.role.level(),
        access: person.access,
        roles: person.roles.clone(),
        // Serialising cannot fail: the value was parsed from this form a moment ago.
        base: serde_json::to_string(&filled.base).unwrap_or_default(),
        own: filled.base.user.clone(),
        form: filled.form.user.clone(),
        errors,
        nothing: giving_nothing(&viewer.settings.roles),
        unsaved,
    };
    let first = Selection {
        title: title(&person.row.first_name),
        roles: editing.form.roles(&viewer.settings.products),
        before: Some(person.roles.clone()),
    };
    let exceptions = person.exceptions_in_force();
    let said = brief_at_first(&first, &viewer, exceptions.clone(), person.row.status);
    let (status, settings, previewer) = (person.row.status, viewer.settings.clone(), viewer.clone());
    let head = person.clone();
    let done = view! { <SavedNotice saved person=person.clone() settings action=routes::user_roles(member)/> };
    view! {
        <FetchAhead island="edit_roles"/> <FetchAhead island="chosen_preview"/>
        <PersonHead viewer=viewer.clone() person=head tab=PersonTab::Roles>{done}</PersonHead>
        <div class="stack">
            <FormNotices filling=notices/>
            <Columns aside=move || view! {
                <ChosenPreview id=PREVIEW.to_owned() first=first.clone() viewer=previewer.clone() exceptions=exceptions.clone() status=status/>
            }>
                <EditRoles viewer editing said/>
                <SaveOrCancel form=FORM cancel=routes::user_roles(member)/>
                <ExceptionsPart person/>
            </Columns>
        </div>
    }
}
