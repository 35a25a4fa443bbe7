//! Counted sign-in attempts, and the state of the limits. Counting is in `crate::attempts`, throttling in
//! `crate::limits`.

mod notices;

use super::{Store, StoreError, codes, row};
use crate::access::{AttemptLog, Permit};
use crate::limits;
use crate::network::Network;
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use crate::token::hex;
use domain::access::ViewSignInAttempts;
use domain::attempt::Attempt;
use domain::id::{AccountId, MemberId, SchoolId};
use domain::moment::Moment;
pub(crate) use notices::SignInOrigin;
use notices::notify_of_guesses;
use sha2::{Digest as _, Sha256};
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};
use std::collections::BTreeSet;

/// One kind of attempt: what happened, to which account and from which network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct AttemptEvent {
    pub attempt: Attempt,
    /// None for an address without an account.
    pub account: Option<AccountId>,
    /// The school and member, for an attempt inside a school.
    pub member: Option<(SchoolId, MemberId)>,
    /// None when the row combines several networks.
    pub network: Option<Network>,
}

/// How often one kind of attempt happened in a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AttemptTotal {
    /// The start of the minute.
    pub minute: Moment,
    pub happened: AttemptEvent,
    pub times: i64,
}

/// How far one limit is used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bucket {
    /// The limit's key. It is signed, so it reveals neither address nor network.
    pub id: String,
    /// When the limit is full again; None when it is already.
    pub full_at: Option<Moment>,
}

/// The attempts since `$2` on accounts of members of school `$1`, and those made in the school.
const OF_SCHOOL: &str = concat!(
    "SELECT t.at, t.kind, t.reason, t.network, t.times, m.id, ",
    name_of!("m"),
    "
         FROM sign_in_attempts t JOIN members m ON m.school_id = $1 AND m.account_id = t.account_id
         WHERE t.school_id IS NULL AND t.at >= $2
     UNION ALL
     SELECT t.at, t.kind, t.reason, t.network, t.times, m.id, ",
    name_of!("m"),
    "
         FROM sign_in_attempts t JOIN members m ON m.school_id = $1 AND m.id = t.member_id
         WHERE t.school_id = $1 AND t.at >= $2"
);

/// An attempt that concerns a member of a school.
#[derive(Clone, Debug)]
pub(crate) struct StoredAttempt {
    pub at: Moment,
    pub member: MemberId,
    pub name: String,
    pub attempt: Attempt,
    pub network: String,
    pub times: u64,
}

impl Store {
    /// The state of the limits that are not full again at `now`.
    pub(crate) async fn limit_buckets(&self, _: &AttemptLog, now: Moment) -> Result<Vec<Bucket>, StoreError> {
        let found =
            sqlx::query("SELECT id, full_at FROM limit_buckets WHERE full_at > $1 ORDER BY full_at DESC LIMIT 100000")
                .moment(now)
                .fetch_all(self.pool())
                .await?;
        found.iter().map(|row| Ok(Bucket { id: row.try_get("id")?, full_at: row::moment(row, "full_at")? })).collect()
    }

    /// Writes attempts and the state of the limits. Holders of accounts with many wrong guesses get a mail; gives
    /// whether anybody does.
    pub(crate) async fn write_attempts(
        &self,
        _: &AttemptLog,
        counted: &[AttemptTotal],
        buckets: &[Bucket],
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        for row in counted {
            add(&mut tx, row).await?;
        }
        for bucket in buckets {
            keep(&mut tx, bucket).await?;
        }
        let guessed_at: BTreeSet<AccountId> = counted
            .iter()
            .filter(|row| row.happened.attempt.is_wrong_guess())
            .filter_map(|row| row.happened.account)
            .collect();
        let mut is_somebody_told = false;
        for account in guessed_at {
            is_somebody_told |= notify_of_guesses(&mut tx, account, now).await?;
        }
        tx.commit().await?;
        Ok(is_somebody_told)
    }

