//! Days of the calendar, as forms and files write them. Which day it is, and when one ends, is found out on the server.

use serde::{Deserialize, Serialize};

/// A day that is in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    year: i16,
    month: i8,
    day: i8,
}

/// The months in words, January first.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// The day with these numbers, if there is one. Years 1900 to 2199.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let fits =
            (1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=last_of(year, month)).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// Reads "2026-11-25", as date fields send it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = parts.next().is_none() && year.len() == 4 && month.len() == 2 && day.len() == 2;
        if !whole {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> i8 {
        self.month
    }

    /// The day of the month.
    pub const fn day(self) -> i8 {
        self.day
    }

    /// "25 November 2026"
    pub fn words(self) -> String {
        let month =
            usize::try_from(self.month - 1).ok().and_then(|place| MONTHS.get(place)).copied().unwrap_or_default();
        format!("{} {month} {}", self.day, self.year)
    }
}

const fn last_of(year: i16, month: i8) -> i8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        _ => 31,
    }
}

impl core::fmt::Display for Day {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl TryFrom<String> for Day {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a day that is not in the calendar")
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_read() {
        for (text, read) in [
            ("2026-11-25", true),
            (" 2026-11-25 ", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("2000-02-29", true),
            ("2100-02-29", false),
            ("2026-04-31", false),
            ("2026-13-01", false),
            ("2026-00-10", false),
            ("2026-1-1", false),
            ("26-01-01", false),
            ("25/11/2026", false),
            ("2026-11-25-1", false),
            ("", false),
        ] {
            assert_eq!(Day::parse(text).is_some(), read, "{text}");
        }
    }

    #[test]
    fn a_day_is_written_as_it_is_read_and_said() {
        let written = Day::parse("2026-03-07").map(|day| (day.to_string(), day.words()));
        assert_eq!(written, Some(("2026-03-07".to_owned(), "7 March 2026".to_owned())));
    }
}
