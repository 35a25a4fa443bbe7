//! The unattended (nightly) import: its limits, its questions and its report.

use super::{FileName, QuestionKind, ResultLine, ResultView};
use crate::id::ImportId;
use serde::{Deserialize, Serialize};

/// The most that may happen without a person reviewing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightlyLimits {
    /// The most members that may be deactivated.
    pub most_leavers: u32,
    /// The most members that may be added.
    pub most_new: u32,
}

/// A limit that the list exceeds. Nothing of the list is imported then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "limit")]
pub enum LimitExceeded {
    /// Too many members would be deactivated.
    Leavers {
        /// The number that would be.
        found: u32,
        /// The limit.
        most: u32,
    },
    /// Too many members would be added.
    New {
        /// The number that would be.
        found: u32,
        /// The limit.
        most: u32,
    },
}

impl LimitExceeded {
    /// The message as a sentence.
    pub fn sentence(self) -> String {
        match self {
            Self::Leavers { found, most } => {
                format!("{} would be deactivated, and the limit is {most} (--most-leavers)", people(found))
            }
            Self::New { found, most } => {
                format!("{} would be added, and the limit is {most} (--most-new)", people(found))
            }
        }
    }
}

/// A question that only a person can answer. Until then, what it is about stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "question")]
pub enum NightlyQuestion {
    /// The school has never imported a list with these columns.
    Columns,
    /// Nobody in the list is known here.
    OtherSchool,
    /// Which organisation in the list is the school?
    Organisation,
    /// Who is the person in a row?
    Who {
        /// The row, as people look it up.
        row: String,
        /// The name in the row.
        name: String,
        /// What the row shares with an existing member.
        kind: QuestionKind,
        /// The names of the members it may be.
        candidates: Vec<String>,
    },
    /// Which role do new members with this word get? The word is empty where the list says nothing about them.
    Role {
        /// The word.
        word: String,
        /// The number of people with the word.
        people: u32,
    },
    /// May a member get the role that the list gives them, which may let them do more?
    HigherRole {
        /// The row, as people look it up.
        row: String,
        /// The member's name.
        name: String,
        /// The name of the member's present role.
        before: String,
        /// The name of the role in the list.
        after: String,
    },
}

impl NightlyQuestion {
    /// The question as a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Columns => {
                "Your school has not imported a list with these columns yet. Which column holds what?".to_owned()
            }
            Self::OtherSchool => "Nobody in this list is known here. Is it your school’s list?".to_owned(),
            Self::Organisation => "The list has several organisations. Which one is your school?".to_owned(),
            Self::Who { row, name, candidates, .. } => {
                let candidates = match candidates.as_slice() {
                    [] => "somebody who is here".to_owned(),
                    some => some.join(" or "),
                };
                format!("Row {row}: is {name} the same person as {candidates}?")
            }
            Self::Role { word, people: count } if word.is_empty() => {
                format!("Which role do {} without a role or job title get?", people(*count))
            }
            Self::Role { word, people: count } => format!("Which role does “{word}” get? {} have it", people(*count)),
            Self::HigherRole { row, name, before, after } => {
                format!("Row {row}: {name} is {before} here and {after} in the list. Raise the role?")
            }
        }
    }

    /// The question without its row number, which may differ from one night to the next.
    #[must_use]
    pub fn without_row(&self) -> Self {
        match self.clone() {
            Self::Who { name, kind, candidates, .. } => Self::Who { row: String::new(), name, kind, candidates },
            Self::HigherRole { name, before, after, .. } => {
                Self::HigherRole { row: String::new(), name, before, after }
            }
            Self::Role { word, .. } => Self::Role { word, people: 0 },
            other => other,
        }
    }
}

/// The outcome of a nightly import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NightlyOutcome {
    /// A dry run: nothing was done.
    Looked,
    /// Everything that needs no answer was done.
    Applied,
    /// There was nothing to do.
    NothingToDo,
    /// Nothing was done, because a limit would be exceeded.
    Refused,
}

/// The report of a nightly import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightlyReport {
    /// The school's name.
    pub school: String,
    /// The file's name.
    pub file: FileName,
    /// The outcome.
    pub end: NightlyOutcome,
    /// Whether columns and roles were taken from the school's last list with these columns.
    pub as_last_time: bool,
    /// The result, or the expected result of a dry run.
    pub result: ResultView,
    /// The lines of rows that change something, and of leavers.
    pub lines: Vec<ResultLine>,
    /// The number of leavers who stay as they are.
    pub kept_leavers: u32,
    /// The questions for a person to answer.
    pub questions: Vec<NightlyQuestion>,
    /// The number of questions that were not asked the night before.
    pub new_questions: u32,
    /// The staged import in which the questions are answered.
    pub answer_at: Option<ImportId>,
    /// The limits that would be exceeded.
    pub beyond: Vec<LimitExceeded>,
    /// The number of invitations sent.
    pub invited: u32,
}

impl NightlyReport {
    /// The exit code of the program: 4 beyond a limit, 3 when there is a question that was not asked before, else 0.
    pub const fn exit_code(&self) -> u8 {
        if !self.beyond.is_empty() {
            4
        } else if self.new_questions > 0 {
            3
        } else {
            0
        }
    }
}

fn people(count: u32) -> String {
    crate::bulk::count_people(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(beyond: Vec<LimitExceeded>, new_questions: u32) -> NightlyReport {
        NightlyReport {
            school: "Oak".to_owned(),
            file: FileName::new("staff.csv".to_owned()),
            end: NightlyOutcome::Looked,
            as_last_time: true,
            result: ResultView::default(),
            lines: Vec::new(),
            kept_leavers: 0,
            questions: vec![NightlyQuestion::Columns],
            new_questions,
            answer_at: None,
            beyond,
            invited: 0,
        }
    }

    #[test]
    fn a_limit_comes_before_questions_and_a_question_counts_once() {
        let beyond = LimitExceeded::Leavers { found: 4, most: 3 };
        assert_eq!(report(vec![beyond], 1).exit_code(), 4);
        assert_eq!(report(Vec::new(), 1).exit_code(), 3);
        assert_eq!(report(Vec::new(), 0).exit_code(), 0);
        assert_eq!(beyond.sentence(), "4 people would be deactivated, and the limit is 3 (--most-leavers)");
        assert_eq!(
            LimitExceeded::New { found: 1, most: 0 }.sentence(),
            "1 person would be added, and the limit is 0 (--most-new)"
        );
    }

    #[test]
    fn a_question_is_the_same_wherever_its_row_is() {
        let who = |row: &str| NightlyQuestion::Who {
            row: row.to_owned(),
            name: "Greta Moor".to_owned(),
            kind: QuestionKind::SameId,
            candidates: vec!["Ada Pine".to_owned()],
        };
        assert_eq!(who("2").without_row(), who("7").without_row());
        assert_eq!(who("2").sentence(), "Row 2: is Greta Moor the same person as Ada Pine?");
    }
}
