//! The browser's session as a link sees it, and proof that an account belongs to the link's user.

use crate::access::{IdentifyingCaller, SigningIn};
use crate::public::{BrowserContext, Public};
use crate::session::StoredSession;
use crate::store::{AccountProof, StoredLink};
use crate::token::SessionToken;
use domain::fault::Fault;
use domain::form::password::PasswordForm;
use domain::id::AccountId;
use domain::link::LinkSession;
use domain::name::EmailAddress;
use domain::problem::Problem;

impl Public {
    /// The browser's session, compared with the link's account.
    pub(super) async fn link_session(
        &self,
        link: &StoredLink,
        token: Option<&SessionToken>,
    ) -> Result<LinkSession, Problem> {
        let Some(session) = self.signed_in(token).await? else { return Ok(LinkSession::Nobody) };
        if link.account() == Some(session.account) {
            return Ok(LinkSession::Holder);
        }
        let name = match session.actor(self.backend.clock().now()) {
            Some(actor) => actor.name().to_owned(),
            None => match self.backend.store().account(&SigningIn::new(), session.account).await? {
                Some(account) => account.email,
                None => return Ok(LinkSession::Nobody),
            },
        };
        Ok(LinkSession::Other { name })
    }

    /// Proves that the account with the address `email` belongs to the link's user: by its session in this browser, or
    /// by its password. Guesses are throttled and counted together with sign-ins.
    pub(super) async fn prove_account(
        &self,
        (account, email): (AccountId, &str),
        token: Option<&SessionToken>,
        password: &str,
        browser: BrowserContext<'_>,
    ) -> Result<AccountProof, Problem> {
        if let Some(session) = self.signed_in(token).await?.filter(|session| session.account == account) {
            return Ok(AccountProof::Session { session: session.id, account });
        }
        let refused = |fault: Fault| Problem::field(PasswordForm::PASSWORD, fault);
        if password.is_empty() {
            return Err(refused(Fault::EnterPassword));
        }
        let email = EmailAddress::parse(email).map_err(|_| Problem::Unexpected)?;
        let attempt = self.may_sign_in(&email, browser).await?;
        match self.check(&attempt, password).await? {
            Some((checked, _)) if checked.id == account => Ok(AccountProof::Password(checked.clone())),
            _ => Err(refused(Fault::WrongPassword)),
        }
    }

    /// The browser's live session. Opening a link does not count as using it.
    async fn signed_in(&self, token: Option<&SessionToken>) -> Result<Option<StoredSession>, Problem> {
        let Some(token) = token else { return Ok(None) };
        let now = self.backend.clock().now();
        Ok(self
            .backend
            .store()
            .session(&IdentifyingCaller::new(), token, now)
            .await?
            .filter(|session| session.is_live(now)))
    }
}
