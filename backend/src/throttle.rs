//! Throttling: how often sign-ins, reset links, links from mails and password confirmations may be tried. Each has
//! limits of its own, so that using one up leaves the others.
//!
//! For strangers, attempts are limited strictly for one account from one network, less strictly for one account from
//! everywhere, and loosely for one network, because a whole school shares one. A device that an account has signed in
//! on before has its own limit, so that other people's attempts on an address or network cannot keep it out. Every
//! limit refills over time: nobody is locked out for good.
//!
//! Limits that are at least half used up are stored in the database (see [`Limits::unsaved`]), so that a restart does
//! not reset them.

mod tally;

use crate::clock::Clock;
use crate::limits;
use crate::network::Network;
use crate::secret::Key;
use crate::store::Bucket;
use domain::attempt::Throttle;
use domain::id::{AccountId, SessionId};
use domain::name::EmailAddress;
use domain::problem::Problem;
use std::sync::Arc;
use tally::Allowance;

/// A limit that is used up for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Throttled {
    /// Which limit it is.
    pub limit: Throttle,
    /// Seconds until the next attempt.
    pub wait_seconds: u32,
}

impl From<Throttled> for Problem {
    fn from(throttled: Throttled) -> Self {
        Self::TooMany { wait_seconds: throttled.wait_seconds }
    }
}

/// What was tried lately.
#[derive(Debug)]
pub(crate) struct Limits {
    /// Keys are hashed with this secret, so that nobody can choose colliding ones.
    key: Arc<Key>,
    sign_in_known: Allowance,
    sign_in_here: Allowance,
    sign_in_anywhere: Allowance,
    sign_in_network: Allowance,
    reset_known: Allowance,
    reset_here: Allowance,
    reset_anywhere: Allowance,
    reset_network: Allowance,
    new_address: Allowance,
    mail_to: Allowance,
    link: Allowance,
    link_network: Allowance,
    confirm: Allowance,
    draft: Allowance,
}

impl Limits {
    /// Limits with the state in `saved`.
    pub fn new(clock: &Clock, key: Arc<Key>, saved: &[Bucket]) -> Self {
        let allowance = |name, rate| Allowance::new(clock, name, rate);
        let all = Self {
            key,
            sign_in_known: allowance("sign-in-known", limits::SIGN_IN_KNOWN),
            sign_in_here: allowance("sign-in-here", limits::SIGN_IN_HERE),
            sign_in_anywhere: allowance("sign-in-anywhere", limits::SIGN_IN_ANYWHERE),
            sign_in_network: allowance("sign-in-network", limits::SIGN_IN_NETWORK),
            reset_known: allowance("reset-known", limits::RESET_KNOWN),
            reset_here: allowance("reset-here", limits::RESET_HERE),
            reset_anywhere: allowance("reset-anywhere", limits::RESET_ANYWHERE),
            reset_network: allowance("reset-network", limits::RESET_NETWORK),
            new_address: allowance("new-address", limits::NEW_ADDRESS),
            mail_to: allowance("mail-to", limits::MAIL_TO),
            link: allowance("link", limits::LINK),
            link_network: allowance("link-network", limits::LINK_NETWORK),
            confirm: allowance("confirm", limits::CONFIRM),
            draft: allowance("draft", limits::DRAFT),
        };
        for bucket in saved {
            for allowance in all.all() {
                allowance.restore(bucket);
            }
        }
        all
    }

    const fn all(&self) -> [&Allowance; 14] {
        [
            &self.sign_in_known,
            &self.sign_in_here,
            &self.sign_in_anywhere,
            &self.sign_in_network,
            &self.reset_known,
            &self.reset_here,
            &self.reset_anywhere,
            &self.reset_network,
            &self.new_address,
            &self.mail_to,
            &self.link,
            &self.link_network,
            &self.confirm,
            &self.draft,
        ]
    }

    /// The states that changed since the last call and are worth saving.
    pub fn unsaved(&self) -> Vec<Bucket> {
        self.all().into_iter().flat_map(Allowance::unsaved).collect()
    }

    fn key(&self, parts: &[&[u8]]) -> u64 {
        let signed = self.key.sign(parts);
        signed.first_chunk().copied().map_or(0, u64::from_be_bytes)
    }

