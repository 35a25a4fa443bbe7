//! A pupil who leaves the school: the form that says from which day, and which side of that day a day is on.

use crate::access::Denial;
use crate::assessment::AcademicYear;
use crate::day::Day;
use crate::fault::{Fault, FieldFault};
use crate::limits;
use crate::problem::FieldError;
use serde::{Deserialize, Serialize};

/// The name of the field for the day.
pub const LEFT_ON: &str = "left_on";

/// Whether a pupil with this leaving date is no longer at the school on a day. The leaving date is the first day without
/// them.
pub fn has_left(left_on: Option<Day>, today: Day) -> bool {
    left_on.is_some_and(|on| on <= today)
}

/// The days from which a pupil can be said to have left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeavingDays {
    /// The first day: marks before it are no longer shown.
    pub first: Day,
    /// Today.
    pub today: Day,
    /// The last day: the first of the next academic year.
    pub last: Day,
}

impl LeavingDays {
    /// The days for a form that is filled in `today`.
    pub fn around(today: Day) -> Self {
        let this = AcademicYear::of(today);
        let first = this.before(limits::MARKED_YEARS_AGO).first_day();
        Self { first: first.unwrap_or(today), today, last: this.before(-1).first_day().unwrap_or(today) }
    }
}

/// The submitted form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeavingForm {
    /// The first day without the pupil, as typed.
    pub left_on: String,
}

impl LeavingForm {
    /// Reads the form.
    ///
    /// # Errors
    /// When the day is none, or lies outside `days`.
    pub fn parse(&self, days: LeavingDays) -> Result<Day, Vec<FieldError>> {
        let wrong = |fault: FieldFault| vec![FieldError::new(LEFT_ON, fault)];
        let day = Day::read(&self.left_on).ok_or_else(|| wrong(Fault::LeftOn.into()))?;
        match (days.first..=days.last).contains(&day) {
            true => Ok(day),
            false => Err(wrong(FieldFault::DayBetween(days.first, days.last))),
        }
    }
}

/// What a child's page says of their leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildLeaving {
    /// The first day without the child, if one is known.
    pub left_on: Option<Day>,
    /// The days to choose from.
    pub days: LeavingDays,
    /// Whether the reader may say that the child has left or is back, or the rule that forbids it.
    pub may_change: Result<(), Denial>,
}

impl ChildLeaving {
    /// Whether the child is no longer at the school.
    pub fn has_left(self) -> bool {
        has_left(self.left_on, self.days.today)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_leaving_date_is_the_first_day_without_the_child() {
        for (left_on, today, expected) in [
            (None, "2026-12-18", false),
            (Some("2026-12-18"), "2026-12-17", false),
            (Some("2026-12-18"), "2026-12-18", true),
            (Some("2026-12-18"), "2027-09-01", true),
        ] {
            assert_eq!(has_left(left_on.map(day), day(today)), expected, "{left_on:?} {today}");
        }
    }

    #[test]
    fn a_day_lies_in_a_year_whose_marks_are_shown() {
        for (today, typed, expected) in [
            ("2026-11-25", "18/12/2026", Ok("2026-12-18")),
            ("2026-11-25", "2023-09-01", Ok("2023-09-01")),
            ("2026-11-25", "2027-09-01", Ok("2027-09-01")),
            ("2026-11-25", "2023-08-31", Err("Enter a date from 1 September 2023 to 1 September 2027")),
            ("2026-08-31", "2026-09-02", Err("Enter a date from 1 September 2022 to 1 September 2026")),
            ("2026-11-25", "", Err("Enter the day the child left, for instance 18/12/2026")),
        ] {
            let form = LeavingForm { left_on: typed.to_owned() };
            let read = form.parse(LeavingDays::around(day(today)));
            let read = read.map_err(|errors| errors.iter().map(FieldError::sentence).collect::<String>());
            assert_eq!(read, expected.map(day).map_err(str::to_owned), "{today} {typed}");
        }
    }
}
