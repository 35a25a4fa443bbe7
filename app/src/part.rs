//! Parts: how a page is answered when the browser follows a link or a form without loading the document anew.
//!
//! The request says so in a header. The answer is then the page without what the document has already (scripts, style,
//! banner, footer), and says in headers what it is, at which address it is, and which build of the site it belongs to.
//! Redirects are followed by the server, so that a form that was saved costs one request.

/// In a request: that a part is enough. In an answer: what kind of part it is, [`PAGE`] or [`NOTICE`].
pub const PART: &str = "rolecall-part";
/// In a request: that the part is fetched before anybody has asked for it. Nothing is done for such a request that
/// anybody could notice; what would have to be done makes the answer an empty one.
pub const AHEAD: &str = "ahead";
/// In a request: that the part is fetched again because something has changed, and nobody asked for it. It is answered as a
/// page is, but without a draft, which is given once.
pub const AGAIN: &str = "again";
/// In a request that posts a form: that what was typed is only kept as a draft, because the reader's role does not allow
/// the page any more. The answer is empty: 204 if it is kept, and 409 if it is not.
pub const KEEP: &str = "keep";
/// In an answer within the server: that it may not be given to a request that comes ahead.
pub const NOT_AHEAD: &str = "rolecall-not-ahead";
/// The address of the page in the answer: path, query and fragment.
pub const PART_ADDRESS: &str = "rolecall-address";
/// The build of the site that answers.
pub const PART_VERSION: &str = "rolecall-version";

/// A page of the application.
pub const PAGE: &str = "page";
/// A short page that the server writes itself, for example to ask for the password: a card that fits into the frame of
/// the open page.
pub const NOTICE: &str = "notice";

/// The name of the element that holds the build of the site an open document belongs to.
pub const VERSION: &str = "version";
