//! The six half-terms of an academic year, and the days on which a school begins them.

use super::AcademicYear;
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// A half-term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum HalfTerm {
    Autumn1,
    Autumn2,
    Spring1,
    Spring2,
    Summer1,
    Summer2,
}

impl HalfTerm {
    /// All six, in order.
    pub const ALL: [Self; 6] =
        [Self::Autumn1, Self::Autumn2, Self::Spring1, Self::Spring2, Self::Summer1, Self::Summer2];

    /// The label: "Autumn 1".
    pub const fn label(self) -> &'static str {
        match self {
            Self::Autumn1 => "Autumn 1",
            Self::Autumn2 => "Autumn 2",
            Self::Spring1 => "Spring 1",
            Self::Spring2 => "Spring 2",
            Self::Summer1 => "Summer 1",
            Self::Summer2 => "Summer 2",
        }
    }

    /// The number within the year, 1 to 6, which is stored.
    pub const fn number(self) -> i64 {
        self as i64 + 1
    }

    /// The half-term with this number.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|half_term| half_term.number() == number)
    }
}

/// The month and day on which each half-term begins, in order; the same in every year. A school enters its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HalfTermStarts([(i8, i8); 6]);

impl Default for HalfTermStarts {
    /// Days on which no school in England is likely to begin later.
    fn default() -> Self {
        Self([(9, 1), (11, 1), (1, 1), (2, 20), (4, 15), (6, 1)])
    }
}

impl HalfTermStarts {
    /// The starts with these months and days; None unless the first is 1 September, and they are valid and in order.
    pub fn new(starts: [(i8, i8); 6]) -> Option<Self> {
        let year = AcademicYear::beginning(2026)?;
        let days: Option<Vec<_>> =
            starts.iter().map(|(month, day)| Day::new(year.calendar_year(*month), *month, *day)).collect();
        let in_order = days?.windows(2).all(|pair| pair[0] < pair[1]);
        (in_order && starts[0] == (9, 1)).then_some(Self(starts))
    }

    /// The month and day of each, in order.
    pub const fn all(&self) -> [(i8, i8); 6] {
        self.0
    }

    /// The day on which a half-term of a year begins. None cannot happen for a valid start.
    pub fn begins(&self, year: AcademicYear, half_term: HalfTerm) -> Option<Day> {
        let (month, day) = self.0[half_term as usize];
        Day::new(year.calendar_year(month), month, day)
    }

    /// The half-term that contains a day.
    pub fn of(&self, day: Day) -> HalfTerm {
        let year = AcademicYear::of(day);
        let begun = |half_term: &HalfTerm| self.begins(year, *half_term).is_some_and(|begins| begins <= day);
        HalfTerm::ALL.into_iter().rfind(begun).unwrap_or(HalfTerm::Autumn1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_is_in_one_half_term() {
        let starts = HalfTermStarts::default();
        let of = |text: &str| Day::parse(text).map(|day| starts.of(day).label());
        let days = [
            ("2026-09-01", "Autumn 1"),
            ("2026-10-31", "Autumn 1"),
            ("2026-11-01", "Autumn 2"),
            ("2026-12-31", "Autumn 2"),
            ("2027-01-01", "Spring 1"),
            ("2027-02-28", "Spring 2"),
            ("2027-04-15", "Summer 1"),
            ("2027-08-31", "Summer 2"),
        ];
        for (day, half_term) in days {
            assert_eq!(of(day), Some(half_term), "{day}");
        }
    }

    #[test]
    fn starts_are_in_order() {
        let own = [(9, 1), (11, 2), (1, 4), (2, 22), (4, 19), (6, 7)];
        assert_eq!(HalfTermStarts::new(own).map(|starts| starts.all()), Some(own));
        for wrong in [
            [(9, 2), (11, 2), (1, 4), (2, 22), (4, 19), (6, 7)],
            [(9, 1), (9, 1), (1, 4), (2, 22), (4, 19), (6, 7)],
            [(9, 1), (11, 2), (1, 4), (2, 30), (4, 19), (6, 7)],
            [(9, 1), (1, 2), (11, 4), (2, 22), (4, 19), (6, 7)],
        ] {
            assert_eq!(HalfTermStarts::new(wrong), None, "{wrong:?}");
        }
        assert!(HalfTermStarts::new(HalfTermStarts::default().all()).is_some());
    }

    #[test]
    fn numbers_are_read_back() {
        assert!(HalfTerm::ALL.into_iter().all(|one| HalfTerm::from_number(one.number()) == Some(one)));
        assert_eq!([0, 7, -1].map(HalfTerm::from_number), [None; 3]);
    }
}
