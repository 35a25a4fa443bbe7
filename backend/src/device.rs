//! Known devices. A person who signed in on a device before is not held to the limits for strangers (see
//! [`crate::limits`]). The device keeps a cookie for that, following OWASP's "device cookies".

use crate::limits;
use crate::secret::Key;
use crate::store::StoredAccount;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng as _;

/// Bytes in a device's number, and in each account's signature.
const BYTES: usize = 16;
/// Characters in the longest possible cookie.
const LONGEST: usize = (BYTES * (limits::DEVICE_ACCOUNTS + 1) * 4).div_ceil(3);

/// A browser's record of the accounts that signed in on it: a random number, and for each account a signature of that
/// number, the account and its password hash. Without the key it can be neither read nor forged; a new password
/// invalidates the account's earlier signatures.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceCookie {
    number: [u8; BYTES],
    /// The account that signed in last comes first.
    accounts: Vec<[u8; BYTES]>,
}

impl core::fmt::Debug for DeviceCookie {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("DeviceCookie")
    }
}

impl DeviceCookie {
    /// The cookie for a device on which `account` has just signed in; `before` is its previous cookie.
    pub(crate) fn after(before: Option<&Self>, key: &Key, account: &StoredAccount) -> Self {
        before.cloned().unwrap_or_else(Self::random).with(key, account)
    }

    /// The device's number, if `account` signed in on it since its password was set. Without an account it does the
    /// same work, so that timing reveals nothing.
    pub(crate) fn known_to(&self, key: &Key, account: Option<&StoredAccount>) -> Option<[u8; BYTES]> {
        let id = account.map(|account| account.id.to_string()).unwrap_or_default();
        let hash = account.map(|account| account.password_hash.as_str()).unwrap_or_default();
        let is_kept = self.accounts.iter().any(|kept| key.verify(&self.parts(&id, hash), kept));
        (is_kept && account.is_some()).then_some(self.number)
    }

    /// A device on which no account has signed in.
    fn random() -> Self {
        let mut number = [0; BYTES];
        rand::rng().fill_bytes(&mut number);
        Self { number, accounts: Vec::new() }
    }

    /// Parses a cookie. Its signatures are checked only when an account signs in.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let ([number, accounts @ ..], []) = bytes.as_chunks::<BYTES>() else { return None };
        Some(Self { number: *number, accounts: accounts.to_vec() })
    }

    /// The cookie as text. It may go to the browser only.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode([self.number.as_slice(), self.accounts.as_flattened()].concat())
    }

    /// This device, with `account` as the latest to sign in.
    fn with(mut self, key: &Key, account: &StoredAccount) -> Self {
        let signature = key.sign(&self.parts(&account.id.to_string(), &account.password_hash));
        let mut kept = [0; BYTES];
        kept.copy_from_slice(&signature[..BYTES]);
        self.accounts.retain(|other| *other != kept);
        self.accounts.insert(0, kept);
        self.accounts.truncate(limits::DEVICE_ACCOUNTS);
        self
    }

    fn parts<'a>(&'a self, account: &'a str, password_hash: &'a str) -> [&'a [u8]; 3] {
        [&self.number, account.as_bytes(), password_hash.as_bytes()]
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::id::AccountId;
    use uuid::Uuid;

    fn account(number: u128, password_hash: &str) -> StoredAccount {
        StoredAccount {
            id: AccountId::new(Uuid::from_u128(number)),
            email: format!("amy{number}@hillside.uk"),
            password_hash: password_hash.to_owned(),
        }
    }

    /// The cookie as the browser returns it.
    fn sent(device: &DeviceCookie) -> DeviceCookie {
        DeviceCookie::parse(&device.reveal()).unwrap()
    }

    #[test]
    fn a_device_is_known_to_those_who_signed_in_on_it_until_their_password_changes() {
        let (key, other_key) = (Key::for_tests(1), Key::for_tests(2));
        let (amy, ben) = (account(1, "hash"), account(2, "hash"));
        let hers = sent(&DeviceCookie::after(None, &key, &amy));
        assert!(hers.known_to(&key, Some(&amy)).is_some());
        assert_eq!(hers.known_to(&key, Some(&ben)), None);
        assert_eq!(hers.known_to(&key, Some(&account(1, "another hash"))), None, "a new password");
        assert_eq!(hers.known_to(&other_key, Some(&amy)), None, "a made-up one");
        let shared = sent(&DeviceCookie::after(Some(&hers), &key, &ben));
        assert!(shared.known_to(&key, Some(&amy)).is_some());
        assert_eq!(shared.known_to(&key, Some(&amy)), shared.known_to(&key, Some(&ben)), "one device");
    }

    #[test]
    fn what_is_kept_of_an_account_is_worth_nothing_on_another_device() {
        let (key, amy) = (Key::for_tests(1), account(1, "hash"));
        let (one, mut other) = (DeviceCookie::after(None, &key, &amy), DeviceCookie::random());
        other.accounts.clone_from(&one.accounts);
        assert_eq!(sent(&other).known_to(&key, Some(&amy)), None);
        let again = DeviceCookie::after(None, &key, &amy);
        assert_ne!(one.accounts, again.accounts, "nor does it tell that two devices are the same person's");
    }

    #[test]
    fn twenty_accounts_are_kept_and_the_cookie_stays_short() {
        let key = Key::for_tests(1);
        let mut device = DeviceCookie::random();
        for number in 0..25 {
            device = sent(&DeviceCookie::after(Some(&device), &key, &account(number, "hash")));
            assert!(device.reveal().len() <= LONGEST);
        }
        let known = |number| device.known_to(&key, Some(&account(number, "hash"))).is_some();
        assert!((5..25).all(known) && !(0..5).any(known));
        let again = DeviceCookie::after(Some(&device), &key, &account(5, "hash"));
        assert_eq!(again.accounts.len(), limits::DEVICE_ACCOUNTS, "signing in again takes no second place");
        let next = DeviceCookie::after(Some(&again), &key, &account(30, "hash"));
        assert!(next.known_to(&key, Some(&account(5, "hash"))).is_some(), "those who signed in lately stay");
    }

    #[test]
    fn what_has_not_the_form_is_no_cookie() {
        for wrong in ["", "x", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA=", &"A".repeat(LONGEST + 1), "é"] {
            assert_eq!(DeviceCookie::parse(wrong), None, "{wrong}");
        }
        assert!(DeviceCookie::parse(&"A".repeat(LONGEST)).is_some());
    }
}
