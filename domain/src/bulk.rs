//! One thing done to many people at once: what was asked for, whom it changes, and what it comes to.
//!
//! Each person is weighed by the very rules that hold for them alone. Whom the rules or their standing leave out is left
//! out and named; nothing fails because of them.

mod because;
mod combined;
mod form;
mod weighing;

pub use because::LeftOutBecause;
pub use combined::{Combined, Moved, Shift, combined};
pub use form::{BULK_PEOPLE, Bulk, BulkForm, MOST_PEOPLE, SAME, people_text, read_people};
pub use weighing::{BulkPerson, Seen, Weighed};

use crate::consequence::Consequence;
use crate::id::{BulkId, MemberId};
use crate::invitation::{InvitationEffect, Invitee, Resend};
use crate::moment::{Moment, When};
use crate::permission::{Elsewhere, RoleChoice, SchoolRoles};
use crate::product::Product;
use crate::user::Access;
use core::fmt::Display;
use serde::{Deserialize, Serialize};

pub use crate::limits::UNDO_FOR;

/// The kinds of things that can be done to many people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BulkAct {
    /// Give them a role in a product.
    Role,
    /// Send each an invitation.
    Invite,
    /// Keep them from signing in.
    Block,
    /// Deactivate their accounts.
    Deactivate,
}

impl BulkAct {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Invite, Self::Block, Self::Deactivate, Self::Role];

    /// As forms and the database write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Invite => "invite",
            Self::Block => "block",
            Self::Deactivate => "deactivate",
        }
    }

    /// Reads what [`BulkAct::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// What is chosen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Role => "Change their role in a product",
            Self::Invite => "Send invitations",
            Self::Block => "Block",
            Self::Deactivate => "Deactivate",
        }
    }

    /// What it means, in a sentence.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Role => "You see who gains and who loses what before anything is saved.",
            Self::Invite => {
                "Each gets an email with a link to set a password. A mail that was sent cannot be called back."
            }
            Self::Block => "They cannot sign in to your school. They stay in lists and pickers.",
            Self::Deactivate => {
                "They cannot sign in to your school, and are gone from pickers and lists of people at work."
            }
        }
    }

    /// Whether it can be undone: a mail that was sent cannot.
    pub const fn is_undoable(self) -> bool {
        !matches!(self, Self::Invite)
    }
}

/// What is to be done to each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BulkChange {
    /// Give them a role in a product.
    Role {
        /// In which.
        product: Product,
        /// Which; in Sonar Tracker always [`Elsewhere::Role`].
        to: Elsewhere,
    },
    /// Send each an invitation.
    Invite,
    /// Keep them from signing in.
    Block,
    /// Deactivate their accounts.
    Deactivate,
}

impl BulkChange {
    /// Its kind.
    pub const fn act(self) -> BulkAct {
        match self {
            Self::Role { .. } => BulkAct::Role,
            Self::Invite => BulkAct::Invite,
            Self::Block => BulkAct::Block,
            Self::Deactivate => BulkAct::Deactivate,
        }
    }

    /// Whether people are let in afterwards, where it says so.
    pub const fn access_after(self) -> Option<Access> {
        match self {
            Self::Role { .. } | Self::Invite => None,
            Self::Block => Some(Access::Blocked),
            Self::Deactivate => Some(Access::Deactivated),
        }
    }

    /// What becomes of the invitation that waits for somebody, at `now`.
    pub fn invitation(self, before: Invitee<'_>, now: Moment) -> InvitationEffect {
        let access = self.access_after().unwrap_or(before.access);
        InvitationEffect::of(before, Invitee { access, ..before }, Resend::Never, now)
    }

    /// The roles of somebody who has `roles`, afterwards.
    #[must_use]
    pub fn roles_after(self, roles: RoleChoice) -> RoleChoice {
        match self {
            Self::Role { product, to } => roles.with(product, to),
            _ => roles,
        }
    }

    /// What is done, as the heading of its summary: "Role in Portal: Full Edit".
    pub fn title(self, roles: &SchoolRoles) -> String {
        match self {
            Self::Role { product, to } => format!("Role in {}: {}", product.name(), said(to, roles)),
            Self::Invite => "Send invitations".to_owned(),
            Self::Block => "Block".to_owned(),
            Self::Deactivate => "Deactivate".to_owned(),
        }
    }

    /// What becomes, or became, of so many people: "12 people get Full Edit in Portal".
    pub fn does(self, people: usize, roles: &SchoolRoles) -> String {
        let who = count_people(people);
        let one = people == 1;
        match self {
            Self::Role { product, to: Elsewhere::Nothing } => {
                format!("{who} {} no role in {}", if one { "gets" } else { "get" }, product.name())
            }
            Self::Role { product, to: Elsewhere::Same } => {
                format!(
                    "{who} {} in {} what they have in Sonar Tracker",
                    if one { "gets" } else { "get" },
                    product.name()
                )
            }
            Self::Role { product, to: Elsewhere::Role(role) } => {
                format!("{who} {} {} in {}", if one { "gets" } else { "get" }, roles.label(role), product.name())
            }
            Self::Invite => format!("{who} {} an invitation", if one { "gets" } else { "get" }),
            Self::Block => format!("{who} {} blocked", if one { "is" } else { "are" }),
            Self::Deactivate => format!("{who} {} deactivated", if one { "is" } else { "are" }),
        }
    }

