//! The sentences that only the browser says, because no server can: about leaving a page and about pages that do not come.

/// Asks before a page with unsent input is left.
pub(super) const LEAVE_UNSAVED: &str = "Leave this page? What you typed here has not been saved.";
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
