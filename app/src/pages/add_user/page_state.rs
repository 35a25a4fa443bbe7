//! The initial state of the form: empty, as it was sent, or from a draft.

use crate::api;
use crate::failure::Failure;
use crate::platform;
use crate::posted::Redirector;
use crate::routes;
use domain::form::user::UserForm;
use domain::id::FormKey;
use domain::permission::{RoleChoice, RoleOverride};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::HeldRole;
use domain::school::Created;
use serde::{Deserialize, Serialize};

/// What a browser without scripts sends to the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SubmittedUser {
    #[serde(flatten)]
    form: UserForm,
    /// Present when only the preview was asked for.
    show: Option<String>,
    /// The roles that the preview showed, to compare the new ones with.
    shown: String,
}

impl SubmittedUser {
    /// The form as it was typed.
    pub fn typed(self) -> UserForm {
        self.form
    }
}

/// Where the form's content comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Origin {
    /// The form is empty.
    New,
    /// The content comes from a draft, kept when a session ended.
    Kept,
    /// The form was sent for a preview.
    Shown(Option<RoleChoice>),
    /// The form was sent and refused.
    Refused(Problem),
}

impl Origin {
    /// The roles that were shown before, to compare with.
    pub fn before(&self) -> Option<RoleChoice> {
        if let Self::Shown(before) = self { before.clone() } else { None }
    }
}

/// The form's content, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct AddUserPageState {
    pub form: UserForm,
    pub origin: Origin,
}

impl AddUserPageState {
    /// Carries out the posted form, or looks for a draft. Redirects once the person is added.
    /// `role` is chosen in a form that is empty otherwise.
    pub async fn of(sent: Option<SubmittedUser>, role: Option<HeldRole>, redirector: &Redirector) -> Self {
        let (mut form, origin) = match sent {
            None => match api::take_draft().await {
                Ok(Some(form)) => (form, Origin::Kept),
                _ => (empty(role), Origin::New),
            },
            Some(SubmittedUser { form, show: Some(_), shown }) => (form, Origin::Shown(read_roles(&shown))),
            Some(SubmittedUser { form, .. }) => match api::create_user(form.clone()).await {
                Ok(created) => {
                    redirector.go(&added(&created));
                    (form, Origin::New)
                }
                Err(Failure(problem)) => (form, Origin::Refused(problem)),
            },
        };
        if FormKey::parse(&form.form_key).is_none() {
            form.form_key = platform::new_form_key();
        }
        Self { form, origin }
    }
}

/// The form with nothing but the role chosen, if one is.
fn empty(role: Option<HeldRole>) -> UserForm {
    UserForm { role: role.map(|role| role.code().into_owned()).unwrap_or_default(), ..UserForm::default() }
}

/// The address to go to once the person is added.
pub(super) fn added(created: &Created) -> String {
    routes::added(created.member)
}

/// The roles as the form carries them from one page to the next: the main role's code, and what was chosen for other products.
pub(super) fn write_roles(roles: &RoleChoice) -> String {
    let other = |(product, role): (Product, RoleOverride)| format!("{}={}", product.code(), role.code());
    std::iter::once(roles.main.code().into_owned()).chain(roles.others().map(other)).collect::<Vec<_>>().join(",")
}

/// Parses what [`write_roles`] wrote.
fn read_roles(text: &str) -> Option<RoleChoice> {
    let mut parts = text.split(',');
    let main = HeldRole::from_code(parts.next()?)?;
    parts.try_fold(RoleChoice::in_every_product(main), |roles, part| {
        let (product, role) = part.split_once('=')?;
        Some(roles.with(Product::from_code(product)?, RoleOverride::from_code(role)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::role::Role;

    #[test]
    fn roles_are_read_back() {
        let everywhere = RoleChoice::in_every_product(Role::FullEdit);
        let differing =
            everywhere.clone().with(Product::PORTAL, Role::MinimalEdit).with(Product::JUNIPER_MIS, Role::AccountOwner);
        for roles in [everywhere, differing] {
            assert_eq!(read_roles(&write_roles(&roles)), Some(roles));
        }
        for nonsense in
            ["", ",,,,", "x,y,z", "full-edit,", "full-edit,headteacher", "full-edit,portal=x", "full-edit,x=none"]
        {
            assert_eq!(read_roles(nonsense), None, "{nonsense}");
        }
    }
}
