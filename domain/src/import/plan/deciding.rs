//! Decides the class and action of each readable row; `settle` works out its changed fields.

use super::adding::add;
use super::identify::MatchResult;
use super::{NamedRow, PlanContext, PlannedRow, RoleChange, RowAction, RowClass};
use crate::access::{Action as _, ChangeRoles, Denial, Subject, acts_on};
use crate::id::MemberId;
use crate::import::roles::{self, AssignedRole, NamedRole, RoleSource};
use crate::import::{Answer, ExistingMember, ImportedPerson, Question, RowNote};
use crate::user::Access;
use std::collections::HashMap;

/// Decides row by row, and keeps track of the members already written.
pub(super) struct RowPlanner<'a> {
    setting: PlanContext<'a>,
    existing: &'a [ExistingMember],
    places: HashMap<MemberId, usize>,
    /// The row that writes each member.
    written: HashMap<MemberId, u32>,
    named: Vec<NamedRow>,
    has_old_names: bool,
    /// Cache of the roles that words of the file give new members.
    given: HashMap<(Option<RoleSource>, String), AssignedRole>,
    /// Cache of the roles that words of the file name.
    by_name: HashMap<String, Option<NamedRole>>,
}

impl<'a> RowPlanner<'a> {
    pub fn new(setting: PlanContext<'a>, existing: &'a [ExistingMember]) -> Self {
        let places = existing.iter().enumerate().map(|(place, there)| (there.member, place)).collect();
        let has_old_names = setting.giving().has_old_names;
        Self {
            setting,
            existing,
            places,
            written: HashMap::new(),
            named: Vec::new(),
            has_old_names,
            given: HashMap::new(),
            by_name: HashMap::new(),
        }
    }

    /// The members whom the file names as leavers.
    pub fn into_named(self) -> Vec<NamedRow> {
        self.named
    }

    pub fn decide(&mut self, out: &mut PlannedRow, person: &ImportedPerson, found: MatchResult) {
        match found {
            MatchResult::Wrong(error) => out.errors.push(error),
            MatchResult::Repeats(note) => {
                out.class = RowClass::Skipped;
                out.notes.push(note);
            }
            MatchResult::Known(place) => self.write(out, person, place, true),
            MatchResult::ByName(place) => {
                out.notes.push(RowNote::ByNameOnly);
                out.key = None;
                self.write(out, person, place, false);
            }
            MatchResult::Nobody => self.add(out, person),
            MatchResult::Perhaps(question) => self.ask(out, person, question),
        }
    }

    /// Asks who the person is, or applies the answer. Without an answer, the row does nothing.
    fn ask(&mut self, out: &mut PlannedRow, person: &ImportedPerson, question: Question) {
        let choices = self.setting.choices;
        let own = choices.answers.get(&out.row).copied();
        let own = own.filter(|answer| match answer {
            Answer::Is(member) => question.candidates.contains(member),
            Answer::New | Answer::Leave => true,
        });
        let was_left = out.key.as_ref().is_some_and(|key| self.setting.left_before.contains(key));
        let before = was_left.then_some(Answer::Leave);
        let answer = own.or_else(|| choices.kind(question.kind)?.to(&question)).or(before);
        out.question = Some(question);
        match answer {
            None => out.class = RowClass::Question,
            Some(Answer::Leave) => {
                out.class = RowClass::Skipped;
                out.notes.push(RowNote::LeftAlone);
            }
            Some(Answer::New) => self.add(out, person),
            Some(Answer::Is(member)) => match self.places.get(&member).copied() {
                Some(place) => self.write(out, person, place, true),
                None => out.class = RowClass::Question,
            },
        }
    }

    fn add(&mut self, out: &mut PlannedRow, person: &ImportedPerson) {
        add(out, person, self.setting.giving_with(self.has_old_names), &mut self.given);
    }

    fn write(&mut self, out: &mut PlannedRow, person: &ImportedPerson, place: usize, is_certain: bool) {
        let Some(there) = self.existing.get(place) else { return };
        if let Some(row) = self.written.get(&there.member) {
            out.class = if out.question.is_some() { RowClass::Question } else { RowClass::Skipped };
            out.notes.push(RowNote::ChosenTwice { row: self.setting.table.place_of(*row) });
            return;
        }
        self.written.insert(there.member, out.row);
        if there.access == Access::Deleted {
            out.class = RowClass::LeftAlone;
            let (member, name) = (there.member, there.name());
            out.notes.push(RowNote::Deleted { member, name, deleted: there.deleted });
            return;
        }
        let subject = Subject { member: there.member, role: there.roles.level() };
        if let Err(denial) = acts_on(self.setting.importer, &subject) {
            out.class = RowClass::LeftAlone;
            out.notes.push(RowNote::Denied(denial));
            return;
        }
        let is_in = matches!(there.access, Access::Active | Access::Blocked);
        if let Some(reason) = &person.left {
            out.notes.push(RowNote::Left(reason.clone()));
            if is_in {
                out.class = RowClass::Leaver;
                let (member, row, reason) = (there.member, out.row, reason.clone());
                self.named.push(NamedRow { member, row, reason, is_certain });
            } else {
                out.class = RowClass::Skipped;
                out.notes.push(RowNote::AlreadyOut(there.access));
            }
            return;
        }
        out.class = RowClass::Unchanged;
        if there.access != Access::Active {
            out.notes.push(RowNote::Stays(there.access));
        }
        out.action = RowAction::Write(there.member, Vec::new());
        if is_certain {
            match self.role_change(person, there, subject) {
                Ok(change) => out.role_change = change,
                Err(denial) => out.notes.push(RowNote::Denied(denial)),
            }
        }
    }

    /// The change when the file gives the member a role by its name in Rolecall. A change that may let them do more has
    /// to be ticked.
    fn role_change(
        &mut self,
        person: &ImportedPerson,
        there: &ExistingMember,
        subject: Subject,
    ) -> Result<Option<RoleChange>, Denial> {
        let held = there.roles.main;
        let Some(word) = &person.role else { return Ok(None) };
        let named = match self.by_name.get(word) {
            Some(named) => *named,
            None => {
                let named = roles::named(word, self.setting.school, self.has_old_names);
                self.by_name.insert(word.clone(), named);
                named
            }
        };
        let Some(after) = named.filter(|named| !named.includes(held)).map(|named| named.role) else { return Ok(None) };
        let roles = there.roles.clone().with_main(after);
        let action = ChangeRoles { subject, access: there.access, before: there.roles.clone(), after: roles };
        action.check(self.setting.importer)?;
        let change = RoleChange { before: held, after, ticked: false };
        let chosen = self.setting.choices.role_changes.get(&there.member).copied();
        Ok(Some(RoleChange { ticked: chosen.unwrap_or(!change.is_rise()), ..change }))
    }
}
