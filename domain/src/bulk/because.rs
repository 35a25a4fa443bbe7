//! Why one of many people stays as they are.

use crate::access::Denial;
use serde::{Deserialize, Serialize};

/// Why one of many people is left out of a bulk change, or of undoing it. The database keeps it as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOutBecause {
    /// The person is no longer in the school.
    Gone,
    /// A rule forbids it.
    Denied(Denial),
    /// The person has changed since the summary was shown.
    ChangedMeanwhile,
    /// The person no longer has what the bulk change gave, so it cannot be undone.
    ChangedSince,
    /// The person's earlier role no longer exists.
    RoleDeleted,
    /// A reason that another version of Rolecall stored, and this one cannot read.
    Unknown,
}

impl LeftOutBecause {
    /// The reason as a sentence.
    pub fn sentence(self) -> String {
        match self {
            Self::Gone => "This person is no longer in your school.".to_owned(),
            Self::Denied(denial) => denial.sentence(),
            Self::ChangedMeanwhile => "Somebody changed this person after you looked at the summary.".to_owned(),
            Self::ChangedSince => "Somebody changed this person since.".to_owned(),
            Self::RoleDeleted => "The role they had before was deleted since.".to_owned(),
            Self::Unknown => "Another version of Rolecall did this, and its reason cannot be shown here.".to_owned(),
        }
    }
}

impl From<Denial> for LeftOutBecause {
    fn from(denial: Denial) -> Self {
        Self::Denied(denial)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::product::Product;
    use crate::role::Role;
    use crate::user::Access;
    use std::collections::BTreeSet;

    #[test]
    fn the_codes_stay_as_they_are_because_databases_keep_them() {
        for (because, code) in [
            (LeftOutBecause::Gone, r#""gone""#),
            (LeftOutBecause::ChangedMeanwhile, r#""changed-meanwhile""#),
            (LeftOutBecause::ChangedSince, r#""changed-since""#),
            (LeftOutBecause::RoleDeleted, r#""role-deleted""#),
            (LeftOutBecause::Unknown, r#""unknown""#),
            (Denial::Yourself.into(), r#"{"denied":"yourself"}"#),
            (
                Denial::NotAsTheyAre { access: Access::Deactivated }.into(),
                r#"{"denied":{"not-as-they-are":{"access":"deactivated"}}}"#,
            ),
            (
                Denial::RoleKept { role: Role::AccountAdmin, product: Product::PORTAL }.into(),
                r#"{"denied":{"role-kept":{"role":"account-admin","product":"portal"}}}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&because).unwrap(), code);
            assert_eq!(serde_json::from_str::<LeftOutBecause>(code).unwrap(), because);
        }
    }

    #[test]
    fn every_reason_has_a_sentence_of_its_own() {
        let own = [
            LeftOutBecause::Gone,
            LeftOutBecause::ChangedMeanwhile,
            LeftOutBecause::ChangedSince,
            LeftOutBecause::RoleDeleted,
            LeftOutBecause::Unknown,
        ];
        let all = own.into_iter().chain(Denial::every().into_iter().map(LeftOutBecause::from));
        let mut said = BTreeSet::new();
        for because in all {
            let sentence = because.sentence();
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(said.insert(sentence), "{because:?} says what another one says");
        }
    }
}
