//! The parts of a person's page. Each fetches what it shows, and shows what the reader may do.

mod attributes;
#[allow(dead_code, reason = "a person's page will hold it")]
mod photo;
mod pupils;

pub(crate) use attributes::{AttributeFields, AttributesPart};
pub(crate) use photo::PhotoPart;
pub(crate) use pupils::{ChildNames, KeyWorkersPart};
