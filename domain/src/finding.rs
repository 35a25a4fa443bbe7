//! Finding people, pages and things to do by typing: what a search means, and what the reader may find.
//!
//! Finding does nothing by itself. Each [`Finding`] leads to a page or a form that is there anyway, and the same rules
//! decide as on that page. People are looked for by the server, and only for readers who may list them.

mod act;
mod offered;
mod page;
mod permissions;
mod question;
mod words;

pub use act::FoundAct;
pub use page::SitePage;
pub use permissions::{find_permissions, permissions_meant, synonyms_of};
pub use question::Question;

pub use crate::limits::FOUND_OF_A_KIND as MOST_FOUND;

use crate::access::Denial;
use crate::catalogue::Feature;
use crate::id::MemberId;
use crate::role::HeldRole;
use crate::user::{Access, MemberStatus, Registration};
use serde::{Deserialize, Serialize};

/// A member who matches the search for people, with what decides about actions on them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPerson {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Job title; may be empty.
    pub job_title: String,
    /// The member's role.
    pub role: HeldRole,
    /// The school's name for the role.
    pub role_name: String,
    /// The member's status.
    pub status: MemberStatus,
    /// The member's registration.
    pub registration: Registration,
    /// The member's access.
    pub access: Access,
    /// Whether the member has an email address.
    pub has_email: bool,
}

/// One thing that was found. It leads to a page or a form; nothing is done before that is confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    /// Something to do to a member, or the rule that forbids it.
    Act {
        /// What.
        act: FoundAct,
        /// To whom.
        person: FoundPerson,
        /// Whether the reader may.
        may: Result<(), Denial>,
    },
    /// A member.
    Person(FoundPerson),
    /// A page.
    Page(SitePage),
    /// Who has a permission.
    Holders(Feature),
    /// Which roles give a permission.
    Compared(Feature),
    /// The members who hold a role.
    HoldersOfRole {
        /// The role.
        role: HeldRole,
        /// The school's name for it.
        name: String,
    },
    /// What a role can do.
    Role {
        /// The role.
        role: HeldRole,
        /// The school's name for it.
        name: String,
    },
}

#[cfg(test)]
mod tests;
