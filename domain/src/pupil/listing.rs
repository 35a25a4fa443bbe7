//! The list of pupils as its URL describes it. Reading a URL never fails: invalid values fall back to showing
//! everybody.

use super::{VisiblePupils, Years};
use crate::limits;
use crate::listing::tidy_search;
use serde::{Deserialize, Serialize};

/// A query of the list of a school's pupils.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct PupilListing {
    /// Words to find; empty for everybody.
    pub search: String,
    /// The class; empty for all classes.
    pub class: String,
    /// The year groups; `None` for all.
    pub years: Option<Years>,
    /// Whether pupils who left are listed, instead of those at the school. Only for readers who may know them.
    pub left: bool,
    /// The page, from 1; 0 counts as 1.
    pub page: u32,
}

impl PupilListing {
    /// Pupils on a page.
    pub const SIZE: u32 = limits::PUPILS_ON_A_PAGE;

    /// Reads the listing from a URL's query, given as a look-up by key.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let get = |key| get(key).unwrap_or_default();
        Self {
            search: tidy_search(&get("search")),
            class: tidy_search(&get("class")),
            years: Years::from_code(get("year").trim()),
            left: get("left") == "1",
            page: get("page").trim().parse::<u32>().unwrap_or(1).max(1),
        }
    }

    /// The listing without values that no URL could give, because what a client sends is not trusted.
    #[must_use]
    pub fn tidied(self) -> Self {
        let pairs = self.pairs();
        Self::read(|key| pairs.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone()))
    }

    /// The query parameters: only what differs from everybody's first page, in a fixed order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.search.is_empty() {
            pairs.push(("search", self.search.clone()));
        }
        if !self.class.is_empty() {
            pairs.push(("class", self.class.clone()));
        }
        if let Some(years) = self.years {
            pairs.push(("year", years.code()));
        }
        if self.left {
            pairs.push(("left", "1".to_owned()));
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
    pub fn is_filtered(&self) -> bool {
        !self.search.is_empty() || !self.class.is_empty() || self.years.is_some() || self.left
    }
}

/// One page of a list of pupils.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PupilPage {
    /// The query as answered: a page beyond the end becomes the last one, and a filter that the reader may not use is
    /// dropped.
    pub listing: PupilListing,
    /// The pupils on the page, in order.
    pub pupils: VisiblePupils,
    /// The number of pupils that match the filters, over all pages.
    pub total: u64,
    /// The number of pages; at least 1.
    pub pages: u32,
    /// The year groups to choose from.
    pub years: Vec<Years>,
    /// The classes to choose from, the youngest pupils' first.
    pub classes: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nonsense_falls_back_to_everybody() {
        let read = |query: &[(&str, &str)]| {
            PupilListing::read(|key| query.iter().find(|(k, _)| *k == key).map(|(_, v)| (*v).to_owned()))
        };
        let all = read(&[]);
        assert_eq!(read(&[("year", "14"), ("page", "0"), ("search", "  ")]), all);
        assert_eq!(read(&[("year", "x-3"), ("page", "-1")]), all);
        assert!(!all.is_filtered());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(search in "[a-zé ]{0,120}", class in "[0-9A-Z ]{0,9}", years in "(N1|R|3)(-6)?", left: bool, page: u32) {
            let listing = PupilListing { search, class, years: Years::from_code(&years), left, page }.tidied();
            prop_assert_eq!(listing.clone().tidied(), listing);
        }
    }
}
