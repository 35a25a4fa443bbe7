use crate::id::MemberId;
use crate::role::Role;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the importer has decided so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The role of new people by their role or job title in the file, in small letters; `None` leaves them out.
    pub roles: BTreeMap<String, Option<Role>>,
    /// The role of new people for whom nothing else says one.
    pub other_role: Option<Role>,
    /// Which rows are somebody who is there already; the others of those rows are not.
    pub same: BTreeMap<u32, MemberId>,
    /// Whom to deactivate of those who are not in the file.
    pub leavers: BTreeSet<MemberId>,
}
