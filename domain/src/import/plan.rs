//! The plan of an import: what each row would do. Every row is in exactly one class.
//!
//! The steps are in `plan/`: finding out who a row is (`identify`, `identifiers`, `conflicts`), deciding its class and
//! action (`deciding`, `adding`, `class`), working out changed fields (`resolve`), and finding members who are missing
//! from the file (`missing`). Writing is the backend's job.

mod adding;
mod class;
mod conflicts;
mod deciding;
mod identifiers;
mod identify;
mod missing;
mod resolve;

pub use class::RowClass;

use super::roles::RoleAssignment;
use super::{
    Choices, ExistingMember, ImportField, ImportedPerson, Matching, MissingFromFile, MissingReason, Question, RowError,
    RowNote, Table, TableRow, row,
};
use crate::access::Grants;
use crate::day::Day;
use crate::id::MemberId;
use crate::invitation::InvitationEffect;
use crate::moment::Moment;
use crate::permission::SchoolRoles;
use crate::role::HeldRole;
use deciding::RowPlanner;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A changed field of a member, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field.
    pub field: ImportField,
    /// The value before; empty for none.
    pub old: String,
    /// The value after.
    pub new: String,
}

/// A new role that the file gives an existing member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChange {
    /// The member's present role.
    pub before: HeldRole,
    /// The role in the file.
    pub after: HeldRole,
    /// Whether the member gets it.
    pub ticked: bool,
}

impl RoleChange {
    /// Whether the change may let the member do more. Only a lower level certainly does not.
    pub fn is_rise(self) -> bool {
        !self.before.level().is_above(self.after.level())
    }
}

/// What confirming the import writes for a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowAction {
    /// Nothing.
    Nothing,
    /// Adds a member with this role.
    Add(HeldRole),
    /// Nothing yet: a new member needs a role to be chosen first.
    Choose,
    /// Updates an existing member with these changed fields, of which there may be none.
    Write(MemberId, Vec<FieldChange>),
}

/// A row with its class and action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRow {
    /// The row's id: see [`TableRow::id`].
    pub row: u32,
    /// The name in the row, as far as it can be read.
    pub name: String,
    /// The row's class.
    pub class: RowClass,
    /// What confirming writes.
    pub action: RowAction,
    /// The key by which the row is found again: see [`ExistingMember::key`]. `None` where the member was found by name
    /// alone, which proves nothing for the next import.
    pub key: Option<String>,
    /// The person in the row, when it can be read.
    pub person: Option<ImportedPerson>,
    /// A new role for an existing member, if the file gives them one.
    pub role_change: Option<RoleChange>,
    /// The effect on the person's open invitation.
    pub invitation: InvitationEffect,
    /// Notes about the row.
    pub notes: Vec<RowNote>,
    /// Errors in the row.
    pub errors: Vec<RowError>,
    /// Fields that are blank in the file and keep their values.
    pub kept: Vec<ImportField>,
    /// The question who the person is, if there is one.
    pub question: Option<Question>,
    /// Whether the row is skipped only because people with this role or job title are left out.
    pub is_left_out: bool,
}

impl PlannedRow {
    /// Whether confirming writes anything for the row.
    pub fn changes_anything(&self) -> bool {
        match &self.action {
            RowAction::Add(_) => true,
            RowAction::Write(_, changes) => !changes.is_empty() || self.role_change.is_some_and(|change| change.ticked),
            RowAction::Nothing | RowAction::Choose => false,
        }
    }
}

/// The plan of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The rows of the file, in order.
    pub rows: Vec<PlannedRow>,
    /// Leavers by the file, and members who are not in it.
    pub leavers: Vec<MissingFromFile>,
    /// Whether nobody in the file is known here by address or name, and the importer has not confirmed that it is this
    /// school's.
    pub is_strange: bool,
}

impl Plan {
    /// The number of rows in this class.
    pub fn count(&self, class: RowClass) -> u32 {
        count(self.rows.iter().filter(|row| row.class == class))
    }

    /// The people who would be added, including those who still need a role.
    pub fn new_people(&self) -> impl Iterator<Item = &ImportedPerson> {
        self.rows
            .iter()
            .filter(|row| matches!(row.action, RowAction::Add(_) | RowAction::Choose))
            .filter_map(|row| row.person.as_ref())
    }

    /// The number of new people who still need a role.
    pub fn without_role(&self) -> u32 {
        count(self.rows.iter().filter(|row| row.action == RowAction::Choose))
    }

