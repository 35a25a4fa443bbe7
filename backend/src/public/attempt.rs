//! Checks on a sign-in attempt before and after the password: limits, devices and attempts.

use super::{BrowserContext, Public};
use crate::access::SigningIn;
use crate::device::DeviceCookie;
use crate::network::Network;
use crate::password::HashingQueue;
use crate::secret::{Key, Purpose};
use crate::session::Actor;
use crate::store::{SignInOrigin, StoredAccount};
use domain::attempt::{Attempt, SignInFailure, Throttle};
use domain::device::Device;
use domain::name::EmailAddress;
use domain::problem::Problem;
use std::sync::Arc;

/// A sign-in attempt that the limits allow.
pub(super) struct SignInAttempt {
    email: EmailAddress,
    pub network: Network,
    account: Option<StoredAccount>,
    /// The device's number, if the account has signed in on it before.
    known: Option<[u8; 16]>,
    cookie: Option<DeviceCookie>,
    key: Arc<Key>,
}

impl Public {
    /// Whether the limits allow a password to be tried for this address now. A device the account has signed in on
    /// before has a limit of its own; all others share the strict ones.
    ///
    /// # Errors
    /// [`Problem::TooMany`] after many attempts.
    pub(super) async fn may_sign_in(
        &self,
        email: &EmailAddress,
        browser: BrowserContext<'_>,
    ) -> Result<SignInAttempt, Problem> {
        let (backend, network) = (&self.backend, Network::of(browser.ip));
        let (limits, key) = (backend.limits().await?, backend.key(Purpose::Device).await?);
        let (account, is_usual) =
            backend.store().account_to_sign_in(&SigningIn::new(), email, network, backend.clock().now()).await?;
        let known = browser.cookie.and_then(|cookie| cookie.known_to(&key, account.as_ref()));
        let allowed = match (&account, &known) {
            (Some(account), Some(device)) => limits.sign_in_known(account.id, device),
            _ => limits.sign_in_unknown(email, network, is_usual),
        };
        if let Err(throttled) = allowed {
            let account = account.map(|account| account.id);
            backend.note_attempt(Attempt::Throttled(throttled.limit), account, network);
            return Err(throttled.into());
        }
        Ok(SignInAttempt { email: email.clone(), network, account, known, cookie: browser.cookie.cloned(), key })
    }

    /// The account if the password is right, and the browser's new device cookie. Takes the same time when the account
    /// does not exist.
    pub(super) async fn check<'a>(
        &self,
        attempt: &'a SignInAttempt,
        password: &str,
    ) -> Result<Option<(&'a StoredAccount, DeviceCookie)>, Problem> {
        let backend = &self.backend;
        let account = attempt.account.as_ref();
        let lane = if attempt.known.is_some() { HashingQueue::Known } else { HashingQueue::Anybody };
        let stored = account.map(|account| account.password_hash.as_str());
        let checked = backend.passwords().verify(password, stored, lane).await;
        let id = account.map(|account| account.id);
        if let Err(Problem::TooMany { .. }) = checked {
            backend.note_attempt(Attempt::Throttled(Throttle::Busy), id, attempt.network);
        }
        let is_right = checked?;
        let Some(account) = account.filter(|_| is_right) else {
            let because = if id.is_some() { SignInFailure::WrongPassword } else { SignInFailure::NoAccount };
            backend.note_attempt(Attempt::Failed(because), id, attempt.network);
            return Ok(None);
        };
        let limits = backend.limits().await?;
        match &attempt.known {
            Some(device) => limits.proved_known(account.id, device),
            None => limits.proved(&attempt.email, attempt.network),
        }
        let device = DeviceCookie::after(attempt.cookie.as_ref(), &attempt.key, account);
        Ok(Some((account, device)))
    }

    /// The device cookie after the signed-in actor set a new password: the device stays known.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn device_of(&self, actor: &Actor, browser: BrowserContext<'_>) -> Result<DeviceCookie, Problem> {
        let key = self.backend.key(Purpose::Device).await?;
        let account = self.backend.store().own_account(actor).await?;
        Ok(DeviceCookie::after(browser.cookie, &key, &account))
    }

    /// Records where the account signs in from; its holder gets a mail about a new device.
    pub(super) async fn note_device(
        &self,
        attempt: &SignInAttempt,
        account: &StoredAccount,
        browser: BrowserContext<'_>,
    ) -> Result<(), Problem> {
        let (backend, device) = (&self.backend, Device::of_user_agent(browser.user_agent));
        let from = SignInOrigin { network: attempt.network, is_known: attempt.known.is_some(), device };
        if backend.store().note_device(&SigningIn::new(), account, from, backend.clock().now()).await? {
            backend.mail_signal().notify();
        }
        Ok(())
    }
}
