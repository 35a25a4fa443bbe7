use crate::day::Day;
use crate::id::MemberId;
use crate::role::HeldRole;
use serde::{Deserialize, Serialize};

/// What the file says of somebody who left.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LeaverReason {
    /// They are not in the file.
    NotInFile,
    /// Their last day is over.
    LeftOn(Day),
    /// The file's status says so, in its own word.
    Status(String),
    /// The file says that their account is not enabled.
    NotEnabled,
}

impl LeaverReason {
    /// Whether the file names them, instead of leaving them out.
    pub const fn is_named(&self) -> bool {
        !matches!(self, Self::NotInFile)
    }

    /// Whether the file says for certain that they left. Somebody whose account is not enabled may come back.
    pub const fn is_certain(&self) -> bool {
        matches!(self, Self::LeftOn(_) | Self::Status(_))
    }

    /// What people read.
    pub fn sentence(&self) -> String {
        match self {
            Self::NotInFile => "Not in the list of staff from the MIS".to_owned(),
            Self::LeftOn(day) => format!("Left on {}", day.words()),
            Self::Status(word) => format!("Status in the file: {word}"),
            Self::NotEnabled => "Not enabled in the file".to_owned(),
        }
    }
}

/// Somebody who is let in, and who left by the file or is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaver {
    /// Who.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Job title; empty for none.
    pub job_title: String,
    /// Their role.
    pub role: HeldRole,
    /// What the file says of them.
    pub reason: LeaverReason,
    /// The row that names them.
    pub row: Option<u32>,
    /// Whether they are to be deactivated.
    pub ticked: bool,
    /// What becomes of an invitation that waits for them, when they are.
    pub invitation: crate::invitation::InvitationEffect,
}