    /// The number of attempts of each kind since `since` and since `lately`.
    pub(crate) async fn count_attempts(
        &self,
        permit: &Permit<ViewSignInAttempts>,
        since: Moment,
        lately: Moment,
    ) -> Result<Vec<(Attempt, u64, u64)>, StoreError> {
        let sql = format!(
            "SELECT kind, reason, CAST(SUM(times) AS BIGINT) AS month, CAST(SUM(CASE WHEN at >= $3 THEN times ELSE 0 END) AS BIGINT) AS day
             FROM ({OF_SCHOOL}) counted GROUP BY kind, reason"
        );
        let found = sqlx::query(AssertSqlSafe(sql))
            .school(permit.school())
            .moment(since)
            .moment(lately)
            .fetch_all(self.pool())
            .await?;
        found
            .iter()
            .map(|row| Ok((attempt(row)?, number(row.try_get("month")?), number(row.try_get("day")?))))
            .collect()
    }

    /// The latest attempts since `since`, the newest first.
    pub(crate) async fn latest_attempts(
        &self,
        permit: &Permit<ViewSignInAttempts>,
        since: Moment,
    ) -> Result<Vec<StoredAttempt>, StoreError> {
        let sql = format!(
            "SELECT * FROM ({OF_SCHOOL}) latest WHERE kind <> 'confirmed' ORDER BY at DESC, id, kind, reason, network LIMIT $3"
        );
        let found = sqlx::query(AssertSqlSafe(sql))
            .school(permit.school())
            .moment(since)
            .bind(limits::ATTEMPTS_READ)
            .fetch_all(self.pool())
            .await?;
        found
            .iter()
            .map(|found| {
                Ok(StoredAttempt {
                    at: Moment(found.try_get("at")?),
                    member: row::id::<MemberId>(found, "id")?,
                    name: row::name(found)?,
                    attempt: attempt(found)?,
                    network: found.try_get("network")?,
                    times: number(found.try_get("times")?),
                })
            })
            .collect()
    }
}

fn attempt(found: &sqlx::any::AnyRow) -> Result<Attempt, StoreError> {
    let (kind, reason) = (codes::ATTEMPT_KIND.read(found)?, codes::ATTEMPT_REASON.read(found)?);
    Attempt::from_codes(kind, reason).ok_or(StoreError::Corrupt("a sign-in attempt"))
}

fn number(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

async fn add(tx: &mut Transaction<'static, Any>, row: &AttemptTotal) -> Result<(), StoreError> {
    let happened = &row.happened;
    let (kind, reason) = happened.attempt.codes();
    let account = happened.account.map(|account| account.to_string());
    let (school, member) = happened.member.map(|(school, member)| (school.to_string(), member.to_string())).unzip();
    let network = happened.network.map(Network::text).unwrap_or_default();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let what = [&row.minute.0.to_string(), kind, reason, &text(&account), &text(&school), &text(&member), &network];
    sqlx::query(
        "INSERT INTO sign_in_attempts (id, at, kind, reason, account_id, school_id, member_id, network, times)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET times = sign_in_attempts.times + excluded.times",
    )
    .bind(hex(&Sha256::digest(what.join("|"))[..16]))
    .moment(row.minute)
    .bind(kind)
    .bind(reason)
    .account(happened.account)
    .school(happened.member.map(|(school, _)| school))
    .member(happened.member.map(|(_, member)| member))
    .bind(network)
    .bind(row.times)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn keep(tx: &mut Transaction<'static, Any>, bucket: &Bucket) -> Result<(), StoreError> {
    let query = match bucket.full_at {
        Some(full_at) => sqlx::query(
            "INSERT INTO limit_buckets (id, full_at) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET full_at = excluded.full_at",
        )
        .bind(bucket.id.as_str())
        .moment(full_at),
        None => sqlx::query("DELETE FROM limit_buckets WHERE id = $1").bind(bucket.id.as_str()),
    };
    query.execute(&mut **tx).await?;
    Ok(())
}
