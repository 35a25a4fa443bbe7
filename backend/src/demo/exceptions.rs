//! What the demonstration's school has made an exception of.

use crate::clock::Clock;
use crate::store::{Change, Entry};
use crate::users::{recorded_exception, timed_exception};
use domain::access::{Action as _, MakeException};
use domain::catalogue::Feature;
use domain::exception::NewException;
use domain::id::MemberId;
use domain::moment::DAY;
use domain::problem::Problem;

/// For whom, by staff code; of which permission; for how many more days, or for good; and why.
const EXCEPTIONS: &[(&str, &str, Option<i64>, Option<&str>)] = &[
    (
        "FAZ",
        "sonar-tracker/observations/share-with-home",
        Some(23),
        Some("Runs the Year 2 learning journals this term"),
    ),
    ("CPR", "comms-hub/compose-send-messages/send-app-message", None, None),
];

/// Makes those for the person with this staff code, if there are any; on the day of the change.
pub(super) async fn make(
    change: &mut Change,
    (member, name, staff_code): (MemberId, String, &str),
    owner: MemberId,
) -> Result<(), Problem> {
    for (_, code, days, reason) in EXCEPTIONS.iter().filter(|(whose, ..)| *whose == staff_code) {
        let at = change.at();
        let day = |days: i64| Clock::day_of(at.plus(days * DAY)).ok_or(Problem::Unexpected);
        let new = NewException {
            feature: Feature::from_code(code).ok_or(Problem::Unexpected)?,
            allowed: true,
            starts_on: day(0)?,
            ends_on: days.map(day).transpose()?,
            reason: reason.map(str::to_owned),
        };
        change.insert_exception(owner, member, new.feature, &timed_exception(&new, true)?).await?;
        change
            .record(Entry {
                action: MakeException::NAME,
                subject_kind: "user",
                subject_id: member.to_string(),
                subject_name: Some(name.clone()),
                old_value: None,
                new_value: Some(recorded_exception(&new)),
            })
            .await?;
    }
    Ok(())
}
