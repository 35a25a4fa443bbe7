//! The clock, which tests can set.

use domain::day::Day;
use domain::import::DeletionWindow;
use domain::moment::{DisplayTime, Moment};
use domain::person::restorable_until;
use jiff::civil::date;
use jiff::{Timestamp, Zoned, tz::TimeZone};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The machine's clock, or a fixed one in tests.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    set: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// A clock that stays at `moment` until it is moved.
    pub fn fixed_at(moment: Moment) -> Self {
        Self { set: Some(Arc::new(AtomicI64::new(moment.0))) }
    }

    /// Moves a fixed clock forward; has no effect on the machine's.
    pub fn advance(&self, milliseconds: i64) {
        if let Some(set) = &self.set {
            set.fetch_add(milliseconds, Ordering::SeqCst);
        }
    }

    /// The current moment.
    pub fn now(&self) -> Moment {
        match &self.set {
            Some(set) => Moment(set.load(Ordering::SeqCst)),
            None => Moment(Timestamp::now().as_millisecond()),
        }
    }

    /// When `day` ends in a British school: the next midnight in Europe/London.
    pub fn end_of(day: Day) -> Option<Moment> {
        let next = date(day.year(), day.month(), day.day()).tomorrow().ok()?;
        Some(Moment(next.to_zoned(london()).ok()?.timestamp().as_millisecond()))
    }

    /// When `day` begins in a British school.
    pub fn start_of(day: Day) -> Option<Moment> {
        let day = date(day.year(), day.month(), day.day());
        Some(Moment(day.to_zoned(london()).ok()?.timestamp().as_millisecond()))
    }

    /// The day in a British school at `moment`.
    pub fn day_of(moment: Moment) -> Option<Day> {
        let date = in_london(moment)?.date();
        Day::new(date.year(), date.month(), date.day())
    }

    /// Today in a British school.
    pub fn today(&self) -> Option<Day> {
        Self::day_of(self.now())
    }

    /// The year in which the current academic year began. In England it runs from 1 September to 31 August.
    pub fn academic_year(&self) -> i16 {
        academic_year(self.now())
    }

    /// `moment` in words, for a reader in a British school now.
    pub fn words(&self, moment: Moment) -> DisplayTime {
        words(moment, self.now(), "%-d %B %Y")
    }

    /// As [`words`](Clock::words), always with the time of day.
    pub fn words_to_the_minute(&self, moment: Moment) -> DisplayTime {
        words(moment, self.now(), "%-d %B %Y at {time}")
    }

    /// A moment with its day and year, for text that is read later: "14 November 2026 at 08:12".
    pub fn written_out(moment: Moment) -> String {
        in_london(moment).map_or_else(
            || "an unknown time".to_owned(),
            |at| format!("{} at {}", at.strftime("%-d %B %Y"), time_of_day(&at)),
        )
    }
}

/// The day of a deletion at `at`, and the last day on which the person can be restored.
pub(crate) fn deleted_at(at: Moment) -> Option<DeletionWindow> {
    Some(DeletionWindow { on: Clock::day_of(at)?, until: Clock::day_of(restorable_until(at).plus(-1))? })
}

fn academic_year(now: Moment) -> i16 {
    let today = in_london(now).unwrap_or_default().date();
    if today.month() >= 9 { today.year() } else { today.year() - 1 }
}

/// The moment in the time zone of British schools.
pub(crate) fn in_london(moment: Moment) -> Option<Zoned> {
    Timestamp::from_millisecond(moment.0).ok().map(|at| at.to_zoned(london()))
}

/// The time zone of British schools.
pub(crate) fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

/// The time of day, "08:12". In the hour that comes twice when the clocks go back, with the zone: "01:50 GMT".
fn time_of_day(at: &Zoned) -> String {
    let comes_twice = london().to_ambiguous_zoned(at.datetime()).is_ambiguous();
    at.strftime(if comes_twice { "%H:%M %Z" } else { "%H:%M" }).to_string()
}

