use super::{Browser, FrontDoor};
use crate::access::SigningIn;
use crate::secret::Purpose;
use crate::throttle::Network;
use domain::attempt::{Attempt, Throttle};
use domain::name::EmailAddress;
use domain::problem::Problem;

impl FrontDoor {
    /// Asks for a reset link. The answer and its time are the same whether the address has an account or not: that is
    /// looked up later, where the mail is sent. Only a device that an account signed in on before is told apart, by what it
    /// keeps itself: what others ask for does not hold it up.
    ///
    /// # Errors
    /// [`Problem::Form`] when it is no address; [`Problem::TooMany`] after many requests.
    pub async fn ask_reset(&self, email: &str, browser: Browser<'_>) -> Result<(), Problem> {
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
        if backend.mail_bell().ask_reset(email, network, account.is_some()) {
            return Ok(());
        }
        backend.note_attempt(Attempt::ResetThrottled(Throttle::Busy), account, network);
        Err(Problem::TooMany { wait_seconds: 60 })
    }
}
