//! Points in time. The server words them, because the calendar and the school's time zone are known there.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The point in time this number of milliseconds later.
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Milliseconds from `earlier` to this point in time; negative if `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// One second in milliseconds.
pub const SECOND: i64 = 1_000;
/// One minute in milliseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// One hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day in milliseconds.
pub const DAY: i64 = 24 * HOUR;

/// A point in time with its wording, in the school's time (Europe/London).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisplayTime {
    /// The point in time as RFC 3339, for a `datetime` attribute.
    pub iso: String,
    /// The wording: "Today at 08:12", "14 November 2026".
    pub text: String,
}

impl DisplayTime {
    /// The wording within a sentence: "today at 08:12", "14 November 2026".
    pub fn in_sentence(&self) -> String {
        let day = ["Today", "Yesterday", "Tomorrow"].into_iter().find(|day| self.text.starts_with(day));
        day.map_or_else(|| self.text.clone(), |day| self.text.replacen(day, &day.to_lowercase(), 1))
    }
}

#[cfg(test)]
mod tests {
    use super::DisplayTime;

    #[test]
    fn only_the_names_of_near_days_are_lower_case_in_a_sentence() {
        for (text, within) in [("Today at 08:12", "today at 08:12"), ("14 November 2026", "14 November 2026")] {
            assert_eq!(DisplayTime { iso: String::new(), text: text.to_owned() }.in_sentence(), within);
        }
    }
}
