//! One's own account, and what others may know of how somebody signs in.

use crate::access::Denial;
use crate::id::{MemberId, SessionId};
use crate::member::PlainTyped;
use crate::moment::When;
use crate::product::Product;
use crate::role::HeldRole;
use crate::viewer::SchoolChoice;
use serde::{Deserialize, Serialize};

/// Everything on somebody's own account page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccount {
    /// First and last name in the school they are in.
    pub name: String,
    /// "Mrs", "Dr"; empty for none.
    pub title: String,
    /// What they do at the school; empty when it is not known.
    pub job_title: String,
    /// What they go by; empty when they chose nothing.
    pub known_as: String,
    /// What they may change of what the school knows of them.
    pub details: PlainTyped,
    /// The address they sign in with.
    pub email: String,
    /// Names and addresses that may not occur in the password.
    pub own: Vec<String>,
    /// The address that waits to be confirmed.
    pub new_email: Option<NewEmail>,
    /// Where they are signed in, the latest first.
    pub sessions: Vec<OpenSession>,
    /// The schools that let them in.
    pub schools: Vec<SchoolChoice>,
    /// The school is offered to them.
    pub offer: Option<OwnershipOffer>,
    /// For the Account Owner: handing the school over.
    pub ownership: Option<Ownership>,
}

/// A sign-in email that waits for its holder to confirm it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEmail {
    /// The address.
    pub address: String,
    /// When its link stops working.
    pub until: When,
}

/// Somewhere somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSession {
    /// Which.
    pub id: SessionId,
    /// Browser and system, in words.
    pub device: String,
    /// The school it is in; empty until one is chosen.
    pub school: String,
    /// When it began.
    pub since: When,
    /// When it was used last, to within five minutes.
    pub last_used: When,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// How somebody signs in, for those who may act on them. Says nothing of their other schools.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInDetails {
    /// Who.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// When they signed in to this school last.
    pub last_sign_in: Option<When>,
    /// Where they are signed in to this school, the latest first; or the rule that stands against seeing it.
    pub sessions: Result<Vec<OpenSession>, Denial>,
    /// Whether a password link may be sent to them, or the rule that stands against it.
    pub may_send_link: Result<(), Denial>,
}

/// A school that is offered to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnershipOffer {
    /// The Account Owner who offers it.
    pub from: String,
    /// When the offer ends.
    pub until: When,
    /// What the reader's roles become.
    pub yours: Vec<RoleMove>,
    /// What the Account Owner's roles become.
    pub theirs: Vec<RoleMove>,
}

/// A role that becomes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleMove {
    /// Where.
    pub product: Product,
    /// What it is; none where somebody has no role.
    pub old: Option<HeldRole>,
    /// What it becomes.
    pub new: Option<HeldRole>,
}

/// Handing the school over, as its Account Owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ownership {
    /// Nobody is asked: those it can be offered to.
    Free {
        /// The school's Account Admins.
        admins: Vec<Candidate>,
    },
    /// Somebody is asked.
    Offered {
        /// Whom.
        to: String,
        /// Since when.
        since: When,
        /// When the offer ends.
        until: When,
        /// Why they cannot accept as things are; empty when they can.
        stands_still: String,
    },
}

/// Somebody the school can be offered to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// What they do at the school; empty when it is not known.
    pub job_title: String,
    /// The rule that stands against it as things are, if one does.
    pub refused: Option<Denial>,
}

/// What becomes of the roles in `products` when `old` turns into `new`: those that differ.
pub fn role_moves(
    products: &[Product],
    old: crate::permission::RoleChoice,
    new: crate::permission::RoleChoice,
) -> Vec<RoleMove> {
    products
        .iter()
        .map(|product| RoleMove { product: *product, old: old.role_in(*product), new: new.role_in(*product) })
        .filter(|change| change.old != change.new)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::permission::RoleChoice;
    use crate::role::Role;

    #[test]
    fn only_what_differs_is_told() {
        let old = RoleChoice::everywhere(Role::AccountAdmin).with(Product::PORTAL, Role::FullEdit);
        let owner = RoleChoice::everywhere(Role::AccountOwner).with(Product::PORTAL, Role::PartialEdit);
        let moves = role_moves(Catalogue::published().products(), old.clone(), old.clone().taken_over(&owner));
        assert!(
            moves.iter().all(|change| change.product != Product::PORTAL && change.new == Role::AccountOwner.into())
        );
        assert_eq!(moves.len(), Catalogue::published().products().len() - 1);
        assert_eq!(role_moves(&[Product::PORTAL], old.clone(), old.taken_over(&owner)), []);
    }
}
