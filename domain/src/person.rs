//! The page about one member: its data, its actions and their outcomes. Rules are in [`crate::access`], the form in
//! `form/edit.rs`.

use crate::access::Denial;
use crate::attribute::HeldAttribute;
use crate::consequence::Consequence;
use crate::exception::ExceptionSummary;
use crate::finding::FoundPerson;
use crate::form::edit::{EditForm, EditPart, FieldChange};
use crate::id::BulkId;
use crate::invitation::{InvitationEffect, Invitee, Resend};
use crate::listing::UserRow;
use crate::moment::{DisplayTime, Moment};
use crate::permission::{Exception, Exceptions, RoleChoice};
use crate::reason::Reason;
use crate::user::{Access, MemberStatus, Registration};
use serde::{Deserialize, Serialize};

pub use crate::limits::RESTORABLE;
/// The text in place of the name of a member who can no longer be restored.
pub const DELETED_STAFF: &str = "Deleted staff";

/// Until when a member deleted at this time can be restored.
pub const fn restorable_until(deleted_at: Moment) -> Moment {
    deleted_at.plus(RESTORABLE)
}

/// Whether somebody was deleted too long ago to be restored.
pub fn is_gone(access: Access, deleted_at: Option<Moment>, now: Moment) -> bool {
    deleted_at.is_some_and(|at| access == Access::Deleted && restorable_until(at) <= now)
}

/// Everything the page about a member shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The member as in the list of users.
    pub row: UserRow,
    /// The initial form that edits the member.
    pub form: EditForm,
    /// The member's roles.
    pub roles: RoleChoice,
    /// The member's exceptions that are in force or still to come.
    pub exceptions: Vec<ExceptionSummary>,
    /// The member's registration.
    pub registration: Registration,
    /// Whether fields from the MIS must be changed there: the member came from it, and the school's staff do.
    pub from_mis: bool,
    /// The member's access.
    pub access: Access,
    /// Since when, by whom and why the access is what it is, where it was decided.
    pub access_note: Option<AccessNote>,
    /// How long a deleted member can be restored.
    pub restorable: Option<Countdown>,
    /// The number of the member's open sessions in this school.
    pub open_sessions: u32,
    /// The school's attributes in order, and then retired ones with an answer.
    pub attributes: Vec<HeldAttribute>,
    /// Whether the reader may edit the member, or the rule that forbids it.
    pub may_edit: Result<(), Denial>,
    /// The other actions that the reader may take.
    pub acts: Vec<MemberAction>,
}

impl Person {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.row.first_name, self.row.last_name)
    }

    /// The member as a search finds them, with what decides about actions on them.
    pub fn as_found(&self) -> FoundPerson {
        FoundPerson {
            member: self.row.member,
            name: self.name(),
            job_title: self.row.job_title.clone(),
            role: self.row.role,
            role_name: self.row.role_name.clone(),
            status: self.row.status,
            registration: self.registration,
            access: self.access,
            has_email: !self.row.email.is_empty(),
        }
    }

    /// The member's status if they had this access. Whether an open invitation still works is not known here: it counts
    /// as open.
    pub fn status_with(&self, access: Access) -> MemberStatus {
        MemberStatus::shut_out(access).unwrap_or(match self.registration {
            Registration::Registered => MemberStatus::Active,
            Registration::NotRegistered => MemberStatus::NotRegistered,
            Registration::Invited { .. } => MemberStatus::Invited,
        })
    }

    /// The effect of this action on the member's open invitation.
    pub fn invitation_after(&self, act: MemberAction) -> InvitationEffect {
        let before = Invitee { email: &self.row.email, registration: self.registration, access: self.access };
        let after = match act {
            MemberAction::RevokeInvitation => Invitee { registration: Registration::NotRegistered, ..before },
            MemberAction::Delete => Invitee { access: Access::Deleted, ..before },
            MemberAction::Invite | MemberAction::RevokeAccess | MemberAction::Restore => {
                return InvitationEffect::Nothing;
            }
        };
        // The invitation ends in any case, so it does not matter whether it has expired.
        InvitationEffect::of(before, after, Resend::Never, Moment(0))
    }

    /// How far the member is with registering, in words.
    pub fn registration_words(&self) -> String {
        let until = self.row.status_note.as_ref().map(|note| note.text.as_str()).unwrap_or_default();
        match (self.registration, self.row.status) {
            (Registration::Registered, _) => "Registered".to_owned(),
            (Registration::NotRegistered, _) => "Not invited yet".to_owned(),
            (Registration::Invited { .. }, MemberStatus::Invited) => format!("Invited, until {until}"),
            (Registration::Invited { .. }, MemberStatus::InvitationExpired) => {
                format!("The invitation expired {until}")
            }
            (Registration::Invited { .. }, _) => "Invited".to_owned(),
        }
    }

    /// The exceptions that are in force today.
    pub fn exceptions_in_force(&self) -> Exceptions {
        let in_force = self.exceptions.iter().filter(|line| line.is_in_force);
        in_force
            .filter_map(|line| Some(Exception { feature: line.feature?, allowed: line.allowed, until: line.ends_on }))
            .collect()
    }
}

