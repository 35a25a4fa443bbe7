use core::fmt;

/// A day of the Gregorian calendar, from 1900 to 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

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

impl Date {
    /// The day with these numbers, if there is one.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        ((1900..2200).contains(&year) && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// Reads a date as browsers send it (2026-11-14), or as people in Britain write it (14/11/2026, 14 November 2026).
    pub fn read(text: &str) -> Option<Self> {
        let parts: Vec<_> =
            text.split(|c: char| c.is_whitespace() || "-/.".contains(c)).filter(|part| !part.is_empty()).collect();
        let [first, second, third] = parts[..] else { return None };
        let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
        // A year in two digits could be of either century.
        if year.len() != 4 || !digits(year) || !digits(day) {
            return None;
        }
        Self::new(year.parse().ok()?, month(second)?, day.parse().ok()?)
    }

    /// As people read it: "14 November 2026".
    pub fn words(self) -> String {
        let month = MONTHS.get(usize::from(self.month) - 1).copied().unwrap_or_default();
        format!("{} {month} {}", self.day, self.year)
    }
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A month by its number, its name, or the first three letters or more of it.
fn month(text: &str) -> Option<u8> {
    if digits(text) {
        return text.parse().ok();
    }
    let text = text.to_lowercase();
    let named = MONTHS.iter().position(|name| text.len() >= 3 && name.to_lowercase().starts_with(&text))?;
    u8::try_from(named + 1).ok()
}

impl fmt::Display for Date {
    /// As stored and as browsers send it: 2026-11-14.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
