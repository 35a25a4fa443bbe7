//! What only the server runs: the doors to the use cases, the visit that a request is, drafts, and what was posted.
//! Nothing outside this folder is left out of the browser's half, except what `#[server]` leaves out of its functions.

mod doors;
mod drafts;
pub(crate) mod platform;
mod posts;
mod visit;

pub use doors::STEP_UP;
pub(crate) use doors::{
    anonymous, begin, end, remember, renew, response, signed_in, signed_in_renewing, signed_in_with_draft,
};
pub use drafts::keep_posted;
pub(crate) use drafts::take_draft;
pub use posts::{CurrentRoleName, Posted};
pub use visit::{ClientAddress, DEVICE_COOKIES, SESSION_COOKIES, Visit, session_cookie};
