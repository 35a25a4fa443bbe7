//! The parts of a person's page. Each fetches what it shows, and shows what the reader may do.

mod attributes;
mod pupils;

pub(crate) use attributes::{AttributeFields, AttributesPart};
pub(crate) use pupils::{ChildNames, KeyWorkersPart};
