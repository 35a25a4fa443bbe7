//! When the demonstration's people were added and signed in: made up, but the same for everybody who looks on that
//! day.

use super::staff::DemoState;
use domain::moment::{DAY, HOUR, MINUTE, Moment};
use jiff::civil::Weekday;
use jiff::{Timestamp, ToSpan as _};

/// Days for which sign-ins are made up.
const DAYS: i64 = 14;

/// When a person was added: the owner first, most on the day the school began, invited people on the day of their
/// invitation.
pub(super) fn added(state: DemoState, number: i64, begun: Moment, now: Moment) -> Moment {
    match state {
        DemoState::Invited(days) => now.plus(-days * DAY - number * MINUTE),
        DemoState::Unreachable => now.plus(-DAY),
        DemoState::Added => now.plus(-3 * DAY - number * MINUTE),
        _ => begun.plus(number * 4 * MINUTE),
    }
}

/// When a person signed in, the latest first.
pub(super) fn sign_ins(state: DemoState, number: i64, now: Moment) -> Vec<Moment> {
    match state {
        DemoState::Here(of_ten) => (0..DAYS)
            .filter(|ago| chance(number, *ago) % 10 < u64::from(of_ten))
            .filter_map(|ago| morning(number, ago, now))
            .collect(),
        DemoState::Away(days) => vec![now.plus(-days * DAY)],
        DemoState::Blocked => vec![now.plus(-17 * DAY)],
        DemoState::Deactivated => vec![now.plus(-(40 + number) * DAY)],
        DemoState::Deleted => vec![now.plus(-60 * DAY)],
        DemoState::Invited(_) | DemoState::Unreachable | DemoState::Added => Vec::new(),
    }
}

/// A moment between 07:30 and 16:00 a number of days ago, if that was a school day and the moment is past. Few people
/// work at weekends.
fn morning(number: i64, ago: i64, now: Moment) -> Option<Moment> {
    let zone = crate::clock::london();
    let today = Timestamp::from_millisecond(now.0).ok()?.to_zoned(zone.clone()).date();
    let day = today.checked_sub(ago.days()).ok()?;
    let chance = chance(number + 100, ago);
    if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !chance.is_multiple_of(12) {
        return None;
    }
    let midnight = Moment(day.to_zoned(zone).ok()?.timestamp().as_millisecond());
    // Most sign in before lessons, some at noon or after school.
    let hours = [7, 7, 7, 8, 8, 8, 12, 15][(chance / 12 % 8) as usize];
    let at = midnight.plus(hours * HOUR + 30 * MINUTE + (chance / 96 % 1_740) as i64 * 1_000);
    (at < now).then_some(at)
}

/// A number that looks random but is always the same for the same two inputs.
pub(super) fn chance(number: i64, day: i64) -> u64 {
    let mut mixed = (number.unsigned_abs() << 32 | day.unsigned_abs()).wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ mixed >> 31
}
