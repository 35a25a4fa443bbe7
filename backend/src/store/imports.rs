//! Lists of staff that were brought, and what confirming one writes.

mod people;
mod staged;

pub(crate) use people::{ChangedMember, MovedKey};
pub(crate) use staged::{ImportState, StagedFile, StoredImport, StoredShape};
