//! The installation's secret keys, which sign what browsers keep for Rolecall. They are stored in the database, so
//! that all servers on it share them and a restart changes nothing.

use crate::clock::Clock;
use crate::store::{SECRET_BYTES as BYTES, Store, StoreError};
use hmac::{Hmac, KeyInit as _, Mac as _};
use rand::Rng as _;
use sha2::Sha256;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::Mutex;

/// What a key is for. A signature for one purpose is invalid for any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The cookie that identifies a known device.
    Device,
    /// The keys of the limits, so that nobody can choose colliding ones.
    Limit,
    /// The stamp that says for which session, member and school a form was drawn.
    Form,
}

impl Purpose {
    /// The key's name in the database.
    const fn code(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Limit => "limit",
            Self::Form => "form",
        }
    }
}

/// A key for HMAC-SHA-256.
pub struct Key([u8; BYTES]);

impl core::fmt::Debug for Key {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    #[cfg(test)]
    pub(crate) const fn for_tests(byte: u8) -> Self {
        Self([byte; BYTES])
    }

    /// Signs `parts`, each with its length, so that different lists of parts have different signatures.
    pub fn sign(&self, parts: &[&[u8]]) -> [u8; BYTES] {
        self.mac(parts).finalize().into_bytes().into()
    }

    /// Verifies the signature of these parts, which may be shortened to its first 16 or more bytes. Takes constant
    /// time.
    pub fn verify(&self, parts: &[&[u8]], signature: &[u8]) -> bool {
        signature.len() >= BYTES / 2 && self.mac(parts).verify_truncated_left(signature).is_ok()
    }

    fn mac(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        // Padded to the hash's block size, as HMAC pads a shorter key.
        let mut block = [0; 64];
        block[..BYTES].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }
}

/// The keys, each read from the database once.
#[derive(Debug, Default)]
pub struct Secrets {
    keys: Mutex<HashMap<Purpose, Arc<Key>>>,
}

impl Secrets {
    /// The key for `purpose`. The first server that needs it creates it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn key(&self, store: &Store, clock: &Clock, purpose: Purpose) -> Result<Arc<Key>, StoreError> {
        let mut keys = self.keys.lock().await;
        if let Some(key) = keys.get(&purpose) {
            return Ok(Arc::clone(key));
        }
        let mut fresh = [0; BYTES];
        rand::rng().fill_bytes(&mut fresh);
        let key = Arc::new(Key(store.server_secret(purpose.code(), fresh, clock.now()).await?));
        keys.insert(purpose, Arc::clone(&key));
        Ok(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_parts_and_its_key_only() {
        let (key, other) = (Key([1; BYTES]), Key([2; BYTES]));
        let signature = key.sign(&[b"ab", b"c"]);
        assert!(key.verify(&[b"ab", b"c"], &signature));
        assert!(key.verify(&[b"ab", b"c"], &signature[..16]), "the first half is enough");
        assert!(!key.verify(&[b"ab", b"c"], &signature[..15]), "less is not");
        assert!(!key.verify(&[b"ab", b"c"], &[]));
        assert!(!key.verify(&[b"a", b"bc"], &signature), "parts are not run together");
        assert!(!other.verify(&[b"ab", b"c"], &signature));
        assert_eq!(format!("{key:?}"), "Key");
    }

    #[test]
    fn the_signature_is_hmac_sha_256() {
        // Computed with Python: hmac.new(bytes(32), (1).to_bytes(8) + b"x", "sha256").
        let signature = crate::token::hex(&Key([0; BYTES]).sign(&[b"x"]));
        assert_eq!(signature, "bb9dd0e0d2c730b6e244e8cc885ea15b5ed878fcc9edc1c4b12c6cadac1335de");
    }
}
