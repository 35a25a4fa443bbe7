use serde::{Deserialize, Serialize};

/// What a row comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Class {
    /// One sign says that it is somebody who is here: a person decides.
    Question,
    /// Something has to be corrected.
    Wrong,
    /// Somebody who is let in, and who left by the file.
    Leaver,
    /// Somebody whose role in the file may let them do more.
    RoleRise,
    /// Somebody new.
    New,
    /// Somebody who is here, with something changed.
    Update,
    /// Nobody to import: somebody who left, no staff, or a row that repeats another.
    Skipped,
    /// Somebody the importer may not change.
    LeftAlone,
    /// Somebody who is here, as they are in the file.
    Unchanged,
}

impl Class {
    /// All of them, in the order they are shown: what needs a person comes first.
    pub const ALL: [Self; 9] = [
        Self::Question,
        Self::Wrong,
        Self::Leaver,
        Self::RoleRise,
        Self::New,
        Self::Update,
        Self::Skipped,
        Self::LeftAlone,
        Self::Unchanged,
    ];

    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Question => "Who is this?",
            Self::Wrong => "Needs correcting",
            Self::Leaver => "Leavers the file names",
            Self::RoleRise => "Higher role in the file",
            Self::New => "New",
            Self::Update => "Update",
            Self::Skipped => "Skipped",
            Self::LeftAlone => "You cannot change",
            Self::Unchanged => "No change",
        }
    }

    /// As written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Question => "questions",
            Self::Wrong => "wrong",
            Self::Leaver => "named-leavers",
            Self::RoleRise => "higher-roles",
            Self::New => "new",
            Self::Update => "update",
            Self::Skipped => "skipped",
            Self::LeftAlone => "left-alone",
            Self::Unchanged => "unchanged",
        }
    }
}
