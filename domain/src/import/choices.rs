use crate::access::{Action as _, CreateUser, Grants};
use crate::id::MemberId;
use crate::permission::{RoleChoice, SchoolRoles};
use crate::problem::FieldError;
use crate::role::HeldRole;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the importer has decided so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The role of new people by their role or job title in the file, in small letters; `None` leaves them out.
    pub roles: BTreeMap<String, Option<HeldRole>>,
    /// The role of new people for whom nothing else says one.
    pub other_role: Option<HeldRole>,
    /// Which rows are somebody who is there already; the others of those rows are not.
    pub same: BTreeMap<u32, MemberId>,
    /// Whom to deactivate of those who are not in the file.
    pub leavers: BTreeSet<MemberId>,
}

/// What was decided on a page of a preview, as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decisions {
    /// Words of the file and the code of a role for each: empty for what is suggested, [`Decisions::LEFT_OUT`] for nobody.
    pub roles: Vec<(String, String)>,
    /// The code of everybody else's role, if the page asks for it.
    pub other_role: Option<String>,
    /// Rows and the id of the person each is; empty for nobody who is there.
    pub same: Vec<(u32, String)>,
    /// The people on the page who may be leavers.
    pub shown_leavers: Vec<String>,
    /// Those of them who were ticked.
    pub ticked_leavers: Vec<String>,
}

impl Decisions {
    /// Leaves people with a word out.
    pub const LEFT_OUT: &str = "none";

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
                    Err(sentence) => errors.push(FieldError::new(&Self::role_name(place), sentence)),
                },
            }
        }
        match self.other_role.as_deref() {
            None => {}
            Some("") => choices.other_role = None,
            Some(code) => match role(code, importer, school) {
                Ok(role) => choices.other_role = Some(role),
                Err(sentence) => errors.push(FieldError::new("other_role", sentence)),
            },
        }
        for (row, member) in &self.same {
            match MemberId::parse(member) {
                Some(member) => choices.same.insert(*row, member),
                None => choices.same.remove(row),
            };
        }
        for member in self.shown_leavers.iter().filter_map(|member| MemberId::parse(member)) {
            choices.leavers.remove(&member);
        }
        choices.leavers.extend(self.ticked_leavers.iter().filter_map(|member| MemberId::parse(member)));
        if errors.is_empty() { Ok(choices) } else { Err(errors) }
    }
}

fn role(code: &str, importer: &Grants, school: &SchoolRoles) -> Result<HeldRole, String> {
    let role = HeldRole::from_code(code).filter(|role| school.has(*role));
    let role = role.ok_or_else(|| "Choose one of the roles in the list".to_owned())?;
    CreateUser { roles: RoleChoice::everywhere(role) }.check(importer).map_err(|denial| denial.sentence())?;
    Ok(role)
}
