use crate::day::Day;
use serde::{Deserialize, Serialize};

/// What a cell says of somebody's leaving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Leaving {
    /// Nothing.
    Unsaid,
    /// A placeholder, such as 31/12/9999, which is no leaving date.
    Placeholder(String),
    /// This day.
    On(Day),
    /// Something that is no day.
    Unreadable(String),
}

/// Reads a leaving date as systems export it: with a time after it, or a year in two digits.
pub fn read_leaving(text: &str) -> Leaving {
    let text = text.trim();
    if text.is_empty() || text == "-" {
        return Leaving::Unsaid;
    }
    const WORDS: &[&str] =
        &["n/a", "na", "none", "never", "null", "nil", "tbc", "present", "current", "ongoing", "permanent"];
    if WORDS.contains(&text.to_lowercase().as_str()) {
        return Leaving::Placeholder(text.to_owned());
    }
    let date = without_time(text);
    if is_placeholder(&date) {
        return Leaving::Placeholder(text.to_owned());
    }
    match day(&date) {
        // Nobody who is at work in this century leaves before it or after it.
        Some(day) if (1902..2075).contains(&day.year()) => Leaving::On(day),
        Some(_) => Leaving::Placeholder(text.to_owned()),
        None => Leaving::Unreadable(text.to_owned()),
    }
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
        if year.len() == 2 { Day::read(&format!("{rest} 20{year}")) } else { None }
    })
}

/// Years that stand for "never" and days that are not in any calendar: 9999, 4712, 0000, 1900, and a date of zeros.
fn is_placeholder(date: &str) -> bool {
    let parts: Vec<&str> = date.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_zero = |part: &&str| part.bytes().all(|byte| byte == b'0');
    if parts.iter().all(is_zero) || parts.concat().bytes().all(|byte| byte == b'0' || byte == b'9') {
        return true;
    }
    let [first, .., last] = parts[..] else { return false };
    let year = if first.len() == 4 { first } else { last };
    let of_four = |year: i32| !(1902..2075).contains(&year) && (year == 0 || year >= 1582 || year <= 1);
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
            ("29/02/2026", None),
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
        ] {
            assert_eq!(read_leaving(text), Leaving::Placeholder(text.to_owned()), "{text}");
        }
        assert_eq!(read_leaving(" "), Leaving::Unsaid);
        assert_eq!(read_leaving("-"), Leaving::Unsaid);
    }
}
