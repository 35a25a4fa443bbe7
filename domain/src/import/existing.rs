use crate::day::Day;
use crate::id::MemberId;
use crate::invitation::Invitee;
use crate::member::PlainFields;
use crate::moment::Moment;
use crate::permission::RoleChoice;
use crate::user::{Access, Registration};

/// A member of the school, as far as an import compares and changes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExistingMember {
    /// Their id.
    pub member: MemberId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they go by.
    pub known_as: Option<String>,
    /// Contact email; empty when none is known.
    pub email: String,
    /// Their id in the MIS.
    pub mis_id: Option<String>,
    /// "Mrs", "Dr", …
    pub title: Option<String>,
    /// Job title.
    pub job_title: Option<String>,
    /// The school's own label.
    pub username: Option<String>,
    /// The school's short code.
    pub staff_code: Option<String>,
    /// What needs no rule of its own.
    pub plain: PlainFields,
    /// The key of the row that they were last imported from; none when they never were. The same row finds them again.
    pub key: Option<String>,
    /// Their roles.
    pub roles: RoleChoice,
    /// How far they have come.
    pub registration: Registration,
    /// Whether they are let in.
    pub access: Access,
    /// Their last day.
    pub leaving_on: Option<Day>,
    /// When they last signed in to this school.
    pub last_sign_in_at: Option<Moment>,
    /// The day they were deleted, and the last day they can be restored.
    pub deleted: Option<Deleted>,
}

/// When somebody was deleted, and until when they can be restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Deleted {
    /// The day they were deleted.
    pub on: Day,
    /// The last day they can be restored.
    pub until: Day,
}

impl Deleted {
    /// What people read.
    pub fn sentence(self) -> String {
        format!("Deleted on {}; can be restored until {}", self.on.words(), self.until.words())
    }
}

impl ExistingMember {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// What decides what becomes of their invitation.
    pub fn invitee(&self) -> Invitee<'_> {
        Invitee { email: &self.email, registration: self.registration, access: self.access }
    }
}
