//! What each row would do. Every row is in exactly one class.

mod compare;
mod identify;

use super::roles::{self, Given, Giving};
use super::{Choices, ImportedPerson, Matching, RowError, Table, row};
use crate::access::{Grants, Subject, acts_on};
use crate::day::Day;
use crate::id::MemberId;
use crate::invitation::{InvitationEffect, Invitee};
use crate::permission::SchoolRoles;
use crate::role::HeldRole;
use crate::user::{Access, Registration};
use identify::Found;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Somebody who is in the school already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub member: MemberId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Where mail reaches them; empty when nobody knows.
    pub email: String,
    /// What the MIS calls them by.
    pub mis_id: Option<String>,
    /// "Mrs", "Dr", …
    pub title: Option<String>,
    /// What they do at the school.
    pub job_title: Option<String>,
    /// The school's own label.
    pub username: Option<String>,
    /// The school's short code.
    pub staff_code: Option<String>,
    /// What the row of the last import was called that had them; nothing when they never were in one. The same row is
    /// found again by it.
    pub key: Option<String>,
    /// Their role.
    pub role: HeldRole,
    /// How far they have come.
    pub registration: Registration,
    /// Whether they are let in.
    pub access: Access,
}

impl Known {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// What decides what becomes of their invitation.
    pub fn invitee(&self) -> Invitee<'_> {
        Invitee { email: &self.email, registration: self.registration, access: self.access }
    }
}

/// What a row comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Class {
    /// Somebody with this name is there already, and nothing else says whether it is them.
    Possible,
    /// Something has to be put right in the file.
    Wrong,
    /// Somebody new.
    New,
    /// Somebody who is there, with something changed.
    Update,
    /// Somebody who is there, as they are in the file.
    Unchanged,
    /// Somebody the importer may not change.
    LeftAlone,
    /// Nobody to import: somebody who left, no staff, or a row that repeats another.
    PassedOver,
}

impl Class {
    /// All, in the order they are shown.
    pub const ALL: [Self; 7] =
        [Self::Possible, Self::Wrong, Self::New, Self::Update, Self::Unchanged, Self::LeftAlone, Self::PassedOver];

    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Possible => "Possible match",
            Self::Wrong => "Needs correcting",
            Self::New => "New",
            Self::Update => "Update",
            Self::Unchanged => "Unchanged",
            Self::LeftAlone => "Left alone",
            Self::PassedOver => "Passed over",
        }
    }

    /// As written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Wrong => "wrong",
            Self::New => "new",
            Self::Update => "update",
            Self::Unchanged => "unchanged",
            Self::LeftAlone => "left-alone",
            Self::PassedOver => "passed-over",
        }
    }
}

/// A field of somebody, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Its code: see [`ImportField::code`](super::ImportField::code).
    pub field: super::ImportField,
    /// What is there; empty for nothing.
    pub old: String,
    /// What comes.
    pub new: String,
}

/// What is written for a row when the import is confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Nothing.
    Nothing,
    /// Somebody is added with this role.
    Add(HeldRole),
    /// Somebody cannot be added before a role is chosen for them.
    Choose,
    /// The person is the one in the file; these fields change, perhaps none.
    Write(MemberId, Vec<FieldChange>),
}

/// Somebody a row may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub member: MemberId,
    /// Name, and what tells them apart.
    pub about: String,
}

/// A row and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRow {
    /// The number a spreadsheet shows beside it.
    pub number: u32,
    /// Whose it is, as far as it can be read.
    pub name: String,
    /// What it comes to.
    pub class: Class,
    /// What is written.
    pub deed: Deed,
    /// What it is found again by: see [`Known::key`].
    pub key: String,
    /// The person in it, when it can be read.
    pub person: Option<ImportedPerson>,
    /// What becomes of the invitation that waits for the person in it.
    pub invitation: InvitationEffect,
    /// What is good to know about it, in sentences.
    pub notes: Vec<String>,
    /// What is wrong with it.
    pub errors: Vec<RowError>,
    /// Whom it may be.
    pub candidates: Vec<Candidate>,
    /// Passed over only because people with this role or job title are left out.
    pub is_left_out: bool,
}

