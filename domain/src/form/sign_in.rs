//! The forms for signing in and for requesting a reset link.

use crate::fault::Fault;
use crate::name::EmailAddress;
use crate::problem::FieldError;
use serde::{Deserialize, Serialize};

/// The submitted sign-in form. `Debug` hides the password.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    /// The sign-in email.
    pub email: String,
    /// The password.
    pub password: String,
    /// The page to go to after signing in: a path of this site.
    pub next: String,
}

impl core::fmt::Debug for SignInForm {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SignInForm")
    }
}

impl SignInForm {
    /// Reads the form.
    ///
    /// # Errors
    /// Each field that needs correcting.
    pub fn parse(&self) -> Result<EmailAddress, Vec<FieldError>> {
        let email = EmailAddress::parse(&self.email);
        if let (Ok(email), false) = (&email, self.password.is_empty()) {
            return Ok(email.clone());
        }
        let mut errors = Vec::new();
        if let Err(fault) = email {
            errors.push(FieldError::new("email", fault));
        }
        if self.password.is_empty() {
            errors.push(FieldError::new("password", Fault::EnterPassword));
        }
        Err(errors)
    }
}

/// `next` if it is a path of this site, never an address of another site; otherwise the School page.
pub fn safe_next(next: &str) -> &str {
    let inside = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t'])
        && next.is_ascii()
        && !next.starts_with("/sign-in")
        && !next.starts_with("/sign-out");
    if inside { next } else { "/school" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fields_are_judged_at_once() {
        let errors = SignInForm::default().parse().expect_err("nothing was typed");
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["email", "password"]);
    }

    #[test]
    fn the_next_page_is_of_this_site() {
        assert_eq!(safe_next("/users?page=2"), "/users?page=2");
        for elsewhere in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "/sign-in?next=/sign-in",
            "/a\r\nX: y",
        ] {
            assert_eq!(safe_next(elsewhere), "/school", "{elsewhere:?}");
        }
    }

    #[test]
    fn the_password_does_not_show_in_debug() {
        let form = SignInForm { password: "hunter2hunter2".to_owned(), ..SignInForm::default() };
        assert!(!format!("{form:?}").contains("hunter2"));
    }
}
