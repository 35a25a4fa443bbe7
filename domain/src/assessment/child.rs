//! One child, as staff who may know them see them: who they are, and their marks over the years.

use super::{AcademicYear, HalfTerm, MarkCode, Subject};
use crate::access::Denial;
use crate::id::PhotoId;
use crate::limits;
use crate::moment::DisplayTime;
use crate::pupil::{ChildLeaving, HomeContact, NamedPupil, WorkerKind, YearGroup};
use serde::{Deserialize, Serialize};

/// The page of a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildPage {
    /// The child.
    pub pupil: NamedPupil,
    /// The reader's own work with them.
    pub work: Option<WorkerKind>,
    /// Whether they have left the school, and what the reader may do about it.
    pub leaving: ChildLeaving,
    /// The home contact; `None` for readers who may not know it.
    pub home: Option<HomeContact>,
    /// The child's photo, if they have one.
    pub photo: Option<PhotoId>,
    /// Whether the reader may change it, or the rule that forbids it.
    pub may_set_photo: Result<(), Denial>,
    /// The codes that the school marks with now, the lowest first.
    pub codes: Vec<MarkCode>,
    /// Summative marks, this academic year first; or why the reader sees none.
    pub years: Result<Vec<ChildYear>, Denial>,
    /// Statutory results, the latest year first. Empty also where the reader may not see them.
    pub results: Vec<ChildResult>,
    /// Formative judgements, by subject. Empty also where the reader may not see them.
    pub objectives: Vec<ChildObjective>,
    /// The latest changes of the marks that the reader may see, the newest first.
    pub changes: Vec<MarkChange>,
}

impl ChildPage {
    /// The most changes shown.
    pub const MOST_CHANGES: i64 = limits::MARK_CHANGES_SHOWN;

    /// The child's first and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.pupil.forename, self.pupil.surname)
    }

    /// The child's marks in a subject that are codes the school uses now, the oldest first: how high the code is among
    /// [`codes`](Self::codes), counted from 0, with when it was given.
    pub fn course(&self, subject: Subject) -> Vec<(AcademicYear, HalfTerm, usize)> {
        let years = self.years.as_deref().unwrap_or_default();
        let level = |mark: &String| self.codes.iter().position(|code| code.code == *mark);
        years
            .iter()
            .rev()
            .flat_map(|year| {
                let marks = year.subjects.iter().filter(move |one| one.subject == subject);
                marks.flat_map(move |one| {
                    let marks = HalfTerm::ALL.into_iter().zip(&one.marks);
                    marks.filter_map(move |(half_term, mark)| Some((year.year, half_term, level(mark)?)))
                })
            })
            .collect()
    }
}

/// The summative marks of an academic year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildYear {
    /// The year.
    pub year: AcademicYear,
    /// The child's year group then; None before nursery.
    pub group: Option<YearGroup>,
    /// The subjects that have a mark.
    pub subjects: Vec<SubjectMarks>,
}

/// The marks of a year in a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectMarks {
    /// The subject.
    pub subject: Subject,
    /// The marks, one for each half-term; empty where there is none.
    pub marks: [String; 6],
}

/// A statutory result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildResult {
    /// The academic year.
    pub year: AcademicYear,
    /// What was assessed.
    pub label: String,
    /// The result.
    pub value: String,
    /// What a code means; empty for a score.
    pub means: String,
}

/// An objective that the child was judged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildObjective {
    /// The academic year of the judgement.
    pub year: AcademicYear,
    /// The subject.
    pub subject: Subject,
    /// The objective.
    pub text: String,
    /// The judgement, in a word.
    pub means: String,
    /// The half-term in which it was judged secure, if it was.
    pub secure_in: Option<(AcademicYear, HalfTerm)>,
}

/// A change of one mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkChange {
    /// When.
    pub at: DisplayTime,
    /// Who.
    pub by: String,
    /// Which mark: "Reading, Autumn 2 2026/2027".
    pub about: String,
    /// The value; empty where it was cleared.
    pub value: String,
    /// The value before, where an earlier change is known; empty where there was none.
    pub before: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::SummativeSet;
    use crate::day::Day;
    use crate::id::PupilId;

    #[test]
    fn a_course_is_read_oldest_first_and_skips_what_is_no_code_now() {
        let marks = |marks: [&str; 6]| marks.map(str::to_owned);
        let year = |begins, marks| ChildYear {
            year: AcademicYear::beginning(begins).unwrap(),
            group: None,
            subjects: vec![SubjectMarks { subject: Subject::Reading, marks }],
        };
        let page = ChildPage {
            pupil: NamedPupil {
                id: PupilId::parse("00000000000000000000000000000001").unwrap(),
                forename: "Ada".to_owned(),
                surname: "Ash".to_owned(),
                year: YearGroup::RECEPTION,
                class: "Oak".to_owned(),
                born: Day::parse("2021-10-01").unwrap(),
                upn: None,
                key_worker: None,
                left_on: None,
            },
            work: None,
            leaving: ChildLeaving {
                left_on: None,
                days: crate::pupil::LeavingDays::around(Day::parse("2026-11-25").unwrap()),
                may_change: Ok(()),
            },
            home: None,
            photo: None,
            may_set_photo: Ok(()),
            codes: SummativeSet::AgeRelated.codes().to_vec(),
            years: Ok(vec![
                year(2026, marks(["AB", "", "", "", "", ""])),
                year(2025, marks(["WB", "EXS", "JA", "", "", ""])),
            ]),
            results: Vec::new(),
            objectives: Vec::new(),
            changes: Vec::new(),
        };
        let course: Vec<_> =
            page.course(Subject::Reading).into_iter().map(|(year, term, level)| (year.begins(), term, level)).collect();
        assert_eq!(course, [(2025, HalfTerm::Autumn1, 0), (2025, HalfTerm::Spring1, 2), (2026, HalfTerm::Autumn1, 4)]);
        assert!(page.course(Subject::Writing).is_empty());
    }
}
