//! Lists of staff that were brought, and what confirming one writes.

mod memory;
mod people;
mod reading;
mod staged;

pub(crate) use people::{ChangedMember, MovedKey};
pub(crate) use reading::StagedFile;
pub(crate) use staged::{ImportState, StoredImport};
