//! How a school assesses: its codes, objectives, subjects and half-terms.

use super::{HalfTermStarts, ObjectiveSet, Subject, SummativeSet};
use serde::{Deserialize, Serialize};

/// A school's choices. Stored as one JSON text, because they are read and written together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssessmentSettings {
    /// The codes of summative marks.
    pub summative: SummativeSet,
    /// The objectives that formative judgements are about.
    pub objectives: ObjectiveSet,
    /// The subjects, in the order of [`Subject::ALL`]; at least one.
    pub subjects: Vec<Subject>,
    /// When half-terms begin.
    pub half_terms: HalfTermStarts,
}

impl Default for AssessmentSettings {
    fn default() -> Self {
        Self {
            summative: SummativeSet::default(),
            objectives: ObjectiveSet::default(),
            subjects: Subject::CORE.to_vec(),
            half_terms: HalfTermStarts::default(),
        }
    }
}
