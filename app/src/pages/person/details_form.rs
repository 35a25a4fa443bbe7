//! Names and contact details: the interactive part of the page of details.

use super::details::FORM;
use crate::live::kept_viewer;
use crate::routes;
use crate::views::{ErrorList, PersonFields, UserFormState, woken};
use crate::widgets::{BelongsTo, Legend, Panel, Stamp};
use domain::form::edit::TICKED;
use domain::form::fixed::FixedBecause;
use domain::form::user::{UserField, UserForm};
use domain::id::MemberId;
use domain::permission::RoleChoice;
use domain::problem::FieldError;
use domain::viewer::Viewer;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The person being edited, and the form's content.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct EditingDetails {
    pub member: MemberId,
    /// Why others cannot change their email address, if they cannot.
    pub fixed_email: Option<FixedBecause>,
    /// Whether the person comes from the school's MIS: the fields it supplies are changed there.
    pub from_mis: bool,
    /// The person's current roles.
    pub roles: RoleChoice,
    /// The form as it was opened, as JSON: it is sent with the form.
    pub base: String,
    /// The form as it was opened: availability checks skip values that are already the person's own.
    pub own: UserForm,
    /// The form's current content.
    pub form: UserForm,
    /// The server's errors, including those in other parts of the page.
    pub errors: Vec<FieldError>,
    /// Whether the content differs from what is saved.
    pub unsaved: bool,
}

#[island(lazy)]
pub(super) fn EditDetails(
    /// The person who is editing.
    viewer: Viewer,
    /// The person being edited, and the form's content.
    editing: EditingDetails,
) -> impl IntoView {
    let EditingDetails { member, fixed_email, from_mis, roles, base, own, form, errors, unsaved } = editing;
    let viewer = kept_viewer(viewer);
    let products = Memo::new(move |_| viewer.with(|viewer| viewer.settings.products.clone()));
    let mut filling = UserFormState::of_somebody(form.clone(), products, &own, roles);
    if let Some(why) = fixed_email {
        filling = filling.fixing(UserField::Email, why);
    }
    if from_mis {
        let said = |field: &UserField| field.comes_from_mis() && !own.get(*field).is_empty();
        for field in UserForm::fields(&[]).into_iter().filter(said) {
            filling = filling.fixing(field, FixedBecause::FromMis);
        }
    }
    let list = ErrorList::new(errors.clone());
    if !errors.is_empty() {
        filling.refuse(form, errors);
    }
    // A form that is valid as far as the browser can tell is sent as it is without scripts, because its answer is
    // another page.
    let submit = move |event: SubmitEvent| {
        let errors = filling.judge();
        if !errors.is_empty() {
            event.prevent_default();
            list.show(errors);
        }
    };
    woken(view! {
        {list.summary()}
        <BelongsTo form=FORM>
            <Panel title="Details" id="details">
                <Legend/>
                <div class="form"><PersonFields filling/></div>
            </Panel>
        </BelongsTo>
        <form id=FORM method="post" action=routes::user(member) on:submit:capture=submit novalidate data-guard
            data-unsaved=unsaved.then_some("")>
            <Stamp/>
            <input type="hidden" name="base" value=base/>
            <input type="hidden" name="status" value=TICKED/>
        </form>
    })
}
