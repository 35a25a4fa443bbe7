//! The parts of a form about one person: who they are, their roles, their invitation. A page puts together the parts it
//! needs around one [`Filling`].

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