    /// The number of ticked leavers.
    pub fn ticked_leavers(&self) -> u32 {
        count(self.leavers.iter().filter(|leaver| leaver.ticked))
    }

    /// The numbers for the button that confirms.
    pub fn tally(&self) -> PlanTotals {
        PlanTotals {
            imported: count(self.rows.iter().filter(|row| row.changes_anything() || row.action == RowAction::Choose)),
            deactivated: self.ticked_leavers(),
            open: self.count(RowClass::Question) + self.count(RowClass::Wrong),
        }
    }

    /// Whether confirming would change anything.
    pub fn changes_anything(&self) -> bool {
        self.rows.iter().any(PlannedRow::changes_anything) || self.leavers.iter().any(|leaver| leaver.ticked)
    }

    /// The number of new people for each role, the strongest role first.
    pub fn roles_given(&self) -> Vec<(HeldRole, u32)> {
        let mut given: BTreeMap<(usize, String), (HeldRole, u32)> = BTreeMap::new();
        for row in &self.rows {
            let RowAction::Add(role) = row.action else { continue };
            given.entry((role.level().index(), role.code().into_owned())).or_insert((role, 0)).1 += 1;
        }
        given.into_values().collect()
    }
}

fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}

/// What confirming does, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTotals {
    /// The rows that add or change a member.
    pub imported: u32,
    /// The members who are deactivated.
    pub deactivated: u32,
    /// The rows that are skipped because they need an answer or a correction first.
    pub open: u32,
}

impl PlanTotals {
    /// The label of the button.
    pub fn sentence(self) -> String {
        let rows = |count: u32| if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
        let imports = (self.imported > 0).then(|| format!("import {}", self.imported));
        let deactivates =
            (self.deactivated > 0).then(|| format!("deactivate {}", crate::bulk::count_people(self.deactivated)));
        let skips = (self.open > 0).then(|| format!("skip {}", rows(self.open)));
        let is_nothing = imports.is_none() && deactivates.is_none();
        let finish = is_nothing.then(|| "finish".to_owned());
        let parts: Vec<_> = [finish, imports, deactivates, skips].into_iter().flatten().collect();
        let said = if is_nothing && self.open == 0 { "finish: nothing to change".to_owned() } else { parts.join(", ") };
        let mut letters = said.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

/// The inputs of a plan, besides the members.
#[derive(Clone, Copy, Debug)]
pub struct PlanContext<'a> {
    /// The file as a table.
    pub table: &'a Table,
    /// The fields of its columns.
    pub matching: &'a Matching,
    /// The importer's decisions.
    pub choices: &'a Choices,
    /// The keys of rows that were left alone in earlier imports.
    pub left_before: &'a BTreeSet<String>,
    /// The importer's grants.
    pub importer: &'a Grants,
    /// The school's roles.
    pub school: &'a SchoolRoles,
    /// Whether the school's staff come from the MIS. If so, members who never came from there are not leavers.
    pub is_mis_fed: bool,
    /// Today.
    pub today: Day,
    /// The present moment.
    pub now: Moment,
}

impl<'a> PlanContext<'a> {
    /// What decides the roles of new members.
    pub fn giving(self) -> RoleAssignment<'a> {
        let column = self.matching.column_of(ImportField::Role);
        let mut rows = self.table.people(self.matching.has_header).iter();
        let has_old_names = column.is_some_and(|column| rows.any(|row| super::roles::is_old_name(row.cell(column))));
        self.giving_with(has_old_names)
    }

    /// What decides the roles of new members, given whether the file has old names of roles.
    fn giving_with(self, has_old_names: bool) -> RoleAssignment<'a> {
        let (choices, importer) = (self.choices, self.importer.role());
        RoleAssignment {
            choices,
            importer,
            school: self.school,
            has_old_names,
            is_one_roster: self.table.is_one_roster(),
        }
    }
}

