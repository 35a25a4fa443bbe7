//! Attempts to sign in, passwords that were asked for again, and refusals, as the Account Owner sees them counted.
//!
//! What happened is kept as two codes. An attempt carries no address and no password.

mod codes;
mod view;

pub use view::{AttemptCount, AttemptRow, SignInAttempts};

use crate::access::Denial;
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

impl Rule {
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
