//! What an uploaded list is called.

use serde::{Deserialize, Serialize};

/// The name of an uploaded list. A file may come without one, and a name is erased where it has a forgotten person's in
/// it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileName(String);

/// What a list without a name is called.
const NAMELESS: &str = "List of staff";

impl FileName {
    /// The name as the database keeps it: empty for none.
    pub const fn new(name: String) -> Self {
        Self(name)
    }

    /// The name, if there is one.
    pub fn known(&self) -> Option<&str> {
        Some(self.0.as_str()).filter(|name| !name.is_empty())
    }

    /// What the list is called on pages.
    pub fn words(&self) -> &str {
        self.known().unwrap_or(NAMELESS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_without_a_name_is_a_list_of_staff() {
        assert_eq!(FileName::new("staff.csv".to_owned()).words(), "staff.csv");
        assert_eq!((FileName::default().words(), FileName::default().known()), ("List of staff", None));
    }
}
