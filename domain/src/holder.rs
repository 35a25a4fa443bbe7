//! Who can do something: the people whose role in a product gives it, or for whom an exception was made.

use crate::catalogue::Feature;
use crate::id::MemberId;
use crate::permission::Exception;
use crate::role::HeldRole;
use crate::user::Standing;
use serde::{Deserialize, Serialize};

/// The permission that is asked about, and the page.
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

    /// Reads a query; what it does not say, or says wrongly, is left open.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            feature: get("feature").and_then(|code| Feature::from_code(&code)),
            page: get("page").and_then(|page| page.trim().parse().ok()).unwrap_or(1).max(1),
        }
    }

    /// The query that asks for it.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let feature = self.feature.map(|feature| ("feature", feature.code()));
        let page = (self.page > 1).then(|| ("page", self.page.to_string()));
        feature.into_iter().chain(page).collect()
    }
}

/// Somebody who has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Who.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// What they do; may be empty.
    pub job_title: String,
    /// Their role in the product; none where they hold none.
    pub role: Option<HeldRole>,
    /// What was made an exception of for them, where the role does not decide.
    pub exception: Option<Exception>,
    /// How far they have come: somebody who is invited cannot sign in yet.
    pub standing: Standing,
}

/// A page of those who have it. Whoever is blocked, deactivated or deleted is not among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderPage {
    /// What was asked for, with a page there is.
    pub listing: HolderListing,
    /// Some of them, by name.
    pub people: Vec<Holder>,
    /// How many there are.
    pub total: u64,
    /// How many pages.
    pub pages: u32,
    /// Each role that gives it, from the Account Owner down, and how many people have it by that role in the product.
    pub roles: Vec<(HeldRole, u64)>,
    /// How many have it by an exception, whatever their role.
    pub by_exception: u64,
    /// How many have it not, by an exception, though their role gives it.
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
