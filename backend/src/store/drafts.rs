//! Drafts: what a person was typing when their session ended.

use super::{Store, StoreError};
use crate::access::IdentifyingCaller;
use crate::access::actor::Actor;
use crate::store::bind::Bind as _;
use domain::id::{AccountId, SchoolId};
use domain::moment::Moment;
use sqlx::Row as _;
use sqlx::any::AnyRow;

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
            .account(draft.account)
            .moment(forget)
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "INSERT INTO drafts (account_id, school_id, page, body, created_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (account_id, school_id, page) DO UPDATE SET body = excluded.body, created_at = excluded.created_at",
        )
        .account(draft.account)
        .school(draft.school)
        .bind(draft.page)
        .bind(draft.body)
        .moment(draft.at)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "DELETE FROM drafts WHERE account_id = $1 AND created_at <
                 (SELECT MIN(newest.created_at) FROM (SELECT created_at FROM drafts WHERE account_id = $1 ORDER BY created_at DESC LIMIT $2) newest)",
        )
        .account(draft.account)
        .bind(i64::from(most))
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// Whether there is a draft that is not older than `forget`.
    pub(crate) async fn has_draft(&self, actor: &Actor, page: &str, forget: Moment) -> Result<bool, StoreError> {
        Ok(self.draft(actor, page, forget).await?.is_some())
    }

    async fn draft(&self, actor: &Actor, page: &str, forget: Moment) -> Result<Option<AnyRow>, StoreError> {
        let found = sqlx::query(
            "SELECT body FROM drafts WHERE account_id = $1 AND school_id = $2 AND page = $3 AND created_at >= $4",
        )
        .account(actor.account())
        .school(actor.school())
        .bind(page)
        .moment(forget)
        .fetch_optional(self.pool())
        .await?;
        Ok(found)
    }

    /// Takes the draft out, unless it is older than `forget`.
    pub(crate) async fn take_draft(
        &self,
        actor: &Actor,
        page: &str,
        forget: Moment,
    ) -> Result<Option<String>, StoreError> {
        let Some(found) = self.draft(actor, page, forget).await? else { return Ok(None) };
        // Deleting and reading in one statement: of two simultaneous requests only one gets the draft.
        let taken = sqlx::query("DELETE FROM drafts WHERE account_id = $1 AND school_id = $2 AND page = $3")
            .account(actor.account())
            .school(actor.school())
            .bind(page)
            .execute(self.pool())
            .await?;
        if taken.rows_affected() == 1 { Ok(Some(found.try_get("body")?)) } else { Ok(None) }
    }
}
