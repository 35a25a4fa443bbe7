//! Links in emails: the pages they open, and what their buttons do. Opening a link does not use it up; only its button
//! does. Whether a link still works is decided in `link/state.rs`.

mod state;

pub use state::{INVITATION_LASTS, LinkEndReason, LinkFacts, LinkHolder, MAILS_APART};

use serde::{Deserialize, Serialize};

/// The page of a link that works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkPage {
    /// What the link's button does.
    pub offer: LinkOffer,
    /// The sign-in email.
    pub email: String,
    /// Names and addresses that the password may not contain.
    pub own: Vec<String>,
    /// The session in the browser that opened the link.
    pub session: LinkSession,
}

impl LinkPage {
    /// What the page requires besides pressing the button.
    pub fn asks(&self) -> LinkRequirement {
        match (&self.offer, &self.session) {
            (LinkOffer::Register { .. } | LinkOffer::Reset, _) => LinkRequirement::NewPassword,
            (LinkOffer::Join { .. } | LinkOffer::ChangeEmail, LinkSession::Holder) => LinkRequirement::Nothing,
            (LinkOffer::Join { .. } | LinkOffer::ChangeEmail, _) => LinkRequirement::AccountPassword,
        }
    }
}

/// What a link's page requires besides pressing its button. A link proves access to a mailbox only, so using it on an
/// existing account also requires proof that the account is the user's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkRequirement {
    /// A new password.
    NewPassword,
    /// The password of the account.
    AccountPassword,
    /// Nothing, because the account is signed in in this browser.
    Nothing,
}

/// The session in the browser that opened a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkSession {
    /// Nobody is signed in.
    Nobody,
    /// The account that the link is for.
    Holder,
    /// Another account is signed in, and the link makes no use of its session.
    Other {
        /// The name of the member who is signed in, or the account's address before a school is chosen.
        name: String,
    },
}

impl LinkSession {
    /// The warning when a link for `email` is opened while another account is signed in; `None` otherwise.
    pub fn warning(&self, offer: &LinkOffer, email: &str) -> Option<String> {
        let Self::Other { name } = self else { return None };
        Some(match offer {
            LinkOffer::Register { .. } | LinkOffer::Reset => {
                format!("{name} is signed in here. This sets the password of {email} only.")
            }
            LinkOffer::Join { .. } => format!("{name} is signed in here. This link is for {email} only."),
            LinkOffer::ChangeEmail => {
                format!("{name} is signed in here. This link is for another account.")
            }
        })
    }
}

/// What a link's button does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkOffer {
    /// Sets the first password, which creates the account.
    Register {
        /// The school that sent the invitation.
        school: String,
        /// The member's first name.
        first_name: String,
    },
    /// Adds the school to the account that the address already has, whose password stays.
    Join {
        /// The school that sent the invitation.
        school: String,
        /// The member's first name.
        first_name: String,
    },
    /// Sets a new password.
    Reset,
    /// Makes the address the account's sign-in email. The page reveals nothing about the account, because the address
    /// may be mistyped.
    ChangeEmail,
}

/// The outcome of pressing a link's button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkResult {
    /// The address to sign in with from now on.
    pub email: String,
    /// The school that was joined, if one was.
    pub school: Option<String>,
    /// Whether a password was set; if not, the account keeps the one it had.
    pub set_password: bool,
    /// Whether the account is now signed in in this browser.
    pub signed_in: bool,
}

/// The outcome of requesting an email with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[must_use]
pub enum LinkMailResult {
    /// The email is sent, and earlier links end.
    Sent,
    /// An email was sent to the address less than a minute ago, so it is not repeated and its link stays valid.
    JustSent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_that_exists_is_asked_for_its_session_or_its_password() {
        let (school, first_name) = ("Hillside".to_owned(), "Amy".to_owned());
        let register = LinkOffer::Register { school: school.clone(), first_name: first_name.clone() };
        let join = LinkOffer::Join { school, first_name };
        let other = LinkSession::Other { name: "Ben Ng".to_owned() };
        let (new, password, nothing) =
            (LinkRequirement::NewPassword, LinkRequirement::AccountPassword, LinkRequirement::Nothing);
        for (offer, by_nobody, by_holder, by_other) in [
            (register, new, new, new),
            (LinkOffer::Reset, new, new, new),
            (join, password, nothing, password),
            (LinkOffer::ChangeEmail, password, nothing, password),
        ] {
            let asks = |session: &LinkSession| {
                let (offer, session) = (offer.clone(), session.clone());
                LinkPage { offer, email: String::new(), own: Vec::new(), session }.asks()
            };
            let asked = [LinkSession::Nobody, LinkSession::Holder, other.clone()].map(|session| asks(&session));
            assert_eq!(asked, [by_nobody, by_holder, by_other], "{offer:?}");
            assert_eq!(LinkSession::Nobody.warning(&offer, "amy@hillside.uk"), None);
            assert_eq!(LinkSession::Holder.warning(&offer, "amy@hillside.uk"), None);
            let warning = other.warning(&offer, "amy@hillside.uk").unwrap_or_default();
            // The warning does not reveal the address of another account, because a new sign-in email may be mistyped.
            assert!(warning.starts_with("Ben Ng is signed in here."), "{warning}");
            assert_eq!(warning.contains("amy@hillside.uk"), offer != LinkOffer::ChangeEmail, "{warning}");
        }
    }
}
