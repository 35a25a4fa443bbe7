//! What is due: the summative marks of this half-term that a reader's own children still lack.

use super::{HalfTerm, Subject};
use serde::{Deserialize, Serialize};

/// The marks that are due from a reader in this half-term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueMarks {
    /// The half-term.
    pub half_term: HalfTerm,
    /// The number of the reader's own children.
    pub children: usize,
    /// The subjects in which children lack a mark.
    pub subjects: Vec<DueSubject>,
}

/// A subject in which marks are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueSubject {
    /// The subject.
    pub subject: Subject,
    /// How many of the children lack a mark.
    pub missing: usize,
}

impl DueMarks {
    /// What is due, in a sentence.
    pub fn sentence(&self) -> String {
        let missing: usize = self.subjects.iter().map(|one| one.missing).sum();
        let half_term = self.half_term.label();
        match missing {
            0 => format!("Every mark of {half_term} is entered for your children."),
            1 => format!("1 mark of {half_term} is still to be entered."),
            many => format!("{many} marks of {half_term} are still to be entered."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_is_said_by_number() {
        let due = |missing: &[usize]| DueMarks {
            half_term: HalfTerm::Autumn2,
            children: 12,
            subjects: missing
                .iter()
                .map(|missing| DueSubject { subject: Subject::Reading, missing: *missing })
                .collect(),
        };
        assert_eq!(due(&[]).sentence(), "Every mark of Autumn 2 is entered for your children.");
        assert_eq!(due(&[1]).sentence(), "1 mark of Autumn 2 is still to be entered.");
        assert_eq!(due(&[5, 12]).sentence(), "17 marks of Autumn 2 are still to be entered.");
    }
}