/// Works out what each row would do. `normalise` maps texts that people consider the same to one text.
pub fn plan(setting: PlanContext<'_>, existing: &[ExistingMember], normalise: impl Fn(&str) -> String) -> Plan {
    let headers = setting.table.headers(setting.matching.has_header);
    let rows: Vec<_> =
        setting.table.people(setting.matching.has_header).iter().map(|row| corrected(row, setting)).collect();
    let is_month_first = has_month_first(&rows, setting.matching);
    let read: Vec<_> = rows.iter().map(|row| read_row(row, &headers, setting, is_month_first)).collect();
    let signs = identifiers::RowIdentifiers::of_file(&rows, &read, setting.matching, &normalise);
    let members: Vec<_> =
        existing.iter().map(|there| identifiers::RowIdentifiers::of_member(there, &normalise)).collect();
    let identified = identify::identify(&read, &rows, setting.table, &signs, (existing, &members));
    let mut deciding = RowPlanner::new(setting, existing);
    let mut planned = Vec::with_capacity(rows.len());
    for ((row, person), identified) in rows.iter().zip(read).zip(identified) {
        let name = person.as_ref().map_or_else(|_| raw_name(row, setting.matching), ImportedPerson::name);
        let mut out = PlannedRow {
            row: row.id(),
            name,
            class: RowClass::Wrong,
            action: RowAction::Nothing,
            key: Some(identified.key),
            person: None,
            role_change: None,
            invitation: InvitationEffect::Nothing,
            notes: identified.notes,
            errors: Vec::new(),
            kept: Vec::new(),
            question: None,
            is_left_out: false,
        };
        out.notes.extend(found_in_cells(setting, &headers, row));
        match person {
            Err(errors) => out.errors = errors,
            Ok(mut person) => {
                if identified.is_shared {
                    person.email = None;
                }
                out.notes.append(&mut person.notes);
                deciding.decide(&mut out, &person, identified.found);
                out.person = Some(person);
            }
        }
        planned.push(out);
    }
    let named = deciding.into_named();
    resolve::settle(&mut planned, existing, setting.matching);
    let present = signs.present(existing, &members);
    let is_strange = !setting.choices.is_ours && identifiers::is_strange(&planned, &present, existing);
    Plan { leavers: missing::leavers(existing, &planned, &present, &named, setting), rows: planned, is_strange }
}

/// What the file says about a member with access: the row, and whether the match is certain.
#[derive(Clone, Debug)]
struct NamedRow {
    member: MemberId,
    row: u32,
    reason: MissingReason,
    is_certain: bool,
}

/// Whether the file's leaving dates have the month first.
fn has_month_first(rows: &[Cow<'_, TableRow>], matching: &Matching) -> bool {
    let column = matching.column_of(ImportField::LeavingDate);
    column.is_some_and(|column| super::clean::has_month_first(rows.iter().map(|row| row.cell(column))))
}

fn read_row(
    row: &TableRow,
    headers: &[String],
    setting: PlanContext<'_>,
    is_month_first: bool,
) -> Result<ImportedPerson, Vec<RowError>> {
    let corrected = setting.choices.corrections.get(&row.id()).map_or(&[][..], Vec::as_slice);
    row::read((setting.table, row), corrected, headers, setting.matching, (setting.today, is_month_first))
}

/// The row with the corrections made on the page.
fn corrected<'a>(row: &'a TableRow, setting: PlanContext<'_>) -> Cow<'a, TableRow> {
    let Some(cells) = setting.choices.corrections.get(&row.id()) else { return Cow::Borrowed(row) };
    let mut row = row.clone();
    for (field, text) in cells {
        let Some(column) = setting.matching.column_of(*field) else { continue };
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = row.cells.get_mut(column) {
            cell.clone_from(text);
        }
    }
    Cow::Owned(row)
}

/// The findings in the imported cells, without those in corrected cells.
fn found_in_cells<'a>(
    setting: PlanContext<'a>,
    headers: &'a [String],
    row: &'a TableRow,
) -> impl Iterator<Item = RowNote> + 'a {
    let corrected = setting.choices.corrections.get(&row.id());
    setting.table.findings_of(row).iter().filter_map(move |found| {
        let column = usize::from(found.column);
        let field = setting.matching.columns.get(column).copied().flatten()?;
        let is_corrected =
            corrected.is_some_and(|cells| cells.iter().any(|(one, text)| *one == field && !text.is_empty()));
        let column = headers.get(column).cloned().unwrap_or_default();
        (!is_corrected).then(|| RowNote::Cell { column, finding: found.finding.clone() })
    })
}

fn raw_name(row: &TableRow, matching: &Matching) -> String {
    let cell = |field| matching.column_of(field).map_or("", |column| row.cell(column));
    let name = format!("{} {}", cell(ImportField::FirstName), cell(ImportField::LastName));
    name.trim().chars().take(100).collect()
}