/// Somebody who is in Rolecall and not, or no longer, in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaver {
    /// Who.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// What they do at the school.
    pub job_title: String,
    /// Their role.
    pub role: HeldRole,
    /// What the file says of them; empty when it does not have them.
    pub why: String,
    /// Whether they are to be deactivated.
    pub ticked: bool,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Each row of the file, in its order.
    pub rows: Vec<PlannedRow>,
    /// Who could be leavers.
    pub leavers: Vec<Leaver>,
}

impl Plan {
    /// How many rows are of this class.
    pub fn count(&self, class: Class) -> u32 {
        u32::try_from(self.rows.iter().filter(|row| row.class == class).count()).unwrap_or(u32::MAX)
    }

    /// The people who would be added, or would be once a role is chosen.
    pub fn new_people(&self) -> impl Iterator<Item = &ImportedPerson> {
        self.rows
            .iter()
            .filter(|row| matches!(row.deed, Deed::Add(_) | Deed::Choose))
            .filter_map(|row| row.person.as_ref())
    }

    /// How many of them still need a role.
    pub fn without_role(&self) -> u32 {
        u32::try_from(self.rows.iter().filter(|row| row.deed == Deed::Choose).count()).unwrap_or(u32::MAX)
    }

    /// Whether confirming it would change anything.
    pub fn changes_anything(&self) -> bool {
        self.rows.iter().any(|row| match &row.deed {
            Deed::Add(_) => true,
            Deed::Write(_, changes) => !changes.is_empty(),
            Deed::Nothing | Deed::Choose => false,
        }) || self.leavers.iter().any(|leaver| leaver.ticked)
    }
}

/// What a plan is made from besides the people.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The file.
    pub table: &'a Table,
    /// What its columns hold.
    pub matching: &'a Matching,
    /// What was decided.
    pub choices: &'a Choices,
    /// Who imports.
    pub importer: &'a Grants,
    /// What the school says about its roles.
    pub school: &'a SchoolRoles,
    /// Whether the school's staff come from the MIS: then people who never came from there are no leavers.
    pub is_mis_fed: bool,
    /// The day it is.
    pub today: Day,
}

impl<'a> Setting<'a> {
    /// What decides which role new people get.
    pub const fn giving(self) -> Giving<'a> {
        Giving { choices: self.choices, importer: self.importer.role(), school: self.school }
    }
}

/// Works out what each row would do. `fold` makes texts that people take for the same the same.
pub fn plan(setting: Setting<'_>, known: &[Known], fold: impl Fn(&str) -> String) -> Plan {
    let headers = setting.table.headers(setting.matching.has_header);
    let rows = setting.table.people(setting.matching.has_header);
    let read: Vec<_> = rows.iter().map(|row| row::read(row, &headers, setting.matching, setting.today)).collect();
    let identified = identify::identify(&read, rows, known, &fold);
    let mut met = HashSet::new();
    let mut left = Vec::new();
    let mut planned = Vec::with_capacity(rows.len());
    for ((row, person), identified) in rows.iter().zip(read).zip(identified) {
        let name = person.as_ref().map_or_else(|_| raw_name(row, setting.matching), ImportedPerson::name);
        let mut out = PlannedRow {
            number: row.number,
            name,
            class: Class::Wrong,
            deed: Deed::Nothing,
            key: identified.key,
            person: None,
            invitation: InvitationEffect::Nothing,
            notes: identified.notes,
            errors: Vec::new(),
            candidates: Vec::new(),
            is_left_out: false,
        };
        match person {
            Err(errors) => out.errors = errors,
            Ok(mut person) => {
                if identified.is_shared {
                    person.email = None;
                }
                decide(&mut out, &person, identified.found, known, setting, &mut left);
                out.person = Some(person);
            }
        }
        if let Deed::Write(member, _) = &out.deed {
            met.insert(*member);
        }
        planned.push(out);
    }
    compare::settle(&mut planned, known);
    Plan { rows: planned, leavers: leavers(known, &met, &left, setting) }
}

