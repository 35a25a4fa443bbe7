//! Attempts as the Account Owner sees them.

use super::{Attempt, AttemptGroup};
use crate::id::MemberId;
use crate::moment::DisplayTime;
use serde::{Deserialize, Serialize};

/// The number of attempts in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptCount {
    /// The group.
    pub group: AttemptGroup,
    /// The number in the last 24 hours.
    pub in_a_day: u64,
    /// The number in the last 30 days.
    pub in_a_month: u64,
}

/// Equal attempts on one member's account from one network on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptRow {
    /// When the last of them happened, to the minute.
    pub when: DisplayTime,
    /// The member whose account was tried, or who was refused.
    pub member: MemberId,
    /// The member's name.
    pub name: String,
    /// The attempt.
    pub attempt: Attempt,
    /// The network of origin; empty when there were too many to tell apart.
    pub network: String,
    /// The number of attempts.
    pub times: u64,
}

/// Attempts of the last 30 days on the accounts of a school's members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInAttempts {
    /// The number of attempts in each group.
    pub counts: Vec<AttemptCount>,
    /// The latest attempts.
    pub rows: Vec<AttemptRow>,
}
