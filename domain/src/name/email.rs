//! Email addresses: their form, and the key that tells two apart.

use super::parsed_text;
use crate::fault::{TextFault, TextKind};
use crate::limits;
use serde::{Deserialize, Serialize};

/// An email address as its holder writes it. Addresses that differ only in case are the same: see
/// [`EmailAddress::key`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The most characters in an address (RFC 5321: a path of 256, without its brackets).
    pub const MOST: usize = limits::EMAIL_ADDRESS;

    /// Reads an address; the error says what to do.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextFault::Missing(TextKind::Email));
        }
        if text.chars().count() > Self::MOST {
            return Err(TextFault::too_long(TextKind::Email, Self::MOST));
        }
        let right = text.rsplit_once('@').is_some_and(|(local, host)| is_local(local) && is_host(host));
        if right { Ok(Self(text.to_owned())) } else { Err(TextFault::EmailFormat) }
    }

    /// The unique key: the address in lower case.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// Whether the part before the @ has the unquoted form that mail servers accept in practice.
fn is_local(local: &str) -> bool {
    !local.is_empty()
        && local.len() <= limits::EMAIL_LOCAL_PART
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
}

/// Whether this is a host name with at least one dot, whose last part is not a number.
fn is_host(host: &str) -> bool {
    let mut labels = 0;
    let mut last = "";
    for label in host.split('.') {
        let right = (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-');
        if !right {
            return false;
        }
        labels += 1;
        last = label;
    }
    labels > 1 && last.len() > 1 && last.bytes().any(|b| b.is_ascii_alphabetic())
}

parsed_text!(EmailAddress);
