//! Requesting a link to reset a forgotten password. Using the link is in `link`.

use super::{BrowserContext, Public};
use crate::access::SigningIn;
use crate::network::Network;
use crate::secret::Purpose;
use domain::attempt::{Attempt, Throttle};
use domain::name::EmailAddress;
use domain::problem::Problem;

impl Public {
    /// Requests a reset link. The answer and its timing are the same whether or not the address has an account: that
    /// is looked up later, when the mail is sent. A device that an account has signed in on before is recognised by
    /// its own cookie, so that other people's requests do not hold it up.
    ///
    /// # Errors
    /// [`Problem::Form`] when the address is invalid; [`Problem::TooMany`] after many requests.
    pub async fn request_reset(&self, email: &str, browser: BrowserContext<'_>) -> Result<(), Problem> {
        let email = EmailAddress::parse(email).map_err(|fault| Problem::field("email", fault))?;
        let (backend, network) = (&self.backend, Network::of(browser.ip));
        let limits = backend.limits().await?;
        let mut known = None;
        if let Some(cookie) = browser.cookie {
            let key = backend.key(Purpose::Device).await?;
            let account = backend.store().account_by_email(&SigningIn::new(), &email).await?;
            let device = cookie.known_to(&key, account.as_ref());
            known = account.map(|account| account.id).zip(device);
        }
        let allowed = match &known {
            Some((account, device)) => limits.reset_known(*account, device),
            None => limits.reset_unknown(&email, network),
        };
        let account = known.map(|(account, _)| account);
        if let Err(throttled) = allowed {
            backend.note_attempt(Attempt::ResetThrottled(throttled.limit), account, network);
            return Err(throttled.into());
        }
        if backend.mail_signal().request_reset(email, network, account.is_some()) {
            return Ok(());
        }
        backend.note_attempt(Attempt::ResetThrottled(Throttle::Busy), account, network);
        Err(Problem::TooMany { wait_seconds: 60 })
    }
}
