//! What one person has, or has not, whatever their role gives.

use crate::catalogue::Feature;
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// One permission that somebody has or has not, whatever their role gives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Exception {
    /// The row.
    pub feature: Feature,
    /// Whether they have it. Having a restriction means being able to do less.
    pub allowed: bool,
    /// Its last day; none where it was switched on or off for this person and has no end.
    pub until: Option<Day>,
}

/// The exceptions of one person that are in force: each feature at most once, in document order.
///
/// On the wire it is a list; of several exceptions about one feature the last counts.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Exception>", into = "Vec<Exception>")]
pub struct Exceptions {
    all: Vec<Exception>,
}

impl Exceptions {
    /// Of somebody for whom no exception was made.
    pub const fn none() -> Exceptions {
        Exceptions { all: Vec::new() }
    }

    /// What was made an exception of for the feature, if anything.
    pub fn get(&self, feature: Feature) -> Option<Exception> {
        self.all.binary_search_by_key(&feature, |one| one.feature).ok().map(|at| self.all[at])
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Exception> + '_ {
        self.all.iter().copied()
    }

    /// Whether there is none.
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
