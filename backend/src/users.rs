//! The people of a school: listing them, adding somebody, inviting.

mod availability;
mod counts;
mod create;
pub(crate) mod fold;
mod invite;
mod invite_many;
mod list;

pub use availability::{email_availability, username_availability};
pub(crate) use counts::Counts;
pub use create::create;
pub(crate) use create::entry;
pub use invite::invite;
pub use invite_many::{invitable, invite_many};
pub use list::{find, list};

/// A new key for one filling-in of the form that adds somebody.
pub fn new_form_key() -> domain::id::FormKey {
    domain::id::FormKey::new(uuid::Uuid::new_v4())
}
