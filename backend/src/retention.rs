//! Retention: how long data is kept once it is over, and deleting it after that. Erasing people is in `audit::forget`,
//! the SQL in `store::sweep`.

mod sweep;

pub use sweep::{Swept, sweep};

use crate::limits;
use core::fmt;
use core::str::FromStr;
use domain::moment::DAY;

/// How many days each kind of data is kept after its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Sessions, after they ended.
    pub sessions: u16,
    /// Links from mails after they expired, and mails.
    pub mail: u16,
    /// Drafts, and uploaded lists of staff that were not confirmed.
    pub drafts: u16,
    /// The rows of a confirmed import. Its counts stay.
    pub imports: u16,
    /// Failed sign-in attempts.
    pub attempts: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self { sessions: 30, mail: 90, drafts: 7, imports: 90, attempts: 90 }
    }
}

impl Retention {
    /// The longest retention that can be configured: ten years.
    pub const LONGEST: u16 = limits::RETENTION_LONGEST;

    fn set(&mut self, name: &str, days: u16) -> bool {
        let kept = match name {
            "sessions" => &mut self.sessions,
            "mail" => &mut self.mail,
            "drafts" => &mut self.drafts,
            "imports" => &mut self.imports,
            "attempts" => &mut self.attempts,
            _ => return false,
        };
        *kept = days;
        true
    }
}

/// Why a text is not a valid [`Retention`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RetentionError {
    /// No kind of data has this name.
    Unknown(String),
    /// The value for this name is not a number of days from 1 to [`Retention::LONGEST`].
    Days(String),
}

impl fmt::Display for RetentionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => {
                write!(
                    f,
                    "“{name}” is not kept: choose from sessions, mail, drafts, imports and attempts, such as sessions=30"
                )
            }
            Self::Days(name) => write!(f, "{name} needs a number of days from 1 to {}", Retention::LONGEST),
        }
    }
}

impl std::error::Error for RetentionError {}

impl FromStr for Retention {
    type Err = RetentionError;

    /// Parses "sessions=30,mail=90"; kinds that are not named keep their default.
    fn from_str(text: &str) -> Result<Self, RetentionError> {
        let mut retention = Self::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, days) = part.split_once('=').unwrap_or((part, ""));
            let (name, days) = (name.trim(), days.trim().parse::<u16>());
            let days = days.ok().filter(|days| (1..=Self::LONGEST).contains(days));
            let known = retention.set(name, days.unwrap_or_default());
            if !known {
                return Err(RetentionError::Unknown(name.to_owned()));
            }
            if days.is_none() {
                return Err(RetentionError::Days(name.to_owned()));
            }
        }
        Ok(retention)
    }
}

const fn days(days: u16) -> i64 {
    days as i64 * DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_things_are_kept_is_said_by_name() {
        assert_eq!("".parse(), Ok(Retention::default()));
        let asked = Retention { sessions: 7, mail: 365, ..Retention::default() };
        assert_eq!(" sessions=7, mail = 365".parse(), Ok(asked));
        assert_eq!("letters=3".parse::<Retention>(), Err(RetentionError::Unknown("letters".to_owned())));
        for wrong in ["mail", "mail=", "mail=0", "mail=3651", "mail=-1", "mail=x"] {
            assert_eq!(wrong.parse::<Retention>(), Err(RetentionError::Days("mail".to_owned())), "{wrong}");
        }
    }
}
