//! Who has a permission: members whose role in the product gives it, or who have it by an exception.

use crate::catalogue::Feature;
use crate::id::MemberId;
use crate::permission::Exception;
use crate::role::HeldRole;
use crate::user::MemberStatus;
use serde::{Deserialize, Serialize};

/// The permission asked about, and the page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderListing {
    /// The permission.
    pub feature: Option<Feature>,
    /// The page, from 1.
    pub page: u32,
}

impl HolderListing {
    /// People on a page.
    pub const SIZE: u32 = 50;

    /// Reads a query string; missing and invalid values are left open.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            feature: get("feature").and_then(|code| Feature::from_code(&code)),
            page: get("page").and_then(|page| page.trim().parse().ok()).unwrap_or(1).max(1),
        }
    }

    /// The query parameters.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let feature = self.feature.map(|feature| ("feature", feature.code()));
        let page = (self.page > 1).then(|| ("page", self.page.to_string()));
        feature.into_iter().chain(page).collect()
    }
}

/// A member who has the permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermissionHolder {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Job title; may be empty.
    pub job_title: String,
    /// The role in the product; `None` for no role.
    pub role: Option<HeldRole>,
    /// The exception that applies instead of the role, if there is one.
    pub exception: Option<Exception>,
    /// The member's status: an invited member has the permission but cannot sign in yet.
    pub standing: MemberStatus,
}

/// One page of the members who have the permission, without blocked, deactivated and deleted ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderPage {
    /// The listing, with a page that exists.
    pub listing: HolderListing,
    /// The members on the page, by name.
    pub people: Vec<PermissionHolder>,
    /// The number of members over all pages.
    pub total: u64,
    /// The number of pages.
    pub pages: u32,
    /// Each role that gives the permission, from the Account Owner down, with the number of members who have it by that
    /// role.
    pub roles: Vec<(HeldRole, u64)>,
    /// The number of members who have it by an exception, whatever their role.
    pub by_exception: u64,
    /// The number of members whose role gives it but who are denied it by an exception.
    pub kept_from: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn a_query_reads_back_and_nonsense_asks_for_nothing() {
        let feature = Catalogue::published().features().nth(100);
        for listing in [HolderListing { feature, page: 3 }, HolderListing { feature: None, page: 1 }] {
            let pairs = listing.pairs();
            assert_eq!(
                HolderListing::read(|key| pairs.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone())),
                listing
            );
        }
        for page in ["0", "-1", "x", "99999999999"] {
            let read = HolderListing::read(|key| Some(if key == "page" { page } else { "no/such/feature" }.to_owned()));
            assert_eq!(read, HolderListing { feature: None, page: 1 }, "{page}");
        }
    }
}
