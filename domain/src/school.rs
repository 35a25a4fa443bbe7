//! A school's settings, and its numbers for the School page: what a browser needs to show permissions without further
//! requests.

mod needs;

pub use needs::{LeavingSoon, NeedsToday, OpenImport, Undelivered};

use crate::id::{MemberId, PhotoId};
use crate::import::DeletionWindow;
use crate::moment::DisplayTime;
use crate::permission::SchoolRoles;
use crate::product::Product;
use crate::role::Role;
use crate::user::MemberStatus;
use serde::{Deserialize, Serialize};

/// A school's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolSettings {
    /// The school's name.
    pub name: String,
    /// The products it uses, in the catalogue's order, always including the product of the main role.
    pub products: Vec<Product>,
    /// The school's own decisions about roles.
    pub roles: SchoolRoles,
    /// The contact for help; empty for none.
    pub help_contact: String,
    /// Whether its staff come from its MIS.
    pub is_mis_fed: bool,
    /// Whether people are reminded of an invitation before it expires.
    pub reminds: bool,
    /// Whether the owner is emailed the audit log's anchor every month.
    pub mails_anchor: bool,
    /// The school's change number when the settings were read.
    pub change_no: i64,
}

impl SchoolSettings {
    /// The products besides that of the main role, in which a member can have a different role.
    pub fn other_products(&self) -> impl Iterator<Item = Product> + '_ {
        self.products.iter().copied().filter(|product| !product.holds_main_role())
    }
}

/// The data of the Users widget on the School page, for readers who may see the list of users.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsersWidget {
    /// The number of members, without deleted ones.
    pub total: u64,
    /// The number of members with each status, in the order of [`MemberStatus::ALL`], without deleted ones.
    pub statuses: Vec<(MemberStatus, u64)>,
    /// The number of members with each role, in the order of [`Role::ALL`].
    pub roles: Vec<(Role, u64)>,
    /// The number of sign-ins on each of the last 14 days, today last.
    pub sign_ins: Vec<u32>,
    /// The latest sign-ins.
    pub newest_sign_ins: Vec<RecentSignIn>,
    /// What needs the reader today.
    pub needs: NeedsToday,
    /// Whether staff come from the MIS, in which case they are invited here rather than added.
    pub is_mis_fed: bool,
}

/// A recent sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentSignIn {
    /// First and last name.
    pub name: String,
    /// The member's role.
    pub role: String,
    /// The member's photo, if they have one.
    pub photo: Option<PhotoId>,
    /// When it happened.
    pub when: DisplayTime,
}

/// A member who was just added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// The address for the invitation.
    pub email: String,
    /// Whether an invitation was sent or is about to be.
    pub invited: bool,
    /// An invitation was sent less than a minute before, so no other was sent.
    pub just_sent: bool,
}

/// Whether an email or username is available in this school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Availability {
    /// No member has it.
    Free,
    /// A member has it, whom the asking admin may list.
    Taken {
        /// The member.
        member: MemberId,
        /// Their first and last name.
        name: String,
    },
    /// A deleted member, who can be restored, has it.
    Deleted {
        /// The member.
        member: MemberId,
        /// When they were deleted, and until when they can be restored.
        deleted: DeletionWindow,
    },
}

impl Availability {
    /// Whether it is unavailable to others.
    pub const fn is_taken(&self) -> bool {
        !matches!(self, Self::Free)
    }
}
