//! The people of a school: listing, adding, inviting and editing them, bulk changes, exceptions and access. How they
//! sign in is in `account`, their roles' definitions are in `roles`.

mod act;
mod availability;
mod bulk;
mod counts;
mod create;
mod edit;
mod exceptions;
mod holders;
mod invite;
mod invite_many;
mod leavers;
mod leaving;
mod list;
mod person;
mod recorded;
mod reminders;
mod saved;

pub use act::act;
pub use availability::{email_availability, username_availability};
pub(crate) use bulk::set_roles;
pub use bulk::{bulk_do, bulk_done, bulk_people, bulk_review, bulk_undo};
pub(crate) use counts::Counts;
pub use create::create;
pub(crate) use create::entry;
pub use edit::{confirm, review};
pub use exceptions::{end_exception, make_exception, set_switches, settle_exceptions};
pub(crate) use exceptions::{own_exceptions, recorded as recorded_exception, timed as timed_exception};
pub use holders::holders;
pub use invite::invite;
pub use invite_many::{invitable, invite_many};
pub use leavers::deactivate_leavers;
pub use leaving::{hand_over, leaving};
pub use list::{find, list};
pub use person::person;
pub(crate) use recorded::{access_entry, fields_entry, recorded_roles};
pub use reminders::remind_invited;

/// A new idempotency key for the form that adds a person.
pub fn new_form_key() -> domain::id::FormKey {
    domain::id::FormKey::new(uuid::Uuid::new_v4())
}
