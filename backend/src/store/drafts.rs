//! Drafts: what a person was typing when their session ended.

use super::{Store, StoreError};
use crate::access::IdentifyingCaller;
use crate::access::actor::Actor;
use domain::id::{AccountId, SchoolId};
use domain::moment::Moment;
use sqlx::Row as _;

/// A draft to keep, and the account it belongs to.
#[derive(Debug)]
pub(crate) struct SavedDraft<'a> {
    pub account: AccountId,
    pub school: SchoolId,
    pub page: &'a str,
    pub body: &'a str,
    pub at: Moment,
}

impl Store {
    /// Keeps an account's draft of a page in a school, replacing an earlier one. Drafts older than `forget`, and the
    /// oldest beyond `most`, are deleted.
    pub(crate) async fn keep_draft(
        &self,
        _: &IdentifyingCaller,
        draft: SavedDraft<'_>,
        forget: Moment,
        most: u32,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("DELETE FROM drafts WHERE account_id = $1 AND created_at < $2")
            .bind(draft.account.to_string())
            .bind(forget.0)
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "INSERT INTO drafts (account_id, school_id, page, body, created_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (account_id, school_id, page) DO UPDATE SET body = excluded.body, created_at = excluded.created_at",
        )
        .bind(draft.account.to_string())
        .bind(draft.school.to_string())
        .bind(draft.page)
        .bind(draft.body)
        .bind(draft.at.0)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "DELETE FROM drafts WHERE account_id = $1 AND created_at <
                 (SELECT MIN(newest.created_at) FROM (SELECT created_at FROM drafts WHERE account_id = $1 ORDER BY created_at DESC LIMIT $2) newest)",
        )
        .bind(draft.account.to_string())
        .bind(i64::from(most))
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// Takes the draft out, unless it is older than `forget`.
    pub(crate) async fn take_draft(
        &self,
        actor: &Actor,
        page: &str,
        forget: Moment,
    ) -> Result<Option<String>, StoreError> {
        let found = sqlx::query(
            "SELECT body FROM drafts WHERE account_id = $1 AND school_id = $2 AND page = $3 AND created_at >= $4",
        )
        .bind(actor.account().to_string())
        .bind(actor.school().to_string())
        .bind(page)
        .bind(forget.0)
        .fetch_optional(self.pool())
        .await?;
        let Some(found) = found else { return Ok(None) };
        // Deleting and reading in one statement: of two simultaneous requests only one gets the draft.
        let taken = sqlx::query("DELETE FROM drafts WHERE account_id = $1 AND school_id = $2 AND page = $3")
            .bind(actor.account().to_string())
            .bind(actor.school().to_string())
            .bind(page)
            .execute(self.pool())
            .await?;
        if taken.rows_affected() == 1 { Ok(Some(found.try_get("body")?)) } else { Ok(None) }
    }
}
