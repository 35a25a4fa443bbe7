//! The signs by which people are identified: MIS id, address, full name, staff code.

use super::{PlannedRow, RowClass};
use crate::id::MemberId;
use crate::import::clean;
use crate::import::{ExistingMember, ImportField, ImportedPerson, Matching, RowError, TableRow};
use crate::user::Access;
use std::borrow::Cow;
use std::collections::HashSet;

/// The signs of a row or a member; empty where there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowIdentifiers {
    pub mis_id: String,
    pub email: String,
    /// Folded last and first name, separated by a line break.
    pub name: String,
    /// The name with only the first of several first names.
    pub short_name: String,
    pub code: String,
}

/// The signs of every row of a file, including rows that cannot be read.
pub(super) struct FileIdentifiers {
    pub rows: Vec<RowIdentifiers>,
    /// Every address in unreadable rows.
    addresses: HashSet<String>,
}

type Read = Result<ImportedPerson, Vec<RowError>>;

impl RowIdentifiers {
    /// The signs of every row. Unreadable rows use their raw cells.
    pub fn of_file(
        rows: &[Cow<'_, TableRow>],
        read: &[Read],
        matching: &Matching,
        normalise: &impl Fn(&str) -> String,
    ) -> FileIdentifiers {
        let signs = rows.iter().zip(read).map(|(row, person)| match person {
            Ok(person) => Self::of_person(person, normalise),
            Err(_) => Self::of_cells(row, matching, normalise),
        });
        let column = matching.column_of(ImportField::Email);
        let unread = rows.iter().zip(read).filter(|(_, person)| person.is_err());
        let cells = unread.filter_map(|(row, _)| Some(row.cell(column?)));
        let addresses = cells.flat_map(clean::addresses_in).collect();
        FileIdentifiers { rows: signs.collect(), addresses }
    }

    fn of_person(person: &ImportedPerson, normalise: &impl Fn(&str) -> String) -> Self {
        let code = person.staff_code.as_ref().map(|code| code.as_str().to_lowercase());
        Self {
            mis_id: person.mis_id.clone().unwrap_or_default(),
            email: person.email.as_ref().map(|email| email.key()).unwrap_or_default(),
            name: name_key(person.first_name.as_str(), person.last_name.as_str(), normalise),
            short_name: name_key(first_of(person.first_name.as_str()), person.last_name.as_str(), normalise),
            code: code.unwrap_or_default(),
        }
    }

    fn of_cells(row: &TableRow, matching: &Matching, normalise: &impl Fn(&str) -> String) -> Self {
        let cell = |field| matching.column_of(field).map_or("", |column| row.cell(column)).trim();
        let (first, last) = (cell(ImportField::FirstName), cell(ImportField::LastName));
        // For example "Smith, John" in the column for one of the names.
        let whole = if first.is_empty() { last } else { first };
        let parted = whole.split_once(',').filter(|_| first.is_empty() || last.is_empty());
        let (first, last) = parted.map_or((first, last), |(last, first)| (first.trim(), last.trim()));
        let first = clean::title_and_first_name(first).map_or(first, |(_, name)| name);
        let is_named = !first.is_empty() && !last.is_empty();
        Self {
            mis_id: cell(ImportField::MisId).to_owned(),
            email: cell(ImportField::Email).to_lowercase(),
            name: if is_named { name_key(first, last, normalise) } else { String::new() },
            short_name: String::new(),
            code: cell(ImportField::StaffCode).to_lowercase(),
        }
    }

    /// The signs of an existing member.
    pub fn of_member(there: &ExistingMember, normalise: &impl Fn(&str) -> String) -> Self {
        Self {
            mis_id: there.mis_id.clone().unwrap_or_default(),
            email: there.email.to_ascii_lowercase(),
            name: name_key(&there.first_name, &there.last_name, normalise),
            short_name: name_key(first_of(&there.first_name), &there.last_name, normalise),
            code: there.staff_code.as_ref().map(|code| code.to_lowercase()).unwrap_or_default(),
        }
    }

    /// The number of signs that agree: MIS id, address, full name and, beside the name, staff code.
    pub fn agreements(&self, other: &Self) -> usize {
        let is_same = |one: &str, other: &str| !one.is_empty() && one == other;
        let has_name = is_same(&self.name, &other.name);
        usize::from(is_same(&self.mis_id, &other.mis_id))
            + usize::from(is_same(&self.email, &other.email))
            + usize::from(has_name)
            + usize::from(has_name && is_same(&self.code, &other.code))
    }

    /// Whether the first names are the same.
    pub fn has_first_name_of(&self, other: &Self) -> bool {
        let first = |signs: &Self| signs.name.split_once('\n').map(|(_, first)| first.to_owned());
        first(self).is_some() && first(self) == first(other)
    }

    /// The name with first and last name swapped.
    pub fn turned_name(&self) -> String {
        self.name.split_once('\n').map(|(last, first)| format!("{first}\n{last}")).unwrap_or_default()
    }

    /// Whether MIS id or address show that it is a different person.
    pub fn contradicts(&self, other: &Self) -> bool {
        let differs = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
        differs(&self.mis_id, &other.mis_id) || differs(&self.email, &other.email)
    }
}

impl FileIdentifiers {
    /// The members who share any sign with a row; they count as being in the file.
    pub fn present(&self, existing: &[ExistingMember], members: &[RowIdentifiers]) -> HashSet<MemberId> {
        let all = |pick: fn(&RowIdentifiers) -> &String| -> HashSet<&str> {
            self.rows.iter().map(|signs| pick(signs).as_str()).filter(|sign| !sign.is_empty()).collect()
        };
        let (ids, emails) = (all(|signs| &signs.mis_id), all(|signs| &signs.email));
        let (names, codes) = (all(|signs| &signs.name), all(|signs| &signs.code));
        existing
            .iter()
            .zip(members)
            .filter(|(_, signs)| {
                ids.contains(signs.mis_id.as_str())
                    || emails.contains(signs.email.as_str())
                    || self.addresses.contains(&signs.email)
                    || names.contains(signs.name.as_str())
                    || codes.contains(signs.code.as_str())
            })
            .map(|(there, _)| there.member)
            .collect()
    }
}

/// The number of members and of rows from which a file without a common address or name is queried.
const MANY: usize = 5;
const SEVERAL: usize = 3;

/// Whether the file seems to belong to another school: nobody in it is known here, and no address has a domain of this
/// school.
pub(super) fn is_strange(rows: &[PlannedRow], present: &HashSet<MemberId>, existing: &[ExistingMember]) -> bool {
    let here = existing.iter().filter(|there| there.access != Access::Deleted);
    let readable = rows.iter().filter(|row| row.class != RowClass::Wrong).count();
    if here.clone().count() < MANY || readable < SEVERAL || !present.is_empty() {
        return false;
    }
    let domain = |email: &str| email.rsplit_once('@').map(|(_, domain)| domain.to_ascii_lowercase());
    let domains: HashSet<_> = here.filter_map(|there| domain(&there.email)).collect();
    let people = rows.iter().filter_map(|row| row.person.as_ref());
    let is_here = |domain: String| domains.contains(&domain) && !ANYBODY.contains(&domain.as_str());
    let mut found = people.filter_map(|person| person.email.as_ref()).filter_map(|email| domain(email.as_str()));
    // A member imported before whose row has the same key shares its signs anyway.
    !found.any(is_here)
}

/// Domains at which anybody can have an address.
const ANYBODY: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "hotmail.co.uk",
    "live.co.uk",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "btinternet.com",
    "aol.com",
];

/// The name as a key. Spaces, hyphens and apostrophes do not matter: "Jean Luc O’Brien" equals "Jean-Luc O Brien".
fn name_key(first: &str, last: &str, normalise: &impl Fn(&str) -> String) -> String {
    let plain = |name: &str| {
        let folded = normalise(name);
        let letters: String = folded.chars().filter(|sign| sign.is_alphanumeric()).collect();
        if letters.is_empty() { folded } else { letters }
    };
    format!("{}\n{}", plain(last), plain(first))
}

/// The first of several first names.
fn first_of(names: &str) -> &str {
    names.split_whitespace().next().unwrap_or_default()
}
