//! Key workers and workers of pupils. It organises their pages, and neither gives nor limits what *View pupils* allows.

use super::{AliasedPupil, NamedPupil, PupilListing, YearGroup, Years};
use crate::access::Denial;
use crate::fault::key_worker_already;
use crate::id::{MemberId, PupilId};
use serde::{Deserialize, Serialize};

/// How a member works with a pupil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WorkerKind {
    /// As their key worker; a pupil has at most one.
    Key,
    /// As one of their workers.
    Worker,
}

impl WorkerKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Key, Self::Worker];

    /// The code as stored and written in URLs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Worker => "worker",
        }
    }

    /// Reads what [`WorkerKind::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind's label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Key => "Key worker",
            Self::Worker => "Worker",
        }
    }

    /// A number of pupils with its noun: "12 key children".
    pub fn count(self, children: usize) -> String {
        match (self, children) {
            (Self::Key, 1) => "1 key child".to_owned(),
            (Self::Key, _) => format!("{children} key children"),
            (Self::Worker, 1) => "1 other child".to_owned(),
            (Self::Worker, _) => format!("{children} other children"),
        }
    }
}

/// A pupil, for actors who manage who works with whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// The pupil's id.
    pub pupil: PupilId,
    /// First and last name.
    pub name: String,
    /// Year group.
    pub year: YearGroup,
    /// The name of the pupil's class.
    pub class: String,
}

/// A member who works with a pupil.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PupilWorker {
    /// The member.
    pub member: MemberId,
    /// The member's name.
    pub name: String,
    /// How the member works with the pupil.
    pub kind: WorkerKind,
}

/// One member's pupils, for actors who manage members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignedPupils {
    /// The member's name.
    pub name: String,
    /// Pupils for whom the member is key worker.
    pub key: Vec<Child>,
    /// Other pupils the member works with.
    pub worker: Vec<Child>,
    /// Whether the reader may change them, or the rule that forbids it.
    pub may_assign: Result<(), Denial>,
}

/// The reader's own pupils.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnPupils {
    /// For readers who may know them.
    Named {
        /// Pupils for whom the reader is key worker.
        key: Vec<NamedPupil>,
        /// Other pupils the reader works with.
        worker: Vec<NamedPupil>,
    },
    /// For readers who may not know them: both kinds together, because each alone could be few.
    Aliased(Vec<AliasedPupil>),
}

/// The pupil picker: the school's pupils, and who works with each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picker {
    /// The member for whom pupils are picked.
    pub member: MemberId,
    /// The member's name.
    pub name: String,
    /// How the member is to work with the pupils.
    pub kind: WorkerKind,
    /// The search and its filters.
    pub listing: PupilListing,
    /// The pupils found, by class, the youngest first.
    pub found: Vec<PickerClass>,
    /// The member's present pupils of this kind, whether found or not.
    pub now: Vec<PupilId>,
    /// The year groups to choose from.
    pub years: Vec<Years>,
    /// The classes to choose from.
    pub classes: Vec<String>,
}

/// A class in the picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickerClass {
    /// The class's name.
    pub name: String,
    /// The pupils found in the class.
    pub children: Vec<PickerChild>,
}

/// Why a child cannot be ticked for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PickRefused {
    /// Another member is their key worker, from whom the child cannot be taken.
    KeyWorkerStays {
        /// First and last name of the key worker.
        name: String,
        /// The rule.
        denial: Denial,
    },
    /// The member is their key worker already.
    KeyWorkerAlready {
        /// First and last name of the member.
        name: String,
    },
}

impl PickRefused {
    /// What people read.
    pub fn sentence(&self) -> String {
        match self {
            Self::KeyWorkerStays { name, denial } => format!("Their key worker is {name}. {}", denial.sentence()),
            Self::KeyWorkerAlready { name } => format!("{}.", key_worker_already(name)),
        }
    }
}

/// A pupil in the picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickerChild {
    /// The pupil.
    pub child: Child,
    /// Other members who work with the pupil, the key worker first.
    pub others: Vec<PupilWorker>,
    /// How the member works with the pupil at present.
    pub now: Option<WorkerKind>,
    /// Why the pupil cannot be ticked, if so.
    pub refused: Option<PickRefused>,
}

/// The outcome of submitting the picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AssignResult {
    /// Nothing was saved yet: this summary has to be confirmed.
    ToConfirm(AssignSummary),
    /// Nothing was saved: the member's pupils have changed meanwhile.
    ChangedMeanwhile {
        /// The ticked pupils after merging both changes.
        picked: Vec<PupilId>,
        /// The member's present pupils.
        now: Vec<PupilId>,
        /// The pupils that the other change added.
        added: Vec<Child>,
        /// The pupils that the other change removed.
        removed: Vec<Child>,
    },
    /// The changes were saved.
    Saved,
}

/// The summary of what would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignSummary {
    /// The member's name.
    pub name: String,
    /// The pupils to add.
    pub added: Vec<Child>,
    /// The pupils to remove.
    pub removed: Vec<Child>,
    /// The added pupils who have another key worker at present.
    pub taken_over: Vec<KeyWorkerChange>,
    /// The added pupils with whom the member already works in the other way.
    pub moved: Vec<Child>,
    /// The number of pupils of this kind after the change.
    pub total: u64,
    /// Whether the summary differs from the one shown before, because the pupils have changed meanwhile.
    pub is_news: bool,
}

/// A pupil whose key worker changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyWorkerChange {
    /// The pupil.
    pub child: Child,
    /// The present key worker.
    pub from: MemberId,
    /// The present key worker's name.
    pub from_name: String,
}
