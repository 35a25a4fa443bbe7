//! Proof of holding an account: a link proves only that a person reads a mailbox, not who they are.

use crate::access::SigningIn;
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, StoreError, StoredAccount};
use domain::id::{AccountId, SessionId};

/// How a person proved that an account is theirs.
#[derive(Clone, Debug)]
pub(crate) enum AccountProof {
    /// The account is signed in in their browser.
    Session { session: SessionId, account: AccountId },
    /// The person typed the account's password.
    Password(StoredAccount),
}

impl AccountProof {
    /// The proved account.
    pub const fn account(&self) -> AccountId {
        match self {
            Self::Session { account, .. } => *account,
            Self::Password(account) => account.id,
        }
    }

    /// Whether the proof is a session.
    pub const fn is_session(&self) -> bool {
        matches!(self, Self::Session { .. })
    }
}

impl SchoolTransaction {
    /// Whether the proof still holds: the session is live, or the password unchanged. It then stays so until this
    /// transaction ends.
    pub(crate) async fn holds(&mut self, using: &SigningIn, proof: &AccountProof) -> Result<bool, StoreError> {
        match proof {
            AccountProof::Password(account) => self.lock_account(using, account).await,
            AccountProof::Session { session, account } => {
                // Changing a password also writes the account before it ends sessions, so the two exclude each other.
                sqlx::query("UPDATE accounts SET email = email WHERE id = $1")
                    .account(account)
                    .execute(&mut *self.tx)
                    .await?;
                let found = self.session(using, *session).await?;
                Ok(found.is_some_and(|found| found.account == *account && found.is_live(self.at)))
            }
        }
    }
}
