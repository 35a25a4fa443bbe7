//! Who a row is: by what the MIS calls them, by the same row of an earlier import, then by their address, then by their staff
//! code. A name alone is asked about. Whoever was found one way is not looked for in another.

use super::Known;
use crate::import::{ImportedPerson, RowError, TableRow};
use crate::user::Access;
use std::collections::{HashMap, HashSet};

/// Who a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// This person, by their place among those known.
    Known(usize),
    /// Perhaps one of these.
    Perhaps(Vec<usize>),
    /// Nobody who is there.
    Nobody,
    /// The person another row has already; says so.
    Repeats(String),
    /// It cannot be said.
    Wrong(RowError),
}

/// What was found out about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identified {
    pub found: Found,
    /// By which it is found again: see [`Known::key`].
    pub key: String,
    /// Others in the file have the same address.
    pub is_shared: bool,
    pub notes: Vec<String>,
}

type Read = Result<ImportedPerson, Vec<RowError>>;

pub(super) fn identify(
    read: &[Read],
    rows: &[TableRow],
    known: &[Known],
    fold: &impl Fn(&str) -> String,
) -> Vec<Identified> {
    let name_key = |first: &str, last: &str| format!("{}\n{}", fold(last), fold(first));
    let names: Vec<_> = read
        .iter()
        .map(|person| {
            person.as_ref().map_or_else(
                |_| String::new(),
                |person| name_key(person.first_name.as_str(), person.last_name.as_str()),
            )
        })
        .collect();
    let keys: Vec<_> = read
        .iter()
        .zip(&names)
        .map(|(person, name)| person.as_ref().map_or_else(|_| String::new(), |person| key(person, name)))
        .collect();
    let file = WithinFile::of(read, rows, &names, &keys);
    let people = People::of(known, &name_key);
    let mut search = Search { people: &people, taken: HashSet::new(), found: file.found.clone() };
    for stage in [Stage::MisId, Stage::Key, Stage::Email, Stage::Code, Stage::Name] {
        for (place, ((person, name), key)) in read.iter().zip(&names).zip(&keys).enumerate() {
            if let Ok(person) = person {
                search.look(stage, place, Row { person, name, key, is_shared: file.shared.contains_key(&place) });
            }
        }
    }
    let found = search.found;
    keys.into_iter()
        .enumerate()
        .map(|(place, key)| Identified {
            found: found.get(&place).cloned().unwrap_or(Found::Nobody),
            key,
            is_shared: file.shared.contains_key(&place),
            notes: file.shared.get(&place).map(|others| vec![shared_note(others)]).unwrap_or_default(),
        })
        .collect()
}

/// What a row is found again by. Without an id of the MIS: everything that tells two rows apart.
fn key(person: &ImportedPerson, name: &str) -> String {
    match &person.mis_id {
        Some(id) => format!("id\n{id}"),
        None => {
            let email = person.email.as_ref().map(|email| email.key()).unwrap_or_default();
            let code = person.staff_code.as_ref().map(|code| code.as_str().to_lowercase()).unwrap_or_default();
            format!("row\n{name}\n{email}\n{code}")
        }
    }
}

fn shared_note(others: &[u32]) -> String {
    let rows: Vec<_> = others.iter().take(5).map(u32::to_string).collect();
    let what = if others.len() == 1 { "row" } else { "rows" };
    let more = if others.len() > 5 { " and more" } else { "" };
    format!("Same email address as {what} {}{more}, so nobody gets it", rows.join(", "))
}

/// The ways to find somebody, the surest first.
#[derive(Clone, Copy)]
enum Stage {
    MisId,
    Key,
    Email,
    Code,
    Name,
}

struct Row<'a> {
    person: &'a ImportedPerson,
    name: &'a str,
    key: &'a str,
    is_shared: bool,
}

/// The people there are, by what tells them apart.
struct People<'a> {
    known: &'a [Known],
    by_mis_id: HashMap<&'a str, usize>,
    by_key: HashMap<&'a str, usize>,
    by_email: HashMap<String, usize>,
    by_code: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    names: Vec<String>,
}

impl<'a> People<'a> {
    fn of(known: &'a [Known], name_key: &impl Fn(&str, &str) -> String) -> Self {
        let names: Vec<_> = known.iter().map(|there| name_key(&there.first_name, &there.last_name)).collect();
        let (mut by_code, mut by_name) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (place, (there, name)) in known.iter().zip(&names).enumerate() {
            if let Some(code) = &there.staff_code {
                by_code.entry(code.to_lowercase()).or_default().push(place);
            }
            by_name.entry(name.clone()).or_default().push(place);
        }
        let all = || known.iter().enumerate();
        Self {
            known,
            by_mis_id: all().filter_map(|(place, there)| Some((there.mis_id.as_deref()?, place))).collect(),
            by_key: all().filter_map(|(place, there)| Some((there.key.as_deref()?, place))).collect(),
            by_email: all()
                .filter(|(_, there)| !there.email.is_empty())
                .map(|(place, there)| (there.email.to_ascii_lowercase(), place))
                .collect(),
            by_code,
            by_name,
            names,
        }
    }

    fn shares_a_name(&self, place: usize, name: &str) -> bool {
        let there = self.names.get(place).map_or("", String::as_str);
        there.split('\n').zip(name.split('\n')).any(|(one, other)| one == other)
    }

    fn has_name(&self, place: usize, name: &str) -> bool {
        self.names.get(place).is_some_and(|other| other == name)
    }

