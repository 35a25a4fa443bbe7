//! What only the server runs: the doors to the use cases, the visit that a request is, drafts, what was posted, and the
//! pages it answers with where the application cannot.
//! Nothing outside this folder is left out of the browser's half, except what `#[server]` leaves out of its functions.

mod doors;
mod drafts;
mod notice_page;
mod notice_pages;
mod outbox_page;
pub(crate) mod platform;
mod posts;
mod visit;

pub use doors::STEP_UP;
pub(crate) use doors::{
    anonymous, begin, end, remember, renew, response, signed_in, signed_in_renewing, signed_in_with_draft,
};
pub(crate) use drafts::take_draft;
pub use drafts::{keep_posted, keep_typed};
pub use notice_pages::{StepUpPage, notice_page, problem_page, problem_page_leading, step_up_page};
pub use outbox_page::outbox_page;
pub use posts::{CurrentRole, Posted};
pub use visit::{ClientAddress, DEVICE_COOKIES, SESSION_COOKIES, Visit, session_cookie};
