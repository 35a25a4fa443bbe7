//! Days from Excel's serial numbers, in both of its epochs.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// Days below this number are counted differently: Lotus assumed a 29 February 1900, and Excel keeps that error.
const FEBRUARY_29: f64 = 60.0;

/// The day with this serial number. Excel shows number 0 of 1900 as an invalid day, so it gives none.
pub(super) fn shown(number: f64, counts_from_1904: bool) -> Option<String> {
    #[allow(clippy::cast_possible_truncation)]
    let days = if (0.0..3_000_000.0).contains(&number) { number.floor() as i32 } else { return None };
    let from: Date = match () {
        () if counts_from_1904 => date(1904, 1, 1),
        () if number >= FEBRUARY_29 => date(1899, 12, 30),
        () if number < 1.0 => return Some("1900-01-00".to_owned()),
        () => date(1899, 12, 31),
    };
    from.checked_add(days.days()).ok().map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_both_epochs() {
        for (number, from_1904, day) in [
            (46_265.0, false, Some("2026-08-31")),
            (46_265.75, false, Some("2026-08-31")),
            (44_803.0, true, Some("2026-08-31")),
            (1.0, false, Some("1900-01-01")),
            (59.0, false, Some("1900-02-28")),
            (61.0, false, Some("1900-03-01")),
            (0.0, false, Some("1900-01-00")),
            (2_958_465.0, false, Some("9999-12-31")),
            (-1.0, false, None),
            (1e9, false, None),
            (f64::NAN, false, None),
        ] {
            assert_eq!(shown(number, from_1904).as_deref(), day, "{number}");
        }
    }
}
