//! Ranges of year groups, combined so that none is small enough to identify a pupil.

use super::YearGroup;
pub use crate::limits::FEWEST_PUPILS as FEWEST;
use serde::{Deserialize, Serialize};

/// One year group, or a range of several shown together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Years {
    first: YearGroup,
    last: YearGroup,
}

impl Years {
    /// All year groups.
    pub const ALL: Self = Self { first: YearGroup::NURSERY_1, last: YearGroup::LAST };

    /// One year group.
    pub const fn one(year: YearGroup) -> Self {
        Self { first: year, last: year }
    }

    /// The range between two year groups, in either order.
    pub fn between(one: YearGroup, other: YearGroup) -> Self {
        Self { first: one.min(other), last: one.max(other) }
    }

    /// The youngest year group.
    pub const fn first(self) -> YearGroup {
        self.first
    }

    /// The oldest year group.
    pub const fn last(self) -> YearGroup {
        self.last
    }

    /// Whether the range includes `year`.
    pub fn contains(self, year: YearGroup) -> bool {
        (self.first..=self.last).contains(&year)
    }

    /// The label: "Reception", "Nursery 1 to Reception".
    pub fn label(self) -> String {
        if self.first == self.last {
            self.first.label()
        } else {
            format!("{} to {}", self.first.label(), self.last.label())
        }
    }

    /// The code as written in URLs: "R", "N1-R".
    pub fn code(self) -> String {
        if self.first == self.last { self.first.code() } else { format!("{}-{}", self.first.code(), self.last.code()) }
    }

    /// Reads what [`Years::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once('-') {
            None => YearGroup::from_code(code).map(Self::one),
            Some((first, last)) => Some(Self::between(YearGroup::from_code(first)?, YearGroup::from_code(last)?)),
        }
    }
}

/// A school's year groups for readers who may not know its pupils: neighbours are combined until each group has at
/// least [`FEWEST`] pupils. `counts` has a number for each year group, in any order; year groups without pupils are
/// skipped. A school with fewer pupils altogether has no groups.
pub fn bands(counts: &[(YearGroup, u64)]) -> Vec<Years> {
    let mut counts: Vec<_> = counts.iter().copied().filter(|(_, count)| *count > 0).collect();
    counts.sort_unstable();
    let mut bands: Vec<Years> = Vec::new();
    let mut open: Option<(Years, u64)> = None;
    for (year, count) in counts {
        let (years, held) = match open {
            Some((years, held)) => (Years::between(years.first, year), held + count),
            None => (Years::one(year), count),
        };
        open = if held >= FEWEST {
            bands.push(years);
            None
        } else {
            Some((years, held))
        };
    }
    // Pupils left over at the end are too few, so they join the group before.
    if let (Some((years, _)), Some(before)) = (open, bands.last_mut()) {
        *before = Years::between(before.first, years.last);
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn groups(counts: &[(&str, u64)]) -> Vec<String> {
        let counts: Vec<_> =
            counts.iter().filter_map(|(code, count)| Some((YearGroup::from_code(code)?, *count))).collect();
        bands(&counts).into_iter().map(Years::code).collect()
    }

    #[test]
    fn a_few_go_with_their_neighbours() {
        assert_eq!(groups(&[("R", 30), ("N1", 4), ("N2", 20), ("1", 5)]), ["N1-N2", "R", "1"]);
        assert_eq!(groups(&[("R", 30), ("1", 2), ("2", 2)]), ["R-2"]);
        assert_eq!(groups(&[("R", 2), ("1", 0), ("2", 2), ("6", 1)]), ["R-6"]);
        assert_eq!(groups(&[("R", 4)]), Vec::<String>::new());
        assert_eq!(groups(&[]), Vec::<String>::new());
    }

    #[test]
    fn spans_are_read_back() {
        for code in ["R", "N1-R", "3-6"] {
            assert_eq!(Years::from_code(code).map(Years::code).as_deref(), Some(code));
        }
        assert_eq!(Years::from_code("6-3"), Years::from_code("3-6"));
        assert_eq!(["", "-", "R-", "R-x", "a"].map(Years::from_code), [None; 5]);
        assert_eq!(Years::from_code("N1-R").map(Years::label).as_deref(), Some("Nursery 1 to Reception"));
    }

    proptest! {
        #[test]
        fn no_group_is_small_and_nobody_is_left_out(counts in prop::collection::vec(0u64..12, 16)) {
            let counts: Vec<_> = YearGroup::all().zip(counts).collect();
            let total: u64 = counts.iter().map(|(_, count)| count).sum();
            let held = |years: &Years| counts.iter().filter(|(year, _)| years.contains(*year)).map(|(_, count)| count).sum::<u64>();
            let bands = bands(&counts);
            prop_assert!(bands.iter().all(|years| held(years) >= FEWEST));
            prop_assert!(bands.windows(2).all(|pair| pair[0].last() < pair[1].first()));
            prop_assert_eq!(bands.iter().map(held).sum::<u64>(), if total >= FEWEST { total } else { 0 });
        }
    }
}
