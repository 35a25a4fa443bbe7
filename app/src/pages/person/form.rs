//! Details and roles, with the preview of the roles beside them: the interactive part of the page.

use super::edit::FORM;
use crate::live::kept_viewer;
use crate::routes;
use crate::views::{
    Giving, PersonFields, RoleFields, Selection, SharedSelection, UserFormState, listed, tab_follows, woken,
};
use crate::widgets::{BelongsTo, ErrorSummary, Legend, Panel, PreviewBar, Stamp};
use domain::access::{Action as _, ChangeRoles, Subject};
use domain::form::edit::TICKED;
use domain::form::fixed::FixedBecause;
use domain::form::user::{UserField, UserForm};
use domain::id::MemberId;
use domain::permission::{RoleChoice, RoleOverride};
use domain::problem::FieldError;
use domain::product::Product;
use domain::role::{HeldRole, Role};
use domain::user::Access;
use domain::viewer::Viewer;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The id of the preview's heading.
pub(super) const PREVIEW: &str = "preview";

/// The person being edited, and the form's content.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Editing {
    pub member: MemberId,
    /// The person's role, which decides the roles the reader may give them.
    pub role: Role,
    pub access: Access,
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
    /// The roles that include nothing, per product.
    pub nothing: Vec<(Product, HeldRole)>,
    /// Whether the content differs from what is saved.
    pub unsaved: bool,
}

#[island(lazy)]
pub(super) fn EditUser(
    /// The person who is editing.
    viewer: Viewer,
    /// The person being edited, and the form's content.
    editing: Editing,
    /// The preview's summary.
    said: String,
    /// The content between details and permissions, which has a form of its own.
    children: Children,
) -> impl IntoView {
    let Editing { member, role, access, fixed_email, from_mis, roles, base, own, form, errors, nothing, unsaved } =
        editing;
    let subject = Subject { member, role };
    let viewer = kept_viewer(viewer);
    let settings = Memo::new(move |_| viewer.with(|viewer| viewer.settings.clone()));
    let products = Memo::new(move |_| settings.with(|settings| settings.products.clone()));
    let grants = Signal::derive(move || viewer.with(|viewer| viewer.grants()));
    let mut filling = UserFormState::of_somebody(form.clone(), products, &own, roles.clone());
    if let Some(why) = fixed_email {
        filling = filling.fixing(UserField::Email, why);
    }
    if from_mis {
        let said = |field: &UserField| field.comes_from_mis() && !own.get(*field).is_empty();
        for field in UserForm::fields(&[]).into_iter().filter(said) {
            filling = filling.fixing(field, FixedBecause::FromMis);
        }
    }
    let summary = RwSignal::new(listed(errors.clone()));
    let attempts = RwSignal::new(0_u32);
    if !errors.is_empty() {
        filling.refuse(form, errors);
    }
    tab_follows(Signal::derive(move || summary.with(|errors| !errors.is_empty())));
    // A form that is valid as far as the browser can tell is sent as it is without scripts, because its answer is
    // another page.
    let submit = move |event: SubmitEvent| {
        let errors = filling.judge();
        if !errors.is_empty() {
            event.prevent_default();
            summary.set(listed(errors));
            attempts.update(|attempts| *attempts += 1);
        }
    };
    let name = filling.text(UserField::FirstName);
    let (chosen_roles, before) = (filling.roles(), filling.before());
    let chosen = move |_: Option<&Selection>| Selection {
        title: name.with(|name| title(name)),
        roles: chosen_roles.get(),
        before: before.get(),
    };
    SharedSelection::follow(Memo::new(chosen));
    let said = SharedSelection::preview_sentence(said);
    let school = Memo::new(move |_| settings.with(|settings| settings.roles.clone()));
    let may_give = move |product: Product, chosen: RoleOverride| {
        let before = roles.clone();
        let after = before.clone().with(product, chosen);
        ChangeRoles { subject, access, before, after }.check(&grants.get())
    };
    let giving = Giving::new(may_give, school, nothing);
    woken(view! {
        <ErrorSummary errors=summary attempt=attempts/>
        <BelongsTo form=FORM>
            <Panel title="Details" id="details">
                <Legend/>
                <div class="form"><PersonFields filling/></div>
            </Panel>
        </BelongsTo>
        {children()}
        <BelongsTo form=FORM>
            <Panel title="Permissions" id="permissions">
                <div class="form"><RoleFields filling giving/></div>
                <PreviewBar preview=PREVIEW said/>
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

/// The heading of the preview of the chosen roles.
pub(super) fn title(first_name: &str) -> String {
    format!("What {} will be able to do", first_name.trim())
}
