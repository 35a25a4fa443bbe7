//! The pages that links from mails open. Opening one uses nothing up: only its button does.

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
}
