//! OneRoster zips, versions 1.1 and 1.2: people, their roles with organisations and dates, and how much of the school
//! the zip covers.

use super::bundle::Bundle;
use super::rows::RawRow;
use super::text::{self, TextFile};
use domain::day::Day;
use domain::import::clean::{Leaving, is_gone, read_leaving};
use domain::import::{CellFinding, Extent, ListFault, Organisation, ReadingChoices, Roster, RosterAnswer, RosterRole};
use domain::name::tidy;
use std::collections::{BTreeMap, HashMap};

/// Reads the people of a zip; the role column holds the strongest of a person's roles that count.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read(
    bundle: &mut Bundle<'_>,
    users: &str,
    choices: &ReadingChoices,
) -> Result<(TextFile, Roster), ListFault> {
    let mut people = text::read(&bundle.read(users)?, choices)?;
    let mut beside = |name: &str| -> Result<Option<Sheet>, ListFault> {
        let Some(path) = bundle.find_beside(users, name) else { return Ok(None) };
        Ok(Some(Sheet::of(text::read(&bundle.read(&path)?, &ReadingChoices::default())?)))
    };
    let manifest = beside("manifest.csv")?.map(Manifest::of).unwrap_or_default();
    // A file that the manifest calls absent is ignored, even if it exists.
    let roles = if manifest.says("roles", "absent") { None } else { beside("roles.csv")? };
    let orgs = beside("orgs.csv")?;
    let held = Held::of(&people, roles.as_ref());
    let mut roster = Roster {
        version: manifest.version(),
        extent: manifest.extent(),
        organisations: held.organisations(orgs.as_ref()),
        organisation: None,
    };
    roster.organisation = own(&roster.organisations, choices);
    answer(&mut people, &held, &roster, choices);
    Ok((people, roster))
}

/// A file of the zip: its headings in lower case, and its rows.
struct Sheet {
    columns: HashMap<String, usize>,
    rows: Vec<RawRow>,
}

impl Sheet {
    fn of(file: TextFile) -> Self {
        let mut rows = file.rows.rows.into_iter();
        let columns = columns(rows.next().as_ref());
        Self { columns, rows: rows.collect() }
    }

    fn get<'a>(&self, row: &'a RawRow, name: &str) -> &'a str {
        self.columns.get(name).map_or("", |column| row.cell(*column))
    }
}

fn columns(headings: Option<&RawRow>) -> HashMap<String, usize> {
    let cells = headings.map(|row| row.cells.as_slice()).unwrap_or_default();
    cells.iter().enumerate().map(|(column, name)| (name.to_lowercase(), column)).collect()
}

/// The contents of the manifest.
#[derive(Default)]
struct Manifest {
    properties: HashMap<String, String>,
}

impl Manifest {
    fn of(sheet: Sheet) -> Self {
        let pair = |row: &RawRow| (row.cell(0).to_lowercase(), row.cell(1).to_lowercase());
        Self { properties: sheet.rows.iter().map(pair).collect() }
    }

    fn says(&self, file: &str, what: &str) -> bool {
        self.properties.get(&format!("file.{file}")).is_some_and(|said| said == what)
    }

    fn version(&self) -> String {
        let said = self.properties.get("oneroster.version").map(String::as_str).unwrap_or_default();
        said.chars().filter(|sign| sign.is_ascii_digit() || *sign == '.').take(8).collect()
    }

    fn extent(&self) -> Extent {
        match () {
            () if self.says("users", "bulk") => Extent::Bulk,
            // A file of people that the manifest calls absent is never treated as complete.
            () if self.says("users", "delta") || self.says("users", "absent") => Extent::Delta,
            () => Extent::Unsaid,
        }
    }
}

/// The roles people hold, by sourcedId.
struct Held {
    of: HashMap<String, Vec<RosterRole>>,
}

