//! Links from mails: whether they still work, and the pages they open. Opening one uses nothing up: only its button does.

mod state;

pub use state::{INVITATION_LASTS, LinkEnd, LinkFacts, LinkHolder, MAILS_APART};

use serde::{Deserialize, Serialize};

/// What a link that works offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkPage {
    /// What its button does.
    pub offer: LinkOffer,
    /// The sign-in email.
    pub email: String,
    /// Names and addresses that may not occur in the password.
    pub own: Vec<String>,
    /// Who is signed in in the browser that opened it.
    pub session: LinkSession,
}

impl LinkPage {
    /// What the page asks for besides pressing the button.
    pub fn asks(&self) -> LinkAsks {
        match (&self.offer, &self.session) {
            (LinkOffer::Register { .. } | LinkOffer::Reset, _) => LinkAsks::NewPassword,
            (LinkOffer::Join { .. } | LinkOffer::ChangeEmail, LinkSession::Holder) => LinkAsks::Nothing,
            (LinkOffer::Join { .. } | LinkOffer::ChangeEmail, _) => LinkAsks::AccountPassword,
        }
    }
}

/// What a link's page asks for besides pressing its button. A link proves that somebody reads a mailbox; whoever uses it
/// on an account that exists also proves that the account is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkAsks {
    /// A new password.
    NewPassword,
    /// The password of the account.
    AccountPassword,
    /// Nothing: the account is signed in here.
    Nothing,
}

/// Who is signed in in the browser that opened a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkSession {
    /// Nobody.
    Nobody,
    /// The account that the link is for.
    Holder,
    /// Somebody else, of whose session the link uses nothing.
    Other {
        /// Their name, or their address before they have chosen a school.
        name: String,
    },
}

impl LinkSession {
    /// What somebody is to know who opens a link for `email` while somebody else is signed in; nothing otherwise.
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
    /// Set the first password, which makes the account.
    Register {
        /// The school that invites.
        school: String,
        /// The person's first name.
        first_name: String,
    },
    /// Add the school to the account the address already has; the password stays.
    Join {
        /// The school that invites.
        school: String,
        /// The person's first name.
        first_name: String,
    },
    /// Set a new password.
    Reset,
    /// Make the address the account's sign-in email. Nothing of the account is told: the address may have a slip in it.
    ChangeEmail,
}

/// What a link's button did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkUsed {
    /// The address to sign in with now.
    pub email: String,
    /// The school that was joined, if one was.
    pub school: Option<String>,
    /// A password was set on the way; otherwise the one the account already had stays.
    pub set_password: bool,
    /// The account is signed in in this browser.
    pub signed_in: bool,
}

/// What came of asking for a mail with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[must_use]
pub enum Mailed {
    /// It goes out, and earlier links end.
    Sent,
    /// One went to the same address less than a minute ago: it is not repeated, and its link stays.
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
        let (new, password, nothing) = (LinkAsks::NewPassword, LinkAsks::AccountPassword, LinkAsks::Nothing);
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
            // The address of another account is not told: a new sign-in email may have a slip in it.
            assert!(warning.starts_with("Ben Ng is signed in here."), "{warning}");
            assert_eq!(warning.contains("amy@hillside.uk"), offer != LinkOffer::ChangeEmail, "{warning}");
        }
    }
}
