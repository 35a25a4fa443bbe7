//! Uploaded lists of staff, and the writes of a confirmed import. The plan of an import is computed in
//! `domain::import`.

mod memory;
mod people;
mod reading;
mod staged;

pub(crate) use people::{ChangedMember, MovedKey};
pub(crate) use reading::{MappingSource, StagedFile};
pub(crate) use staged::{ImportState, StoredImport};
