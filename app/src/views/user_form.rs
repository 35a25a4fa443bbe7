//! The parts of a form about one person: personal details, roles, invitation. A page combines the parts it needs around
//! one [`Filling`]; sending the form is the page's concern.

mod asking;
mod filling;
mod giving;
mod invitation;
mod other_roles;
mod person;
mod role;

pub(crate) use filling::Filling;
pub(crate) use giving::Giving;
pub(crate) use invitation::InvitationField;
pub(crate) use other_roles::giving_nothing;
pub(crate) use person::PersonFields;
pub(crate) use role::RoleFields;