/// The decision behind a member's access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessNote {
    /// When it was made.
    pub since: DisplayTime,
    /// The name of the actor who made it; empty for Rolecall itself.
    pub by: String,
    /// Why, if anything was said.
    pub reason: Option<Reason>,
}

/// A time limit with the days left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Countdown {
    /// The end.
    pub until: DisplayTime,
    /// The days left, including the last one.
    pub days: u32,
}

/// An action on a member that has a page of its own, which explains its consequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MemberAction {
    /// Send the registration link, for the first time or again.
    Invite,
    /// Revoke the invitation.
    RevokeInvitation,
    /// Revoke the registration, until the member registers again.
    RevokeAccess,
    /// Delete the member.
    Delete,
    /// Restore the member.
    Restore,
}

/// The word to type for deleting a member (source: Sonar Tracker, "type the word `delete`").
pub const DELETE_WORD: &str = "delete";

impl MemberAction {
    /// All actions.
    pub const ALL: [Self; 5] = [Self::Invite, Self::RevokeInvitation, Self::RevokeAccess, Self::Delete, Self::Restore];

    /// The code as written in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::RevokeInvitation => "revoke-invitation",
            Self::RevokeAccess => "revoke-access",
            Self::Delete => "delete",
            Self::Restore => "restore",
        }
    }

    /// Reads what [`MemberAction::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// The label of the action's button.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Invite => "Send invitation",
            Self::RevokeInvitation => "Withdraw invitation",
            Self::RevokeAccess => "Revoke access",
            Self::Delete => "Delete user",
            Self::Restore => "Restore user",
        }
    }

    /// What was done, in the past tense: "was deleted".
    pub const fn done(self) -> &'static str {
        match self {
            Self::Invite => "will get an email with a link to set a password. Earlier links no longer work",
            Self::RevokeInvitation => "can no longer use their invitation",
            Self::RevokeAccess => "is not registered any more. Send an invitation to let them register again",
            Self::Delete => "was deleted. They can be restored for 90 days",
            Self::Restore => "was restored, with the roles they had",
        }
    }
}

/// An action that was taken on its own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberActionResult {
    /// First and last name.
    pub name: String,
    /// The action.
    pub act: MemberAction,
    /// An invitation was sent less than a minute before, so no other was sent.
    pub just_sent: bool,
}

impl MemberActionResult {
    const JUST_SENT: &str = "just-invited";

    /// The code as written in the address.
    pub const fn code(&self) -> &'static str {
        if self.just_sent { Self::JUST_SENT } else { self.act.code() }
    }

    /// The sentence about `name` for this code from the address.
    pub fn sentence(code: &str, name: &str) -> Option<String> {
        if code == Self::JUST_SENT {
            return Some(just_invited(name));
        }
        MemberAction::from_code(code).map(|act| format!("{name} {}.", act.done()))
    }
}

/// The message when a member is invited again within a minute.
pub fn just_invited(to: &str) -> String {
    format!("An invitation went to {to} less than a minute ago, so no other was sent. Its link works.")
}

/// The submitted form of an action on a member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberActionForm {
    /// [`DELETE_WORD`], for deleting.
    pub typed: String,
    /// The reason; may be empty.
    pub reason: String,
}

/// The submitted form that edits a member, and the values it began with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditSubmission {
    /// The submitted values.
    pub form: EditForm,
    /// The values when the form was opened.
    pub base: EditForm,
}

impl EditSubmission {
    /// The submission of one part of the form: everything outside it stays as it was.
    #[must_use]
    pub fn only(self, part: EditPart) -> Self {
        Self { form: self.form.only(part, &self.base), base: self.base }
    }
}

/// The summary of what saving would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditReview {
    /// First and last name at present.
    pub name: String,
    /// The changed fields, old and new.
    pub changes: Vec<FieldChange>,
    /// Changes made by others since the form was opened.
    pub meanwhile: Vec<FieldChange>,
    /// The roles before and after, where they differ.
    pub roles: Option<(RoleChoice, RoleChoice)>,
    /// What it means for the person.
    pub consequences: Vec<Consequence>,
    /// The form to confirm: the edit merged with the present values.
    pub filled: EditSubmission,
}

/// The outcome of confirming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditConfirmResult {
    /// The changes were saved.
    Saved {
        /// The changed fields.
        changes: Vec<FieldChange>,
        /// Those of the changes that can be undone, as bulk changes of one member: roles, blocking and deactivating.
        undoable: Vec<BulkId>,
    },
    /// The member has changed since the summary was shown, and this is a new summary. Nothing was saved.
    Overtaken(Box<EditReview>),
}
