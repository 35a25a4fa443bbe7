//! The list of observations as its URL describes it. Reading a URL never fails: invalid values fall back to showing
//! everything.

use super::VisibleObservations;
use crate::id::PupilId;
use crate::limits;
use crate::listing::tidy_search;
use serde::{Deserialize, Serialize};

/// A query of the list of a school's observations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct ObservationListing {
    /// One child's observations; `None` for everybody's.
    pub child: Option<PupilId>,
    /// Words of a child's name to find; empty for everybody.
    pub search: String,
    /// Only what the reader recorded.
    pub mine: bool,
    /// The page, from 1; 0 counts as 1.
    pub page: u32,
}

impl ObservationListing {
    /// Observations on a page.
    pub const SIZE: u32 = limits::OBSERVATIONS_ON_A_PAGE;

    /// Reads the listing from a URL's query, given as a look-up by key.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let get = |key| get(key).unwrap_or_default();
        Self {
            child: PupilId::parse(get("child").trim()),
            search: tidy_search(&get("search")),
            mine: get("mine").trim() == "1",
            page: get("page").trim().parse::<u32>().unwrap_or(1).max(1),
        }
    }

    /// The listing without values that no URL could give, because what a client sends is not trusted.
    #[must_use]
    pub fn tidied(self) -> Self {
        let pairs = self.pairs();
        Self::read(|key| pairs.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone()))
    }

    /// The query parameters: only what differs from the first page of everything, in a fixed order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.child.map(|child| ("child", child.to_string())));
        if !self.search.is_empty() {
            pairs.push(("search", self.search.clone()));
        }
        if self.mine {
            pairs.push(("mine", "1".to_owned()));
        }
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        pairs
    }

    /// This query at another page.
    #[must_use]
    pub fn at_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// Whether any filter is set.
    pub const fn is_filtered(&self) -> bool {
        self.child.is_some() || !self.search.is_empty() || self.mine
    }
}

/// One page of a list of observations, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationPage {
    /// The query as answered: a page beyond the end becomes the last one, and a filter that the reader may not use is
    /// dropped.
    pub listing: ObservationListing,
    /// The name of the child that the list is about, if it is about one.
    pub child: Option<String>,
    /// The observations on the page.
    pub observations: VisibleObservations,
    /// The number that match the filters, over all pages.
    pub total: u64,
    /// The number of pages; at least 1.
    pub pages: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    #[test]
    fn nonsense_falls_back_to_everything() {
        let read = |query: &[(&str, &str)]| {
            ObservationListing::read(|key| query.iter().find(|(k, _)| *k == key).map(|(_, v)| (*v).to_owned()))
        };
        let all = read(&[]);
        assert_eq!(read(&[("child", "x"), ("page", "0"), ("search", "  "), ("mine", "yes")]), all);
        assert!(!all.is_filtered());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(child: Option<u128>, search in "[a-zé ]{0,120}", mine: bool, page: u32) {
            let child = child.map(|id| PupilId::new(Uuid::from_u128(id)));
            let listing = ObservationListing { child, search, mine, page }.tidied();
            prop_assert_eq!(listing.clone().tidied(), listing);
        }
    }
}
