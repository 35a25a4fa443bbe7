//! Fields of a member that cannot be changed where the others are.

use crate::user::Registration;
use serde::{Deserialize, Serialize};

/// Why a field of a member cannot be changed by an admin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FixedBecause {
    /// The address is the one they sign in with.
    SignsInWithIt,
    /// The school's MIS says it.
    FromMis,
}

impl FixedBecause {
    /// Both.
    pub const ALL: [Self; 2] = [Self::SignsInWithIt, Self::FromMis];

    /// Why the address of somebody who has come this far cannot be changed by others, if it cannot.
    pub const fn email(registration: Registration) -> Option<Self> {
        match registration {
            Registration::Registered => Some(Self::SignsInWithIt),
            Registration::NotRegistered | Registration::Invited { .. } => None,
        }
    }

    /// What people read.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::SignsInWithIt => "They have registered, so only they can change the address, on their account page",
            Self::FromMis => "This comes from your MIS. Change it there, and import the list again",
        }
    }
}
