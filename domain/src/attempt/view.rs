//! What the Account Owner sees of attempts.

use super::{Attempt, AttemptGroup};
use crate::id::MemberId;
use crate::moment::When;
use serde::{Deserialize, Serialize};

/// How often something was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptCount {
    /// What is counted.
    pub group: AttemptGroup,
    /// In the last 24 hours.
    pub in_a_day: u64,
    /// In the last 30 days.
    pub in_a_month: u64,
}

/// What happened to one person, from one network, on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptRow {
    /// When it happened last, to the minute.
    pub when: When,
    /// Whose account it was about, or who was refused.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// What happened.
    pub attempt: Attempt,
    /// The network it came from; empty when there were too many to tell apart.
    pub network: String,
    /// How often.
    pub times: u64,
}

/// Attempts of the last 30 days on the accounts of a school's people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInAttempts {
    /// How many there were, by group.
    pub counts: Vec<AttemptCount>,
    /// The latest ones.
    pub rows: Vec<AttemptRow>,
}
