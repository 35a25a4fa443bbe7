use super::{Answer, ImportField, KindAnswer, QuestionKind};
use crate::access::{Action as _, CreateUser, Grants};
use crate::fault::{Fault, FieldFault};
use crate::id::MemberId;
use crate::permission::{RoleChoice, SchoolRoles};
use crate::problem::FieldError;
use crate::role::HeldRole;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the importer has decided so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The role of new people by their role or job title in the file, in small letters; `None` leaves them out.
    pub roles: BTreeMap<String, Option<HeldRole>>,
    /// The role of new people for whom nothing else says one.
    pub other_role: Option<HeldRole>,
    /// Who rows are, by their number.
    pub answers: BTreeMap<u32, Answer>,
    /// Who rows are that have no answer of their own, by the kind of question.
    pub kinds: Vec<(QuestionKind, KindAnswer)>,
    /// Whether leavers are deactivated, where it is not as suggested.
    pub deactivate: BTreeMap<MemberId, bool>,
    /// Whether people get the role that the file gives them, where it is not as suggested.
    pub role_changes: BTreeMap<MemberId, bool>,
    /// Cells that were corrected on the page, by the row's number and the field.
    pub corrections: BTreeMap<u32, Vec<(ImportField, String)>>,
    /// The file is this school's, though nobody in it is known here.
    pub is_ours: bool,
}

impl Choices {
    /// What was answered to all questions of a kind.
    pub fn kind(&self, kind: QuestionKind) -> Option<KindAnswer> {
        self.kinds.iter().find(|(one, _)| *one == kind).map(|(_, answer)| *answer)
    }
}

/// What was decided on a page of a preview, as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decisions {
    /// Words of the file and the code of a role for each: empty for what is suggested, [`Decisions::LEFT_OUT`] for nobody.
    pub roles: Vec<(String, String)>,
    /// The code of everybody else's role, if the page asks for it.
    pub other_role: Option<String>,
    /// Rows and the code of the [`Answer`] to each; empty for none.
    pub answers: Vec<(u32, String)>,
    /// Kinds of questions and the code of the [`KindAnswer`] to each; empty for none.
    pub kinds: Vec<(String, String)>,
    /// The people on the page who may be leavers.
    pub shown_leavers: Vec<String>,
    /// Those of them who were ticked.
    pub ticked_leavers: Vec<String>,
    /// The people on the page whose role the file changes.
    pub shown_roles: Vec<String>,
    /// Those of them who were ticked.
    pub ticked_roles: Vec<String>,
    /// Cells that were corrected: row, field and text.
    pub corrections: Vec<(u32, String, String)>,
    /// The file was said to be this school's.
    pub is_ours: Option<bool>,
}

impl Decisions {
    /// Leaves people with a word out.
    pub const LEFT_OUT: &str = "none";
    /// The most characters of a corrected cell.
    const MOST: usize = 1_000;

    /// The name of the form's field for the role of the word at this place.
    pub fn role_name(place: usize) -> String {
        format!("role_{place}")
    }

    /// Adds what was decided to what was decided before, in a school that says `school` about its roles.
    ///
    /// # Errors
    /// Each field that needs another choice; then nothing is added.
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
            cells.push((field, text.trim().chars().take(Self::MOST).collect()));
        }
        choices.is_ours = self.is_ours.unwrap_or(choices.is_ours);
    }
}

/// Keeps what was ticked of what was shown. What is as suggested is kept too: the suggestion may change with the file.
fn tick(ticks: &mut BTreeMap<MemberId, bool>, shown: &[String], ticked: &[String]) {
    ticks.extend(shown.iter().filter_map(|id| MemberId::parse(id)).map(|member| (member, false)));
    ticks.extend(ticked.iter().filter_map(|id| MemberId::parse(id)).map(|member| (member, true)));
}

fn role(code: &str, importer: &Grants, school: &SchoolRoles) -> Result<HeldRole, FieldFault> {
    let role = HeldRole::from_code(code).filter(|role| school.has(*role));
    let role = role.ok_or(Fault::RoleNotInList)?;
    CreateUser { roles: RoleChoice::everywhere(role) }.check(importer)?;
    Ok(role)
}
