//! Leaving dates in cells, with the placeholders that systems write when there is none.

use crate::day::Day;
use serde::{Deserialize, Serialize};

/// A leaving date as read from a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Leaving {
    /// The cell is empty or says that there is no date.
    Unsaid,
    /// A placeholder, such as 31/12/9999, which is not a leaving date.
    Placeholder(String),
    /// This day.
    On(Day),
    /// Text that is not a date.
    Unreadable(String),
}

/// Reads a leaving date as systems export it, with a time after it or a two-digit year.
pub fn read_leaving(text: &str) -> Leaving {
    let text = text.trim();
    if text.is_empty() || text == "-" {
        return Leaving::Unsaid;
    }
    let date = plain(text);
    if is_no_date(text) || is_placeholder(&date) {
        return Leaving::Placeholder(text.to_owned());
    }
    match day(&date) {
        // A date outside these years cannot be the leaving date of anybody in a present list.
        Some(day) if YEARS.contains(&i32::from(day.year())) && !is_computers(day) => Leaving::On(day),
        Some(_) => Leaving::Placeholder(text.to_owned()),
        None => Leaving::Unreadable(text.to_owned()),
    }
}

/// The years in which people in a present list can leave or have left.
const YEARS: std::ops::Range<i32> = 1980..2075;

/// Whether a day is one from which, or up to which, computers count: it means an empty cell. Such days before 1980 are
/// already outside [`YEARS`].
fn is_computers(day: Day) -> bool {
    matches!((day.year(), day.month(), day.day()), (1980, 1, 1) | (2038, 1, 18 | 19))
}

/// Whether text means "has not left" or "unknown".
fn is_no_date(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "na",
        "none",
        "never",
        "null",
        "nil",
        "no",
        "tbc",
        "tba",
        "tbd",
        "present",
        "todate",
        "current",
        "currentstaff",
        "ongoing",
        "permanent",
        "perm",
        "open",
        "openended",
        "notapplicable",
        "notknown",
        "unknown",
        "notset",
        "notleft",
        "notleaving",
        "noenddate",
        "noleavingdate",
        "stillhere",
        "stillemployed",
        "stillworking",
        "stillinpost",
        "inpost",
        "employed",
        "active",
        "continuing",
        "blank",
        "empty",
        "nodate",
        "indefinite",
        "false",
    ];
    let word: String = text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    WORDS.contains(&word.as_str())
}

/// Whether a column of dates has the month first, as in America: some of its dates are valid only that way, and none is
/// valid only with the day first.
pub fn has_month_first<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut months, mut days) = (false, false);
    for cell in cells {
        if let Some([first, second, _]) = numbers(&without_time(cell)) {
            months |= first <= 12 && second > 12;
            days |= first > 12 && second <= 12;
        }
    }
    months && !days
}

/// The text with the day before the month, if it is three numbers with the month first.
pub fn with_day_first(text: &str) -> String {
    match numbers(&without_time(text)) {
        Some([month, day, year]) => format!("{day}/{month}/{year:02}"),
        None => text.to_owned(),
    }
}

/// The numbers of a date that ends with its year.
fn numbers(date: &str) -> Option<[u16; 3]> {
    let parts: Vec<&str> = date.trim().split(['/', '-', '.']).collect();
    let [first, second, year] = parts[..] else { return None };
    let is_year = year.len() == 4 || year.len() == 2;
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    if first.len() > 2 || second.len() > 2 || !is_year {
        return None;
    }
    Some([number(first)?, number(second)?, number(year)?])
}

/// The date, day before month, without its time, its weekday and words for human readers: "Mon 31st August, 2026".
fn plain(text: &str) -> String {
    let date = without_time(text);
    if let ([Some(year), Some(month), Some(day)], 8) = ([date.get(..4), date.get(4..6), date.get(6..8)], date.len())
        && date.bytes().all(|byte| byte.is_ascii_digit())
        && year.starts_with(['1', '2', '9', '0'])
        && Day::read(&format!("{year}-{month}-{day}")).is_some()
    {
        return format!("{year}-{month}-{day}");
    }
    if !date.contains(char::is_whitespace) {
        return date;
    }
    const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let is_weekday = |part: &str| {
        let part = part.to_lowercase();
        part.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(&part))
    };
    let without_ending = |part: &str| {
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| part.strip_suffix(end));
        number
            .filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
            .unwrap_or(part)
            .to_owned()
    };
    let mut parts: Vec<String> = date
        .split([' ', ','])
        .filter(|part| !part.is_empty() && !is_weekday(part) && !part.eq_ignore_ascii_case("of"))
        .map(without_ending)
        .collect();
    // For example "August 31 2026".
    if parts.len() == 3 && parts.first().is_some_and(|month| month.chars().all(char::is_alphabetic)) {
        parts.swap(0, 1);
    }
    parts.join(" ")
}

fn without_time(text: &str) -> String {
    match text.split_once('T') {
        Some((date, time)) if time.contains(':') => date.to_owned(),
        _ => text
            .split_whitespace()
            .filter(|part| !part.contains(':') && !part.eq_ignore_ascii_case("am") && !part.eq_ignore_ascii_case("pm"))
            .collect::<Vec<_>>()
            .join(" "),
    }
}

