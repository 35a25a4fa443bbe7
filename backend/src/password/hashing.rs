//! Argon2: hashing and verifying. The queue that limits how many run at once is in the folder's first file.

use crate::limits;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use rand::Rng as _;
use unicode_normalization::UnicodeNormalization as _;

/// A hash of no known password with the same parameters, so that verifying takes as long as with a real one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$cm9sZWNhbGwtbm9ib2R5IQ$bm9ib2R5IGhhcyB0aGlzIHBhc3N3b3JkLCBldmVyISE";

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(limits::HASHING_KIB, limits::HASHING_PASSES, limits::HASHING_LANES, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Normalises the password, because another keyboard may produce different characters that look the same (NIST SP
/// 800-63B, 3.1.1.2).
fn one_form(password: &str) -> String {
    password.nfkc().collect()
}

/// Hashes the password with a new salt, as a PHC string; None when the parameters are refused.
pub(super) fn hash(password: &str) -> Option<String> {
    let mut salt = [0u8; 16];
    rand::rng().fill_bytes(&mut salt);
    let hash: PasswordHash = argon2()?.hash_password_with_salt(one_form(password).as_bytes(), &salt).ok()?;
    Some(hash.to_string())
}

/// Whether `stored` is a hash of the password. The comparison takes constant time.
pub(super) fn verify(password: &str, stored: Option<&str>) -> bool {
    let right = argon2()
        .is_some_and(|argon2| argon2.verify_password(one_form(password).as_bytes(), stored.unwrap_or(NOBODY)).is_ok());
    right && stored.is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let stored = hash("Correct-horse-9").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify("Correct-horse-9", Some(&stored)));
        assert!(!verify("correct-horse-9", Some(&stored)));
        assert!(!verify("", Some(&stored)));
        assert_ne!(hash("Correct-horse-9").unwrap(), stored, "each has its own salt");
    }

    #[test]
    fn accents_typed_in_one_or_two_characters_are_the_same() {
        let stored = hash("Caf\u{e9}-au-lait-9").unwrap();
        assert!(verify("Cafe\u{301}-au-lait-9", Some(&stored)));
    }

    #[test]
    fn nobodys_hash_costs_what_anybodys_does_and_opens_nothing() {
        let (nobody, somebody) = (PasswordHash::new(NOBODY).unwrap(), hash("x").unwrap());
        let somebody = PasswordHash::new(&somebody).unwrap();
        assert_eq!(
            (nobody.algorithm, nobody.version, nobody.params.to_string()),
            (somebody.algorithm, somebody.version, somebody.params.to_string())
        );
        assert!(!verify("nobody has this password, ever!!", None));
    }

    #[test]
    fn what_is_no_hash_opens_nothing() {
        assert!(!verify("Correct-horse-9", Some("")));
        assert!(!verify("Correct-horse-9", Some("Correct-horse-9")));
    }
}