/// Says what a readable row comes to, but for what it changes.
fn decide(
    out: &mut PlannedRow,
    person: &ImportedPerson,
    found: Found,
    known: &[Known],
    setting: Setting<'_>,
    left: &mut Vec<(MemberId, String)>,
) {
    match found {
        Found::Wrong(error) => out.errors.push(error),
        Found::Repeats(note) => {
            out.class = Class::PassedOver;
            out.notes.push(note);
        }
        Found::Known(place) => match known.get(place) {
            Some(there) => write(out, person, there, setting, left),
            None => add(out, person, setting),
        },
        Found::Nobody => add(out, person, setting),
        Found::Perhaps(places) => {
            let candidates: Vec<_> = places.iter().filter_map(|place| known.get(*place)).collect();
            let same = setting.choices.same.get(&out.number);
            let chosen = candidates.iter().find(|there| Some(&there.member) == same);
            match chosen {
                Some(there) => write(out, person, there, setting, left),
                None => add(out, person, setting),
            }
            out.candidates = candidates.iter().map(|there| candidate(there)).collect();
        }
    }
}

fn add(out: &mut PlannedRow, person: &ImportedPerson, setting: Setting<'_>) {
    if let Some(left) = &person.left {
        out.class = Class::PassedOver;
        out.notes.push(left.clone());
        return;
    }
    match setting.giving().given(person) {
        Given::LeftOut => {
            out.class = Class::PassedOver;
            out.is_left_out = true;
            let word = roles::word(person).map_or("", |(_, word)| word);
            out.notes.push(format!("“{word}” is left out"));
            return;
        }
        Given::Role(role) => out.deed = Deed::Add(role),
        Given::Open => {
            out.deed = Deed::Choose;
            out.notes.push("Needs a role".to_owned());
        }
    }
    out.class = Class::New;
}

fn write(
    out: &mut PlannedRow,
    person: &ImportedPerson,
    there: &Known,
    setting: Setting<'_>,
    left: &mut Vec<(MemberId, String)>,
) {
    if there.access == Access::Deleted {
        out.class = Class::LeftAlone;
        out.notes.push(format!("{} was deleted here. Restore them first to take what the file says", there.name()));
        return;
    }
    if let Err(denial) = acts_on(setting.importer, &Subject { member: there.member, role: there.role.level() }) {
        out.class = Class::LeftAlone;
        out.notes.push(denial.sentence());
        return;
    }
    if let Some(why) = &person.left {
        out.class = Class::PassedOver;
        out.notes.push(why.clone());
        left.push((there.member, why.clone()));
        return;
    }
    out.class = Class::Unchanged;
    if !matches!(there.access, Access::Active) {
        out.notes.push(format!("Stays {}", if there.access == Access::Blocked { "blocked" } else { "deactivated" }));
    }
    out.deed = Deed::Write(there.member, Vec::new());
}

fn candidate(there: &Known) -> Candidate {
    let facts = [there.email.as_str(), there.job_title.as_deref().unwrap_or_default()];
    let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let about = if facts.is_empty() { there.name() } else { format!("{} ({})", there.name(), facts.join(", ")) };
    Candidate { member: there.member, about }
}

fn raw_name(row: &super::TableRow, matching: &Matching) -> String {
    let cell = |field| matching.column_of(field).map_or("", |column| row.cell(column));
    let name = format!("{} {}", cell(super::ImportField::FirstName), cell(super::ImportField::LastName));
    name.trim().chars().take(100).collect()
}

/// Those at work here whom the file does not have, or says have left. Only people the importer may act on.
fn leavers(known: &[Known], met: &HashSet<MemberId>, left: &[(MemberId, String)], setting: Setting<'_>) -> Vec<Leaver> {
    let why_of = |there: &Known| left.iter().find(|(member, _)| *member == there.member).map(|(_, why)| why.clone());
    known
        .iter()
        .filter(|there| matches!(there.access, Access::Active | Access::Blocked) && !met.contains(&there.member))
        .filter(|there| acts_on(setting.importer, &Subject { member: there.member, role: there.role.level() }).is_ok())
        .filter_map(|there| {
            let why = why_of(there);
            let counts = why.is_some() || there.key.is_some() || !setting.is_mis_fed;
            counts.then(|| Leaver {
                member: there.member,
                name: there.name(),
                job_title: there.job_title.clone().unwrap_or_default(),
                role: there.role,
                why: why.unwrap_or_default(),
                ticked: setting.choices.leavers.contains(&there.member),
            })
        })
        .collect()
}
