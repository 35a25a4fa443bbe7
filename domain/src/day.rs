//! Calendar days, as forms and files write them. The server, not this module, knows today's date and when a day ends.

use serde::{Deserialize, Serialize};

/// A valid calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    year: i16,
    month: i8,
    day: i8,
}

/// The names of the months, January first.
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
    /// The day with these numbers, if it is valid. Years 1900 to 2199.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let fits =
            (1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=last_of(year, month)).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// Reads the stored form, such as "2026-11-25".
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = parts.next().is_none() && year.len() == 4 && month.len() == 2 && day.len() == 2;
        if !whole {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Reads a day as date fields send it (2026-11-14), or as people in Britain write it (14/11/2026, 14 November
    /// 2026).
    pub fn read(text: &str) -> Option<Self> {
        let parts: Vec<_> =
            text.split(|c: char| c.is_whitespace() || "-/.".contains(c)).filter(|part| !part.is_empty()).collect();
        let [first, second, third] = parts[..] else { return None };
        let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
        // A two-digit year could belong to either century.
        if year.len() != 4 || !digits(year) || !digits(day) {
            return None;
        }
        Self::new(year.parse().ok()?, month_of(second)?, day.parse().ok()?)
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
        format!("{} {}", self.day, Month::of(self).words())
    }
}

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month that a day belongs to.
    pub const fn of(day: Day) -> Self {
        Self { year: day.year, month: day.month }
    }

    /// Reads the stored form, such as "2026-11".
    pub fn parse(text: &str) -> Option<Self> {
        Day::parse(&format!("{text}-01")).map(Self::of)
    }

    /// "November 2026"
    pub fn words(self) -> String {
        let month =
            usize::try_from(self.month - 1).ok().and_then(|place| MONTHS.get(place)).copied().unwrap_or_default();
        format!("{month} {}", self.year)
    }
}

impl core::fmt::Display for Month {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl TryFrom<String> for Month {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a month that is not in the calendar")
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The month with this number, name, or beginning of a name of at least three letters.
fn month_of(text: &str) -> Option<i8> {
    if digits(text) {
        return text.parse().ok();
    }
    let text = text.to_lowercase();
    let named = MONTHS.iter().position(|name| text.len() >= 3 && name.to_lowercase().starts_with(&text))?;
    i8::try_from(named + 1).ok()
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
    use proptest::prelude::*;

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

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in ["2026-11-14", "14/11/2026", "14.11.2026", "14 November 2026", "14 nov 2026", " 14-11-2026 "] {
            assert_eq!(Day::read(text), Day::new(2026, 11, 14), "{text}");
        }
        for text in [
            "",
            "2026",
            "2026-11",
            "31/11/2026",
            "29/02/2026",
            "29/02/2100",
            "0/1/2026",
            "1/13/2026",
            "1/1/26",
            "1/1/1899",
            "1/1/2200",
            "2026-11-14T10:00",
            "14 no 2026",
            "1/2/3/2026",
            "+1/1/2026",
            "14 Smarch 2026",
            "-1-11-2026x",
        ] {
            assert_eq!(Day::read(text), None, "{text}");
        }
        assert!(Day::read("29/02/2024").is_some() && Day::read("29/02/2000").is_some());
    }

    proptest! {
        #[test]
        fn every_day_reads_back(year in 1900i16..2200, month in 1i8..=12, day in 1i8..=28) {
            let day = Day::new(year, month, day);
            let text = day.map(|day| (day.to_string(), day.words()));
            let (stored, words) = text.unwrap_or_default();
            prop_assert_eq!((Day::parse(&stored), Day::read(&stored), Day::read(&words)), (day, day, day));
            prop_assert!(day.is_some());
        }
    }
}
