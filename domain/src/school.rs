//! What a browser must know of a school to show permissions without asking again.

use crate::id::{MemberId, PhotoId};
use crate::import::Deleted;
use crate::mail::MailTrouble;
use crate::moment::When;
use crate::permission::SchoolRoles;
use crate::product::Product;
use crate::role::Role;
use crate::user::Standing;
use serde::{Deserialize, Serialize};

/// A school's choices that decide which permissions show, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolSettings {
    /// What the school is called.
    pub name: String,
    /// The products it uses, in the catalogue's order; the product of the main role is always among them.
    pub products: Vec<Product>,
    /// The to-be-confirmed cells it has confirmed.
    pub roles: SchoolRoles,
    /// Whom people turn to for help; empty when nobody was named.
    pub help_contact: String,
    /// Whether its staff come from its MIS.
    pub is_mis_fed: bool,
    /// Whether people are reminded of an invitation before it expires.
    pub reminds: bool,
    /// Whether the owner is mailed every month where the audit log stands.
    pub mails_anchor: bool,
    /// The school's change number when this was read.
    pub change_no: i64,
}

impl SchoolSettings {
    /// The products it uses besides that of the main role: those that may be given a role of their own.
    pub fn other_products(&self) -> impl Iterator<Item = Product> + '_ {
        self.products.iter().copied().filter(|product| !product.holds_main_role())
    }
}

/// What the School page's Users widget shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsersWidget {
    /// How many people there are, the deleted not counted.
    pub total: u64,
    /// How many of each standing, in [`Standing::ALL`]'s order, the deleted left out.
    pub standings: Vec<(Standing, u64)>,
    /// How many of each role, in [`Role::ALL`]'s order.
    pub roles: Vec<(Role, u64)>,
    /// Sign-ins of the last 14 days, one number a day, today last.
    pub sign_ins: Vec<u32>,
    /// Who signed in last; only for those who may see the list of people.
    pub newest_sign_ins: Option<Vec<RecentSignIn>>,
    /// Invitations that do not get through; only for those who may see the list of people.
    pub undelivered: Option<Vec<Undelivered>>,
    /// Whether staff come from the MIS: then they are invited from here, not added.
    pub is_mis_fed: bool,
}

/// Somebody who signed in lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentSignIn {
    /// First and last name.
    pub name: String,
    /// Their role.
    pub role: String,
    /// Their photo, if they have one.
    pub photo: Option<PhotoId>,
    /// When it was.
    pub when: When,
}

/// A mail that does not get through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered {
    /// Whom it is for.
    pub name: String,
    /// Where it should go.
    pub email: String,
    /// What stands in its way, and whether it is tried again.
    pub trouble: MailTrouble,
}

/// Somebody who was just added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// Who they are.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Where the invitation goes.
    pub email: String,
    /// Whether an invitation went out, or goes out at once.
    pub invited: bool,
    /// It went out less than a minute before, so no other was sent.
    pub just_sent: bool,
}

/// Whether an email or username can be given to somebody in this school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Availability {
    /// It can.
    Free,
    /// Somebody of this school has it.
    Taken,
    /// Somebody has it who was deleted, and can be restored.
    Deleted {
        /// Who.
        member: MemberId,
        /// When, and until when they can be restored.
        deleted: Deleted,
    },
}

impl Availability {
    /// Whether nobody else can be given it.
    pub const fn is_taken(self) -> bool {
        !matches!(self, Self::Free)
    }
}
