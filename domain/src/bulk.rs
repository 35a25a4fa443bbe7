//! Bulk actions: one change to many members at once, its preview, its result and undoing it.
//!
//! Each member is judged by the same rules as in an action on them alone. Members whom a rule or their status excludes
//! are left out and named; the others go ahead. Building and reading the form is in `bulk/form.rs`; nothing here
//! writes.

mod because;
mod combined;
mod form;
mod outcome;

pub use because::LeftOutBecause;
pub use combined::{CombinedChanges, GainLossCount, RoleChangeCount, combined};
pub use form::{BULK_PEOPLE, Bulk, BulkForm, MOST_PEOPLE, SAME, people_text, read_people};
pub use outcome::{BulkOutcome, BulkPerson, ReviewedState};

use crate::consequence::Consequence;
use crate::id::{BulkId, MemberId};
use crate::invitation::{InvitationEffect, Invitee, Resend};
use crate::limits;
use crate::moment::{DisplayTime, Moment};
use crate::permission::{RoleChoice, RoleOverride, SchoolRoles};
use crate::product::Product;
use crate::user::Access;
use core::fmt::Display;
use serde::{Deserialize, Serialize};

pub use crate::limits::UNDO_FOR;

/// The kinds of bulk actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BulkAction {
    /// Give members a role in a product.
    Role,
    /// Send each member an invitation.
    Invite,
    /// Stop members signing in.
    Block,
    /// Deactivate members' accounts.
    Deactivate,
}

impl BulkAction {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Invite, Self::Block, Self::Deactivate, Self::Role];

    /// The code as forms and the database write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Invite => "invite",
            Self::Block => "block",
            Self::Deactivate => "deactivate",
        }
    }

    /// Reads what [`BulkAction::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// The label of the choice.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Role => "Change their role in a product",
            Self::Invite => "Send invitations",
            Self::Block => "Block",
            Self::Deactivate => "Deactivate",
        }
    }

    /// What the action means, in a sentence.
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

    /// Whether the action can be undone; a sent email cannot.
    pub const fn is_undoable(self) -> bool {
        !matches!(self, Self::Invite)
    }
}

/// A bulk action with its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BulkChange {
    /// Give members a role in a product.
    Role {
        /// The product.
        product: Product,
        /// The role; in Sonar Tracker always [`RoleOverride::Role`].
        to: RoleOverride,
    },
    /// Send each member an invitation.
    Invite,
    /// Stop members signing in.
    Block,
    /// Deactivate members' accounts.
    Deactivate,
}

impl BulkChange {
    /// The kind of the action.
    pub const fn act(self) -> BulkAction {
        match self {
            Self::Role { .. } => BulkAction::Role,
            Self::Invite => BulkAction::Invite,
            Self::Block => BulkAction::Block,
            Self::Deactivate => BulkAction::Deactivate,
        }
    }

    /// The access that the action sets, if it sets one.
    pub const fn access_after(self) -> Option<Access> {
        match self {
            Self::Role { .. } | Self::Invite => None,
            Self::Block => Some(Access::Blocked),
            Self::Deactivate => Some(Access::Deactivated),
        }
    }

    /// The effect on a member's open invitation, at `now`.
    pub fn invitation(self, before: Invitee<'_>, now: Moment) -> InvitationEffect {
        let access = self.access_after().unwrap_or(before.access);
        InvitationEffect::of(before, Invitee { access, ..before }, Resend::Never, now)
    }

    /// The roles, after the action, of a member who has `roles`.
    #[must_use]
    pub fn roles_after(self, roles: RoleChoice) -> RoleChoice {
        match self {
            Self::Role { product, to } => roles.with(product, to),
            _ => roles,
        }
    }

    /// The heading of the action's summary: "Role in Portal: Full Edit".
    pub fn title(self, roles: &SchoolRoles) -> String {
        match self {
            Self::Role { product, to } => format!("Role in {}: {}", product.name(), role_text(to, roles)),
            Self::Invite => "Send invitations".to_owned(),
            Self::Block => "Block".to_owned(),
            Self::Deactivate => "Deactivate".to_owned(),
        }
    }

    /// What the action does, or did, to this number of people: "12 people get Full Edit in Portal".
    pub fn does(self, people: usize, roles: &SchoolRoles) -> String {
        let who = count_people(people);
        let one = people == 1;
        match self {
            Self::Role { product, to: RoleOverride::Nothing } => {
                format!("{who} {} no role in {}", if one { "gets" } else { "get" }, product.name())
            }
            Self::Role { product, to: RoleOverride::Same } => {
                format!(
                    "{who} {} in {} what they have in Sonar Tracker",
                    if one { "gets" } else { "get" },
                    product.name()
                )
            }
            Self::Role { product, to: RoleOverride::Role(role) } => {
                format!("{who} {} {} in {}", if one { "gets" } else { "get" }, roles.label(role), product.name())
            }
            Self::Invite => format!("{who} {} an invitation", if one { "gets" } else { "get" }),
            Self::Block => format!("{who} {} blocked", if one { "is" } else { "are" }),
            Self::Deactivate => format!("{who} {} deactivated", if one { "is" } else { "are" }),
        }
    }

