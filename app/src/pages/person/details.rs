//! The details of the person, for readers who may edit them.

use super::details_form::{EditDetails, EditingDetails};
use super::notices::FormNotices;
use super::page_state::EditFormState;
use super::save_bar::SaveOrCancel;
use super::saved::{Saved, SavedNotice};
use super::status::StatusPart;
use crate::routes;
use crate::views::{AttributesForm, FetchAhead, PersonHead, PersonTab, PhotoPart};
use crate::widgets::{BelongsTo, Columns};
use domain::form::fixed::FixedBecause;
use domain::person::Person;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos::serde_json;

/// The id of the form that the page's fields belong to.
pub(super) const FORM: &str = "edit";

#[component]
pub(super) fn EditDetailsPart(viewer: Viewer, person: Person, filling: EditFormState, saved: Saved) -> impl IntoView {
    let member = person.row.member;
    let notices = filling.clone();
    let EditFormState { filled, unsaved, errors, .. } = filling;
    let editing = EditingDetails {
        member,
        fixed_email: FixedBecause::email(person.registration),
        from_mis: person.from_mis,
        roles: person.roles.clone(),
        // Serialising cannot fail: the value was parsed from this form a moment ago.
        base: serde_json::to_string(&filled.base).unwrap_or_default(),
        own: filled.base.user.clone(),
        form: filled.form.user.clone(),
        errors: errors.clone(),
        unsaved,
    };
    let (held, form, photo) = (person.attributes.clone(), filled.form, viewer.clone());
    let (head, settings) = (person.clone(), viewer.settings.clone());
    let (status, wrong) = (form.clone(), errors.clone());
    let done = view! { <SavedNotice saved person=person.clone() settings action=routes::user(member)/> };
    view! {
        <FetchAhead island="edit_details"/>
        <PersonHead viewer=viewer.clone() person=head tab=PersonTab::Details>{done}</PersonHead>
        <div class="stack">
            <FormNotices filling=notices/>
            <Columns aside=move || view! { <PhotoPart member viewer=photo.clone()/> }>
                <EditDetails viewer editing/>
                <BelongsTo form=FORM>
                    <StatusPart person=person.clone() form=status.clone() errors=wrong.clone()/>
                </BelongsTo>
                <BelongsTo form=FORM>
                    <AttributesForm held=held.clone() typed=form.attributes.clone() errors=errors.clone()/>
                </BelongsTo>
            </Columns>
            <SaveOrCancel form=FORM cancel=routes::USERS/>
        </div>
    }
}
