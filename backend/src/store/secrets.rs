//! The installation's secret keys.

use super::{Store, StoreError};
use crate::store::bind::Bind as _;
use crate::token::{from_hex, hex};
use domain::moment::Moment;
use sqlx::Row as _;

/// Bytes of a secret key, and of a signature.
pub const SECRET_BYTES: usize = 32;

impl Store {
    /// The secret with this name. The first call stores `fresh`; two servers calling at once get the same one.
    pub(crate) async fn server_secret(
        &self,
        name: &str,
        fresh: [u8; SECRET_BYTES],
        now: Moment,
    ) -> Result<[u8; SECRET_BYTES], StoreError> {
        if let Some(kept) = self.kept_secret(name).await? {
            return Ok(kept);
        }
        sqlx::query(
            "INSERT INTO server_secrets (name, value, created_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
        )
        .bind(name)
        .bind(hex(&fresh))
        .moment(now)
        .execute(self.pool())
        .await?;
        self.kept_secret(name).await?.ok_or(StoreError::Corrupt("a server secret"))
    }

    async fn kept_secret(&self, name: &str) -> Result<Option<[u8; SECRET_BYTES]>, StoreError> {
        let found = sqlx::query("SELECT value FROM server_secrets WHERE name = $1")
            .bind(name)
            .fetch_optional(self.pool())
            .await?;
        let Some(found) = found else { return Ok(None) };
        let bytes = from_hex(&found.try_get::<String, _>("value")?);
        bytes.and_then(|bytes| bytes.try_into().ok()).map(Some).ok_or(StoreError::Corrupt("a server secret"))
    }
}
