//! Forms of a member's own account page. Each field's name is also its id on the page.

use crate::fault::{Fault, FieldFault};
use crate::name::EmailAddress;
use crate::problem::FieldError;
use serde::{Deserialize, Serialize};

/// The password of the demonstration's accounts until they set another. It is not accepted anywhere else.
pub const DEMO_PASSWORD: &str = "demonstration";

/// The form that changes the password. `Debug` hides both passwords.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangePasswordForm {
    /// The present password.
    pub current_password: String,
    /// The new password.
    pub password: String,
}

impl core::fmt::Debug for ChangePasswordForm {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ChangePasswordForm")
    }
}

impl ChangePasswordForm {
    /// The field with the present password.
    pub const CURRENT: &str = "current_password";
    /// The field with the new password.
    pub const NEW: &str = "password";
}

/// The form that requests a new sign-in email. `Debug` hides the password.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeEmailForm {
    /// The new sign-in email.
    pub new_email: String,
    /// The present password.
    pub email_password: String,
}

impl core::fmt::Debug for ChangeEmailForm {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ChangeEmailForm")
    }
}

impl ChangeEmailForm {
    /// The field with the new email.
    pub const NEW: &str = "new_email";
    /// The field with the present password.
    pub const PASSWORD: &str = "email_password";

    /// Reads the form of a member whose sign-in email is `present`.
    ///
    /// # Errors
    /// Every field that needs correcting.
    pub fn parse(&self, present: &str) -> Result<EmailAddress, Vec<FieldError>> {
        let email: Result<_, FieldFault> = match EmailAddress::parse(&self.new_email) {
            Ok(email) if email.as_str().eq_ignore_ascii_case(present) => Err(Fault::SameEmail.into()),
            other => other.map_err(FieldFault::from),
        };
        let mut errors = Vec::new();
        if let Err(fault) = &email {
            errors.push(FieldError::new(Self::NEW, fault.clone()));
        }
        if self.email_password.is_empty() {
            errors.push(FieldError::new(Self::PASSWORD, Fault::EnterPresentPassword));
        }
        match email {
            Ok(email) if errors.is_empty() => Ok(email),
            _ => Err(errors),
        }
    }
}

/// The field with the present password in the form that accepts the ownership of a school.
pub const ACCEPT_PASSWORD: &str = "accept_password";

/// The field with the name a member is known as.
pub const KNOWN_AS: &str = "known_as";

/// The field with the member to whom the school is offered.
pub const OFFER_TO: &str = "offer_to";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_address_is_another_one_and_needs_the_password() {
        let parse = |email: &str, password: &str| {
            let form = ChangeEmailForm { new_email: email.to_owned(), email_password: password.to_owned() };
            let fields = |errors: Vec<FieldError>| errors.into_iter().map(|error| error.field).collect::<Vec<_>>();
            form.parse("amy@hillside.uk").map(|email| email.to_string()).map_err(fields)
        };
        assert_eq!(parse(" new@hillside.uk ", "x"), Ok("new@hillside.uk".to_owned()));
        assert_eq!(parse("AMY@hillside.uk", "x"), Err(vec!["new_email".to_owned()]));
        assert_eq!(parse("new", ""), Err(vec!["new_email".to_owned(), "email_password".to_owned()]));
        assert_eq!(parse("new@hillside.uk", ""), Err(vec!["email_password".to_owned()]));
    }

    #[test]
    fn passwords_do_not_show_in_debug() {
        let email = ChangeEmailForm { email_password: "hunter2".to_owned(), ..ChangeEmailForm::default() };
        let password = ChangePasswordForm { current_password: "hunter2".to_owned(), password: "hunter2".to_owned() };
        assert!(!format!("{email:?} {password:?}").contains("hunter2"));
    }
}
