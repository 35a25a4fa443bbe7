//! Parts of a person's page: each fetches what it shows, and shows what the reader may do.

mod attributes;
#[allow(dead_code, reason = "the page of one person puts its part in")]
mod history;
mod sessions;
#[allow(dead_code, reason = "the page of one person puts its part in")]
mod sign_in;

pub(crate) use attributes::{AttributeFields, AttributesPart};
#[allow(unused_imports, reason = "the page of one person puts it in")]
pub(crate) use history::HistoryPart;
pub(crate) use sessions::SessionsTable;
pub(crate) use sign_in::PasswordLink;
#[allow(unused_imports, reason = "the page of one person puts it in")]
pub(crate) use sign_in::SignInPart;
