//! Deleting rows past their retention, in batches. No page shows these rows, so no school's change number is raised.
//! How long each kind is kept is in `crate::retention`.

mod imports;

use super::{Store, StoreError};
use crate::access::Scheduler;
use crate::store::bind::Bind as _;
use domain::moment::Moment;
use sqlx::{Any, Transaction};
use std::time::{Duration, Instant};

/// A kind of row with a limited retention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sweep {
    /// Sessions, by when they ended or would have ended.
    Sessions,
    /// Mail that was sent, failed or was withdrawn.
    Mail,
    /// The demonstration's mail.
    ShownMail,
    /// Links, by when they expired, including used and withdrawn ones.
    Links,
    /// Drafts.
    Drafts,
    /// Lists of staff that were not confirmed.
    UnconfirmedImports,
    /// The result rows of confirmed lists.
    ImportRows,
    /// People of bulk changes.
    BulkPeople,
    /// Bulk changes.
    BulkChanges,
    /// Failed sign-in attempts.
    Attempts,
    /// Networks that an account has not signed in from recently.
    Networks,
    /// Limits that are full again.
    Limits,
}

impl Sweep {
    /// Every kind, in the order of foreign keys.
    pub const ALL: [Self; 12] = [
        Self::Sessions,
        Self::Mail,
        Self::ShownMail,
        Self::Links,
        Self::Drafts,
        Self::UnconfirmedImports,
        Self::ImportRows,
        Self::BulkPeople,
        Self::BulkChanges,
        Self::Attempts,
        Self::Networks,
        Self::Limits,
    ];

    /// The most rows deleted in one batch: lists of staff may have many megabytes each.
    pub const fn most(self) -> i64 {
        match self {
            Self::UnconfirmedImports | Self::ImportRows => 1,
            _ => i64::MAX,
        }
    }

    /// Statements that delete at most `$2` rows from `$1` or before; the last statement's rows are counted. Each uses
    /// only an index to find its rows.
    const fn statements(self) -> &'static [&'static str] {
        match self {
            Self::Sessions => &[
                "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE COALESCE(ended_at, ends_at) <= $1 ORDER BY COALESCE(ended_at, ends_at) LIMIT $2)",
            ],
            Self::Mail => &[
                "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE created_at <= $1 AND state <> 'waiting' ORDER BY created_at LIMIT $2)",
            ],
            Self::ShownMail => &[
                "DELETE FROM demo_outbox WHERE id IN (SELECT id FROM demo_outbox WHERE sent_at <= $1 ORDER BY sent_at LIMIT $2)",
            ],
            Self::Links => &[
                "DELETE FROM outbox WHERE link_id IN (SELECT id FROM email_tokens WHERE expires_at <= $1 ORDER BY expires_at, id LIMIT $2)",
                "DELETE FROM superseded_email_tokens WHERE link_id IN (SELECT id FROM email_tokens WHERE expires_at <= $1 ORDER BY expires_at, id LIMIT $2)",
                "DELETE FROM email_tokens WHERE id IN (SELECT id FROM email_tokens WHERE expires_at <= $1 ORDER BY expires_at, id LIMIT $2)",
            ],
            Self::Drafts => &[
                "DELETE FROM drafts WHERE (account_id, school_id, page) IN (SELECT account_id, school_id, page FROM drafts WHERE created_at <= $1 ORDER BY created_at LIMIT $2)",
            ],
            Self::UnconfirmedImports => &[
                "DELETE FROM imports WHERE id IN (SELECT id FROM imports WHERE state <> 'done' AND created_at <= $1 ORDER BY created_at LIMIT $2)",
            ],
            Self::ImportRows => &[],
            Self::BulkPeople => &[
                "DELETE FROM bulk_people WHERE (school_id, bulk_id, member_id) IN (SELECT p.school_id, p.bulk_id, p.member_id FROM bulk_changes b
                 JOIN bulk_people p ON p.school_id = b.school_id AND p.bulk_id = b.id WHERE b.done_at <= $1 LIMIT $2)",
            ],
            Self::BulkChanges => &[
                "DELETE FROM bulk_changes WHERE (school_id, id) IN (SELECT b.school_id, b.id FROM bulk_changes b WHERE b.done_at <= $1 ORDER BY b.done_at LIMIT $2)",
            ],
            Self::Attempts => &[
                "DELETE FROM sign_in_attempts WHERE id IN (SELECT id FROM sign_in_attempts WHERE at <= $1 ORDER BY at LIMIT $2)",
            ],
            Self::Networks => &[
                "DELETE FROM account_networks WHERE (account_id, network) IN (SELECT account_id, network FROM account_networks WHERE last_used_at <= $1 ORDER BY last_used_at LIMIT $2)",
            ],
            Self::Limits => &[
                "DELETE FROM limit_buckets WHERE id IN (SELECT id FROM limit_buckets WHERE full_at <= $1 ORDER BY full_at LIMIT $2)",
            ],
        }
    }
}

impl Store {
    /// Deletes at most `limit` rows from `before` or earlier; gives their number, and how long the write lock was
    /// held.
    pub(crate) async fn sweep(
        &self,
        _: &Scheduler,
        sweep: Sweep,
        before: Moment,
        limit: i64,
    ) -> Result<(u64, Duration), StoreError> {
        let mut tx = self.begin().await?;
        let begun = Instant::now();
        let rows = match sweep {
            Sweep::ImportRows => imports::take_rows(&mut tx, before).await?,
            _ => take(&mut tx, sweep.statements(), before, limit).await?,
        };
        tx.commit().await?;
        Ok((rows, begun.elapsed()))
    }
}

async fn take(
    tx: &mut Transaction<'static, Any>,
    statements: &[&'static str],
    before: Moment,
    limit: i64,
) -> Result<u64, StoreError> {
    let mut rows = 0;
    for sql in statements {
        rows = sqlx::query(*sql).moment(before).bind(limit).execute(&mut **tx).await?.rows_affected();
    }
    Ok(rows)
}