impl Held {
    fn of(people: &TextFile, roles: Option<&Sheet>) -> Self {
        let mut of: HashMap<String, Vec<RosterRole>> = HashMap::new();
        if let Some(sheet) = roles {
            for row in &sheet.rows {
                let role = RosterRole {
                    role: sheet.get(row, "role").to_owned(),
                    organisation: sheet.get(row, "orgsourcedid").to_owned(),
                    begins: day(sheet.get(row, "begindate")),
                    ends: day(sheet.get(row, "enddate")),
                    is_deleted: is_gone(sheet.get(row, "status")),
                };
                of.entry(sheet.get(row, "usersourcedid").to_owned()).or_default().push(role);
            }
        }
        // In OneRoster 1.1 each person has one role, at all of their organisations.
        let columns = columns(people.rows.rows.first());
        let (id, role) = (columns.get("sourcedid"), columns.get("role"));
        let orgs = columns.get("orgsourcedids").or_else(|| columns.get("orgsourcedid"));
        if let (Some(id), Some(role)) = (id, role) {
            for row in people.rows.rows.iter().skip(1).filter(|row| !row.cell(*role).is_empty()) {
                let places = orgs.map_or("", |orgs| row.cell(*orgs));
                let mut places: Vec<&str> = places.split([',', ';']).map(str::trim).collect();
                places.dedup();
                of.entry(row.cell(*id).to_owned()).or_insert_with(|| {
                    let at = |organisation: &&str| RosterRole {
                        role: row.cell(*role).to_owned(),
                        organisation: (*organisation).to_owned(),
                        ..RosterRole::default()
                    };
                    places.iter().map(at).collect()
                });
            }
        }
        Self { of }
    }

    /// The organisations at which staff have roles.
    fn organisations(&self, orgs: Option<&Sheet>) -> Vec<Organisation> {
        let mut people: BTreeMap<&str, u32> = BTreeMap::new();
        for roles in self.of.values() {
            let mut places: Vec<&str> = roles
                .iter()
                .filter(|role| !role.organisation.is_empty() && !role.is_deleted && is_staff(&role.role))
                .map(|role| role.organisation.as_str())
                .collect();
            places.sort_unstable();
            places.dedup();
            for place in places {
                *people.entry(place).or_default() += 1;
            }
        }
        let name = |id: &str| {
            let sheet = orgs?;
            let row = sheet.rows.iter().find(|row| sheet.get(row, "sourcedid") == id)?;
            Some(tidy(sheet.get(row, "name"))).filter(|name| !name.is_empty())
        };
        let organisation = |(id, people): (&str, u32)| Organisation {
            id: id.to_owned(),
            name: name(id).unwrap_or_else(|| id.to_owned()),
            people,
        };
        people.into_iter().map(organisation).collect()
    }
}

fn is_staff(role: &str) -> bool {
    !["student", "parent", "guardian", "relative", ""].iter().any(|other| role.eq_ignore_ascii_case(other))
}

/// The organisation that is this school: the chosen one, or the one with its name.
fn own(organisations: &[Organisation], choices: &ReadingChoices) -> Option<String> {
    let chosen = choices.organisation.as_ref().filter(|chosen| organisations.iter().any(|one| one.id == **chosen));
    let plain = |name: &str| {
        name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let mut called = organisations.iter().filter(|one| plain(&one.name) == plain(&choices.school));
    let called = match (called.next(), called.next()) {
        (Some(one), None) => Some(&one.id),
        _ => None,
    };
    chosen.or(called).cloned()
}

/// Fills in the role that counts, row by row.
fn answer(people: &mut TextFile, held: &Held, roster: &Roster, choices: &ReadingChoices) {
    if held.of.is_empty() {
        return;
    }
    let columns = columns(people.rows.rows.first());
    let Some(id) = columns.get("sourcedid").copied() else { return };
    let width = people.rows.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let role = columns.get("role").copied().unwrap_or(width);
    for (number, row) in people.rows.rows.iter_mut().enumerate() {
        if row.cells.len() <= role {
            row.cells.resize(role + 1, String::new());
        }
        let Some(cell) = row.cells.get(id).cloned() else { continue };
        let Some(place) = row.cells.get_mut(role) else { continue };
        if number == 0 {
            "role".clone_into(place);
            continue;
        }
        let Some(roles) = held.of.get(&cell) else { continue };
        let mut answer = RosterAnswer::of(roles, choices.today, roster.organisation.as_deref());
        // Until the school's organisation is chosen, roles at one of several do not count.
        if roster.needs_organisation() && roles.iter().any(|role| !role.organisation.is_empty() && is_staff(&role.role))
        {
            answer.role.clear();
        }
        place.clone_from(&answer.role);
        let column = u16::try_from(role).unwrap_or(u16::MAX);
        if answer.is_elsewhere {
            row.findings.push((column, CellFinding::OtherOrganisation));
        } else if !answer.not_counted.is_empty() {
            row.findings.push((column, CellFinding::RolesNotCounted(answer.not_counted)));
        }
    }
}

/// A day in OneRoster's format, with or without a time. Placeholders such as 1900-01-01 count as none.
fn day(text: &str) -> Option<Day> {
    match read_leaving(text) {
        Leaving::On(day) => Some(day),
        Leaving::Unsaid | Leaving::Placeholder(_) | Leaving::Unreadable(_) => None,
    }
}
