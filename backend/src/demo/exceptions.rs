//! The exceptions of the demonstration's school.

use crate::access::Seeding;
use crate::clock::Clock;
use crate::store::{Entry, SchoolTransaction};
use crate::users::{recorded_exception, timed_exception};
use domain::access::{Action as _, MakeException};
use domain::catalogue::Feature;
use domain::exception::NewException;
use domain::id::MemberId;
use domain::moment::DAY;
use domain::problem::Problem;

/// Each exception: staff code, permission, days left (none for a permanent one) and reason.
const EXCEPTIONS: &[(&str, &str, Option<i64>, Option<&str>)] = &[
    (
        "FAZ",
        "sonar-tracker/observations/share-with-home",
        Some(23),
        Some("Runs the Year 2 learning journals this term"),
    ),
    ("CPR", "comms-hub/compose-send-messages/send-app-message", None, None),
];

/// Adds the exceptions of the person with this staff code, dated to the day of the transaction.
pub(super) async fn make(
    change: &mut SchoolTransaction,
    seeding: &Seeding,
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
        change.seed_exception(seeding, (owner, member), new.feature, &timed_exception(&new, true)?).await?;
        change
            .record(Entry {
                action: MakeException::LOGGED,
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
