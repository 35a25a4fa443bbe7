//! The password policy: at least 8 characters of 3 out of 4 classes (Sonar's rule), or a passphrase of at least 16.
//! Common passwords and the person's own names are refused too; the list of common passwords is on the server only.

use crate::fault::Fault;
use serde::{Deserialize, Serialize};

pub use crate::limits::PASSPHRASE;
pub use crate::limits::PASSWORD_LONGEST as LONGEST;
pub use crate::limits::PASSWORD_SHORTEST as SHORTEST;

/// The form on the page of a link, with the link's token. `Debug` hides both.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The link's token.
    pub token: String,
    /// The new password, or the account's present one where the link is for an account that exists.
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

/// A rule of the policy, as the page ticks it off while a password is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The password is long enough.
    Length,
    /// The password has three of: small letters, capital letters, digits, other characters; or it is a passphrase.
    Classes,
    /// The password does not contain the person's own name or email.
    NotYourName,
}

impl Rule {
    /// All three rules, in the order in which they are shown.
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

/// The number of the four classes that occur.
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
        // Short parts such as "Li", "sch" and "uk" occur in good passwords by chance.
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
