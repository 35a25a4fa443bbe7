//! Tests of planning an import, one topic in each file of `tests/`. This file has the school and the tables they share.
//! Reading files is tested in `backend`.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::access::Grants;
use crate::day::Day;
use crate::id::MemberId;
use crate::member::PlainFields;
use crate::moment::Moment;
use crate::permission::{RoleChoice, SchoolRoles};
use crate::role::{HeldRole, Role};
use crate::user::{Access, Registration};
use std::collections::BTreeSet;
use uuid::Uuid;

mod columns;
mod identity;
mod leaving;
mod roles;
mod rows;
mod twice;
mod words;

const HEADERS: &[&str] = &["sourcedId", "Forename", "Surname", "Work Email", "Staff Code", "Post", "Leaving date"];

fn member(number: u128) -> MemberId {
    MemberId::new(Uuid::from_u128(number))
}

fn table(headers: &[&str], rows: &[&[&str]]) -> Table {
    let all = std::iter::once(headers).chain(rows.iter().copied());
    let rows: Vec<_> = (1..)
        .zip(all)
        .map(|(number, cells)| TableRow {
            number,
            sheet: 0,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        })
        .collect();
    Table { width: rows.iter().map(|row| row.cells.len()).max().unwrap_or_default(), rows, ..Table::default() }
}

fn existing(number: u128, first: &str, last: &str, email: &str, role: impl Into<HeldRole>) -> ExistingMember {
    ExistingMember {
        member: member(number),
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: email.to_owned(),
        known_as: None,
        mis_id: None,
        title: None,
        job_title: None,
        username: None,
        staff_code: None,
        plain: PlainFields::default(),
        key: None,
        roles: RoleChoice::in_every_product(role),
        registration: Registration::NotRegistered,
        access: Access::Active,
        leaving_on: None,
        last_sign_in_at: None,
        deleted: None,
    }
}

fn with_id(id: &str, there: ExistingMember) -> ExistingMember {
    ExistingMember { mis_id: Some(id.to_owned()), ..there }
}

fn with_code(code: &str, there: ExistingMember) -> ExistingMember {
    ExistingMember { staff_code: Some(code.to_owned()), ..there }
}

struct School {
    people: Vec<ExistingMember>,
    importer: Grants,
    choices: Choices,
    left_before: BTreeSet<String>,
    roles: SchoolRoles,
    is_mis_fed: bool,
}

impl School {
    fn of(people: Vec<ExistingMember>) -> Self {
        let importer = Grants::of(member(999), Role::AccountOwner);
        let choices = Choices { other_role: Role::MinimalReadOnly.into(), ..Choices::default() };
        let left_before = BTreeSet::new();
        Self { people, importer, choices, left_before, roles: SchoolRoles::none(), is_mis_fed: false }
    }

    fn plan(&self, table: &Table) -> Plan {
        let matching = Matching::suggested(table);
        let setting = PlanContext {
            table,
            matching: &matching,
            choices: &self.choices,
            left_before: &self.left_before,
            importer: &self.importer,
            school: &self.roles,
            is_mis_fed: self.is_mis_fed,
            today: Day::parse("2026-11-25").unwrap(),
            now: Moment(0),
        };
        plan(setting, &self.people, str::to_lowercase)
    }

    fn row(&self, headers: &[&str], cells: &[&str]) -> PlannedRow {
        self.plan(&table(headers, &[cells])).rows.remove(0)
    }

    fn classes(&self, rows: &[&[&str]]) -> Vec<RowClass> {
        classes(&self.plan(&table(HEADERS, rows)))
    }

    /// Applies a plan as confirming an import does.
    fn confirm(&mut self, plan: &Plan) {
        for (row, number) in plan.rows.iter().zip(self.people.len() as u128 + 1..) {
            let person = row.person.clone();
            match &row.action {
                RowAction::Nothing | RowAction::Choose => {}
                RowAction::Add(role) => {
                    let mut new = existing(number, "", "", "", *role);
                    fill(&mut new, &person.unwrap(), row.key.as_deref().unwrap());
                    new.registration = Registration::NotRegistered;
                    self.people.push(new);
                }
                RowAction::Write(member, changes) => {
                    let there = self.people.iter_mut().find(|there| there.member == *member).unwrap();
                    there.key = row.key.clone().or(there.key.take());
                    put(there, changes);
                    if let Some(change) = row.role_change.filter(|change| change.ticked) {
                        there.roles = RoleChoice::in_every_product(change.after);
                    }
                }
            }
        }
        for leaver in plan.leavers.iter().filter(|leaver| leaver.ticked) {
            let there = self.people.iter_mut().find(|there| there.member == leaver.member).unwrap();
            there.access = Access::Deactivated;
        }
        let shared = |all: Vec<String>| all.iter().collect::<BTreeSet<_>>().len() != all.len();
        let emails = self.people.iter().map(|there| there.email.to_lowercase()).filter(|email| !email.is_empty());
        assert!(!shared(emails.collect()), "nobody shares an address");
        assert!(!shared(self.people.iter().filter_map(|there| there.mis_id.clone()).collect()), "nor an id");
    }
}

fn put(there: &mut ExistingMember, changes: &[FieldChange]) {
    for change in changes {
        let new = change.new.clone();
        match change.field {
            ImportField::FirstName => there.first_name = new,
            ImportField::LastName => there.last_name = new,
            ImportField::KnownAs => there.known_as = Some(new),
            ImportField::Email => there.email = new,
            ImportField::MisId => there.mis_id = Some(new),
            ImportField::StaffCode => there.staff_code = Some(new),
            ImportField::Title => there.title = Some(new),
            ImportField::JobTitle => there.job_title = Some(new),
            ImportField::Username => there.username = Some(new),
            ImportField::LeavingDate => there.leaving_on = Day::parse(&new),
            ImportField::Plain(field) => there.plain.set(field, Some(new)),
            ImportField::Role | ImportField::Status | ImportField::Enabled => {}
        }
    }
}

fn fill(there: &mut ExistingMember, person: &ImportedPerson, key: &str) {
    there.first_name = person.first_name.to_string();
    there.last_name = person.last_name.to_string();
    there.key = Some(key.to_owned());
    there.email = person.email.as_ref().map(ToString::to_string).unwrap_or_default();
    there.mis_id.clone_from(&person.mis_id);
    there.known_as = person.known_as.as_ref().map(ToString::to_string);
    there.job_title = person.job_title.as_ref().map(ToString::to_string);
    there.staff_code = person.staff_code.as_ref().map(ToString::to_string);
    there.plain.clone_from(&person.plain);
    there.leaving_on = person.leaving;
}

fn classes(plan: &Plan) -> Vec<RowClass> {
    plan.rows.iter().map(|row| row.class).collect()
}

fn names(plan: &Plan) -> Vec<&str> {
    plan.leavers.iter().map(|leaver| leaver.name.as_str()).collect()
}

fn said(row: &PlannedRow) -> Vec<String> {
    row.notes.iter().filter_map(RowNote::sentence).collect()
}
