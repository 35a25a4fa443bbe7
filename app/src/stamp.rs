//! The stamp of a page: the session, school and person it was drawn for. Forms send it as a field, and server functions
//! called from the browser as a header. Only the server can read it.

/// The name of the form field that carries the stamp, and of the element that holds it for the whole page.
pub const STAMP: &str = "stamp";
/// The header that carries the stamp when the browser calls a server function.
pub const STAMP_HEADER: &str = "rolecall-stamp";

/// The stamp of the page that is being drawn, or is open in the browser; empty when nobody is signed in.
pub fn of_page() -> String {
    crate::platform::stamp()
}
