//! How often things may be tried. Sign-ins, reset links, links from mails and passwords that are asked for again are
//! limited apart: using one up leaves the others as they were.
//!
//! What strangers try is counted strictly for one account from one network, less strictly for one account from everywhere,
//! and gently for one network, because a whole school shares one. A device that somebody signed in on before is counted by
//! itself, so that nothing others do to an address or a network keeps it out. Everything refills by itself: nobody is
//! locked out for good.
//!
//! What is used up by half or more is kept in the database (see [`Limits::unsaved`]): a restart gives nobody new attempts.

mod tally;

use crate::clock::Clock;
use crate::limits;
use crate::secret::Key;
use domain::attempt::Throttle;
use domain::id::{AccountId, SessionId};
use domain::moment::Moment;
use domain::name::EmailAddress;
use domain::problem::Problem;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use tally::Allowance;

/// A limit that is used up for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Throttled {
    /// Which limit it is.
    pub limit: Throttle,
    /// How long until there is one attempt again.
    pub wait_seconds: u32,
}

impl From<Throttled> for Problem {
    fn from(throttled: Throttled) -> Self {
        Self::TooMany { wait_seconds: throttled.wait_seconds }
    }
}

/// How far one limit is used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bucket {
    /// Which it is. Signed: it tells nothing of the address or the network it is about.
    pub id: String,
    /// When all attempts are there again; nothing when they are already.
    pub full_at: Option<Moment>,
}

/// What was tried lately.
#[derive(Debug)]
pub(crate) struct Limits {
    /// With this, keys cannot be chosen to meet.
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
    /// Nothing was tried but what `saved` tells.
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

    /// What changed since this was asked last and is worth keeping.
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

    /// Before a password is looked at, on a device the account signed in on before. What others try does not count here.
    pub fn sign_in_known(&self, account: AccountId, device: &[u8]) -> Result<(), Throttled> {
        self.sign_in_known.take(self.of_account_on(account, device), Throttle::KnownDevice)
    }

    /// Before a password is looked at, on any other device. From a network the account signed in from lately
    /// (`is_usual`), it does not matter what is tried from elsewhere.
    pub fn sign_in_unknown(&self, email: &EmailAddress, network: Network, is_usual: bool) -> Result<(), Throttled> {
        self.sign_in_network.take(self.of_network(network), Throttle::Network)?;
        self.sign_in_here.take(self.of_email_from(email, network), Throttle::FromOneNetwork)?;
        if is_usual {
            return Ok(());
        }
        self.sign_in_anywhere.take(self.of_email(email), Throttle::FromEverywhere)
    }

    /// After the password was right on a known device: earlier attempts on it are forgotten.
    pub fn proved_known(&self, account: AccountId, device: &[u8]) {
        self.sign_in_known.forget(self.of_account_on(account, device));
    }

    /// After the password was right, or was set anew: earlier attempts from this network are forgotten.
    pub fn proved(&self, email: &EmailAddress, network: Network) {
        self.sign_in_here.forget(self.of_email_from(email, network));
    }

    /// Before a reset link is sent to an account that signed in on this device before.
    pub fn reset_known(&self, account: AccountId, device: &[u8]) -> Result<(), Throttled> {
        self.reset_known.take(self.of_account_on(account, device), Throttle::KnownDevice)
    }

    /// Before a reset link is sent on any other device, whether there is an account or not.
    pub fn reset_unknown(&self, email: &EmailAddress, network: Network) -> Result<(), Throttled> {
        self.reset_network.take(self.of_network(network), Throttle::Network)?;
        self.reset_here.take(self.of_email_from(email, network), Throttle::FromOneNetwork)?;
        self.reset_anywhere.take(self.of_email(email), Throttle::FromEverywhere)
    }

    /// Before somebody signed in has a link sent to an address that is to become theirs.
    pub fn new_address(&self, account: AccountId, email: &EmailAddress) -> Result<(), Throttled> {
        self.new_address.take(self.key(&[account.to_string().as_bytes()]), Throttle::FromOneNetwork)?;
        self.mail_to.take(self.of_email(email), Throttle::FromEverywhere)
    }

    /// Before a link that exists is used.
    pub fn link(&self, token: &str) -> Result<(), Throttled> {
        self.link.take(self.key(&[token.as_bytes()]), Throttle::Link)
    }

    /// Before it is said that there is no such link. Links that exist are not held to this.
    pub fn no_such_link(&self, network: Network) -> Result<(), Throttled> {
        self.link_network.take(self.of_network(network), Throttle::Network)
    }

    /// Before a password is looked at that is asked for again in a session. Only the session's own attempts count.
    pub fn confirm(&self, session: SessionId) -> Result<(), Throttled> {
        self.confirm.take(self.key(&[session.to_string().as_bytes()]), Throttle::KnownDevice)
    }

    /// After it was right.
    pub fn confirmed(&self, session: SessionId) {
        self.confirm.forget(self.key(&[session.to_string().as_bytes()]));
    }

    /// Before what was typed in a session that is over is kept for its account.
    pub fn draft(&self, account: AccountId) -> Result<(), Throttled> {
        self.draft.take(self.key(&[account.to_string().as_bytes()]), Throttle::KnownDevice)
    }
}

/// Where requests come from that count as one: an IPv4 address, or the IPv6 network one customer has, because of IPv6
/// addresses one person has more than can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Network(IpAddr);

impl Network {
    /// The network of an address.
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() & !(u128::MAX >> 64))),
            ip => ip,
        })
    }

    /// As it is written down.
    pub fn text(self) -> String {
        match self.0 {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("{ip}/64"),
        }
    }
}

#[cfg(test)]
mod tests;
