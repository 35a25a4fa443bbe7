//! Roles as members hold them: one of the eight standard roles, or a school's own.

use super::Role;
use crate::id::CustomRoleId;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A role that a member holds: one of the eight standard roles, or a school's own copy of one.
///
/// A copy has the level of the role it was copied from (decisions: "Who may do what"), so the level is part of the
/// value. The copy's name and changes belong to the school: [`crate::permission::SchoolRoles`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HeldRole {
    level: Role,
    custom: Option<CustomRoleId>,
}

/// The separator between the level and the id in a copy's code.
const BETWEEN: char = '.';

impl HeldRole {
    /// A school's own role with this level.
    pub const fn custom(level: Role, id: CustomRoleId) -> HeldRole {
        HeldRole { level, custom: Some(id) }
    }

    /// A standard role.
    pub const fn standard(role: Role) -> HeldRole {
        HeldRole { level: role, custom: None }
    }

    /// The eight standard roles.
    pub fn all_standard() -> [HeldRole; 8] {
        Role::ALL.map(HeldRole::standard)
    }

    /// The standard role it is, or was copied from.
    pub const fn level(self) -> Role {
        self.level
    }

    /// The id of a school's own role; `None` for a standard role.
    pub const fn custom_id(self) -> Option<CustomRoleId> {
        self.custom
    }

    /// The standard role, if it is one.
    pub const fn as_standard(self) -> Option<Role> {
        if self.is_custom() { None } else { Some(self.level) }
    }

    /// Whether it is a school's own role.
    pub const fn is_custom(self) -> bool {
        self.custom.is_some()
    }

    /// The stable code in the database, in URLs, in forms and on the wire: a standard role's own code, or
    /// "full-edit.5f0c…".
    pub fn code(self) -> Cow<'static, str> {
        match self.custom {
            None => Cow::Borrowed(self.level.code()),
            Some(id) => Cow::Owned([self.level.code(), &id.to_string()].join(BETWEEN.encode_utf8(&mut [0; 4]))),
        }
    }

    /// Reads what [`HeldRole::code`] wrote, without checking that the school has such a role.
    pub fn from_code(code: &str) -> Option<HeldRole> {
        match code.split_once(BETWEEN) {
            None => Role::from_code(code).map(HeldRole::standard),
            Some((level, id)) => Some(HeldRole::custom(Role::from_code(level)?, CustomRoleId::parse(id)?)),
        }
    }
}

impl From<Role> for HeldRole {
    fn from(role: Role) -> Self {
        Self::standard(role)
    }
}

impl From<Role> for Option<HeldRole> {
    fn from(role: Role) -> Self {
        Some(HeldRole::standard(role))
    }
}

impl PartialEq<Role> for HeldRole {
    fn eq(&self, role: &Role) -> bool {
        *self == HeldRole::standard(*role)
    }
}

impl From<HeldRole> for String {
    fn from(role: HeldRole) -> String {
        role.code().into_owned()
    }
}

/// The error for a code that no role has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("no role has this code")]
pub struct UnknownRole;

impl TryFrom<String> for HeldRole {
    type Error = UnknownRole;

    fn try_from(code: String) -> Result<HeldRole, UnknownRole> {
        HeldRole::from_code(&code).ok_or(UnknownRole)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_code_reads_back_with_its_level_and_nonsense_is_no_role() {
        let id = CustomRoleId::parse("5f0c7a3e9b1d4c2f8a6e0d1b2c3f4a5b").unwrap();
        for role in Role::ALL {
            for held in [HeldRole::standard(role), HeldRole::custom(role, id)] {
                assert_eq!(HeldRole::from_code(&held.code()), Some(held));
                assert_eq!(serde_json::to_string(&held).unwrap(), format!("\"{}\"", held.code()));
                assert_eq!(held.level(), role);
            }
            assert_ne!(HeldRole::custom(role, id), role, "a copy is another role");
        }
        for code in ["", ".", "full-edit.", ".5f0c7a3e9b1d4c2f8a6e0d1b2c3f4a5b", "full-edit.x", "head.5f0c", "none"] {
            assert_eq!(HeldRole::from_code(code), None, "{code}");
        }
    }
}
