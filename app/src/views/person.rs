//! The parts of a person's pages that several of them show, or that fetch their own data: the head with the tabs,
//! attributes, exceptions, photo, pupils, sessions and the password link. Each offers only what the reader may do.

mod attributes;
mod exceptions;
mod head;
mod password_link;
mod photo;
mod pupils;
mod sessions;

pub(crate) use attributes::{AttributesForm, AttributesPart};
pub(crate) use exceptions::ExceptionsPart;
pub(crate) use head::{PersonHead, PersonTab};
pub(crate) use password_link::PasswordLink;
pub(crate) use photo::PhotoPart;
pub(crate) use pupils::{ChildNames, KeyWorkersPart};
pub(crate) use sessions::SessionsTable;
