//! Shares of the server: how much of it one network may take at once.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// Counts what each network has open, up to a limit. A clone counts the same.
#[derive(Clone, Debug)]
pub(crate) struct Shares {
    most: usize,
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// One thing a network has open. Dropping it gives the share back.
#[derive(Debug)]
pub(crate) struct Share {
    network: IpAddr,
    shares: Shares,
}

impl Shares {
    /// Of which each network may have so many.
    pub fn new(most: usize) -> Self {
        Self { most, taken: Arc::default() }
    }

    /// One more for the network of this address, unless it has all it may have.
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

/// The address, or the network one customer has: of IPv6 addresses one person has more than can be counted.
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
