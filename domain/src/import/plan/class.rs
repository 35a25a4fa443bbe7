//! The classes of rows, in the order a preview shows them.

use serde::{Deserialize, Serialize};

/// The class of a row: what the import does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RowClass {
    /// One sign alone matches an existing member, so a person has to decide.
    Question,
    /// A cell has to be corrected.
    Wrong,
    /// A member with access who left according to the file.
    Leaver,
    /// A member whose role in the file may let them do more.
    RoleRise,
    /// A new member.
    New,
    /// An existing member with changed fields.
    Update,
    /// A row that imports nobody: a leaver, not staff, or a repeated row.
    Skipped,
    /// A member whom the importer may not change.
    LeftAlone,
    /// A member who is already as the file has them.
    Unchanged,
}

impl RowClass {
    /// All classes in the order in which they are shown: those that need a person come first.
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

    /// The class's label.
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
