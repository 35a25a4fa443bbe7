//! A list that a nightly job imports: what it came to, and what it may not do by itself.

use super::{QuestionKind, ResultLine, ResultView};
use crate::id::ImportId;
use serde::{Deserialize, Serialize};

/// How much may happen without a person looking at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightlyLimits {
    /// So many people may be deactivated.
    pub most_leavers: u32,
    /// So many people may be added.
    pub most_new: u32,
}

/// A limit that the list would break. Nothing of it is done then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "limit")]
pub enum BeyondLimit {
    /// Too many people would be deactivated.
    Leavers {
        /// How many.
        found: u32,
        /// The limit.
        most: u32,
    },
    /// Too many people would be added.
    New {
        /// How many.
        found: u32,
        /// The limit.
        most: u32,
    },
}

impl BeyondLimit {
    /// In a sentence.
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

/// Something that only a person can decide. What it is about is left as it is until then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "question")]
pub enum NightlyQuestion {
    /// The school never took a list with these columns.
    Columns,
    /// Nobody in the list is known here.
    OtherSchool,
    /// Which of the organisations in the list the school is.
    Organisation,
    /// Who a row is.
    Who {
        /// The row.
        row: String,
        /// The name in it.
        name: String,
        /// What it shares with somebody who is here.
        kind: QuestionKind,
        /// Who it may be.
        candidates: Vec<String>,
    },
    /// Which role people with this word get; empty for people about whom the list says nothing.
    Role {
        /// The word.
        word: String,
        /// How many there are.
        people: u32,
    },
    /// Whether somebody gets the role that the list gives them, which may let them do more.
    HigherRole {
        /// The row.
        row: String,
        /// Their name.
        name: String,
        /// What the school calls the role they have.
        before: String,
        /// What it calls the other.
        after: String,
    },
}

impl NightlyQuestion {
    /// In a sentence.
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

    /// What stays the same about a question from one night to the next: rows move.
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

/// How far it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NightlyEnd {
    /// Nothing was done: it was only looked at.
    Looked,
    /// What needs no answer was done.
    Applied,
    /// There was nothing to do.
    NothingToDo,
    /// Nothing was done, because a limit would be broken.
    Refused,
}

/// What came of a night's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightlyReport {
    /// The school.
    pub school: String,
    /// The file.
    pub file: String,
    /// How far it came.
    pub end: NightlyEnd,
    /// Columns and roles were taken as in the school's last list with these columns.
    pub as_last_time: bool,
    /// What the list comes to, or came to.
    pub result: ResultView,
    /// Each row but those that change nothing, and each leaver.
    pub lines: Vec<ResultLine>,
    /// People who are here and not in the list, or who left by it, and who stay as they are.
    pub kept_leavers: u32,
    /// What a person has to decide.
    pub questions: Vec<NightlyQuestion>,
    /// How many of these were not asked the night before.
    pub new_questions: u32,
    /// Where they are answered.
    pub answer_at: Option<ImportId>,
    /// Limits that would be broken.
    pub beyond: Vec<BeyondLimit>,
    /// So many invitations were sent.
    pub invited: u32,
}

impl NightlyReport {
    /// What the program ends with: 4 beyond a limit, 3 when something has to be decided that was not asked before, else 0.
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

    fn report(beyond: Vec<BeyondLimit>, new_questions: u32) -> NightlyReport {
        NightlyReport {
            school: "Oak".to_owned(),
            file: "staff.csv".to_owned(),
            end: NightlyEnd::Looked,
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
        let beyond = BeyondLimit::Leavers { found: 4, most: 3 };
        assert_eq!(report(vec![beyond], 1).exit_code(), 4);
        assert_eq!(report(Vec::new(), 1).exit_code(), 3);
        assert_eq!(report(Vec::new(), 0).exit_code(), 0);
        assert_eq!(beyond.sentence(), "4 people would be deactivated, and the limit is 3 (--most-leavers)");
        assert_eq!(
            BeyondLimit::New { found: 1, most: 0 }.sentence(),
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
