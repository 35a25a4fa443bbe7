//! The networks that accounts sign in from, and the mails their holders get about it.

use crate::access::SigningIn;
use crate::limits::{MANY_GUESSES, TOLD_EVERY, USUAL_FOR};
use crate::network::Network;
use crate::store::bind::Bind as _;
use crate::store::outbox::{AccountMail, put_account_mail};
use crate::store::{Store, StoreError, StoredAccount, row};
use domain::device::Device;
use domain::id::AccountId;
use domain::moment::{DAY, Moment};
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};

/// Where an account signs in from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignInOrigin {
    pub network: Network,
    /// Whether the account has signed in on this device before.
    pub is_known: bool,
    pub device: Device,
}

impl Store {
    /// Records where an account signs in from. Its holder gets a mail about an unknown device in a network the account
    /// has not used recently, unless this is the account's first sign-in; gives whether they do.
    pub(crate) async fn note_device(
        &self,
        _: &SigningIn,
        account: &StoredAccount,
        from: SignInOrigin,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let network = from.network.text();
        let found = sqlx::query(
            "SELECT (SELECT last_used_at FROM account_networks WHERE account_id = $1 AND network = $2) AS used,
                    (SELECT first_sign_in_at FROM account_notices WHERE account_id = $1) AS first",
        )
        .account(account.id)
        .bind(network.clone())
        .fetch_one(self.pool())
        .await?;
        let (used, first) = (row::moment(&found, "used")?, row::moment(&found, "first")?);
        let ago = used.map(|used| now.since(used));
        // Most sign-ins come from the same network as the last one, and write nothing.
        if ago.is_some_and(|ago| ago < DAY) {
            return Ok(false);
        }
        let mut tx = self.begin().await?;
        sqlx::query(
            "INSERT INTO account_networks (account_id, network, last_used_at) VALUES ($1, $2, $3)
             ON CONFLICT (account_id, network) DO UPDATE SET last_used_at = excluded.last_used_at",
        )
        .account(account.id)
        .bind(network)
        .moment(now)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO account_notices (account_id, first_sign_in_at) VALUES ($1, $2)
             ON CONFLICT (account_id) DO UPDATE SET first_sign_in_at = COALESCE(account_notices.first_sign_in_at, excluded.first_sign_in_at)",
        )
        .account(account.id)
        .moment(now)
        .execute(&mut *tx)
        .await?;
        let is_new = !from.is_known && first.is_some() && ago.is_none_or(|ago| ago > USUAL_FOR);
        let is_told = is_new && may_tell(&mut tx, account.id, SecurityNotice::NewDevice, now).await?;
        if is_told {
            put_account_mail(&mut tx, AccountMail::NewDevice { device: from.device }, &account.email, now).await?;
        }
        tx.commit().await?;
        Ok(is_told)
    }
}

/// What an account's holder gets a mail about.
#[derive(Clone, Copy, Debug)]
enum SecurityNotice {
    Guesses,
    NewDevice,
}

/// Whether a mail about it may be sent now; if so, records that it is.
async fn may_tell(
    tx: &mut Transaction<'static, Any>,
    account: AccountId,
    about: SecurityNotice,
    now: Moment,
) -> Result<bool, StoreError> {
    let column = match about {
        SecurityNotice::Guesses => "failures_mailed_at",
        SecurityNotice::NewDevice => "new_device_mailed_at",
    };
    let sql = format!(
        "INSERT INTO account_notices (account_id, {column}) VALUES ($1, $2)
         ON CONFLICT (account_id) DO UPDATE SET {column} = excluded.{column}
         WHERE account_notices.{column} IS NULL OR account_notices.{column} <= $3"
    );
    let noted = sqlx::query(AssertSqlSafe(sql))
        .account(account)
        .moment(now)
        .moment(now.plus(-TOLD_EVERY))
        .execute(&mut **tx)
        .await?;
    Ok(noted.rows_affected() == 1)
}

/// Mails the holder of an account with many wrong guesses in the last day, at most once a day, while they have access
/// to a school.
pub(super) async fn notify_of_guesses(
    tx: &mut Transaction<'static, Any>,
    account: AccountId,
    now: Moment,
) -> Result<bool, StoreError> {
    let found = sqlx::query(
        "SELECT a.email, (SELECT CAST(COALESCE(SUM(t.times), 0) AS BIGINT) FROM sign_in_attempts t
             WHERE t.account_id = a.id AND t.at > $2 AND (t.kind = 'not-confirmed' OR (t.kind = 'failed' AND t.reason = 'wrong-password'))) AS guesses
         FROM accounts a WHERE a.id = $1 AND EXISTS (SELECT 1 FROM members m WHERE m.account_id = a.id AND m.access = 'active')",
    )
    .account(account)
    .moment(now.plus(-DAY))
    .fetch_optional(&mut **tx)
    .await?;
    let Some(found) = found else { return Ok(false) };
    let guesses: i64 = found.try_get("guesses")?;
    if guesses < MANY_GUESSES || !may_tell(tx, account, SecurityNotice::Guesses, now).await? {
        return Ok(false);
    }
    let email: String = found.try_get("email")?;
    put_account_mail(tx, AccountMail::Guesses { times: guesses }, &email, now).await?;
    Ok(true)
}
