//! That somebody holds an account: a link proves that they read a mailbox, and not who they are.

use crate::access::SigningIn;
use crate::store::{Change, StoredAccount, Trouble};
use domain::id::{AccountId, SessionId};

/// How somebody proved that an account is theirs.
#[derive(Clone, Debug)]
pub(crate) enum AccountProof {
    /// It is signed in in their browser.
    Session { session: SessionId, account: AccountId },
    /// They typed its password.
    Password(StoredAccount),
}

impl AccountProof {
    /// The account.
    pub const fn account(&self) -> AccountId {
        match self {
            Self::Session { account, .. } => *account,
            Self::Password(account) => account.id,
        }
    }

    /// Whether it is signed in in their browser.
    pub const fn is_session(&self) -> bool {
        matches!(self, Self::Session { .. })
    }
}

impl Change {
    /// Whether the proof still holds: the session has not ended, the password is the same. It stays so until this change ends.
    pub(crate) async fn holds(&mut self, using: &SigningIn, proof: &AccountProof) -> Result<bool, Trouble> {
        match proof {
            AccountProof::Password(account) => self.hold_account(using, account).await,
            AccountProof::Session { session, account } => {
                // Changing a password writes the account before it ends sessions: the two cannot pass each other.
                sqlx::query("UPDATE accounts SET email = email WHERE id = $1")
                    .bind(account.to_string())
                    .execute(&mut *self.tx)
                    .await?;
                let found = self.session(using, *session).await?;
                Ok(found.is_some_and(|found| found.account == *account && found.is_live(self.at)))
            }
        }
    }
}
