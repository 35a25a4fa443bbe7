//! Whose key worker and worker somebody is. It orders their pages; it neither gives nor limits what *View pupils* allows.

use super::{AliasedPupil, NamedPupil, PupilListing, YearGroup, Years};
use crate::access::Denial;
use crate::fault::key_worker_already;
use crate::id::{MemberId, PupilId};
use serde::{Deserialize, Serialize};

/// How somebody works with a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WorkKind {
    /// As their key worker; a child has one at most.
    Key,
    /// As one of their workers.
    Worker,
}

impl WorkKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Key, Self::Worker];

    /// As stored and written in URLs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Worker => "worker",
        }
    }

    /// Reads what [`WorkKind::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As people say it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Key => "Key worker",
            Self::Worker => "Worker",
        }
    }

    /// So many children, as people say it: "12 key children".
    pub fn count(self, children: usize) -> String {
        match (self, children) {
            (Self::Key, 1) => "1 key child".to_owned(),
            (Self::Key, _) => format!("{children} key children"),
            (Self::Worker, 1) => "1 other child".to_owned(),
            (Self::Worker, _) => format!("{children} other children"),
        }
    }
}

/// A child, to somebody who looks after who works with whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// Which.
    pub pupil: PupilId,
    /// First and last name.
    pub name: String,
    /// Year group.
    pub year: YearGroup,
    /// What their class is called.
    pub class: String,
}

/// Somebody who works with a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// How they work with the child.
    pub kind: WorkKind,
}

/// The children of one person, for whoever looks after people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TheirPupils {
    /// The person's name.
    pub name: String,
    /// Whose key worker they are.
    pub key: Vec<Child>,
    /// Whom else they work with.
    pub worker: Vec<Child>,
    /// Whether the reader may change that; otherwise the rule's own sentence.
    pub may_assign: Result<(), Denial>,
}

/// The children of the person who is looking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnPupils {
    /// To somebody who may know them.
    Named {
        /// Whose key worker they are.
        key: Vec<NamedPupil>,
        /// Whom else they work with.
        worker: Vec<NamedPupil>,
    },
    /// To somebody who may not: both together, because each by itself could be few.
    Aliased(Vec<AliasedPupil>),
}

/// The Pupil Picker: the school's children, and who has each of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picker {
    /// For whom children are picked.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// As what they are to work with them.
    pub kind: WorkKind,
    /// What was searched for.
    pub listing: PupilListing,
    /// The children found, by class, the youngest first.
    pub found: Vec<PickerClass>,
    /// The children the person has as this kind now, whether found or not.
    pub now: Vec<PupilId>,
    /// The year groups one can choose among.
    pub years: Vec<Years>,
    /// The classes one can choose among.
    pub classes: Vec<String>,
}

/// A class in the picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickerClass {
    /// What it is called.
    pub name: String,
    /// Its children that were found.
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

/// A child in the picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickerChild {
    /// Which child.
    pub child: Child,
    /// Everybody else who works with them, their key worker first.
    pub others: Vec<Holder>,
    /// How the person works with them now.
    pub now: Option<WorkKind>,
    /// Why they cannot be ticked, if they cannot.
    pub refused: Option<PickRefused>,
}

/// What came of sending the picker's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Assigned {
    /// Nothing yet: this is what would change, to be confirmed.
    ToConfirm(Summary),
    /// Nothing: somebody else changed the person's children meanwhile.
    ChangedMeanwhile {
        /// The children that are ticked when both changes are put together.
        picked: Vec<PupilId>,
        /// The children the person has now.
        now: Vec<PupilId>,
        /// Whom the other change added.
        added: Vec<Child>,
        /// Whom it removed.
        removed: Vec<Child>,
    },
    /// It is so.
    Saved,
}

/// What would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Whose children.
    pub name: String,
    /// Who comes to be theirs.
    pub added: Vec<Child>,
    /// Who is theirs no longer.
    pub removed: Vec<Child>,
    /// Whom of those added somebody else is the key worker of until now.
    pub taken_over: Vec<TakenOver>,
    /// Whom of those added they already work with in the other way.
    pub moved: Vec<Child>,
    /// How many children they would have as this kind.
    pub total: u64,
    /// This is not what was shown before: who has the children changed meanwhile.
    pub is_news: bool,
}

/// A child whose key worker changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOver {
    /// Which child.
    pub child: Child,
    /// Whose key child they are until now.
    pub from: MemberId,
    /// That person's name.
    pub from_name: String,
}
