//! Secret tokens: 256 random bits, of which only a SHA-256 hash is ever stored.
//!
//! Session and link tokens are different types, so that one cannot be used as the other.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::problem::Problem;
use rand::Rng as _;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Characters in a token's text.
const WRITTEN: usize = 43;

macro_rules! tokens {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(String);

        impl $name {
            /// A new random token.
            pub(crate) fn random() -> Self {
                let mut bits = [0u8; 32];
                rand::rng().fill_bytes(&mut bits);
                Self(URL_SAFE_NO_PAD.encode(bits))
            }

            /// Parses a token, if the text has its form.
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim();
                let right = text.len() == WRITTEN && URL_SAFE_NO_PAD.decode(text).is_ok_and(|bits| bits.len() == 32);
                right.then(|| Self(text.to_owned()))
            }

            /// The token's text. It may go only into the cookie or the mail.
            pub fn reveal(&self) -> &str {
                &self.0
            }

            /// The hash that is stored.
            pub(crate) fn hash(&self) -> String {
                hex(&Sha256::digest(self.0.as_bytes()))
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )+};
}

tokens! {
    /// The token in a browser's session cookie.
    SessionToken;
    /// The token in a link from a mail.
    LinkToken;
}

/// A fingerprint of `value`: a confirmed summary is compared with what it showed.
///
/// # Errors
/// [`Problem::Unexpected`] when it cannot be serialised as JSON.
pub(crate) fn fingerprint(value: &impl Serialize) -> Result<String, Problem> {
    let text = serde_json::to_vec(value).map_err(|_| Problem::Unexpected)?;
    Ok(hex(&Sha256::digest(&text)))
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use core::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Decodes hexadecimal, if the text is valid.
pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().map(|sign| sign.to_digit(16)).collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| u8::try_from(high * 16 + low).ok()).collect();
    if rest.is_empty() { bytes } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_different_and_read_back() {
        let (one, other) = (LinkToken::random(), LinkToken::random());
        assert_ne!(one.reveal(), other.reveal());
        assert_eq!(LinkToken::parse(one.reveal()).map(|token| token.hash()), Some(one.hash()));
        assert_eq!(format!("{one:?}"), "LinkToken");
    }

    #[test]
    fn hexadecimal_reads_back() {
        assert_eq!(from_hex(&hex(&[0, 1, 0xfe])), Some(vec![0, 1, 0xfe]));
        assert_eq!(from_hex("abc"), None);
        assert_eq!(from_hex("xx"), None);
    }

    #[test]
    fn what_has_not_the_form_is_no_token() {
        let right = LinkToken::random();
        for wrong in
            ["", "x", &right.reveal()[1..], &format!("{}x", right.reveal()), &"!".repeat(WRITTEN), &"é".repeat(WRITTEN)]
        {
            assert!(LinkToken::parse(wrong).is_none(), "{wrong}");
        }
    }
}
