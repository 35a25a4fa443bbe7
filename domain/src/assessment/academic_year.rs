//! The academic year: 1 September to 31 August, in England.

use crate::day::Day;
use crate::limits;
use serde::{Deserialize, Serialize};

/// An academic year, known by the calendar year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
pub struct AcademicYear(i16);

/// The month in which a year begins, on its first day.
const SEPTEMBER: i8 = 9;

impl AcademicYear {
    /// The year that begins in this calendar year, 1990 to 2150.
    pub const fn beginning(year: i16) -> Option<Self> {
        if year >= 1990 && year <= 2150 { Some(Self(year)) } else { None }
    }

    /// The year that contains a day. The server asks with today's date in London.
    pub const fn of(day: Day) -> Self {
        Self(if day.month() >= SEPTEMBER { day.year() } else { day.year() - 1 })
    }

    /// The calendar year in which it begins: stored, and written in addresses.
    pub const fn begins(self) -> i16 {
        self.0
    }

    /// Its first day.
    pub fn first_day(self) -> Option<Day> {
        Day::new(self.0, SEPTEMBER, 1)
    }

    /// The calendar year in which a month of it lies.
    pub const fn calendar_year(self, month: i8) -> i16 {
        if month >= SEPTEMBER { self.0 } else { self.0 + 1 }
    }

    /// The year this many years before it.
    #[must_use]
    pub const fn before(self, years: i16) -> Self {
        Self(self.0 - years)
    }

    /// How many years later `other` is; negative for an earlier one.
    pub const fn years_to(self, other: Self) -> i16 {
        other.0 - self.0
    }

    /// This year and the earlier ones whose marks are kept, the latest first.
    pub fn offered(today: Day) -> Vec<Self> {
        (0..=limits::MARKED_YEARS_AGO).map(|years| Self::of(today).before(years)).collect()
    }

    /// The label, as schools write it: "2026/2027".
    pub fn label(self) -> String {
        format!("{}/{}", self.0, self.0 + 1)
    }
}

impl TryFrom<i16> for AcademicYear {
    type Error = &'static str;
    fn try_from(year: i16) -> Result<Self, Self::Error> {
        Self::beginning(year).ok_or("no such academic year")
    }
}

impl From<AcademicYear> for i16 {
    fn from(year: AcademicYear) -> Self {
        year.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_begins_on_the_first_of_september() {
        let of = |text: &str| Day::parse(text).map(AcademicYear::of).map(AcademicYear::label);
        assert_eq!(of("2026-08-31").as_deref(), Some("2025/2026"));
        assert_eq!(of("2026-09-01").as_deref(), Some("2026/2027"));
        assert_eq!(of("2027-01-01").as_deref(), Some("2026/2027"));
    }

    #[test]
    fn years_are_counted_and_read_back() {
        let year = AcademicYear(2026);
        assert_eq!((year.before(2).begins(), year.before(2).years_to(year)), (2024, 2));
        assert_eq!((year.calendar_year(9), year.calendar_year(8)), (2026, 2027));
        assert_eq!(AcademicYear::try_from(2026), Ok(year));
        assert!([1989, 2151, -1].iter().all(|wrong| AcademicYear::try_from(*wrong).is_err()));
    }
}