    /// What the action did to one member, called `name`: "Amy Webb is now Full Edit in Portal".
    pub fn did(self, name: &str, roles: &SchoolRoles) -> String {
        match self {
            Self::Role { product, to: RoleOverride::Role(role) } if product.holds_main_role() => {
                format!("{name} is now {}", roles.label(role))
            }
            Self::Role { product, to: RoleOverride::Role(role) } => {
                format!("{name} is now {} in {}", roles.label(role), product.name())
            }
            Self::Role { product, to: RoleOverride::Same } => {
                format!("{name} now has the same role in {} as in Sonar Tracker", product.name())
            }
            Self::Role { product, to: RoleOverride::Nothing } => {
                format!("{name} now has no role in {}", product.name())
            }
            Self::Invite => format!("{name} gets an invitation"),
            Self::Block => format!("{name} is blocked"),
            Self::Deactivate => format!("{name} is deactivated"),
        }
    }

    /// The sentence about this number of people who need no change.
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

/// A role choice as words.
fn role_text(to: RoleOverride, roles: &SchoolRoles) -> String {
    match to {
        RoleOverride::Same => "the same as in Sonar Tracker".to_owned(),
        to => to.label(roles),
    }
}

/// "1 person", "12 people".
pub fn count_people<N: Display + PartialEq + From<u8>>(count: N) -> String {
    if count == N::from(1) { "1 person".to_owned() } else { format!("{count} people") }
}

/// A group of people: the number and the first names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameSummary {
    /// The number of people.
    pub count: usize,
    /// The first [`NameSummary::MOST`] of their names, in order.
    pub names: Vec<String>,
}

impl NameSummary {
    /// The most names that are kept.
    pub const MOST: usize = limits::BULK_NAMES;

    /// Adds a person.
    pub fn push(&mut self, name: String) {
        self.count += 1;
        if self.names.len() < Self::MOST {
            self.names.push(name);
        }
    }

    /// The names as words: "Amy Webb, Ben Fox and 3 more".
    pub fn text(&self) -> String {
        let more = self.count - self.names.len();
        let names = self.names.join(", ");
        if more == 0 { names } else { format!("{names} and {more} more") }
    }
}

/// People who were left out for the same reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedGroup {
    /// Why.
    pub why: LeftOutBecause,
    /// The people.
    pub people: NameSummary,
}

impl SkippedGroup {
    /// Adds a person to the group with the same reason.
    pub fn add(all: &mut Vec<Self>, why: LeftOutBecause, name: String) {
        match all.iter_mut().find(|left| left.why == why) {
            Some(left) => left.people.push(name),
            None => {
                let mut people = NameSummary::default();
                people.push(name);
                all.push(Self { why, people });
            }
        }
    }
}

/// Members selected for a bulk action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkPeople {
    /// The members' ids.
    pub members: Vec<MemberId>,
    /// How many members come before those who are named.
    pub from: usize,
    /// The [`NameSummary::MOST`] members from there, with their names: each can be taken out of the selection.
    pub named: Vec<(MemberId, String)>,
    /// The products the school uses.
    pub products: Vec<Product>,
}

/// The summary of what a bulk action would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkReview {
    /// The action.
    pub change: BulkChange,
    /// The members it would change.
    pub changes: NameSummary,
    /// The number of members who need no change.
    pub already: usize,
    /// The members who would be left out.
    pub left_out: Vec<SkippedGroup>,
    /// The consequences, as sentences.
    pub consequences: Vec<Consequence>,
    /// How the members' roles would change.
    pub moved: Vec<RoleChangeCount>,
    /// The form to confirm.
    pub form: BulkForm,
}

/// The result of a bulk action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkDone {
    /// The id of the bulk action.
    pub id: BulkId,
    /// The action.
    pub change: BulkChange,
    /// The reason given; empty for none.
    pub reason: String,
    /// When it was done.
    pub at: DisplayTime,
    /// The members who changed.
    pub changed: NameSummary,
    /// The number of members who needed no change.
    pub already: usize,
    /// The members who were left out.
    pub left_out: Vec<SkippedGroup>,
    /// Until when it can be undone; `None` when it no longer can.
    pub undo_until: Option<DisplayTime>,
    /// The result of undoing it, if it was undone.
    pub undone: Option<BulkUndone>,
}

/// The result of undoing a bulk action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkUndone {
    /// When it was undone.
    pub at: DisplayTime,
    /// The members who were put back.
    pub back: NameSummary,
    /// The members who stay as they are.
    pub left: Vec<SkippedGroup>,
}

#[cfg(test)]
mod tests;
