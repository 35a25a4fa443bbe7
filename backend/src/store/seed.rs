//! Writes that only the demonstration and the measurements need.

use super::members::values;
use super::outbox::written;
use super::{SchoolTransaction, Store, StoreError};
use crate::access::Seeding;
use crate::store::bind::Bind as _;
use domain::id::{AccountId, MemberId};
use domain::mail::MailTrouble;
use domain::moment::Moment;
use domain::name::EmailAddress;
use sqlx::AssertSqlSafe;

/// Every table, in the order of foreign keys.
const TABLES: [&str; 33] = [
    "imports",
    "mark_edits",
    "marks",
    "class_changes",
    "bulk_people",
    "bulk_changes",
    "observation_areas",
    "observation_photos",
    "observation_pupils",
    "observations",
    "pupil_workers",
    "pupil_photos",
    "pupils",
    "ownership_offers",
    "superseded_email_tokens",
    "outbox",
    "demo_outbox",
    "email_tokens",
    "drafts",
    "audit_log",
    "sessions",
    "member_roles",
    "exceptions",
    "member_attributes",
    "attributes",
    "photos",
    "permission_confirmations",
    "role_cells",
    "roles",
    "school_products",
    "members",
    "accounts",
    "schools",
];

impl Store {
    /// Empties a database that contains only the demonstration. With a real school in it, does nothing.
    pub(crate) async fn empty_demo(&self, _: &Seeding) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for table in TABLES {
            let sql =
                format!("DELETE FROM {table} WHERE NOT EXISTS (SELECT 1 FROM schools real WHERE real.is_demo = 0)");
            sqlx::query(AssertSqlSafe(sql)).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }
}

impl SchoolTransaction {
    /// Moves the transaction to another moment, to make up the past.
    pub(crate) fn set_at(&mut self, _: &Seeding, at: Moment) {
        self.at = at;
    }

    /// Tunes SQLite for large writes: more of them stay in memory, so that each page is written once.
    pub(crate) async fn set_bulk_load(&mut self, _: &Seeding, much: bool) -> Result<(), StoreError> {
        if self.tx.backend_name() == "SQLite" {
            let kilobytes = if much { 400_000 } else { 4_000 };
            sqlx::query(AssertSqlSafe(format!("PRAGMA cache_size = -{kilobytes}"))).execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Marks the mail to this person as returned.
    pub(crate) async fn fail_mail_of(
        &mut self,
        _: &Seeding,
        member: MemberId,
        trouble: &MailTrouble,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE outbox SET state = 'failed', attempts = 1, trouble = $3 WHERE school_id = $1 AND member_id = $2 AND state = 'waiting'")
            .school(self.school)
            .member(member)
            .bind(written(trouble)?)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Creates many accounts with the same password.
    pub(crate) async fn put_accounts(
        &mut self,
        _: &Seeding,
        accounts: &[(AccountId, EmailAddress)],
        password_hash: &str,
    ) -> Result<(), StoreError> {
        for some in accounts.chunks(50) {
            let sql = format!(
                "INSERT INTO accounts (id, email, email_key, password_hash, created_at, password_set_at) VALUES {}",
                values(some.len(), 6)
            );
            let query = some.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, (id, email)| {
                query
                    .account(id)
                    .bind(email.to_string())
                    .bind(email.key())
                    .bind(password_hash.to_owned())
                    .moment(self.at)
                    .moment(self.at)
            });
            query.execute(&mut *self.tx).await?;
        }
        Ok(())
    }
}
