//! The sentences that only the browser says, because no server can: about leaving a page and about pages that do not come.

/// Asks before a page with unsent input is left.
pub(super) const LEAVE_UNSAVED: &str = "Leave this page? What you typed here has not been saved.";
/// Where a page was withdrawn from a reader whose role has changed: the heading.
pub(super) const PAGE_WITHDRAWN: &str = "Your role has changed";
/// The same, where what was typed is a draft now.
pub(super) const WITHDRAWN_AND_KEPT: &str =
    "This page is closed. What you typed is kept for 7 days: open the page again once your role allows it.";
/// The same, where nothing keeps what was typed.
pub(super) const WITHDRAWN_AND_LOST: &str = "This page is closed, and what you typed has not been saved.";
/// Where the withdrawn page's reader goes on.
pub(super) const GO_TO_SCHOOL: &str = "Go to School";
/// After a form could not be sent.
pub(super) const SENT_IN_VAIN: &str =
    "What you typed is still here. Check the connection, see whether it was saved, and send it again.";
/// After a page could not be fetched.
pub(super) const PAGE_DID_NOT_COME: &str = "This page stays as it is. Check the connection and try again.";
/// While something is looked for.
pub(super) const NO_ANSWER: &str = "Rolecall does not answer. Check the connection and try again.";
/// After a part of the page's WebAssembly could not be loaded.
pub(super) const PART_DID_NOT_COME: &str =
    "A part of this page did not load. It can be used without it; load the page again for all of it.";
