//! Roles as choices: the eight, each followed by those that the school copied from it.

use crate::widgets::{Choice, RoleTag};
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

/// A role's name with the abbreviation of its level.
#[component]
pub(crate) fn HeldTag(role: HeldRole, #[prop(into)] label: String) -> impl IntoView {
    view! { <RoleTag short=role.level().abbreviation() label/> }
}
