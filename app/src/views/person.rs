//! The parts of a person's page. Each fetches what it shows.

mod pupils;

pub(crate) use pupils::{ChildNames, KeyWorkersPart};
