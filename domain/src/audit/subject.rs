//! What an entry is about, where its id says so and nobody named it.

use crate::catalogue::Feature;
use crate::import::FileName;
use crate::role::{HeldRole, Role};

/// The words for an entry's subject that no person named: a permission of a role, a standard role, or a list of staff
/// whose file had no name. An id that this
/// version does not know is shown as it is; every other kind of thing has none.
pub fn subject_words(kind: &str, id: &str) -> Option<String> {
    let words = match kind {
        "cell" => cell(id),
        "role" => HeldRole::from_code(id).filter(|role| !role.is_custom()).map(|role| role.level().label().to_owned()),
        "import" => Some(FileName::default().words().to_owned()),
        _ => return None,
    };
    Some(words.unwrap_or_else(|| id.to_owned()))
}

/// The id of the permission that a role has, for an entry about it.
pub fn cell_id(feature: Feature, role: Role) -> String {
    format!("{} {}", feature.code(), role.code())
}

fn cell(id: &str) -> Option<String> {
    let (feature, role) = id.split_once(' ')?;
    let (feature, role) = (Feature::from_code(feature)?, Role::from_code(role)?);
    Some(format!("{}: {} for {}", feature.product().name(), feature.name(), role.label()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn every_permission_of_every_role_is_worded() {
        for feature in Catalogue::published().features() {
            for role in Role::ALL {
                let words = format!("{}: {} for {}", feature.product().name(), feature.name(), role.label());
                assert_eq!(subject_words("cell", &cell_id(feature, role)), Some(words));
            }
        }
    }

    #[test]
    fn what_a_school_named_and_what_is_unknown_is_not_guessed() {
        assert_eq!(subject_words("role", "full-edit").as_deref(), Some("Full Edit"));
        assert_eq!(subject_words("role", "headteacher").as_deref(), Some("headteacher"));
        assert_eq!(subject_words("cell", "portal/moon full-edit").as_deref(), Some("portal/moon full-edit"));
        assert_eq!(subject_words("user", "full-edit"), None);
    }
}
