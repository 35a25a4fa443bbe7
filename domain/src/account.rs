//! The account page's data, and what others may see of how a member signs in. Rules about who may see it are in
//! [`crate::access`].

use crate::access::Denial;
use crate::device::Device;
use crate::id::{MemberId, SessionId};
use crate::member::PlainTyped;
use crate::moment::DisplayTime;
use crate::product::Product;
use crate::role::HeldRole;
use crate::viewer::SchoolChoice;
use serde::{Deserialize, Serialize};

/// Everything on the account page of the member who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccount {
    /// First and last name in the school the member is signed in to.
    pub name: String,
    /// Title, such as "Mrs" or "Dr"; empty for none.
    pub title: String,
    /// Job title; empty when it is not known.
    pub job_title: String,
    /// The name the member is known as; empty when none was chosen.
    pub known_as: String,
    /// What they may change of what the school knows of them.
    pub details: PlainTyped,
    /// The sign-in email.
    pub email: String,
    /// Names and addresses that the password may not contain.
    pub own: Vec<String>,
    /// The new sign-in email that is waiting to be confirmed.
    pub new_email: Option<NewEmail>,
    /// Sessions of the account, the latest first.
    pub sessions: Vec<OpenSession>,
    /// Schools that the account can sign in to.
    pub schools: Vec<SchoolChoice>,
    /// An offer of ownership to this member.
    pub offer: Option<OwnershipOffer>,
    /// The state of handing the school over; present for the Account Owner only.
    pub ownership: Option<Ownership>,
}

/// A new sign-in email that its holder has yet to confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEmail {
    /// The address.
    pub address: String,
    /// When the confirmation link stops working.
    pub until: DisplayTime,
}

/// A session of an account: one browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSession {
    /// The session's id.
    pub id: SessionId,
    /// The browser and its system.
    pub device: Device,
    /// The school the session is in; empty until one is chosen.
    pub school: String,
    /// When the session began.
    pub since: DisplayTime,
    /// When the session was last used, to within five minutes.
    pub last_used: DisplayTime,
    /// Whether this is the session that makes the request.
    pub is_this: bool,
}

/// How a member signs in, for actors who may act on them. Reveals nothing about their other schools.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInDetails {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// When the member last signed in to this school.
    pub last_sign_in: Option<DisplayTime>,
    /// The member's sessions in this school, the latest first, or the rule that forbids seeing them.
    pub sessions: Result<Vec<OpenSession>, Denial>,
    /// Whether the actor may send a password link, or the rule that forbids it.
    pub may_send_link: Result<(), Denial>,
}

/// An offer of ownership, as the member it is made to sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnershipOffer {
    /// The name of the Account Owner who makes the offer.
    pub from: String,
    /// When the offer ends.
    pub until: DisplayTime,
    /// How the reader's roles change by accepting.
    pub yours: Vec<RoleTransition>,
    /// How the Account Owner's roles change.
    pub theirs: Vec<RoleTransition>,
}

/// A role that is replaced by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleTransition {
    /// The product.
    pub product: Product,
    /// The role before; `None` for no role.
    pub old: Option<HeldRole>,
    /// The role after; `None` for no role.
    pub new: Option<HeldRole>,
}

/// The state of handing the school over, as its Account Owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ownership {
    /// There is no open offer.
    Free {
        /// The Account Admins to whom the school can be offered.
        admins: Vec<Candidate>,
    },
    /// There is an open offer.
    Offered {
        /// The name of the member with the offer.
        to: String,
        /// When the offer was made.
        since: DisplayTime,
        /// When the offer ends.
        until: DisplayTime,
        /// Why the member cannot accept at present; empty when they can.
        stands_still: String,
    },
}

/// A member to whom the school can be offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Job title; empty when it is not known.
    pub job_title: String,
    /// The rule that forbids the offer at present; `None` if no rule does.
    pub refused: Option<Denial>,
}

/// How the roles in `products` change when `old` becomes `new`; unchanged ones are left out.
pub fn role_moves(
    products: &[Product],
    old: crate::permission::RoleChoice,
    new: crate::permission::RoleChoice,
) -> Vec<RoleTransition> {
    products
        .iter()
        .map(|product| RoleTransition { product: *product, old: old.role_in(*product), new: new.role_in(*product) })
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
        let old = RoleChoice::in_every_product(Role::AccountAdmin).with(Product::PORTAL, Role::FullEdit);
        let owner = RoleChoice::in_every_product(Role::AccountOwner).with(Product::PORTAL, Role::PartialEdit);
        let moves = role_moves(Catalogue::published().products(), old.clone(), old.clone().taken_over(&owner));
        assert!(
            moves.iter().all(|change| change.product != Product::PORTAL && change.new == Role::AccountOwner.into())
        );
        assert_eq!(moves.len(), Catalogue::published().products().len() - 1);
        assert_eq!(role_moves(&[Product::PORTAL], old.clone(), old.taken_over(&owner)), []);
    }
}