fn day(date: &str) -> Option<Day> {
    Day::read(date).or_else(|| {
        let (rest, year) = date.rsplit_once(['/', '-', '.', ' '])?;
        // Two-digit years from 50 on are in the last century, or mean "never".
        let century = if year < "50" { "20" } else { "21" };
        if year.len() == 2 { Day::read(&format!("{rest} {century}{year}")) } else { None }
    })
}

/// Whether a date means "never" or is not in any calendar: the years 9999, 4712, 0000 and 1900, and a date of zeros.
fn is_placeholder(date: &str) -> bool {
    let parts: Vec<&str> = date.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_zero = |part: &&str| part.bytes().all(|byte| byte == b'0');
    if parts.iter().all(is_zero) || parts.concat().bytes().all(|byte| byte == b'0' || byte == b'9') {
        return true;
    }
    let [first, ..] = parts[..] else { return false };
    let year = if first.len() == 4 { first } else { parts.last().copied().unwrap_or(first) };
    let of_four = |year: i32| !YEARS.contains(&year) && (year == 0 || year >= 1582 || year <= 1);
    year.len() == 4 && year.parse().is_ok_and(of_four) || parts == ["01", "01", "00"] || parts == ["1", "1", "00"]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_days_as_systems_export_them() {
        for (text, day) in [
            ("31/08/2026", Some("2026-08-31")),
            ("1/9/26", Some("2026-09-01")),
            ("2026-08-31", Some("2026-08-31")),
            ("2026-08-31T00:00:00.000Z", Some("2026-08-31")),
            ("31/08/2026 00:00:00", Some("2026-08-31")),
            ("31/08/2026 12:00:00 AM", Some("2026-08-31")),
            ("31.08.2026", Some("2026-08-31")),
            ("31 October 2026", Some("2026-10-31")),
            ("31-Oct-26", Some("2026-10-31")),
            ("29-02-2028", Some("2028-02-29")),
            ("31/08/2031", Some("2031-08-31")),
            ("31st August 2026", Some("2026-08-31")),
            ("2nd of September 2026", Some("2026-09-02")),
            ("Mon 31 Aug 2026", Some("2026-08-31")),
            ("Monday, 31 August 2026", Some("2026-08-31")),
            ("August 31, 2026", Some("2026-08-31")),
            ("20260831", Some("2026-08-31")),
            ("29/02/2026", None),
            ("31082026", None),
            ("Aug 2026", None),
            ("08/31/2026", None),
            ("31/08/226", None),
            ("+1/09/2026", None),
            ("46265", None),
            ("soon", None),
        ] {
            let read = match read_leaving(text) {
                Leaving::On(day) => Some(day.to_string()),
                Leaving::Unreadable(_) => None,
                other => panic!("{text}: {other:?}"),
            };
            assert_eq!(read.as_deref(), day, "{text}");
        }
    }

    #[test]
    fn placeholders_are_no_leaving_dates() {
        for text in [
            "31/12/9999",
            "9999-12-31",
            "9999-12-31T23:59:59Z",
            "31 Dec 9999",
            "00/00/0000",
            "0000-00-00",
            "01/01/1900",
            "1900-01-01",
            "1900-01-00",
            "31/12/4712",
            "31/12/2099",
            "01/01/0001",
            "99/99/9999",
            "31/12/2999",
            "0",
            "N/A",
            "01/01/1753",
            "06/06/2079",
            "30/12/1899",
            "31/12/99",
            "01/01/00",
            "01/01/1970",
            "1970-01-01T00:00:00Z",
            "31/12/1969",
            "1904-01-01",
            "1980-01-01",
            "19/01/2038",
            "31/12/69",
            "1900",
            "12/31/9999",
            "N.A.",
            "not applicable",
            "TBA",
            "open-ended",
            "Unknown",
            "still employed",
            "No",
        ] {
            assert_eq!(read_leaving(text), Leaving::Placeholder(text.to_owned()), "{text}");
        }
        assert_eq!(read_leaving(" "), Leaving::Unsaid);
        assert_eq!(read_leaving("-"), Leaving::Unsaid);
    }

    #[test]
    fn a_column_says_whether_the_month_is_first() {
        for (cells, is_first) in [
            (&["08/09/2026", "08/31/2026", ""][..], true),
            (&["8/31/26 00:00:00"], true),
            (&["08/09/2026", "31/08/2026"], false),
            (&["08/31/2026", "31/08/2026"], false),
            (&["08/09/2026", "31/12/9999"], false),
            (&["2026-08-31", "soon", "1/2/3"], false),
        ] {
            assert_eq!(has_month_first(cells.iter().copied()), is_first, "{cells:?}");
        }
        for (text, turned) in
            [("08/09/2026", "9/8/2026"), ("8-31-26 10:00", "31/8/26"), ("31 August 2026", "31 August 2026")]
        {
            assert_eq!(with_day_first(text), turned);
        }
    }
}
