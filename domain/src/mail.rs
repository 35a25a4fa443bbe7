//! What keeps a mail from reaching somebody.

use serde::{Deserialize, Serialize};

/// Why a mail did not leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailRefusal {
    /// The mail server refuses this address or this mail for good; with the server's own words.
    ForGood(String),
    /// The mail server does not take the mail for now; with the server's own words.
    ForNow(String),
    /// The mail server does not take mail from Rolecall: settings; with the server's own words.
    NotLetIn(String),
    /// Encryption fails: another protocol, or a certificate that does not hold.
    NotEncrypted,
    /// The mail server answers too slowly.
    Slow,
    /// The mail server cannot be reached.
    Unreachable,
    /// The mail could not be put together.
    Unwritable,
    /// What another version of Rolecall kept, and this one cannot read.
    Unknown,
}

impl MailRefusal {
    /// What people read.
    pub fn sentence(&self) -> String {
        match self {
            Self::ForGood(reply) => format!("The mail server refused this address ({reply})."),
            Self::ForNow(reply) => format!("The mail server did not take the mail ({reply})."),
            Self::NotLetIn(reply) => format!("The mail server does not let Rolecall in ({reply})."),
            Self::NotEncrypted => "No encrypted connection to the mail server can be made.".to_owned(),
            Self::Slow => "The mail server did not answer in time.".to_owned(),
            Self::Unreachable => "The mail server cannot be reached.".to_owned(),
            Self::Unwritable => "The mail could not be written.".to_owned(),
            Self::Unknown => "The mail did not get through.".to_owned(),
        }
    }

    /// Whether another attempt would end the same.
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::ForGood(_) | Self::Unwritable)
    }
}

/// What becomes of a mail that did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailNext {
    /// The mail is tried again.
    TriedAgain,
    /// The mail is not tried again: something about it has to be corrected.
    Stopped,
    /// The mail is not tried again, because it has failed for a day.
    GivenUp,
}

impl MailNext {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::TriedAgain, Self::Stopped, Self::GivenUp];

    /// What people read.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::TriedAgain => "Rolecall goes on trying by itself.",
            Self::Stopped => "Check the address, then send the invitation again.",
            Self::GivenUp => "Rolecall tried for a day and has stopped. Send the invitation again once mail works.",
        }
    }
}

/// What keeps a mail from reaching somebody, and what becomes of it. The database keeps it as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailTrouble {
    /// Why it did not leave.
    pub refusal: MailRefusal,
    /// What becomes of it.
    pub next: MailNext,
}

impl MailTrouble {
    /// What people read.
    pub fn sentence(&self) -> String {
        format!("{} {}", self.refusal.sentence(), self.next.sentence())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;

    fn every() -> Vec<MailRefusal> {
        let reply = || "550 \"No\\such\" user".to_owned();
        vec![
            MailRefusal::ForGood(reply()),
            MailRefusal::ForNow(reply()),
            MailRefusal::NotLetIn(reply()),
            MailRefusal::NotEncrypted,
            MailRefusal::Slow,
            MailRefusal::Unreachable,
            MailRefusal::Unwritable,
            MailRefusal::Unknown,
        ]
    }

    #[test]
    fn every_trouble_is_read_back_and_has_sentences_of_its_own() {
        let mut said = BTreeSet::new();
        for refusal in every() {
            for next in MailNext::ALL {
                let trouble = MailTrouble { refusal: refusal.clone(), next };
                let written = serde_json::to_string(&trouble).unwrap();
                assert_eq!(serde_json::from_str::<MailTrouble>(&written).unwrap(), trouble);
                assert!(said.insert(trouble.sentence()), "{trouble:?}");
            }
        }
        assert_eq!(said.len(), 24);
    }

    #[test]
    fn the_codes_stay_as_they_are_because_databases_keep_them() {
        let trouble = |refusal, next| serde_json::to_string(&MailTrouble { refusal, next }).unwrap();
        assert_eq!(
            trouble(MailRefusal::ForGood("550 No".to_owned()), MailNext::Stopped),
            r#"{"refusal":{"for-good":"550 No"},"next":"stopped"}"#
        );
        assert_eq!(
            trouble(MailRefusal::NotEncrypted, MailNext::TriedAgain),
            r#"{"refusal":"not-encrypted","next":"tried-again"}"#
        );
        let codes: Vec<_> = every().into_iter().map(|refusal| trouble(refusal, MailNext::GivenUp)).collect();
        for code in ["for-now", "not-let-in", "slow", "unreachable", "unwritable", "unknown"] {
            assert!(codes.iter().any(|written| written.contains(&format!("\"{code}\""))), "{code}");
        }
    }
}
