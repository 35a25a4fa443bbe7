//! Members who left according to the file, and the reason for each.

use crate::day::Day;
use crate::id::MemberId;
use crate::role::HeldRole;
use serde::{Deserialize, Serialize};

/// Why a member counts as a leaver by the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MissingReason {
    /// The member is not in the file.
    NotInFile,
    /// The member's last day is over.
    LeftOn(Day),
    /// The file's status, in its own word, means that they left.
    Status(String),
    /// The file says that the member's account is not enabled.
    NotEnabled,
}

impl MissingReason {
    /// Whether the file names the member, rather than leaving them out.
    pub const fn is_named(&self) -> bool {
        !matches!(self, Self::NotInFile)
    }

    /// Whether the file says for certain that the member left. An account that is not enabled may be enabled again.
    pub const fn is_certain(&self) -> bool {
        matches!(self, Self::LeftOn(_) | Self::Status(_))
    }

    /// The reason as a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::NotInFile => "Not in the list of staff from the MIS".to_owned(),
            Self::LeftOn(day) => format!("Left on {}", day.words()),
            Self::Status(word) => format!("Status in the file: {word}"),
            Self::NotEnabled => "Not enabled in the file".to_owned(),
        }
    }
}

/// A member with access who left according to the file, or is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingFromFile {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Job title; empty for none.
    pub job_title: String,
    /// The member's role.
    pub role: HeldRole,
    /// Why they count as a leaver.
    pub reason: MissingReason,
    /// The id of the row that names them.
    pub row: Option<u32>,
    /// Whether they are to be deactivated.
    pub ticked: bool,
    /// What deactivating them does to their open invitation.
    pub invitation: crate::invitation::InvitationEffect,
}
