//! The home contact of a pupil: the email address that observations are shared with, correcting it, and which mails did
//! not arrive there.

use crate::access::Denial;
use crate::day::Day;
use crate::id::{ObservationId, PupilId};
use crate::mail::MailRefusal;
use crate::name::EmailAddress;
use crate::problem::FieldError;
use serde::{Deserialize, Serialize};

/// The name of the field for the address.
pub const HOME_EMAIL: &str = "home_email";

/// The submitted form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HomeContactForm {
    /// The address; empty for none.
    pub home_email: String,
}

impl HomeContactForm {
    /// Reads the form; `None` where the school is to hold no contact.
    ///
    /// # Errors
    /// When the address is none.
    pub fn parse(&self) -> Result<Option<EmailAddress>, Vec<FieldError>> {
        if self.home_email.trim().is_empty() {
            return Ok(None);
        }
        EmailAddress::parse(&self.home_email).map(Some).map_err(|fault| vec![FieldError::new(HOME_EMAIL, fault)])
    }
}

/// A mail about an observation that did not arrive at a child's home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndeliveredHome {
    /// The observation.
    pub observation: ObservationId,
    /// The day it was observed.
    pub observed_on: Day,
    /// Why.
    pub refusal: MailRefusal,
    /// Whether it is tried again by itself.
    pub is_tried_again: bool,
}

/// The home contact of a child, for readers who may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeContact {
    /// The address, if the school holds one.
    pub email: Option<String>,
    /// The mails that did not arrive, the latest first.
    pub undelivered: Vec<UndeliveredHome>,
    /// Whether the reader may change it, or the rule that forbids it.
    pub may_change: Result<(), Denial>,
}

/// A mail to a child's home that did not arrive, as the page of its observation says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeTrouble {
    /// The child.
    pub pupil: PupilId,
    /// First and last name.
    pub name: String,
    /// Whether it is tried again by itself.
    pub is_tried_again: bool,
    /// Whether the reader may correct the address.
    pub may_correct: bool,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_address_or_nothing_is_read() {
        let read = |text: &str| HomeContactForm { home_email: text.to_owned() }.parse();
        assert_eq!(read(" \n"), Ok(None));
        assert_eq!(read(" bell@homes.example ").unwrap().unwrap().as_str(), "bell@homes.example");
        assert_eq!(read("bell@@homes").unwrap_err()[0].field, HOME_EMAIL);
    }
}
