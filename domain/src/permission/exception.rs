//! Exceptions: permissions that one member has or does not have, whatever their role gives.

use crate::catalogue::Feature;
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// One permission that a member has or does not have, whatever their role gives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Exception {
    /// The row.
    pub feature: Feature,
    /// Whether the member has it. Having a restriction means being able to do less.
    pub allowed: bool,
    /// The last day; `None` for a switch, which has no end.
    pub until: Option<Day>,
}

/// One member's exceptions in force: at most one for each feature, in document order.
///
/// On the wire it is a list; of several exceptions for one feature the last applies.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Exception>", into = "Vec<Exception>")]
pub struct Exceptions {
    all: Vec<Exception>,
}

impl Exceptions {
    /// A member without exceptions.
    pub const fn none() -> Exceptions {
        Exceptions { all: Vec::new() }
    }

    /// The exception for the feature, if there is one.
    pub fn get(&self, feature: Feature) -> Option<Exception> {
        self.all.binary_search_by_key(&feature, |one| one.feature).ok().map(|at| self.all[at])
    }

    /// The exceptions in document order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Exception> + '_ {
        self.all.iter().copied()
    }

    /// Whether there are no exceptions.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl From<Vec<Exception>> for Exceptions {
    fn from(mut all: Vec<Exception>) -> Exceptions {
        all.reverse();
        all.sort_by_key(|one| one.feature);
        all.dedup_by_key(|one| one.feature);
        Exceptions { all }
    }
}

impl FromIterator<Exception> for Exceptions {
    fn from_iter<All: IntoIterator<Item = Exception>>(all: All) -> Exceptions {
        all.into_iter().collect::<Vec<_>>().into()
    }
}

impl From<Exceptions> for Vec<Exception> {
    fn from(exceptions: Exceptions) -> Vec<Exception> {
        exceptions.all
    }
}
