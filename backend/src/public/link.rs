//! Links from mails: what they offer when opened, and what their button does. Mailing them is in `mail`, their rules
//! are in `domain::link`.

mod proof;
mod register;
mod reset;

use super::{BrowserContext, Public};
use crate::access::SigningIn;
use crate::device::DeviceCookie;
use crate::network::Network;
use crate::secret::Purpose;
use crate::session::Renewed;
use crate::store::{LinkKind, StoredLink};
use crate::token::{LinkToken, SessionToken};
use domain::attempt::Attempt;
use domain::form::password::PasswordForm;
use domain::link::{LinkOffer, LinkPage, LinkResult};
use domain::name::EmailAddress;
use domain::problem::{LinkError, Problem};
use register::Credentials;

/// The result of using a link.
#[derive(Debug)]
pub struct CompletedLink {
    /// What the link did.
    pub used: LinkResult,
    /// The browser's new device cookie, if it changed.
    pub device: Option<DeviceCookie>,
    /// The session's new token, if the account signed in here got another sign-in email.
    pub renewed: Renewed,
}

impl Public {
    /// What the link with this token offers, in a browser with `session`. Opening a link never uses it up, because
    /// mail scanners open links too.
    ///
    /// # Errors
    /// [`Problem::Link`] when the link does not work.
    pub async fn open_link(&self, token: &str, session: Option<&SessionToken>) -> Result<LinkPage, Problem> {
        let (_, link) = self.link(token).await?;
        let session = self.link_session(&link, session).await?;
        let own = own(&link.kind);
        let (offer, email) = match link.kind {
            LinkKind::Registration(member) => (member.offer(), member.email),
            LinkKind::Reset { email, .. } => (LinkOffer::Reset, email),
            LinkKind::Email { new, .. } => (LinkOffer::ChangeEmail, new),
        };
        Ok(LinkPage { offer, email, own, session })
    }

    /// Does what the link offers, once. It signs nobody in. A link for an existing account also needs that account's
    /// session, or its password in the form.
    ///
    /// # Errors
    /// [`Problem::Link`] when the link does not work (any more); [`Problem::Form`] when the password is not
    /// acceptable.
    pub async fn use_link(
        &self,
        form: &PasswordForm,
        session: Option<&SessionToken>,
        browser: BrowserContext<'_>,
    ) -> Result<CompletedLink, Problem> {
        let (backend, network) = (&self.backend, Network::of(browser.ip));
        let limits = backend.limits().await?;
        let found = self.link(&form.token).await;
        // The network's limit applies only to links that do not exist, so that a flood of those delays nobody.
        let allowed = match &found {
            Err(Problem::Link(LinkError::Mangled)) => limits.no_such_link(network),
            _ => limits.link(&form.token),
        };
        if let Err(throttled) = allowed {
            backend.note_attempt(Attempt::LinkThrottled(throttled.limit), None, network);
            return Err(throttled.into());
        }
        let (token, link) = found?;
        let own = own(&link.kind);
        let mut renewed = Renewed(None);
        let used = match &link.kind {
            LinkKind::Registration(member) => {
                let credentials = match member.account {
                    None => Credentials::New(self.hash(&form.password, own).await?),
                    Some(account) => Credentials::Account(
                        self.prove_account((account, &member.email), session, &form.password, browser).await?,
                    ),
                };
                self.register(&token, member.school, (member.id, member.name()), &credentials).await?
            }
            LinkKind::Reset { account, email, .. } => {
                let hash = self.hash(&form.password, own).await?;
                self.reset(&token, link.id, *account, email, &hash).await?
            }
            LinkKind::Email { account, old, new } => {
                let proof = self.prove_account((*account, old), session, &form.password, browser).await?;
                let (used, token) = crate::account::confirm_email(&self.backend, &token, &proof, old, new).await?;
                renewed = token;
                used
            }
        };
        // The link proves that its user reads this mailbox: earlier wrong guesses from here are forgotten.
        if let Ok(email) = EmailAddress::parse(&used.email) {
            limits.proved(&email, network);
        }
        let device = if used.set_password { self.device_after_link(&used, browser).await? } else { None };
        Ok(CompletedLink { used, device, renewed })
    }

    /// The device cookie after a password was set with this browser: its next sign-in is not held to the limits for
    /// strangers.
    async fn device_after_link(
        &self,
        used: &LinkResult,
        browser: BrowserContext<'_>,
    ) -> Result<Option<DeviceCookie>, Problem> {
        let Ok(email) = EmailAddress::parse(&used.email) else { return Ok(None) };
        let key = self.backend.key(Purpose::Device).await?;
        let account = self.backend.store().account_by_email(&SigningIn::new(), &email).await?;
        Ok(account.map(|account| DeviceCookie::after(browser.cookie, &key, &account)))
    }

    /// The link, if it works now.
    async fn link(&self, token: &str) -> Result<(LinkToken, StoredLink), Problem> {
        let now = self.backend.clock().now();
        let token = LinkToken::parse(token).ok_or(Problem::Link(LinkError::Mangled))?;
        let link = self
            .backend
            .store()
            .link(&SigningIn::new(), &token, now)
            .await?
            .ok_or(Problem::Link(LinkError::Mangled))?;
        match link.error(now) {
            Some(trouble) => Err(Problem::Link(trouble)),
            None => Ok((token, link)),
        }
    }

    async fn hash(&self, password: &str, own: Vec<String>) -> Result<String, Problem> {
        let passwords = self.backend.passwords();
        passwords.judge(password, own).await?;
        passwords.hash(password).await
    }
}

/// Words the password must not contain.
fn own(kind: &LinkKind) -> Vec<String> {
    match kind {
        LinkKind::Registration(member) => {
            vec![member.first_name.clone(), member.last_name.clone(), member.email.clone()]
        }
        LinkKind::Reset { email, names, .. } => names.iter().cloned().chain([email.clone()]).collect(),
        LinkKind::Email { .. } => Vec::new(),
    }
}
