/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarDate {
    year: u16,
    month: u8,
    day: u8,
}

impl CalendarDate {
    /// Before every day of an import.
    pub const MIN: Self = Self { year: 1900, month: 1, day: 1 };

    /// The day, if there is such a one.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u8::from(is_leap),
            _ => return None,
        };
        ((1900..=2999).contains(&year) && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// Reads a date as schools write it (31/08/2026, 31-8-26, 31.08.2026) or as ISO has it (2026-08-31), with or without a
    /// time after it. Never month first: 08/31/2026 is no date.
    pub fn parse(text: &str) -> Option<Self> {
        let date = text.trim().split(['T', ' ']).next()?;
        let parts: Vec<_> = date.split(['/', '-', '.']).collect();
        let [first, month, last] = parts[..] else { return None };
        if ![first, month, last].iter().all(|part| part.bytes().all(|digit| digit.is_ascii_digit())) {
            return None;
        }
        let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
        let century = match year.len() {
            4 => 0,
            2 => 2000,
            _ => return None,
        };
        Self::new(century + year.parse::<u16>().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

impl core::fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:02}/{:02}/{}", self.day, self.month, self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_schools_write_them() {
        for (text, date) in [
            ("31/08/2026", Some((2026, 8, 31))),
            (" 1/9/26 ", Some((2026, 9, 1))),
            ("2026-08-31", Some((2026, 8, 31))),
            ("2026-08-31T00:00:00.000Z", Some((2026, 8, 31))),
            ("31/08/2026 00:00:00", Some((2026, 8, 31))),
            ("31.08.2026", Some((2026, 8, 31))),
            ("29-02-2028", Some((2028, 2, 29))),
            ("29/02/2026", None),
            ("08/31/2026", None),
            ("31/08/226", None),
            ("31 August 2026", None),
            ("+1/09/2026", None),
            ("46265", None),
            ("", None),
        ] {
            let date = date.and_then(|(year, month, day)| CalendarDate::new(year, month, day));
            assert_eq!(CalendarDate::parse(text), date, "{text}");
        }
    }

    #[test]
    fn days_follow_each_other() {
        let parsed = |text| CalendarDate::parse(text).expect("a date");
        assert!(parsed("31/08/2026") < parsed("01/09/2026") && parsed("31/12/2025") < parsed("01/01/2026"));
    }
}
