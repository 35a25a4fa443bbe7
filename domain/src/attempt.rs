//! Attempts to sign in, passwords that were asked for again, and refusals, as the Account Owner sees them counted.
//!
//! What happened is kept as two codes. An attempt carries no address and no password.

use crate::access::Denial;
use crate::id::MemberId;
use crate::moment::When;
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Attempt {
    /// Signing in failed.
    Failed(FailedBecause),
    /// Signing in was put off, before the password was looked at.
    Throttled(Throttle),
    /// The password was asked for again within a session, and was right.
    Confirmed,
    /// The password was asked for again within a session, and was wrong.
    NotConfirmed,
    /// Asking for the password again within a session was put off.
    ConfirmThrottled,
    /// A reset link was asked for.
    ResetAsked,
    /// Asking for a reset link was put off.
    ResetThrottled(Throttle),
    /// Using links from mails was put off.
    LinkThrottled(Throttle),
    /// Somebody signed in asked for something their role does not allow.
    Refused(Rule),
}

/// Why signing in failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FailedBecause {
    /// The password was wrong.
    WrongPassword,
    /// The address has no account.
    NoAccount,
    /// The password was right, and no school lets the person in.
    NotLetIn,
}

/// Which limit was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Throttle {
    /// That of a device the account has signed in on before.
    KnownDevice,
    /// That of one account from one network.
    FromOneNetwork,
    /// That of one account from everywhere.
    FromEverywhere,
    /// That of one network, whichever accounts are tried.
    Network,
    /// That of one link.
    Link,
    /// The server had no room left.
    Busy,
}

/// The kind of rule that refused something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// Only the Account Owner may.
    ForOwner,
    /// Only the Account Owner and Account Admins may.
    ForAdmins,
    /// Not on somebody with the same role or a higher one, nor on oneself.
    NotOnThem,
    /// A role or a permission that the person cannot give.
    NotTheirsToGive,
    /// Pupils, or their names.
    Pupils,
    /// Anything else.
    Other,
}

/// What attempts are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AttemptGroup {
    /// Sign-ins that failed.
    Failed,
    /// What was put off because there were too many attempts.
    Throttled,
    /// Passwords that were wrong when asked for again.
    NotConfirmed,
    /// Reset links that were asked for.
    Resets,
    /// Refusals.
    Refused,
}

impl AttemptGroup {
    /// In the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Failed, Self::Throttled, Self::NotConfirmed, Self::Resets, Self::Refused];

    /// What is counted, as a label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Failed => "Failed sign-ins",
            Self::Throttled => "Slowed down",
            Self::NotConfirmed => "Passwords not confirmed",
            Self::Resets => "Reset links asked for",
            Self::Refused => "Refused actions",
        }
    }
}

impl Attempt {
    const ALL: [Self; 30] = [
        Self::Failed(FailedBecause::WrongPassword),
        Self::Failed(FailedBecause::NoAccount),
        Self::Failed(FailedBecause::NotLetIn),
        Self::Throttled(Throttle::KnownDevice),
        Self::Throttled(Throttle::FromOneNetwork),
        Self::Throttled(Throttle::FromEverywhere),
        Self::Throttled(Throttle::Network),
        Self::Throttled(Throttle::Link),
        Self::Throttled(Throttle::Busy),
        Self::Confirmed,
        Self::NotConfirmed,
        Self::ConfirmThrottled,
        Self::ResetAsked,
        Self::ResetThrottled(Throttle::KnownDevice),
        Self::ResetThrottled(Throttle::FromOneNetwork),
        Self::ResetThrottled(Throttle::FromEverywhere),
        Self::ResetThrottled(Throttle::Network),
        Self::ResetThrottled(Throttle::Busy),
        Self::LinkThrottled(Throttle::KnownDevice),
        Self::LinkThrottled(Throttle::FromOneNetwork),
        Self::LinkThrottled(Throttle::FromEverywhere),
        Self::LinkThrottled(Throttle::Network),
        Self::LinkThrottled(Throttle::Link),
        Self::LinkThrottled(Throttle::Busy),
        Self::Refused(Rule::ForOwner),
        Self::Refused(Rule::ForAdmins),
        Self::Refused(Rule::NotOnThem),
        Self::Refused(Rule::NotTheirsToGive),
        Self::Refused(Rule::Pupils),
        Self::Refused(Rule::Other),
    ];

