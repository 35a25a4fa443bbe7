//! The choice of roles, which the preview beside it follows: the interactive part of the page of roles.

use crate::live::kept_viewer;
use crate::routes;
use crate::views::{ErrorList, Giving, RoleFields, Selection, SharedSelection, UserFormState, woken};
use crate::widgets::{BelongsTo, Panel, PreviewBar, Stamp};
use domain::access::{Action as _, ChangeRoles, Subject};
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

/// The id of the form.
pub(super) const FORM: &str = "roles";
/// The id of the preview's heading.
pub(super) const PREVIEW: &str = "preview";

/// The person being edited, and the form's content.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct EditingRoles {
    pub member: MemberId,
    /// The person's role, which decides the roles the reader may give them.
    pub role: Role,
    pub access: Access,
    /// The person's current roles.
    pub roles: RoleChoice,
    /// The form as it was opened, as JSON: it is sent with the form.
    pub base: String,
    /// The form as it was opened.
    pub own: UserForm,
    /// The form's current content.
    pub form: UserForm,
    /// The server's errors.
    pub errors: Vec<FieldError>,
    /// The roles that include nothing, per product.
    pub nothing: Vec<(Product, HeldRole)>,
    /// Whether the content differs from what is saved.
    pub unsaved: bool,
}

#[island(lazy)]
pub(super) fn EditRoles(
    /// The person who is editing.
    viewer: Viewer,
    /// The person being edited, and the form's content.
    editing: EditingRoles,
    /// The preview's summary.
    said: String,
) -> impl IntoView {
    let EditingRoles { member, role, access, roles, base, own, form, errors, nothing, unsaved } = editing;
    let subject = Subject { member, role };
    let viewer = kept_viewer(viewer);
    let settings = Memo::new(move |_| viewer.with(|viewer| viewer.settings.clone()));
    let products = Memo::new(move |_| settings.with(|settings| settings.products.clone()));
    let grants = Signal::derive(move || viewer.with(|viewer| viewer.grants()));
    let filling = UserFormState::of_somebody(form.clone(), products, &own, roles.clone());
    let list = ErrorList::new(errors.clone());
    if !errors.is_empty() {
        filling.refuse(form, errors);
    }
    // A form that is valid as far as the browser can tell is sent as it is without scripts, because its answer is
    // another page. What another page shows is judged there.
    let submit = move |event: SubmitEvent| {
        let mut errors = filling.judge();
        errors.retain(|error| matches!(UserField::from_name(&error.field), Some(UserField::Role(_))));
        if !errors.is_empty() {
            event.prevent_default();
            list.show(errors);
        }
    };
    let title = title(&own.first_name);
    let (chosen_roles, before) = (filling.roles(), filling.before());
    let chosen = move |_: Option<&Selection>| Selection {
        title: title.clone(),
        roles: chosen_roles.get(),
        before: before.get(),
    };
    SharedSelection::follow(Memo::new(chosen));
    let said = SharedSelection::preview_line(said);
    let school = Memo::new(move |_| settings.with(|settings| settings.roles.clone()));
    let may_give = move |product: Product, chosen: RoleOverride| {
        let before = roles.clone();
        let after = before.clone().with(product, chosen);
        ChangeRoles { subject, access, before, after }.check(&grants.get())
    };
    let giving = Giving::new(may_give, school, nothing);
    woken(view! {
        {list.summary()}
        <BelongsTo form=FORM>
            <Panel title="Permissions" id="permissions">
                <div class="form"><RoleFields filling giving/></div>
            </Panel>
        </BelongsTo>
        <form id=FORM method="post" action=routes::user_roles(member) on:submit:capture=submit novalidate data-guard
            data-unsaved=unsaved.then_some("")>
            <Stamp/>
            <input type="hidden" name="base" value=base/>
        </form>
        <PreviewBar preview=PREVIEW said/>
    })
}

/// The heading of the preview of the chosen roles.
pub(super) fn title(first_name: &str) -> String {
    format!("What {} will be able to do", first_name.trim())
}
