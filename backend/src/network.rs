//! The networks that requests come from, as limits and the counting of attempts tell them apart.

use std::net::{IpAddr, Ipv6Addr};

/// A network whose requests count together: an IPv4 address, or the IPv6 network of one customer, since one person has
/// more IPv6 addresses than can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Network(pub(super) IpAddr);

impl Network {
    /// The network of an address.
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() & !(u128::MAX >> 64))),
            ip => ip,
        })
    }

    /// The network as text.
    pub fn text(self) -> String {
        match self.0 {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("{ip}/64"),
        }
    }
}
