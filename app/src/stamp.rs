//! The stamp of a page: for which session, school and person it was drawn. Forms send it as a field, server functions that
//! the browser calls as a header. What it says is known to the server alone.

/// The name of the field a form carries it in, and of the element that says it for the whole page.
pub const STAMP: &str = "stamp";
/// The header a server function is called with.
pub const STAMP_HEADER: &str = "rolecall-stamp";

/// The stamp of the page that is being drawn, or is open in the browser; empty where nobody is signed in.
pub fn of_page() -> String {
    crate::platform::stamp()
}
