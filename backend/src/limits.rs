//! How often things may be tried. Strict for one account from one address, looser for one account from anywhere, gentle
//! for one address: a whole school shares one. Everything refills by itself: nobody is locked out for good.
//!
//! Somebody else's attempts never keep a person out for long: what is strict counts per address, and an address the
//! person signed in from before is not held to what is tried from elsewhere.

mod tally;

use crate::clock::Clock;
use domain::name::EmailAddress;
use domain::problem::Problem;
use std::hash::{BuildHasher as _, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;
use tally::{Allowance, Known};

/// What was tried lately.
#[derive(Debug)]
pub struct Limits {
    /// With this, keys cannot be chosen to meet.
    random: RandomState,
    sign_in_here: Allowance,
    sign_in_anywhere: Allowance,
    reset_here: Allowance,
    reset_anywhere: Allowance,
    link: Allowance,
    address: Allowance,
    known: Known,
}

impl Limits {
    /// Nothing was tried yet.
    pub(crate) fn new(clock: &Clock) -> Self {
        let allowance = |burst, every| Allowance::new(clock, burst, every);
        Self {
            random: RandomState::new(),
            sign_in_here: allowance(10, Duration::from_secs(30)),
            sign_in_anywhere: allowance(60, Duration::from_secs(10)),
            reset_here: allowance(3, Duration::from_secs(600)),
            reset_anywhere: allowance(6, Duration::from_secs(600)),
            link: allowance(10, Duration::from_secs(15)),
            address: allowance(600, Duration::from_millis(100)),
            known: Known::default(),
        }
    }

    fn key(&self, of: impl Hash) -> u64 {
        self.random.hash_one(of)
    }

    /// Before a password is looked at.
    pub(crate) fn sign_in(&self, email: &EmailAddress, ip: IpAddr) -> Result<(), Problem> {
        let ip = network(ip);
        self.address.take(self.key(ip))?;
        let here = self.key((email.key(), ip));
        self.sign_in_here.take(here)?;
        if self.known.holds(here) { Ok(()) } else { self.sign_in_anywhere.take(self.key(email.key())) }
    }

    /// After it was right, or was set anew: earlier attempts from this address are forgotten.
    pub(crate) fn proved(&self, email: &EmailAddress, ip: IpAddr) {
        let here = self.key((email.key(), network(ip)));
        self.sign_in_here.forget(here);
        self.known.add(here);
    }

    /// Before a reset link is sent, whether there is an account or not.
    pub(crate) fn reset(&self, email: &EmailAddress, ip: IpAddr) -> Result<(), Problem> {
        let ip = network(ip);
        self.address.take(self.key(ip))?;
        self.reset_here.take(self.key((email.key(), ip)))?;
        self.reset_anywhere.take(self.key(email.key()))
    }

    /// Before a link is used.
    pub(crate) fn link(&self, token: &str, ip: IpAddr) -> Result<(), Problem> {
        self.address.take(self.key(network(ip)))?;
        self.link.take(self.key(token))
    }
}

/// The address, or the network one customer has: of IPv6 addresses one person has more than can be counted.
fn network(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() & !(u128::MAX >> 64))),
        ip => ip,
    }
}

#[cfg(test)]
mod tests;
