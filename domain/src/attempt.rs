//! Sign-in attempts, requests to enter the password again, and refusals, as the Account Owner sees them counted.
//!
//! The database keeps each as two codes, without the address or the password that was tried.

mod codes;
mod view;

pub use view::{AttemptCount, AttemptRow, SignInAttempts};

use crate::access::Denial;
use serde::{Deserialize, Serialize};

/// An attempt and its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Attempt {
    /// A sign-in failed.
    Failed(SignInFailure),
    /// A sign-in was throttled, before the password was checked.
    Throttled(Throttle),
    /// The password was asked for again within a session, and was right.
    Confirmed,
    /// The password was asked for again within a session, and was wrong.
    NotConfirmed,
    /// Entering the password again within a session was throttled.
    ConfirmThrottled,
    /// A reset link was requested.
    ResetAsked,
    /// Requesting a reset link was throttled.
    ResetThrottled(Throttle),
    /// Using links from emails was throttled.
    LinkThrottled(Throttle),
    /// A signed-in member tried something that their role does not allow.
    Refused(Rule),
}

/// Why a sign-in failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SignInFailure {
    /// The password was wrong.
    WrongPassword,
    /// The address has no account.
    NoAccount,
    /// The password was right, but no school lets the account in.
    NotLetIn,
}

/// The throttle that was hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Throttle {
    /// The throttle of a device that the account has signed in on before.
    KnownDevice,
    /// The throttle of one account from one network.
    FromOneNetwork,
    /// The throttle of one account from all networks.
    FromEverywhere,
    /// The throttle of one network, across accounts.
    Network,
    /// The throttle of one link.
    Link,
    /// The server had no capacity left.
    Busy,
}

/// The kind of rule behind a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// Only the Account Owner may.
    ForOwner,
    /// Only the Account Owner and Account Admins may.
    ForAdmins,
    /// The subject is the actor, or has the same or a higher role.
    NotOnThem,
    /// The role or permission is not the actor's to give.
    NotTheirsToGive,
    /// The actor may not see pupils, or their names.
    Pupils,
    /// Any other rule.
    Other,
}

/// The groups by which attempts are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AttemptGroup {
    /// Failed sign-ins.
    Failed,
    /// Throttled attempts.
    Throttled,
    /// Wrong passwords when asked again within a session.
    NotConfirmed,
    /// Requested reset links.
    Resets,
    /// Refusals.
    Refused,
}

impl AttemptGroup {
    /// All groups, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Failed, Self::Throttled, Self::NotConfirmed, Self::Resets, Self::Refused];

    /// The group's label.
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
    /// The group in which the attempt is counted. A confirmed password is logged but not counted.
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

    /// Whether this is a wrong guess of a password; after ten in a day the account's holder is emailed.
    pub const fn is_wrong_guess(self) -> bool {
        matches!(self, Self::Failed(SignInFailure::WrongPassword) | Self::NotConfirmed)
    }

    /// The attempt as a sentence without its full stop.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Failed(SignInFailure::WrongPassword) => "Sign-in failed: wrong password",
            Self::Failed(SignInFailure::NoAccount) => "Sign-in failed: no account has this address",
            Self::Failed(SignInFailure::NotLetIn) => "Sign-in failed: no school lets this person in",
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
    /// The kind of rule behind `denial`.
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
