//! The parts of a person's page that other pages show too, or that fetch their own data: attributes, history, photo,
//! pupils, sessions and signing in. Each offers only what the reader may do.

mod attributes;
mod history;
mod photo;
mod pupils;
mod sessions;
mod sign_in;

pub(crate) use attributes::{AttributesForm, AttributesPart};
pub(crate) use history::HistoryPart;
pub(crate) use photo::PhotoPart;
pub(crate) use pupils::{ChildNames, KeyWorkersPart};
pub(crate) use sessions::SessionsTable;
pub(crate) use sign_in::{PasswordLink, SignInPart};