    fn of_account_on(&self, account: AccountId, device: &[u8]) -> u64 {
        self.key(&[account.to_string().as_bytes(), device])
    }

    fn of_email_from(&self, email: &EmailAddress, network: Network) -> u64 {
        self.key(&[email.key().as_bytes(), network.text().as_bytes()])
    }

    fn of_email(&self, email: &EmailAddress) -> u64 {
        self.key(&[email.key().as_bytes()])
    }

    fn of_network(&self, network: Network) -> u64 {
        self.key(&[network.text().as_bytes()])
    }

    /// Before checking a password on a device the account has signed in on before. Attempts from elsewhere do not
    /// count.
    pub fn sign_in_known(&self, account: AccountId, device: &[u8]) -> Result<(), Throttled> {
        self.sign_in_known.take(self.of_account_on(account, device), Throttle::KnownDevice)
    }

    /// Before checking a password on any other device. If the account has recently signed in from this network
    /// (`is_usual`), attempts from elsewhere do not count.
    pub fn sign_in_unknown(&self, email: &EmailAddress, network: Network, is_usual: bool) -> Result<(), Throttled> {
        self.sign_in_network.take(self.of_network(network), Throttle::Network)?;
        self.sign_in_here.take(self.of_email_from(email, network), Throttle::FromOneNetwork)?;
        if is_usual {
            return Ok(());
        }
        self.sign_in_anywhere.take(self.of_email(email), Throttle::FromEverywhere)
    }

    /// After a right password on a known device: earlier attempts on it are forgotten.
    pub fn proved_known(&self, account: AccountId, device: &[u8]) {
        self.sign_in_known.forget(self.of_account_on(account, device));
    }

    /// After a right or a new password: earlier attempts from this network are forgotten.
    pub fn proved(&self, email: &EmailAddress, network: Network) {
        self.sign_in_here.forget(self.of_email_from(email, network));
    }

    /// Before sending a reset link to an account that has signed in on this device before.
    pub fn reset_known(&self, account: AccountId, device: &[u8]) -> Result<(), Throttled> {
        self.reset_known.take(self.of_account_on(account, device), Throttle::KnownDevice)
    }

    /// Before sending a reset link on any other device, whether or not the account exists.
    pub fn reset_unknown(&self, email: &EmailAddress, network: Network) -> Result<(), Throttled> {
        self.reset_network.take(self.of_network(network), Throttle::Network)?;
        self.reset_here.take(self.of_email_from(email, network), Throttle::FromOneNetwork)?;
        self.reset_anywhere.take(self.of_email(email), Throttle::FromEverywhere)
    }

    /// Before sending a link to the address that a signed-in person wants to sign in with.
    pub fn new_address(&self, account: AccountId, email: &EmailAddress) -> Result<(), Throttled> {
        self.new_address.take(self.key(&[account.to_string().as_bytes()]), Throttle::FromOneNetwork)?;
        self.mail_to.take(self.of_email(email), Throttle::FromEverywhere)
    }

    /// Before using a link that exists.
    pub fn link(&self, token: &str) -> Result<(), Throttled> {
        self.link.take(self.key(&[token.as_bytes()]), Throttle::Link)
    }

    /// Before reporting that a link does not exist. Existing links are not limited by this.
    pub fn no_such_link(&self, network: Network) -> Result<(), Throttled> {
        self.link_network.take(self.of_network(network), Throttle::Network)
    }

    /// Before checking a password again within a session. Only the session's own attempts count.
    pub fn confirm(&self, session: SessionId) -> Result<(), Throttled> {
        self.confirm.take(self.key(&[session.to_string().as_bytes()]), Throttle::KnownDevice)
    }

    /// After it was right.
    pub fn confirmed(&self, session: SessionId) {
        self.confirm.forget(self.key(&[session.to_string().as_bytes()]));
    }

    /// Before keeping a draft from an ended session for its account.
    pub fn draft(&self, account: AccountId) -> Result<(), Throttled> {
        self.draft.take(self.key(&[account.to_string().as_bytes()]), Throttle::KnownDevice)
    }
}

#[cfg(test)]
mod tests;
