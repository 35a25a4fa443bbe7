//! The parts of a form about one person: personal details, roles, invitation. A page combines the parts it needs around
//! one [`UserFormState`]; sending the form is the page's concern.

mod availability;
mod error_list;
mod giving;
mod invitation;
mod other_roles;
mod person;
mod role;
mod state;

pub(crate) use error_list::ErrorList;
pub(crate) use giving::Giving;
pub(crate) use invitation::InvitationField;
pub(crate) use other_roles::giving_nothing;
pub(crate) use person::{MoreFields, NeededFields, PersonFields, way_to};
pub(crate) use role::RoleFields;
pub(crate) use state::UserFormState;
