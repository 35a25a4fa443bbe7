//! The Account Owner's page of failed sign-ins and refusals.

use super::USUAL_FOR;
use crate::Backend;
use crate::limits;
use crate::session::Actor;
use crate::store::StoredAttempt;
use domain::access::ViewSignInAttempts;
use domain::attempt::{Attempt, AttemptCount, AttemptGroup, AttemptRow, SignInAttempts};
use domain::id::MemberId;
use domain::moment::{DAY, Moment};
use domain::problem::Problem;
use std::collections::HashMap;

/// Attempts of the last 30 days on accounts of the school's members, and refusals to its members.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the audit log.
pub async fn view(backend: &Backend, actor: &Actor) -> Result<SignInAttempts, Problem> {
    let permit = actor.permit(ViewSignInAttempts)?;
    let (store, now) = (backend.store(), backend.clock().now());
    let (since, yesterday) = (now.plus(-USUAL_FOR), now.plus(-DAY));
    let counted = store.count_attempts(&permit, since, yesterday).await?;
    let counts = AttemptGroup::ALL
        .into_iter()
        .map(|group| {
            let of_group = counted.iter().filter(|(attempt, ..)| attempt.group() == Some(group));
            let sum = of_group.fold((0, 0), |sum, (_, month, day)| (sum.0 + month, sum.1 + day));
            AttemptCount { group, in_a_month: sum.0, in_a_day: sum.1 }
        })
        .collect();
    let rows = together(store.latest_attempts(&permit, since).await?)
        .into_iter()
        .map(|row| AttemptRow {
            when: backend.clock().words_to_the_minute(row.at),
            member: row.member,
            name: row.name,
            attempt: row.attempt,
            network: row.network,
            times: row.times,
        })
        .collect();
    Ok(SignInAttempts { counts, rows })
}

/// Combines the attempts on one account from one network within a day into one row, the latest first.
fn together(found: Vec<StoredAttempt>) -> Vec<StoredAttempt> {
    let mut rows: Vec<StoredAttempt> = Vec::new();
    let mut latest: HashMap<(MemberId, Attempt, String), usize> = HashMap::new();
    for row in found {
        let key = (row.member, row.attempt, row.network.clone());
        let same = latest.get(&key).and_then(|index| rows.get_mut(*index));
        if let Some(same) = same
            && is_within_a_day(same.at, row.at)
        {
            same.times += row.times;
        } else if rows.len() < limits::ATTEMPTS_SHOWN {
            latest.insert(key, rows.len());
            rows.push(row);
        }
    }
    rows
}

fn is_within_a_day(latest: Moment, earlier: Moment) -> bool {
    latest.since(earlier) < DAY
}
