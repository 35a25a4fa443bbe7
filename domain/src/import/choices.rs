//! The importer's decisions: those kept so far, and those that one page of a preview submits.

use super::{Answer, ImportField, KindAnswer, QuestionKind};
use crate::access::{Action as _, CreateUser, Grants};
use crate::fault::{Fault, FieldFault};
use crate::id::MemberId;
use crate::limits;
use crate::permission::{RoleChoice, SchoolRoles};
use crate::problem::FieldError;
use crate::role::HeldRole;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The importer's decisions so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The role of new members by their role or job title in the file, in lower case; `None` leaves them out.
    pub roles: BTreeMap<String, Option<HeldRole>>,
    /// The role of new members for whom nothing else decides one.
    pub other_role: Option<HeldRole>,
    /// The answers to questions about single rows, by row id.
    pub answers: BTreeMap<u32, Answer>,
    /// The answers to all questions of a kind, for rows without an answer of their own.
    pub kinds: Vec<(QuestionKind, KindAnswer)>,
    /// Whether a leaver is deactivated, where it differs from the suggestion.
    pub deactivate: BTreeMap<MemberId, bool>,
    /// Whether a member gets the role that the file gives them, where it differs from the suggestion.
    pub role_changes: BTreeMap<MemberId, bool>,
    /// Cells corrected on the page, by row id and field.
    pub corrections: BTreeMap<u32, Vec<(ImportField, String)>>,
    /// Whether the importer confirmed that the file is this school's, although nobody in it is known here.
    pub is_ours: bool,
}

impl Choices {
    /// The answer to all questions of a kind, if there is one.
    pub fn kind(&self, kind: QuestionKind) -> Option<KindAnswer> {
        self.kinds.iter().find(|(one, _)| *one == kind).map(|(_, answer)| *answer)
    }
}

/// The decisions submitted from one page of a preview.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decisions {
    /// Words in the file, each with a role's code: empty for the suggestion, [`Decisions::LEFT_OUT`] to leave people
    /// out.
    pub roles: Vec<(String, String)>,
    /// The code of the role for everybody else, if the page asks for it.
    pub other_role: Option<String>,
    /// Rows, each with the code of its [`Answer`]; empty for none.
    pub answers: Vec<(u32, String)>,
    /// Kinds of questions, each with the code of its [`KindAnswer`]; empty for none.
    pub kinds: Vec<(String, String)>,
    /// The possible leavers that the page shows.
    pub shown_leavers: Vec<String>,
    /// The possible leavers that are ticked.
    pub ticked_leavers: Vec<String>,
    /// The members on the page whose role the file changes.
    pub shown_roles: Vec<String>,
    /// The members on the page whose change of role is ticked.
    pub ticked_roles: Vec<String>,
    /// Corrected cells: row, field and text.
    pub corrections: Vec<(u32, String, String)>,
    /// Whether the importer confirmed that the file is this school's.
    pub is_ours: Option<bool>,
}

impl Decisions {
    /// The value that leaves people with a word out.
    pub const LEFT_OUT: &str = "none";

    /// The name of the form field for the role of the word at this place.
    pub fn role_name(place: usize) -> String {
        format!("role_{place}")
    }

    /// Adds these decisions to earlier ones, in a school with the roles `school`.
    ///
    /// # Errors
    /// Every field that needs another choice; nothing is added then.
    pub fn add_to(
        &self,
        choices: &Choices,
        importer: &Grants,
        school: &SchoolRoles,
    ) -> Result<Choices, Vec<FieldError>> {
        let mut choices = choices.clone();
        let mut errors = Vec::new();
        for (place, (word, code)) in self.roles.iter().enumerate() {
            let word = word.to_lowercase();
            match code.as_str() {
                "" => {
                    choices.roles.remove(&word);
                }
                Self::LEFT_OUT => {
                    choices.roles.insert(word, None);
                }
                code => match role(code, importer, school) {
                    Ok(role) => {
                        choices.roles.insert(word, Some(role));
                    }
                    Err(fault) => errors.push(FieldError::new(&Self::role_name(place), fault)),
                },
            }
        }
        match self.other_role.as_deref() {
            None => {}
            Some("") => choices.other_role = None,
            Some(code) => match role(code, importer, school) {
                Ok(role) => choices.other_role = Some(role),
                Err(fault) => errors.push(FieldError::new("other_role", fault)),
            },
        }
        self.add_answers(&mut choices);
        tick(&mut choices.deactivate, &self.shown_leavers, &self.ticked_leavers);
        tick(&mut choices.role_changes, &self.shown_roles, &self.ticked_roles);
        if errors.is_empty() { Ok(choices) } else { Err(errors) }
    }

    fn add_answers(&self, choices: &mut Choices) {
        for (kind, code) in &self.kinds {
            let Some(kind) = QuestionKind::from_code(kind) else { continue };
            choices.kinds.retain(|(one, _)| *one != kind);
            choices.kinds.extend(KindAnswer::from_code(code).map(|answer| (kind, answer)));
        }
        for (row, code) in &self.answers {
            match Answer::from_code(code) {
                Some(answer) => choices.answers.insert(*row, answer),
                None => choices.answers.remove(row),
            };
        }
        for (row, field, text) in &self.corrections {
            let Some(field) = ImportField::from_code(field) else { continue };
            let cells = choices.corrections.entry(*row).or_default();
            cells.retain(|(one, _)| *one != field);
            cells.push((field, text.trim().chars().take(limits::CORRECTED_CELL).collect()));
        }
        choices.is_ours = self.is_ours.unwrap_or(choices.is_ours);
    }
}

/// Keeps the ticks of the members shown, including those that match the suggestion, because the suggestion may change
/// with the file.
fn tick(ticks: &mut BTreeMap<MemberId, bool>, shown: &[String], ticked: &[String]) {
    ticks.extend(shown.iter().filter_map(|id| MemberId::parse(id)).map(|member| (member, false)));
    ticks.extend(ticked.iter().filter_map(|id| MemberId::parse(id)).map(|member| (member, true)));
}

fn role(code: &str, importer: &Grants, school: &SchoolRoles) -> Result<HeldRole, FieldFault> {
    let role = HeldRole::from_code(code).filter(|role| school.has(*role));
    let role = role.ok_or(Fault::RoleNotInList)?;
    CreateUser { roles: RoleChoice::in_every_product(role) }.check(importer)?;
    Ok(role)
}