    /// Whether the MIS calls the person by something else than the row's id.
    fn is_called_otherwise(&self, place: usize, person: &ImportedPerson) -> bool {
        let there = self.known.get(place).and_then(|there| there.mis_id.as_deref());
        matches!((there, person.mis_id.as_deref()), (Some(one), Some(other)) if one != other)
    }
}

struct Search<'a> {
    people: &'a People<'a>,
    /// Who was found for sure.
    taken: HashSet<usize>,
    found: HashMap<usize, Found>,
}

impl Search<'_> {
    fn look(&mut self, stage: Stage, place: usize, row: Row<'_>) {
        let is_open = matches!(self.found.get(&place), None | Some(Found::Perhaps(_)));
        if !is_open {
            return;
        }
        match stage {
            Stage::MisId => {
                let id = row.person.mis_id.as_deref();
                self.is(place, id.and_then(|id| self.people.by_mis_id.get(id)).copied());
            }
            Stage::Key => self.is(place, self.people.by_key.get(row.key).copied()),
            Stage::Email => {
                let email = row.person.email.as_ref().map(|email| email.key());
                let there = email.and_then(|email| self.people.by_email.get(&email)).copied();
                // Addresses such as head@ go from one person to the next, and families share theirs: a name must be the
                // same, and where several have the address, the whole name.
                match there {
                    Some(there) if row.is_shared && !self.people.has_name(there, row.name) => {}
                    Some(there) => self.is_if_named_so(place, there, &row),
                    None => {}
                }
            }
            Stage::Code => {
                let code = row.person.staff_code.as_ref().map(|code| code.as_str().to_lowercase());
                let there = code.and_then(|code| self.people.by_code.get(&code)).into_iter().flatten().copied();
                let mut there = there.filter(|there| !self.taken.contains(there));
                // Initials are given again when somebody leaves.
                if let (Some(there), None) = (there.next(), there.next()) {
                    self.is_if_named_so(place, there, &row);
                }
            }
            Stage::Name => self.perhaps(place, row.name),
        }
    }

    fn is(&mut self, place: usize, there: Option<usize>) {
        if let Some(there) = there
            && self.taken.insert(there)
        {
            self.found.insert(place, Found::Known(there));
        }
    }

    fn is_if_named_so(&mut self, place: usize, there: usize, row: &Row<'_>) {
        if self.people.shares_a_name(there, row.name) && !self.people.is_called_otherwise(there, row.person) {
            self.is(place, Some(there));
        } else {
            self.add_perhaps(place, there);
        }
    }

    fn add_perhaps(&mut self, place: usize, there: usize) {
        match self.found.entry(place).or_insert_with(|| Found::Perhaps(Vec::new())) {
            Found::Perhaps(places) if !places.contains(&there) => places.push(there),
            _ => {}
        }
    }

    /// Adds the namesakes, and leaves of those the row may be the ones who are at work here and not in the file for sure.
    fn perhaps(&mut self, place: usize, name: &str) {
        for there in self.people.by_name.get(name).into_iter().flatten() {
            self.add_perhaps(place, *there);
        }
        if let Some(Found::Perhaps(places)) = self.found.get_mut(&place) {
            let known = self.people.known;
            let is_there = |there: &usize| known.get(*there).is_some_and(|there| there.access != Access::Deleted);
            places.retain(|there| !self.taken.contains(there) && is_there(there));
            if places.is_empty() {
                self.found.insert(place, Found::Nobody);
            }
        }
    }
}

/// Rows that say the same of the same person, rows that contradict each other, and rows that share an address with others.
struct WithinFile {
    found: HashMap<usize, Found>,
    shared: HashMap<usize, Vec<u32>>,
}

impl WithinFile {
    fn of(read: &[Read], rows: &[TableRow], names: &[String], keys: &[String]) -> Self {
        let number = |place: usize| rows.get(place).map_or(0, |row| row.number);
        let name = |place: usize| names.get(place).map_or("", String::as_str);
        let mut found = HashMap::new();
        let mut by_key: HashMap<&str, usize> = HashMap::new();
        let mut by_email: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, (person, key)) in read.iter().zip(keys).enumerate() {
            let Ok(person) = person else { continue };
            let before = *by_key.entry(key).or_insert(place);
            if before != place {
                if name(before) != name(place) {
                    let id = person.mis_id.as_deref().unwrap_or_default();
                    found.insert(place, same_id(id, number(before)));
                    found.insert(before, same_id(id, number(place)));
                } else if person.mis_id.is_none() && person.email.is_none() && person.staff_code.is_none() {
                    found.insert(place, same_name(number(before)));
                } else {
                    found.insert(place, Found::Repeats(format!("The same person as in row {}", number(before))));
                }
            } else if let Some(email) = &person.email {
                by_email.entry(email.key()).or_default().push(place);
            }
        }
        let mut shared = HashMap::new();
        for sharers in by_email.into_values().filter(|sharers| sharers.len() > 1) {
            for place in &sharers {
                let others = sharers.iter().filter(|other| *other != place).map(|other| number(*other)).collect();
                shared.insert(*place, others);
            }
        }
        Self { found, shared }
    }
}

fn same_name(row: u32) -> Found {
    let message =
        format!("Row {row} has the same name, and nothing tells the two apart. Add an email address or a staff code");
    Found::Wrong(RowError { column: String::new(), message })
}

fn same_id(id: &str, row: u32) -> Found {
    let message = format!("Row {row} has the same MIS id, {id}, and another name. Correct one of the two");
    Found::Wrong(RowError { column: String::new(), message })
}
