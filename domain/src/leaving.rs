//! A member leaving the school: what ends with their access, and what others have to take over.

use crate::access::Denial;
use crate::day::Day;
use crate::id::{MemberId, PupilId};
use crate::product::Product;
use crate::role::NamedRole;
use crate::user::Access;
use serde::{Deserialize, Serialize};

/// The page about a member leaving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeavingSummary {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// First name.
    pub first_name: String,
    /// The state of leaving.
    pub state: LeavingState,
    /// What ends with the member's access.
    pub ends: Vec<AccessEffect>,
    /// What others have to take over.
    pub duties: Vec<HandoverTask>,
    /// Whether the reader may change the member, or the rule that forbids it.
    pub may_edit: Result<(), Denial>,
}

/// The state of a member's leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeavingState {
    /// No leaving date is set.
    Unplanned,
    /// This is the member's last day.
    On(Day),
    /// The member has left and has no access.
    Over(Access),
}

impl LeavingState {
    /// The state of a member with this access and leaving date.
    pub const fn of(access: Access, leaving_on: Option<Day>) -> Self {
        match (access, leaving_on) {
            (Access::Deactivated | Access::Deleted, _) => Self::Over(access),
            (Access::Active | Access::Blocked, Some(day)) => Self::On(day),
            (Access::Active | Access::Blocked, None) => Self::Unplanned,
        }
    }

    /// The state as a sentence about a member with this first name.
    pub fn sentence(self, first_name: &str) -> String {
        match self {
            Self::Unplanned => {
                format!("{first_name} has no leaving date. This is what would end, and what others would take over.")
            }
            Self::On(day) => format!("{first_name}'s last day is {}. Access ends when that day is over.", day.words()),
            Self::Over(Access::Deleted) => format!("{first_name} was deleted. Everything below has ended."),
            Self::Over(_) => format!("{first_name} is deactivated. Everything under “What ends” has ended."),
        }
    }
}

/// Something that ends with a member's access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccessEffect {
    /// Signing in with this address, and the sessions that are open now.
    SignIn {
        /// The address.
        email: String,
        /// The number of open sessions.
        sessions: u32,
    },
    /// An open invitation.
    Invitation {
        /// The address it was sent to.
        email: String,
    },
    /// A role in a product.
    Role {
        /// The product.
        product: Product,
        /// The role.
        role: NamedRole,
    },
    /// This number of exceptions for the member.
    Exceptions(u32),
    /// This number of pupils the member works with other than as key worker.
    OtherChildren(u32),
}

impl AccessEffect {
    /// The ending as a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::SignIn { email, sessions: 0 } => format!("Signing in to this school as {email}"),
            Self::SignIn { email, sessions } => {
                format!(
                    "Signing in to this school as {email}, with {} open now",
                    counted(*sessions, "session", "sessions")
                )
            }
            Self::Invitation { email } => format!("The invitation sent to {email}: its link stops working"),
            Self::Role { product, role } => format!("{} in {}", role.label(), product.name()),
            Self::Exceptions(count) => format!("{} made for them", counted(*count, "exception", "exceptions")),
            Self::OtherChildren(count) => {
                format!("Working with {} who have another key worker, or none", counted(*count, "child", "children"))
            }
        }
    }
}

/// A duty that does not end by itself and that others have to take over or review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandoverTask {
    /// The member is the school's Account Owner.
    Ownership {
        /// Whether the member is the reader, who alone can hand over the ownership.
        is_reader: bool,
    },
    /// The reader offered the ownership to the member.
    OwnershipOffer,
    /// The member is key worker for this number of pupils.
    KeyChildren(u32),
    /// The member made exceptions for others, which continue.
    ExceptionsGranted(Vec<ExceptionHolder>),
    /// The member made the latest changes to these roles.
    RolesChanged(Vec<NamedRole>),
}

/// A member for whom exceptions were made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionHolder {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// The number of exceptions.
    pub exceptions: u32,
}

impl HandoverTask {
    /// The duty in a few words.
    pub fn heading(&self) -> String {
        match self {
            Self::Ownership { .. } => "The school's account".to_owned(),
            Self::OwnershipOffer => "Your offer of the school's account".to_owned(),
            Self::KeyChildren(count) => format!("Key worker of {}", counted(*count, "child", "children")),
            Self::ExceptionsGranted(people) => {
                format!(
                    "Exceptions made for {}",
                    counted(u32::try_from(people.len()).unwrap_or(u32::MAX), "person", "people")
                )
            }
            Self::RolesChanged(roles) => {
                format!("{} changed", counted(u32::try_from(roles.len()).unwrap_or(u32::MAX), "role", "roles"))
            }
        }
    }

    /// What to do about the duty, for a member with this first name.
    pub fn sentence(&self, first_name: &str) -> String {
        match self {
            Self::Ownership { is_reader: true } => {
                "You are the Account Owner. Offer the account to somebody else before you leave.".to_owned()
            }
            Self::Ownership { is_reader: false } => {
                format!("{first_name} is the Account Owner. Only {first_name} can offer the account to somebody else.")
            }
            Self::OwnershipOffer => {
                format!("You offered {first_name} the account. Withdraw the offer if {first_name} leaves.")
            }
            Self::KeyChildren(_) => {
                format!("{first_name} stays their key worker until you choose somebody else.")
            }
            Self::ExceptionsGranted(_) => {
                format!("They hold without {first_name}, until their last day. Check whether they are still needed.")
            }
            Self::RolesChanged(_) => {
                format!("{first_name} was the last to change them. Make sure somebody else knows why.")
            }
        }
    }
}

/// The form that hands over a member's key pupils: the form of the pupil picker for the member who takes them over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PupilHandover {
    /// The member who takes them over.
    pub to: MemberId,
    /// That member's name.
    pub name: String,
    /// That member's key pupils after the change.
    pub picked: Vec<PupilId>,
    /// That member's key pupils before the change.
    pub was: Vec<PupilId>,
}

impl PupilHandover {
    /// The number of pupils handed over.
    pub fn count(&self) -> usize {
        self.picked.len().saturating_sub(self.was.len())
    }
}

/// A number with its noun, such as "1 child" or "2 children".
fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaving_date_counts_until_somebody_is_no_longer_let_in() {
        let day = Day::new(2026, 8, 31);
        for (access, leaving_on, state) in [
            (Access::Active, None, LeavingState::Unplanned),
            (Access::Blocked, day, day.map_or(LeavingState::Unplanned, LeavingState::On)),
            (Access::Deactivated, day, LeavingState::Over(Access::Deactivated)),
            (Access::Deleted, None, LeavingState::Over(Access::Deleted)),
        ] {
            assert_eq!(LeavingState::of(access, leaving_on), state);
        }
    }

    #[test]
    fn one_and_many_are_told_apart() {
        for (said, sentence) in [
            (AccessEffect::Exceptions(1).sentence(), "1 exception made for them"),
            (AccessEffect::Exceptions(2).sentence(), "2 exceptions made for them"),
            (HandoverTask::KeyChildren(1).heading(), "Key worker of 1 child"),
            (HandoverTask::KeyChildren(12).heading(), "Key worker of 12 children"),
            (
                AccessEffect::SignIn { email: "a@b.uk".to_owned(), sessions: 0 }.sentence(),
                "Signing in to this school as a@b.uk",
            ),
            (
                AccessEffect::SignIn { email: "a@b.uk".to_owned(), sessions: 2 }.sentence(),
                "Signing in to this school as a@b.uk, with 2 sessions open now",
            ),
        ] {
            assert_eq!(said, sentence);
        }
    }
}
