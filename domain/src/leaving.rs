//! What ends when somebody leaves, and what others have to take over.

use crate::access::Denial;
use crate::day::Day;
use crate::id::{MemberId, PupilId};
use crate::product::Product;
use crate::role::HeldRole;
use crate::user::Access;
use serde::{Deserialize, Serialize};

/// Somebody's leaving, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeavingSummary {
    /// Who.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// First name.
    pub first_name: String,
    /// How far it has come.
    pub state: LeavingState,
    /// What ends.
    pub ends: Vec<Ending>,
    /// What others have to take over.
    pub duties: Vec<Duty>,
    /// Whether the reader may change them; otherwise the rule that stands against it.
    pub may_edit: Result<(), Denial>,
}

/// How far somebody's leaving has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeavingState {
    /// Nobody said that they leave.
    Unplanned,
    /// This is their last day.
    On(Day),
    /// They are no longer let in.
    Over(Access),
}

impl LeavingState {
    /// What is so of somebody with this access and leaving date.
    pub const fn of(access: Access, leaving_on: Option<Day>) -> Self {
        match (access, leaving_on) {
            (Access::Deactivated | Access::Deleted, _) => Self::Over(access),
            (Access::Active | Access::Blocked, Some(day)) => Self::On(day),
            (Access::Active | Access::Blocked, None) => Self::Unplanned,
        }
    }

    /// In a sentence about somebody of this first name.
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

/// Something that ends with somebody's access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// They sign in with this address, and are signed in on so many devices now.
    SignIn {
        /// The address.
        email: String,
        /// Sessions that are open.
        sessions: u32,
    },
    /// An invitation that waits for them.
    Invitation {
        /// Where it was sent.
        email: String,
    },
    /// What they can do in a product.
    Role {
        /// The product.
        product: Product,
        /// What the school calls the role.
        role: String,
    },
    /// So many exceptions that were made for them.
    Exceptions(u32),
    /// So many children they work with without being their key worker.
    OtherChildren(u32),
}

impl Ending {
    /// In a sentence.
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
            Self::Role { product, role } => format!("{role} in {}", product.name()),
            Self::Exceptions(count) => format!("{} made for them", counted(*count, "exception", "exceptions")),
            Self::OtherChildren(count) => {
                format!("Working with {} who have another key worker, or none", counted(*count, "child", "children"))
            }
        }
    }
}

/// Something that does not end by itself, and that others have to take over or look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Duty {
    /// They are the school's Account Owner.
    Ownership {
        /// Whether they are the one who looks: nobody else can hand it on.
        is_reader: bool,
    },
    /// The ownership was offered to them, by the one who looks.
    OwnershipOffer,
    /// They are the key worker of so many children.
    KeyChildren(u32),
    /// Exceptions they made for others, which go on without them.
    ExceptionsGranted(Vec<GrantedTo>),
    /// The school's roles that they changed last.
    RolesChanged(Vec<ChangedRole>),
}

/// Somebody for whom exceptions were made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantedTo {
    /// Who.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// How many.
    pub exceptions: u32,
}

/// A role of the school, or a standard one that it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedRole {
    /// Which.
    pub role: HeldRole,
    /// What the school calls it.
    pub name: String,
}

impl Duty {
    /// In a few words.
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

    /// What to do about it, for somebody of this first name.
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

/// The form that hands somebody's key children on: what the Pupil Picker of whoever takes them over is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildrenToHandOn {
    /// Who takes them over.
    pub to: MemberId,
    /// Their name.
    pub name: String,
    /// Their key children as they would be.
    pub picked: Vec<PupilId>,
    /// Their key children as they are.
    pub was: Vec<PupilId>,
}

impl ChildrenToHandOn {
    /// How many children are handed on.
    pub fn count(&self) -> usize {
        self.picked.len().saturating_sub(self.was.len())
    }
}

/// "1 child", "2 children"
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
            (Ending::Exceptions(1).sentence(), "1 exception made for them"),
            (Ending::Exceptions(2).sentence(), "2 exceptions made for them"),
            (Duty::KeyChildren(1).heading(), "Key worker of 1 child"),
            (Duty::KeyChildren(12).heading(), "Key worker of 12 children"),
            (
                Ending::SignIn { email: "a@b.uk".to_owned(), sessions: 0 }.sentence(),
                "Signing in to this school as a@b.uk",
            ),
            (
                Ending::SignIn { email: "a@b.uk".to_owned(), sessions: 2 }.sentence(),
                "Signing in to this school as a@b.uk, with 2 sessions open now",
            ),
        ] {
            assert_eq!(said, sentence);
        }
    }
}
