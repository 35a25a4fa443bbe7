//! Signing in, with answers and timing that do not reveal whether an account exists.

use super::{BrowserContext, Public, SignedIn};
use crate::access::{IdentifyingCaller, SigningIn};
use crate::session::LONGEST;
use crate::store::{Author, Entry, Membership, NewSession, SchoolTransaction, StoredAccount};
use crate::token::SessionToken;
use domain::attempt::{Attempt, SignInFailure};
use domain::audit::LoggedEvent;
use domain::device::Device;
use domain::fault::Fault;
use domain::form::sign_in::SignInForm;
use domain::id::{AccountId, SessionId};
use domain::moment::Moment;
use domain::problem::Problem;
use uuid::Uuid;

/// The answer to an unknown address, a wrong password and a person who never registered alike.
fn wrong() -> Problem {
    Problem::field("password", Fault::WrongSignIn)
}

impl Public {
    /// Signs in: to the account's school, or to a choice when it has several. Ends the session that `browser` had.
    ///
    /// # Errors
    /// [`Problem::Form`] when email or password is wrong, in the same words and time whether or not the account
    /// exists; [`Problem::TooMany`] after many attempts.
    pub async fn sign_in(&self, form: &SignInForm, browser: BrowserContext<'_>) -> Result<SignedIn, Problem> {
        let email = form.parse().map_err(Problem::Form)?;
        let attempt = self.may_sign_in(&email, browser).await?;
        let (account, device) = self.check(&attempt, &form.password).await?.ok_or_else(wrong)?;
        let memberships =
            self.backend.store().memberships(&SigningIn::new(), account.id, self.backend.clock().now()).await?;
        if memberships.is_empty() {
            self.backend.note_attempt(Attempt::Failed(SignInFailure::NotLetIn), Some(account.id), attempt.network);
            return Err(Problem::field("email", Fault::LetInNowhere));
        }
        self.note_device(&attempt, account, browser).await?;
        let begun = match memberships.as_slice() {
            [one] => self.begin_in(one, account.id, Some(account), browser).await?,
            _ => self.begin_choosing(account, browser).await?,
        };
        Ok(SignedIn { device: Some(device), ..begun })
    }

    /// Begins a session in a school. With `checked`, only while the account's password is still the one that was
    /// checked.
    pub(super) async fn begin_in(
        &self,
        membership: &Membership,
        account: AccountId,
        checked: Option<&StoredAccount>,
        browser: BrowserContext<'_>,
    ) -> Result<SignedIn, Problem> {
        let (token, at) = (SessionToken::random(), self.backend.clock().now());
        let replaces = self.replaced(browser).await?;
        let mut change = self.change_by_member(membership, at).await?;
        if let Some(checked) = checked
            && !change.lock_account(&SigningIn::new(), checked).await?
        {
            return Err(wrong());
        }
        if !change.note_sign_in(&SigningIn::new(), membership.member, account).await? {
            return Err(Problem::field("email", Fault::LetInNowhere));
        }
        let device = Device::of_user_agent(browser.user_agent);
        let member = Some((membership.school, membership.member));
        let new = NewSession { member, replaces, ..session(&token, account, device, at) };
        change.begin_session(&SigningIn::new(), new).await?;
        change.record(entry(membership)).await?;
        change.commit().await?;
        Ok(SignedIn { token, device: None })
    }

    async fn begin_choosing(&self, account: &StoredAccount, browser: BrowserContext<'_>) -> Result<SignedIn, Problem> {
        let (token, at) = (SessionToken::random(), self.backend.clock().now());
        let replaces = self.replaced(browser).await?;
        let device = Device::of_user_agent(browser.user_agent);
        let new = NewSession { replaces, ..session(&token, account.id, device, at) };
        let begun = self.backend.store().begin_choosing(&SigningIn::new(), account, new).await?;
        if begun { Ok(SignedIn { token, device: None }) } else { Err(wrong()) }
    }

    /// The browser's previous session, which ends because somebody signs in.
    async fn replaced(&self, browser: BrowserContext<'_>) -> Result<Option<SessionId>, Problem> {
        let Some(token) = browser.session else { return Ok(None) };
        Ok(self
            .backend
            .store()
            .session(&IdentifyingCaller::new(), token, self.backend.clock().now())
            .await?
            .map(|session| session.id))
    }

    /// Begins a transaction by a person who has just proved who they are.
    pub(super) async fn change_by_member(
        &self,
        membership: &Membership,
        at: Moment,
    ) -> Result<SchoolTransaction, Problem> {
        let author = Author::Member { id: membership.member, name: membership.name.clone() };
        Ok(SchoolTransaction::begin_sign_in(self.backend.store(), &SigningIn::new(), membership.school, author, at)
            .await?)
    }
}

/// The audit entry for a sign-in.
pub(super) fn entry(membership: &Membership) -> Entry<'static> {
    Entry {
        action: LoggedEvent::SignIn.logged(),
        subject_kind: "user",
        subject_id: membership.member.to_string(),
        subject_name: Some(membership.name.clone()),
        ..Entry::default()
    }
}

fn session(token: &SessionToken, account: AccountId, device: Device, at: Moment) -> NewSession<'_> {
    NewSession {
        id: SessionId::new(Uuid::new_v4()),
        token,
        account,
        member: None,
        replaces: None,
        device,
        at,
        ends_at: at.plus(LONGEST),
    }
}