    /// What so many people have who need no change.
    pub fn has_already(self, people: usize) -> String {
        let (who, have, are) =
            if people == 1 { ("1 person".to_owned(), "has", "is") } else { (count_people(people), "have", "are") };
        match self {
            Self::Role { .. } => format!("{who} {have} it already."),
            Self::Invite => {
                format!("{who} {} invited less than a minute ago.", if people == 1 { "was" } else { "were" })
            }
            Self::Block => format!("{who} {are} blocked already."),
            Self::Deactivate => format!("{who} {are} deactivated already."),
        }
    }

    /// What it means for `count` people of whom `registered` have registered and `invited` have an invitation that this
    /// changes, with `sessions` open among them.
    pub fn consequences(self, count: u32, registered: u32, invited: u32, sessions: u32) -> Vec<Consequence> {
        if count == 0 {
            return Vec::new();
        }
        match (self, self.access_after()) {
            (Self::Invite, _) => vec![Consequence::Invited, Consequence::InvitedBefore(invited)],
            (_, Some(to)) => vec![
                Consequence::AccessOfSeveral { to, sessions },
                Consequence::InvitationsPause(invited),
                Consequence::CanBeUndone,
            ],
            (_, None) if registered > 0 => vec![Consequence::NewRoles, Consequence::CanBeUndone],
            (_, None) => vec![Consequence::CanBeUndone],
        }
    }
}

/// What people read of a choice.
fn said(to: Elsewhere, roles: &SchoolRoles) -> String {
    match to {
        Elsewhere::Same => "the same as in Sonar Tracker".to_owned(),
        to => to.label(roles),
    }
}

/// "1 person", "12 people".
pub fn count_people<N: Display + PartialEq + From<u8>>(count: N) -> String {
    if count == N::from(1) { "1 person".to_owned() } else { format!("{count} people") }
}

/// Some people: how many, and the first of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// How many.
    pub count: usize,
    /// Their names, in order; the first [`Named::MOST`].
    pub names: Vec<String>,
}

impl Named {
    /// So many names are given.
    pub const MOST: usize = 50;

    /// One more.
    pub fn push(&mut self, name: String) {
        self.count += 1;
        if self.names.len() < Self::MOST {
            self.names.push(name);
        }
    }

    /// The names in a sentence: "Amy Webb, Ben Fox and 3 more".
    pub fn text(&self) -> String {
        let more = self.count - self.names.len();
        let names = self.names.join(", ");
        if more == 0 { names } else { format!("{names} and {more} more") }
    }
}

/// Who was left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Why.
    pub why: LeftOutBecause,
    /// Who.
    pub people: Named,
}

impl LeftOut {
    /// Puts somebody with the others who were left out for the same reason.
    pub fn add(all: &mut Vec<Self>, why: LeftOutBecause, name: String) {
        match all.iter_mut().find(|left| left.why == why) {
            Some(left) => left.people.push(name),
            None => {
                let mut people = Named::default();
                people.push(name);
                all.push(Self { why, people });
            }
        }
    }
}

/// Whom something can be done to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkPeople {
    /// They.
    pub members: Vec<MemberId>,
    /// Their names.
    pub named: Named,
    /// The products the school uses.
    pub products: Vec<Product>,
}

/// What doing it would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkReview {
    /// What would be done.
    pub change: BulkChange,
    /// Whom it changes.
    pub changes: Named,
    /// How many have it already.
    pub already: usize,
    /// Who is left out.
    pub left_out: Vec<LeftOut>,
    /// What it means for them.
    pub consequences: Vec<Consequence>,
    /// How their roles change.
    pub moved: Vec<Moved>,
    /// The form that does it.
    pub form: BulkForm,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkDone {
    /// Which one.
    pub id: BulkId,
    /// What was done.
    pub change: BulkChange,
    /// Why; empty when nothing was said.
    pub reason: String,
    /// When.
    pub at: When,
    /// Whom it changed.
    pub changed: Named,
    /// How many had it already.
    pub already: usize,
    /// Who was left out.
    pub left_out: Vec<LeftOut>,
    /// Until when it can be undone, while it can.
    pub undo_until: Option<When>,
    /// What undoing it did, once it was undone.
    pub undone: Option<BulkUndone>,
}

/// What undoing it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkUndone {
    /// When.
    pub at: When,
    /// Who has again what they had.
    pub back: Named,
    /// Who stays as they are.
    pub left: Vec<LeftOut>,
}

#[cfg(test)]
mod tests;
