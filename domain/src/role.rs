//! The eight standard roles of staff, and what is published about them.
//!
//! A member's role is their Sonar Tracker role; the same eight can be chosen in every other product. Roles of a
//! school's own are in `role/held.rs`; what a role allows is in [`crate::permission`].

mod guidance;
mod held;
mod label;
mod mark;
mod named;
mod suggestion;

pub use held::{HeldRole, UnknownRole};
pub use label::Label;
pub use mark::{OWN as OWN_ROLE_SIGN, mark_of_level, marks};
pub use named::NamedRole;

use std::fmt;

use serde::{Deserialize, Serialize};

/// A standard role. It has no `Ord` on purpose, because "greater" could mean more privilege or a later column. Use
/// [`Role::is_above`] instead.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Owns the school's account; exactly one member per school.
    AccountOwner,
    /// Manages the school's set-up and its members.
    AccountAdmin,
    /// Enters and edits data of the current and previous years.
    FullEdit,
    /// Enters and edits data, summative data of the current year only.
    PartialEdit,
    /// Equals Partial Edit in Sonar Tracker; differs in other products.
    MinimalEdit,
    /// Reads data, with pupils' names.
    FullReadOnly,
    /// Equals Full Read-only in Sonar Tracker; differs in other products.
    PartialReadOnly,
    /// Reads data in which pupils are anonymous.
    MinimalReadOnly,
}

impl Role {
    /// All roles from the Account Owner down, the order of the published tables.
    pub const ALL: [Role; 8] = [
        Role::AccountOwner,
        Role::AccountAdmin,
        Role::FullEdit,
        Role::PartialEdit,
        Role::MinimalEdit,
        Role::FullReadOnly,
        Role::PartialReadOnly,
        Role::MinimalReadOnly,
    ];

    /// The position in [`Role::ALL`], 0 (Account Owner) to 7 (Minimal Read-only).
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The privilege, 8 (Account Owner) down to 1 (Minimal Read-only).
    pub const fn rank(self) -> u8 {
        8 - self as u8
    }

    /// Whether this role is strictly more privileged than `other`.
    pub const fn is_above(self, other: Role) -> bool {
        self.rank() > other.rank()
    }

    /// The role's label: "Account Owner".
    pub const fn label(self) -> &'static str {
        match self {
            Role::AccountOwner => "Account Owner",
            Role::AccountAdmin => "Account Admin",
            Role::FullEdit => "Full Edit",
            Role::PartialEdit => "Partial Edit",
            Role::MinimalEdit => "Minimal Edit",
            Role::FullReadOnly => "Full Read-only",
            Role::PartialReadOnly => "Partial Read-only",
            Role::MinimalReadOnly => "Minimal Read-only",
        }
    }

    /// The heading of the role's column in the published tables: "AO".
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Role::AccountOwner => "AO",
            Role::AccountAdmin => "AA",
            Role::FullEdit => "FE",
            Role::PartialEdit => "PE",
            Role::MinimalEdit => "ME",
            Role::FullReadOnly => "FRO",
            Role::PartialReadOnly => "PRO",
            Role::MinimalReadOnly => "MRO",
        }
    }

    /// The stable code in the database, in URLs, in forms and on the wire: "account-owner".
    pub const fn code(self) -> &'static str {
        match self {
            Role::AccountOwner => "account-owner",
            Role::AccountAdmin => "account-admin",
            Role::FullEdit => "full-edit",
            Role::PartialEdit => "partial-edit",
            Role::MinimalEdit => "minimal-edit",
            Role::FullReadOnly => "full-read-only",
            Role::PartialReadOnly => "partial-read-only",
            Role::MinimalReadOnly => "minimal-read-only",
        }
    }

    /// The role with exactly this [`code`](Role::code).
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The other role that can do exactly the same in Sonar Tracker, if there is one.
    pub const fn identical_in_sonar(self) -> Option<Role> {
        match self {
            Role::PartialEdit => Some(Role::MinimalEdit),
            Role::MinimalEdit => Some(Role::PartialEdit),
            Role::FullReadOnly => Some(Role::PartialReadOnly),
            Role::PartialReadOnly => Some(Role::FullReadOnly),
            _ => None,
        }
    }

    /// Whether the role sees pupils under aliases instead of names and dates of birth.
    pub const fn anonymises_pupils(self) -> bool {
        matches!(self, Role::MinimalReadOnly)
    }

    /// Whether the role can only read data in Sonar Tracker.
    pub const fn is_read_only(self) -> bool {
        matches!(self, Role::FullReadOnly | Role::PartialReadOnly | Role::MinimalReadOnly)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_wire_carries_the_code() {
        for role in Role::ALL {
            let wire = serde_json::to_string(&role).unwrap();
            assert_eq!(wire, format!("\"{}\"", role.code()));
            assert_eq!(serde_json::from_str::<Role>(&wire).unwrap(), role);
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
        assert_eq!(Role::from_code("Account-Owner"), None);
        assert_eq!(Role::from_code("headteacher"), None);
    }

    #[test]
    fn all_goes_from_most_to_least_privileged() {
        for (index, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role.index(), index);
        }
        assert!(Role::ALL.windows(2).all(|pair| pair[0].is_above(pair[1])));
        assert!(!Role::FullEdit.is_above(Role::FullEdit));
    }

    #[test]
    fn twins_are_mutual_and_share_their_guidance() {
        for role in Role::ALL {
            if let Some(twin) = role.identical_in_sonar() {
                assert_eq!(twin.identical_in_sonar(), Some(role));
                assert_eq!(twin.guidance(), role.guidance());
                assert_eq!(twin.old_equivalent(), role.old_equivalent());
            }
        }
    }
}
