//! Roles as messages carry them: worded only where a sentence is made.

use super::HeldRole;
use serde::{Deserialize, Serialize};

/// A role, and what its school calls it if it is the school's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NamedRole {
    /// The role.
    pub role: HeldRole,
    /// The school's name for its own role; `None` for a standard role, which has one name everywhere, and for an own
    /// role that was deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_name: Option<String>,
}

impl NamedRole {
    /// What the role is called.
    pub fn label(&self) -> String {
        let standard = self.role.level().label();
        match (self.role.is_custom(), &self.own_name) {
            (false, _) => standard.to_owned(),
            (true, Some(name)) => name.clone(),
            (true, None) => format!("A deleted role like {standard}"),
        }
    }
}

impl From<HeldRole> for NamedRole {
    /// A standard role.
    fn from(role: HeldRole) -> Self {
        Self { role, own_name: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CustomRoleId;
    use crate::role::Role;
    use uuid::Uuid;

    #[test]
    fn only_a_schools_own_role_is_called_what_the_school_calls_it() {
        let own = HeldRole::custom(Role::FullEdit, CustomRoleId::new(Uuid::nil()));
        let name = || Some("Mentor".to_owned());
        for (role, own_name, label) in [
            (Role::FullEdit.into(), None, "Full Edit"),
            (Role::FullEdit.into(), name(), "Full Edit"),
            (own, name(), "Mentor"),
            (own, None, "A deleted role like Full Edit"),
        ] {
            assert_eq!(NamedRole { role, own_name }.label(), label);
        }
    }
}
