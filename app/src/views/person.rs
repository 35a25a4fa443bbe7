//! Parts of a person's page: each fetches what it shows, and shows what the reader may do.

mod sessions;
mod sign_in;

pub(crate) use sessions::SessionsTable;
pub(crate) use sign_in::{PasswordLink, SignInPart};
