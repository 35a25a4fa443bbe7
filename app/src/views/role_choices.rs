//! Roles as choices: the eight, each followed by those that the school copied from it.

use crate::widgets::{Choice, Code};
use domain::access::{Grants, gives};
use domain::permission::SchoolRoles;
use domain::product::Product;
use domain::role::HeldRole;

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

/// A role's code and colour in a school with the roles `school`, the same wherever roles are shown: a colour for each
/// level, and a code of its own for a role of the school's own.
pub(crate) fn code_of(role: impl Into<HeldRole>, school: &SchoolRoles) -> Code {
    let role = role.into();
    Code { text: school.mark(role), tone: tone_of(role), is_own: role.is_custom() }
}

/// The number of a role's colour, which is its level's.
pub(crate) fn tone_of(role: HeldRole) -> u8 {
    u8::try_from(role.level().index()).unwrap_or_default() + 1
}
