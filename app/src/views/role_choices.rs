//! Roles as choices: the eight, each followed by those that the school copied from it.

use crate::widgets::{Choice, Code, RoleTag};
use domain::access::{Grants, gives};
use domain::permission::SchoolRoles;
use domain::product::Product;
use domain::role::HeldRole;
use leptos::prelude::*;

/// Every role that a person can hold.
pub(crate) fn role_choices(school: &SchoolRoles) -> Vec<Choice> {
    school.all().into_iter().map(|role| choice(role, school)).collect()
}

/// The roles that a reader with these grants may give in `product`.
pub(crate) fn given_by(grants: &Grants, product: Product, school: &SchoolRoles) -> Vec<Choice> {
    let given = school.all().into_iter().filter(|role| gives(grants, product, *role).is_ok());
    given.map(|role| choice(role, school)).collect()
}

fn choice(role: HeldRole, school: &SchoolRoles) -> Choice {
    let label = match role.is_custom() {
        true => format!("{} (like {})", school.label(role), role.level().label()),
        false => school.label(role),
    };
    Choice::new(role.code(), label)
}

/// A role's code and colour, the same wherever roles are shown: a colour for each level, and a mark of its own for a role
/// of the school's own.
pub(crate) fn code_of(role: impl Into<HeldRole>) -> Code {
    let role = role.into();
    Code {
        text: role.mark(),
        tone: u8::try_from(role.level().index()).unwrap_or_default() + 1,
        is_own: role.is_custom(),
    }
}

/// A role's name with its code.
#[component]
pub(crate) fn HeldTag(role: HeldRole, #[prop(into)] label: String) -> impl IntoView {
    view! { <RoleTag code=code_of(role) label/> }
}
