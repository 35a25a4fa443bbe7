//! One person of a school, as the page about them shows them.

use crate::access::Denial;
use crate::attribute::HeldAttribute;
use crate::consequence::Consequence;
use crate::exception::ExceptionLine;
use crate::form::edit::{EditForm, FieldChange};
use crate::invitation::{InvitationEffect, Invitee, Resend};
use crate::listing::UserRow;
use crate::moment::{Moment, When};
use crate::permission::{Exception, Exceptions, RoleChoice};
use crate::reason::Reason;
use crate::user::{Access, Registration};
use serde::{Deserialize, Serialize};

pub use crate::limits::RESTORABLE;
/// What stands for the name of somebody who cannot be restored any more.
pub const DELETED_STAFF: &str = "Deleted staff";

/// Until when somebody who was deleted can be restored.
pub const fn restorable_until(deleted_at: Moment) -> Moment {
    deleted_at.plus(RESTORABLE)
}

/// Whether somebody was deleted too long ago to be restored.
pub fn is_gone(access: Access, deleted_at: Option<Moment>, now: Moment) -> bool {
    deleted_at.is_some_and(|at| access == Access::Deleted && restorable_until(at) <= now)
}

/// A whole person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// As the list shows them.
    pub row: UserRow,
    /// As the form that edits them begins.
    pub form: EditForm,
    /// Their roles.
    pub roles: RoleChoice,
    /// What was made an exception of for them, and holds or is to come.
    pub exceptions: Vec<ExceptionLine>,
    /// How far they have come.
    pub registration: Registration,
    /// Whether what the MIS says of them is changed there: they came from it, and the school's staff do.
    pub from_mis: bool,
    /// Whether they are let in.
    pub access: Access,
    /// Since when, by whom and why it is so, where somebody decided it.
    pub access_note: Option<AccessNote>,
    /// Until when they can be restored, once they were deleted.
    pub restorable: Option<Countdown>,
    /// How many sessions they have open in this school.
    pub open_sessions: u32,
    /// Every attribute the school asks for, in order, and then those that are retired and have a value.
    pub attributes: Vec<HeldAttribute>,
    /// Whether the reader may edit them; otherwise the rule's own sentence.
    pub may_edit: Result<(), Denial>,
    /// What the reader may do to them besides.
    pub acts: Vec<Act>,
}

impl Person {
    /// What becomes of the invitation that waits for them when this is done to them.
    pub fn invitation_after(&self, act: Act) -> InvitationEffect {
        let before = Invitee { email: &self.row.email, registration: self.registration, access: self.access };
        let after = match act {
            Act::RevokeInvitation => Invitee { registration: Registration::NotRegistered, ..before },
            Act::Delete => Invitee { access: Access::Deleted, ..before },
            Act::Invite | Act::RevokeAccess | Act::Restore => return InvitationEffect::Nothing,
        };
        // Whether its time is over decides nothing where it ends.
        InvitationEffect::of(before, after, Resend::Never, Moment(0))
    }

    /// The exceptions that hold today.
    pub fn exceptions_in_force(&self) -> Exceptions {
        let in_force = self.exceptions.iter().filter(|line| line.is_in_force);
        in_force
            .filter_map(|line| Some(Exception { feature: line.feature?, allowed: line.allowed, until: line.ends_on }))
            .collect()
    }
}

/// What was decided about somebody's access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessNote {
    /// Since when.
    pub since: When,
    /// Who decided it; Rolecall itself when it is empty.
    pub by: String,
    /// Why, if anything was said.
    pub reason: Option<Reason>,
}

/// Time that is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Countdown {
    /// Until when.
    pub until: When,
    /// Days that are left, the last one counted.
    pub days: u32,
}

/// Something that is done to a person on a page of its own, after reading what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Act {
    /// Send the registration link, for the first time or again.
    Invite,
    /// Withdraw the invitation.
    RevokeInvitation,
    /// Not registered any more, until they register anew.
    RevokeAccess,
    /// Delete them.
    Delete,
    /// Bring them back.
    Restore,
}

/// What is typed to delete somebody (source: Sonar Tracker, "type the word `delete`").
pub const DELETE_WORD: &str = "delete";

impl Act {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Invite, Self::RevokeInvitation, Self::RevokeAccess, Self::Delete, Self::Restore];

    /// As the address says it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::RevokeInvitation => "revoke-invitation",
            Self::RevokeAccess => "revoke-access",
            Self::Delete => "delete",
            Self::Restore => "restore",
        }
    }

    /// Reads what [`Act::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// What its button says.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Invite => "Send invitation",
            Self::RevokeInvitation => "Withdraw invitation",
            Self::RevokeAccess => "Revoke access",
            Self::Delete => "Delete user",
            Self::Restore => "Restore user",
        }
    }

    /// What was done, once it is: "was deleted".
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

/// What was done to a person on a page of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acted {
    /// First and last name.
    pub name: String,
    /// What was done.
    pub act: Act,
    /// An invitation went to them less than a minute before, so no other was sent.
    pub just_sent: bool,
}

impl Acted {
    const JUST_SENT: &str = "just-invited";

    /// As the address says it.
    pub const fn code(&self) -> &'static str {
        if self.just_sent { Self::JUST_SENT } else { self.act.code() }
    }

    /// What is said of `name` where the address says this.
    pub fn sentence(code: &str, name: &str) -> Option<String> {
        if code == Self::JUST_SENT {
            return Some(just_invited(name));
        }
        Act::from_code(code).map(|act| format!("{name} {}.", act.done()))
    }
}

/// What is said when somebody is invited again within a minute.
pub fn just_invited(to: &str) -> String {
    format!("An invitation went to {to} less than a minute ago, so no other was sent. Its link works.")
}

/// What is asked to be done to a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActForm {
    /// [`DELETE_WORD`], where something is deleted.
    pub typed: String,
    /// Why; may be empty.
    pub reason: String,
}

/// A filling-in of the form that edits somebody, and what it began with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// As it is now.
    pub form: EditForm,
    /// As it was when it was opened.
    pub base: EditForm,
}

/// What saving would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// First and last name as they are.
    pub name: String,
    /// What would change, old and new.
    pub changes: Vec<FieldChange>,
    /// What others changed since the form was opened: from what it began with to what is there now.
    pub meanwhile: Vec<FieldChange>,
    /// The roles there are, and those that are to be, where they differ.
    pub roles: Option<(RoleChoice, RoleChoice)>,
    /// What it means for the person.
    pub consequences: Vec<Consequence>,
    /// The filling-in to confirm: what was meant, put onto what is there now.
    pub filled: Filled,
}

/// What came of confirming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confirmed {
    /// It is saved.
    Saved {
        /// What changed.
        changes: Vec<FieldChange>,
    },
    /// Somebody else changed the person since the summary was shown: here is a new one. Nothing was saved.
    Overtaken(Box<Review>),
}
