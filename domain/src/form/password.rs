//! The password policy: 8 or more with 3 of 4 classes (Sonar's rule), or a passphrase of 16 or more.
//! Common passwords and the person's own names are refused as well; only the server knows the common ones.

use crate::fault::Fault;
use serde::{Deserialize, Serialize};

pub use crate::limits::PASSPHRASE;
pub use crate::limits::PASSWORD_LONGEST as LONGEST;
pub use crate::limits::PASSWORD_SHORTEST as SHORTEST;

/// What was typed on a link's page, with the link's token. Hides both in `Debug`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The token from the link.
    pub token: String,
    /// The new password; the one the account has, where the link is for an account that exists.
    pub password: String,
}

impl PasswordForm {
    /// The name of the field with the password.
    pub const PASSWORD: &str = "password";
}

impl core::fmt::Debug for PasswordForm {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PasswordForm")
    }
}

/// One rule, as it is ticked off while somebody types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Long enough.
    Length,
    /// Three of: small letters, capital letters, digits, other characters; or a passphrase.
    Classes,
    /// Does not hold the person's own name or email.
    NotYourName,
}

impl Rule {
    /// All three, as shown.
    pub const ALL: [Self; 3] = [Self::Length, Self::Classes, Self::NotYourName];

    /// The rule in words.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Length => "8 characters or more",
            Self::Classes => {
                "3 of these: small letters, capital letters, numbers, other characters (or 16 characters or more of anything)"
            }
            Self::NotYourName => "Not your name or email",
        }
    }

    /// What is wrong when it is not met.
    pub const fn fault(self) -> Fault {
        match self {
            Self::Length => Fault::PasswordTooShort,
            Self::Classes => Fault::PasswordClasses,
            Self::NotYourName => Fault::PasswordHasName,
        }
    }

    /// Whether `password` meets the rule; `own` are the person's names and email.
    pub fn is_met(self, password: &str, own: &[String]) -> bool {
        let length = password.chars().count();
        match self {
            Self::Length => length >= SHORTEST,
            Self::Classes => length >= PASSPHRASE || classes(password) >= 3,
            Self::NotYourName => !password.is_empty() && !holds_own(password, own),
        }
    }
}

/// How many of the four classes occur.
fn classes(password: &str) -> usize {
    let is_other = |c: char| !c.is_alphanumeric();
    [
        password.chars().any(char::is_lowercase),
        password.chars().any(char::is_uppercase),
        password.chars().any(char::is_numeric),
        password.chars().any(is_other),
    ]
    .into_iter()
    .filter(|found| *found)
    .count()
}

fn holds_own(password: &str, own: &[String]) -> bool {
    let password = password.to_lowercase();
    own.iter()
        .flat_map(|text| text.split(['@', '.', ' ', '-', '_', '+']))
        .map(str::to_lowercase)
        // Short parts ("Li", "sch", "uk") occur in good passwords by chance.
        .filter(|part| part.chars().count() >= 4)
        .any(|part| password.contains(&part))
}

/// The first rule `password` does not meet.
///
/// # Errors
/// What is wrong, for the field.
pub fn check(password: &str, own: &[String]) -> Result<(), Fault> {
    if password.is_empty() {
        return Err(Fault::PasswordMissing);
    }
    if password.len() > LONGEST {
        return Err(Fault::PasswordTooLong);
    }
    match Rule::ALL.into_iter().find(|rule| !rule.is_met(password, own)) {
        Some(rule) => Err(rule.fault()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_as_a_table() {
        let own = ["Amy".to_owned(), "O'Donnell".to_owned(), "amy.odonnell@hillside.sch.uk".to_owned()];
        for (password, met) in [
            ("", false),
            ("Ab1!xyz", false),
            ("Ab1!xyzq", true),
            ("abcdefgh", false),
            ("Abcdefgh", false),
            ("Abcdefg1", true),
            ("abcdef1!", true),
            ("12345678!", false),
            ("correct horse battery", true),
            ("alllowercaselong", true),
            ("alllowercaselon", false),
            ("Hillside2026!", false),
            ("xO'DONNELLx1", false),
            ("пароль Пароль", true),
            ("密码密码密码密码1a!", true),
        ] {
            assert_eq!(check(password, &own).is_ok(), met, "{password}");
        }
    }

    #[test]
    fn a_name_too_short_to_mean_anything_is_allowed_in() {
        assert!(check("Amy-goes-2-sea", &["Amy".to_owned()]).is_ok());
    }

    #[test]
    fn an_endless_password_is_refused() {
        assert!(check(&"aB1!".repeat(257), &[]).is_err());
        assert!(check(&"aB1!".repeat(256), &[]).is_ok());
    }
}
