//! A member as an import compares them with a row.

use crate::day::Day;
use crate::id::MemberId;
use crate::invitation::Invitee;
use crate::member::PlainFields;
use crate::moment::Moment;
use crate::permission::RoleChoice;
use crate::user::{Access, Registration};

/// A member of the school, with the fields that an import compares and changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExistingMember {
    /// The member's id.
    pub member: MemberId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// The name the member is known as.
    pub known_as: Option<String>,
    /// Contact email; empty when none is known.
    pub email: String,
    /// The member's id in the MIS.
    pub mis_id: Option<String>,
    /// Title, such as "Mrs" or "Dr".
    pub title: Option<String>,
    /// Job title.
    pub job_title: Option<String>,
    /// The school's own label for the member.
    pub username: Option<String>,
    /// The school's short code for the member.
    pub staff_code: Option<String>,
    /// What needs no rule of its own.
    pub plain: PlainFields,
    /// The key of the row from which the member was last imported, by which the same row finds them again; `None` when
    /// they were never imported.
    pub key: Option<String>,
    /// The member's roles.
    pub roles: RoleChoice,
    /// The member's registration.
    pub registration: Registration,
    /// The member's access.
    pub access: Access,
    /// The member's last day.
    pub leaving_on: Option<Day>,
    /// When the member last signed in to this school.
    pub last_sign_in_at: Option<Moment>,
    /// When the member was deleted, and until when they can be restored.
    pub deleted: Option<DeletionWindow>,
}

/// When a member was deleted, and until when they can be restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DeletionWindow {
    /// The day of deletion.
    pub on: Day,
    /// The last day they can be restored.
    pub until: Day,
}

impl DeletionWindow {
    /// Both days as a sentence.
    pub fn sentence(self) -> String {
        format!("Deleted on {}; can be restored until {}", self.on.words(), self.until.words())
    }
}

impl ExistingMember {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// The member's facts that decide what happens to their invitation.
    pub fn invitee(&self) -> Invitee<'_> {
        Invitee { email: &self.email, registration: self.registration, access: self.access }
    }
}