    /// Its kind and its reason, as they are kept.
    pub const fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::Failed(because) => ("failed", because.code()),
            Self::Throttled(limit) => ("throttled", limit.code()),
            Self::Confirmed => ("confirmed", ""),
            Self::NotConfirmed => ("not-confirmed", ""),
            Self::ConfirmThrottled => ("confirm-throttled", ""),
            Self::ResetAsked => ("reset-asked", ""),
            Self::ResetThrottled(limit) => ("reset-throttled", limit.code()),
            Self::LinkThrottled(limit) => ("link-throttled", limit.code()),
            Self::Refused(rule) => ("refused", rule.code()),
        }
    }

    /// The attempt with these codes.
    pub fn from_codes(kind: &str, reason: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|attempt| attempt.codes() == (kind, reason))
    }

    /// What it is counted as. A password that was confirmed is logged and not counted.
    pub const fn group(self) -> Option<AttemptGroup> {
        Some(match self {
            Self::Failed(_) => AttemptGroup::Failed,
            Self::Throttled(_) | Self::ConfirmThrottled | Self::ResetThrottled(_) | Self::LinkThrottled(_) => {
                AttemptGroup::Throttled
            }
            Self::NotConfirmed => AttemptGroup::NotConfirmed,
            Self::ResetAsked => AttemptGroup::Resets,
            Self::Refused(_) => AttemptGroup::Refused,
            Self::Confirmed => return None,
        })
    }

    /// Whether somebody guessed a password and was wrong: after ten in a day the holder is written to.
    pub const fn is_wrong_guess(self) -> bool {
        matches!(self, Self::Failed(FailedBecause::WrongPassword) | Self::NotConfirmed)
    }

    /// What happened, in a sentence without its full stop.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Failed(FailedBecause::WrongPassword) => "Sign-in failed: wrong password",
            Self::Failed(FailedBecause::NoAccount) => "Sign-in failed: no account has this address",
            Self::Failed(FailedBecause::NotLetIn) => "Sign-in failed: no school lets this person in",
            Self::Throttled(Throttle::KnownDevice) => "Sign-in slowed down: too many attempts on their own device",
            Self::Throttled(Throttle::FromOneNetwork) => "Sign-in slowed down: too many attempts from this network",
            Self::Throttled(Throttle::FromEverywhere) => "Sign-in slowed down: too many attempts from several networks",
            Self::Throttled(Throttle::Network) => "Sign-in slowed down: too many sign-ins from this network",
            Self::Throttled(Throttle::Link | Throttle::Busy) => "Sign-in slowed down: the server was busy",
            Self::Confirmed => "Confirmed their password",
            Self::NotConfirmed => "Wrong password when asked to confirm it",
            Self::ConfirmThrottled => "Confirming the password slowed down: too many attempts",
            Self::ResetAsked => "Asked for a link to reset the password",
            Self::ResetThrottled(_) => "Asking for a reset link slowed down: too many requests",
            Self::LinkThrottled(_) => "Using a link slowed down: too many attempts",
            Self::Refused(Rule::ForOwner) => "Refused: only the Account Owner may do this",
            Self::Refused(Rule::ForAdmins) => "Refused: only the Account Owner and Account Admins may do this",
            Self::Refused(Rule::NotOnThem) => "Refused: they may not act on this person",
            Self::Refused(Rule::NotTheirsToGive) => "Refused: a role or permission they cannot give",
            Self::Refused(Rule::Pupils) => "Refused: their role does not see pupils or their names",
            Self::Refused(Rule::Other) => "Refused: not possible for them",
        }
    }
}

impl FailedBecause {
    const fn code(self) -> &'static str {
        match self {
            Self::WrongPassword => "wrong-password",
            Self::NoAccount => "no-account",
            Self::NotLetIn => "not-let-in",
        }
    }
}

impl Throttle {
    const fn code(self) -> &'static str {
        match self {
            Self::KnownDevice => "known-device",
            Self::FromOneNetwork => "from-one-network",
            Self::FromEverywhere => "from-everywhere",
            Self::Network => "network",
            Self::Link => "link",
            Self::Busy => "busy",
        }
    }
}

impl Rule {
    const fn code(self) -> &'static str {
        match self {
            Self::ForOwner => "for-owner",
            Self::ForAdmins => "for-admins",
            Self::NotOnThem => "not-on-them",
            Self::NotTheirsToGive => "not-theirs-to-give",
            Self::Pupils => "pupils",
            Self::Other => "other",
        }
    }

    /// The kind of rule a denial is of.
    pub const fn of(denial: Denial) -> Self {
        match denial {
            Denial::ForOwner => Self::ForOwner,
            Denial::ForAdmins => Self::ForAdmins,
            Denial::Yourself | Denial::EqualOrAbove { .. } => Self::NotOnThem,
            Denial::RoleNotYours { .. }
            | Denial::RoleNotYoursIn { .. }
            | Denial::RoleKept { .. }
            | Denial::RoleNotBelow { .. }
            | Denial::AboveYours { .. }
            | Denial::YouLack
            | Denial::OwnerDecided => Self::NotTheirsToGive,
            Denial::WithoutPupils | Denial::WithoutNames => Self::Pupils,
            _ => Self::Other,
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_attempt_is_found_by_its_codes() {
        let codes: BTreeSet<_> = Attempt::ALL.into_iter().map(Attempt::codes).collect();
        assert_eq!(codes.len(), Attempt::ALL.len(), "no two have the same");
        for attempt in Attempt::ALL {
            let (kind, reason) = attempt.codes();
            assert_eq!(Attempt::from_codes(kind, reason), Some(attempt));
            assert!(!attempt.sentence().ends_with('.'));
        }
        assert_eq!(Attempt::from_codes("failed", "link"), None);
    }

    #[test]
    fn every_group_counts_something() {
        let groups: BTreeSet<_> = Attempt::ALL.into_iter().filter_map(Attempt::group).collect();
        assert_eq!(groups, BTreeSet::from(AttemptGroup::ALL));
        assert!(Attempt::ALL.into_iter().filter(|attempt| attempt.is_wrong_guess()).count() == 2);
    }
}
