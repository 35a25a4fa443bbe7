//! Shares: how much of the server one network may use at once.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// Counts what each network has open, up to a limit. A clone shares the counts.
#[derive(Clone, Debug)]
pub(crate) struct Shares {
    most: usize,
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// One thing that a network has open. Dropping it gives the share back.
#[derive(Debug)]
pub(crate) struct Share {
    network: IpAddr,
    shares: Shares,
}

impl Shares {
    /// Allows each network this many shares.
    pub fn new(most: usize) -> Self {
        Self { most, taken: Arc::default() }
    }

    /// Takes a share for the network of this address; `None` if it has none left.
    pub fn take(&self, address: IpAddr) -> Option<Share> {
        let network = network(address);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(network).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        drop(taken);
        Some(Share { network, shares: self.clone() })
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = self.shares.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.network);
            }
        }
    }
}

/// The IPv4 address, or the /64 network of an IPv6 address, because one customer has countless IPv6 addresses.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !(u128::MAX >> 64))),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_network_has_its_share_and_gets_it_back() {
        let shares = Shares::new(2);
        let take = |address: &str| shares.take(address.parse().unwrap());
        let (first, second) = (take("203.0.113.9").unwrap(), take("::ffff:203.0.113.9").unwrap());
        assert!(take("203.0.113.9").is_none(), "the same address, however it is written");
        assert!(take("203.0.113.10").is_some(), "another one has its own share");
        drop(first);
        let third = take("203.0.113.9").unwrap();
        assert!(take("203.0.113.9").is_none());
        let (a, b) = (take("2001:db8::1").unwrap(), take("2001:db8::2").unwrap());
        assert!(take("2001:db8::3").is_none(), "one customer's addresses are one network");
        assert!(take("2001:db8:0:1::3").is_some());
        drop((second, third, a, b));
        assert!(shares.taken.lock().unwrap().is_empty(), "nothing is remembered of those who have gone");
    }
}