/// `far` is the format for moments that are not close to `now`; `{time}` in it is the time of day.
fn words(moment: Moment, now: Moment, far: &str) -> DisplayTime {
    let (Some(then), Some(now)) = (in_london(moment), in_london(now)) else {
        return DisplayTime { iso: String::new(), text: "an unknown time".to_owned() };
    };
    let days = now.date().until(then.date()).map(|span| span.get_days()).unwrap_or(i32::MAX);
    let time = time_of_day(&then);
    let text = match days {
        0 => format!("Today at {time}"),
        -1 => format!("Yesterday at {time}"),
        1 => format!("Tomorrow at {time}"),
        _ => then.strftime(far).to_string().replace("{time}", &time),
    };
    DisplayTime { iso: then.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(), text }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]
    use super::*;

    #[test]
    fn the_hour_that_comes_twice_says_which_it_is() {
        let at = |text: &str| Moment(text.parse::<Timestamp>().expect("a time").as_millisecond());
        let clock = Clock::fixed_at(at("2026-11-28T12:00:00Z"));
        for (moment, text) in [
            ("2026-10-24T23:59:00Z", "25 October 2026 at 00:59"),
            ("2026-10-25T00:50:00Z", "25 October 2026 at 01:50 BST"),
            ("2026-10-25T01:50:00Z", "25 October 2026 at 01:50 GMT"),
            ("2026-10-25T02:00:00Z", "25 October 2026 at 02:00"),
            ("2026-03-29T00:59:00Z", "29 March 2026 at 00:59"),
            ("2026-03-29T01:00:00Z", "29 March 2026 at 02:00"),
        ] {
            assert_eq!(clock.words_to_the_minute(at(moment)).text, text);
            assert_eq!(Clock::written_out(at(moment)), text);
        }
    }

    #[test]
    fn days_end_at_midnight_in_london() {
        for (day, end) in [
            ("2026-12-18", "2026-12-19T00:00:00Z"),
            ("2026-07-21", "2026-07-21T23:00:00Z"),
            // The days on which the clocks change.
            ("2026-03-29", "2026-03-29T23:00:00Z"),
            ("2026-10-25", "2026-10-26T00:00:00Z"),
        ] {
            let end = end.parse::<Timestamp>().expect("a timestamp").as_millisecond();
            assert_eq!(Clock::end_of(Day::parse(day).expect("a day")), Some(Moment(end)), "{day}");
        }
        for (day, start) in [("2026-12-18", "2026-12-18T00:00:00Z"), ("2026-07-21", "2026-07-20T23:00:00Z")] {
            let start = start.parse::<Timestamp>().expect("a timestamp").as_millisecond();
            assert_eq!(Clock::start_of(Day::parse(day).expect("a day")), Some(Moment(start)), "{day}");
        }
    }

    #[test]
    fn an_academic_year_begins_with_september_in_london() {
        for (moment, year) in [
            ("2026-08-31T22:59:59Z", 2025),
            ("2026-08-31T23:00:00Z", 2026),
            ("2026-12-31T23:59:59Z", 2026),
            ("2027-01-01T00:00:00Z", 2026),
        ] {
            let at = Moment(moment.parse::<Timestamp>().expect("a timestamp").as_millisecond());
            assert_eq!(academic_year(at), year, "{moment}");
        }
    }

    #[test]
    fn moments_are_worded_in_london_time() {
        let at = |text: &str| Moment(text.parse::<Timestamp>().expect("a timestamp").as_millisecond());
        let now = at("2026-07-01T10:00:00Z");
        for (moment, text) in [
            ("2026-07-01T07:05:00Z", "Today at 08:05"),
            ("2026-06-30T23:30:00Z", "Today at 00:30"),
            ("2026-06-30T22:30:00Z", "Yesterday at 23:30"),
            ("2026-07-02T08:00:00Z", "Tomorrow at 09:00"),
            ("2026-01-09T12:00:00Z", "9 January 2026"),
        ] {
            assert_eq!(words(at(moment), now, "%-d %B %Y").text, text, "{moment}");
        }
        assert_eq!(words(at("2026-01-09T12:00:00Z"), now, "").iso, "2026-01-09T12:00:00Z");
        let clock = Clock::fixed_at(now);
        assert_eq!(clock.words_to_the_minute(at("2026-05-09T12:03:00Z")).text, "9 May 2026 at 13:03");
    }
}
