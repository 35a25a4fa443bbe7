//! Objectives: what pupils learn in a subject and year group. The published ones are in `objectives`.

use super::objectives::ALL;
use super::{MarkCode, Scale, Subject};
use crate::pupil::YearGroup;
use serde::{Deserialize, Serialize};

/// An objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objective {
    /// The code in the database; it never changes: "3-reading-2".
    pub code: &'static str,
    /// The subject.
    pub subject: Subject,
    /// The year group's code: "R", "3".
    pub year: &'static str,
    /// What pupils can do, for the heading of its column.
    pub text: &'static str,
    /// Whether it belongs to the short set.
    pub is_key: bool,
}

/// The code of an objective that a pupil has mastered.
pub const SECURE: &str = "S";

/// Emerging and secure.
const JUDGEMENTS: [MarkCode; 2] = [MarkCode::shipped("E", "Emerging"), MarkCode::shipped(SECURE, "Secure")];

impl Objective {
    /// What is entered for it.
    pub fn scale() -> Scale {
        Scale::of(JUDGEMENTS.to_vec())
    }

    /// Every objective, in order.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        ALL.iter()
    }

    /// The objective with this code.
    pub fn from_code(code: &str) -> Option<&'static Self> {
        ALL.iter().find(|objective| objective.code == code)
    }
}

/// A set of objectives that a school can use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectiveSet {
    /// Every objective.
    #[default]
    Full,
    /// The two that matter most of each subject and year group.
    Key,
}

impl ObjectiveSet {
    /// Both sets.
    pub const ALL: [Self; 2] = [Self::Full, Self::Key];

    /// The code in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Key => "key",
        }
    }

    /// The set with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.code() == code)
    }

    /// The label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Full => "All objectives",
            Self::Key => "Key objectives only",
        }
    }

    /// The objectives of a subject for a year group, in order.
    pub fn objectives(self, subject: Subject, year: YearGroup) -> impl Iterator<Item = &'static Objective> {
        let code = year.code();
        ALL.iter().filter(move |one| one.subject == subject && one.year == code && self.has(one))
    }

    /// Whether an objective belongs to the set.
    pub fn has(self, objective: &Objective) -> bool {
        objective.is_key || self == Self::Full
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_objective_has_its_own_code_and_fits_a_heading() {
        let codes: BTreeSet<_> = ALL.iter().map(|objective| objective.code).collect();
        assert_eq!(codes.len(), ALL.len());
        for objective in ALL {
            assert!(YearGroup::from_code(objective.year).is_some(), "{}", objective.code);
            assert!(objective.code.starts_with(&format!("{}-{}-", objective.year, objective.subject.code())));
            assert!((12..=72).contains(&objective.text.len()), "{}", objective.text);
            assert_eq!(Objective::from_code(objective.code), Some(objective));
        }
    }

    #[test]
    fn each_year_group_of_a_primary_school_has_objectives_in_both_sets() {
        for year in ["R", "1", "2", "3", "4", "5", "6"].map(|code| YearGroup::from_code(code).unwrap()) {
            for subject in [Subject::Reading, Subject::Writing, Subject::Mathematics] {
                assert_eq!(ObjectiveSet::Full.objectives(subject, year).count(), 4, "{subject:?} {}", year.label());
                assert_eq!(ObjectiveSet::Key.objectives(subject, year).count(), 2, "{subject:?} {}", year.label());
            }
        }
        assert_eq!(ObjectiveSet::Full.objectives(Subject::Music, YearGroup::RECEPTION).count(), 0);
    }
}
