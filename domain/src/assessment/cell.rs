//! A cell of the markbook: which one it is, what it takes, and why it may be closed.

use super::{AcademicYear, AssessmentSettings, HalfTerm, MarkKind, Measure, Objective, Scale, Subject};
use crate::access::Denial;
use crate::day::Day;
use crate::pupil::YearGroup;
use serde::{Deserialize, Serialize};

/// Which cell of a pupil's row: stored, and sent with what is entered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellKey {
    /// The academic year.
    pub year: AcademicYear,
    /// The kind of mark.
    pub kind: MarkKind,
    /// The code of the subject, objective or measure, according to the kind.
    pub item: String,
    /// The half-term of a summative mark; the other kinds have none.
    pub half_term: Option<HalfTerm>,
}

impl CellKey {
    /// What the cell is called away from its table: "Reading, Autumn 2 2026/2027".
    pub fn label(&self) -> String {
        let item = match self.kind {
            MarkKind::Summative => Subject::from_code(&self.item).map(Subject::label),
            MarkKind::Formative => Objective::from_code(&self.item).map(|objective| objective.text),
            MarkKind::Statutory => Measure::from_code(&self.item).map(|measure| measure.label),
        };
        let item = item.unwrap_or(&self.item);
        let half_term = self.half_term.map(|one| format!("{} ", one.label())).unwrap_or_default();
        format!("{item}, {half_term}{}", self.year.label())
    }

    /// What the cell takes; None where there is no such cell.
    pub fn scale(&self, settings: &AssessmentSettings) -> Option<Scale> {
        match (self.kind, self.half_term) {
            (MarkKind::Summative, Some(_)) => Subject::from_code(&self.item)
                .filter(|subject| settings.subjects.contains(subject))
                .map(|_| Scale::of(settings.summative.codes().to_vec())),
            (MarkKind::Formative, None) => Objective::from_code(&self.item)
                .filter(|one| settings.subjects.contains(&one.subject) && settings.objectives.has(one))
                .map(|_| Objective::scale()),
            (MarkKind::Statutory, None) => Measure::from_code(&self.item).map(Measure::scale),
            _ => None,
        }
    }

    /// Whether pupils of a year group have the cell.
    pub fn is_for(&self, year: YearGroup) -> bool {
        match self.kind {
            // Pupils who work above or below their year group are judged by its objectives too.
            MarkKind::Summative | MarkKind::Formative => true,
            MarkKind::Statutory => Measure::from_code(&self.item).is_some_and(|measure| measure.is_for(year)),
        }
    }

    /// Whether its academic year is over on a day.
    pub fn is_past(&self, today: Day) -> bool {
        self.year < AcademicYear::of(today)
    }

    /// Why nobody can fill in the cell on a day: its year or half-term has not begun.
    pub fn not_begun(&self, settings: &AssessmentSettings, today: Day) -> Option<Closed> {
        let half_term = self.half_term.unwrap_or(HalfTerm::Autumn1);
        let begins = settings.half_terms.begins(self.year, half_term)?;
        (begins > today).then_some(Closed::NotBegun { half_term, begins })
    }
}

/// Why a cell cannot be edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closed {
    /// The reader's role or an exception.
    Denied(Denial),
    /// The half-term is in the future.
    NotBegun {
        /// The half-term.
        half_term: HalfTerm,
        /// Its first day.
        begins: Day,
    },
    /// The pupil has left the school.
    Left {
        /// The first day without them.
        on: Day,
    },
}

impl Closed {
    /// The reason in a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Denied(denial) => denial.sentence(),
            Self::NotBegun { half_term, begins } => {
                format!("{} begins on {}. Marks can be entered from then.", half_term.label(), begins.words())
            }
            Self::Left { on } => {
                format!("Left on {}. Marks are kept as they were, and no more are entered.", on.words())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(kind: MarkKind, item: &str, half_term: Option<HalfTerm>) -> CellKey {
        CellKey { year: AcademicYear::beginning(2026).unwrap(), kind, item: item.to_owned(), half_term }
    }

    #[test]
    fn there_are_these_cells_and_no_others() {
        let settings = AssessmentSettings::default();
        let table = [
            (MarkKind::Summative, "reading", Some(HalfTerm::Autumn1), true),
            (MarkKind::Summative, "reading", None, false),
            (MarkKind::Summative, "music", Some(HalfTerm::Autumn1), false),
            (MarkKind::Summative, "3-reading-1", Some(HalfTerm::Autumn1), false),
            (MarkKind::Formative, "3-reading-1", None, true),
            (MarkKind::Formative, "3-reading-1", Some(HalfTerm::Autumn1), false),
            (MarkKind::Formative, "reading", None, false),
            (MarkKind::Statutory, "phonics", None, true),
            (MarkKind::Statutory, "phonics", Some(HalfTerm::Summer2), false),
            (MarkKind::Statutory, "", None, false),
        ];
        for (kind, item, half_term, there) in table {
            let cell = cell(kind, item, half_term);
            assert_eq!(cell.scale(&settings).is_some(), there, "{cell:?}");
        }
    }

    #[test]
    fn a_cell_is_named_away_from_its_table() {
        let label = |kind, item: &str, half_term| cell(kind, item, half_term).label();
        assert_eq!(label(MarkKind::Summative, "reading", Some(HalfTerm::Autumn2)), "Reading, Autumn 2 2026/2027");
        assert_eq!(label(MarkKind::Statutory, "phonics", None), "Phonics, 2026/2027");
        assert_eq!(label(MarkKind::Summative, "gone", None), "gone, 2026/2027");
    }

    #[test]
    fn a_year_is_over_at_midnight_on_the_first_of_september() {
        let day = |text: &str| Day::parse(text).unwrap();
        let cell = cell(MarkKind::Summative, "reading", Some(HalfTerm::Spring1));
        let settings = AssessmentSettings::default();
        for (today, past, begun) in [
            ("2026-08-31", false, false),
            ("2026-12-31", false, false),
            ("2027-01-01", false, true),
            ("2027-08-31", false, true),
            ("2027-09-01", true, true),
        ] {
            assert_eq!(
                (cell.is_past(day(today)), cell.not_begun(&settings, day(today)).is_none()),
                (past, begun),
                "{today}"
            );
        }
    }

    #[test]
    fn year_groups_have_their_own_statutory_cells() {
        let phonics = cell(MarkKind::Statutory, "phonics", None);
        let year = |code: &str| YearGroup::from_code(code).unwrap();
        assert!(phonics.is_for(year("1")) && !phonics.is_for(year("2")));
        assert!(cell(MarkKind::Formative, "3-reading-1", None).is_for(year("4")));
    }
}
