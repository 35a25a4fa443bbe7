//! Finds out who a row is: the same row as in an earlier import, or a member with whom two signs agree. One sign alone
//! makes a question.

use super::conflicts::RowConflicts;
use super::identifiers::{FileIdentifiers, RowIdentifiers};
use crate::import::{ExistingMember, ImportedPerson, Question, QuestionKind, RowError, RowNote, Table, TableRow};
use crate::limits;
use crate::user::Access;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The result of identifying a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MatchResult {
    /// This member, by their place among the existing members.
    Known(usize),
    /// This member, found only by a name that is unique both in the school and in the file.
    ByName(usize),
    /// Possibly one of the members in the question.
    Perhaps(Question),
    /// No existing member.
    Nobody,
    /// A repetition of another row's person; the note names that row.
    Repeats(RowNote),
    /// The person cannot be identified.
    Wrong(RowError),
}

/// What was found out about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowMatch {
    pub found: MatchResult,
    /// The key by which the row is found again: see [`ExistingMember::key`].
    pub key: String,
    /// Whether other rows have the same address.
    pub is_shared: bool,
    pub notes: Vec<RowNote>,
}

/// The most rounds of looking for members: one row may depend on another being found, and that one on a third.
const ROUNDS: usize = 8;

pub(super) fn identify(
    read: &[Result<ImportedPerson, Vec<RowError>>],
    rows: &[Cow<'_, TableRow>],
    table: &Table,
    file: &FileIdentifiers,
    (existing, members): (&[ExistingMember], &[RowIdentifiers]),
) -> Vec<RowMatch> {
    let keys: Vec<_> = read.iter().map(|person| person.as_ref().map_or_else(|_| String::new(), key)).collect();
    let within = RowConflicts::of(read, rows, table, &file.rows, &keys);
    let open: Vec<_> = (0..read.len())
        .filter(|place| read.get(*place).is_some_and(Result::is_ok) && !within.found.contains_key(place))
        .collect();
    let mut search = Search {
        people: People::of(existing, members),
        file: &file.rows,
        shared: within.shared.keys().copied().collect(),
        taken: HashSet::new(),
        found: within.found,
    };
    search.by_key(&open, &keys);
    search.by_agreements(&open);
    search.by_one_sign(&open);
    keys.into_iter()
        .enumerate()
        .map(|(place, key)| RowMatch {
            found: search.found.remove(&place).unwrap_or(MatchResult::Nobody),
            key,
            is_shared: within.shared.contains_key(&place),
            notes: within.shared.get(&place).cloned().into_iter().collect(),
        })
        .collect()
}

/// The key by which a row is found again: everything in it that tells people apart. Another name under the same id
/// makes another row.
fn key(person: &ImportedPerson) -> String {
    let name = format!("{}\n{}", person.last_name.as_str().to_lowercase(), person.first_name.as_str().to_lowercase());
    let email = person.email.as_ref().map(|email| email.key()).unwrap_or_default();
    let code = person.staff_code.as_ref().map(|code| code.as_str().to_lowercase()).unwrap_or_default();
    match &person.mis_id {
        Some(id) => format!("row\n{name}\n{email}\n{code}\n{id}"),
        None => format!("row\n{name}\n{email}\n{code}"),
    }
}

/// The existing members, indexed by their signs.
struct People<'a> {
    existing: &'a [ExistingMember],
    signs: &'a [RowIdentifiers],
    by_key: HashMap<&'a str, usize>,
    by_id: HashMap<String, usize>,
    by_email: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    by_short_name: HashMap<String, Vec<usize>>,
    by_code: HashMap<String, Vec<usize>>,
    by_name_and_code: HashMap<(String, String), Vec<usize>>,
}

impl<'a> People<'a> {
    fn of(existing: &'a [ExistingMember], signs: &'a [RowIdentifiers]) -> Self {
        let one = |pick: fn(&RowIdentifiers) -> &String| -> HashMap<String, usize> {
            let all = signs.iter().enumerate().map(|(place, signs)| (pick(signs).clone(), place));
            all.filter(|(sign, _)| !sign.is_empty()).collect()
        };
        let many = |pick: fn(&RowIdentifiers) -> &String| {
            let mut all: HashMap<String, Vec<usize>> = HashMap::new();
            for (place, signs) in signs.iter().enumerate().filter(|(_, signs)| !pick(signs).is_empty()) {
                all.entry(pick(signs).clone()).or_default().push(place);
            }
            all
        };
        let mut by_name_and_code: HashMap<_, Vec<usize>> = HashMap::new();
        for (place, signs) in signs.iter().enumerate().filter(|(_, signs)| !signs.code.is_empty()) {
            by_name_and_code.entry((signs.name.clone(), signs.code.clone())).or_default().push(place);
        }
        Self {
            existing,
            by_key: existing
                .iter()
                .enumerate()
                .filter_map(|(place, there)| Some((there.key.as_deref()?, place)))
                .collect(),
            by_id: one(|signs| &signs.mis_id),
            by_email: one(|signs| &signs.email),
            by_name: many(|signs| &signs.name),
            by_short_name: many(|signs| &signs.short_name),
            by_code: many(|signs| &signs.code),
            by_name_and_code,
            signs,
        }
    }
}

struct Search<'a> {
    people: People<'a>,
    file: &'a [RowIdentifiers],
    /// Rows whose address occurs in other rows.
    shared: HashSet<usize>,
    /// Members found for certain.
    taken: HashSet<usize>,
    found: HashMap<usize, MatchResult>,
}

impl Search<'_> {
    fn by_key(&mut self, open: &[usize], keys: &[String]) {
        for place in open {
            if let Some(there) = keys.get(*place).and_then(|key| self.people.by_key.get(key.as_str())).copied() {
                self.is(*place, there);
            }
        }
    }

    fn is(&mut self, place: usize, there: usize) {
        if self.taken.insert(there) {
            self.found.insert(place, MatchResult::Known(there));
        }
    }

    /// Finds the rows that agree with one member in two signs. A member found for one row is out of the question for
    /// the others, so this repeats as long as it finds any. Where several members remain, a person decides.
    fn by_agreements(&mut self, open: &[usize]) {
        let mut left: Vec<_> = open.iter().filter(|place| !self.found.contains_key(place)).copied().collect();
        for _ in 0..ROUNDS {
            let before = self.taken.len();
            left.retain(|place| {
                let agreeing = self.agreeing(*place);
                if let [there] = agreeing[..] {
                    self.is(*place, there);
                }
                agreeing.len() > 1
            });
            if self.taken.len() == before {
                break;
            }
        }
        for place in left {
            let agreeing = self.agreeing(place);
            self.asks(place, QuestionKind::Several, &agreeing);
        }
    }

    /// The members that agree with a row in two signs and were found for no other row.
    fn agreeing(&self, place: usize) -> Vec<usize> {
        let Some(row) = self.file.get(place) else { return Vec::new() };
        let by_code = self.people.by_name_and_code.get(&(row.name.clone(), row.code.clone()));
        let mut agreeing: Vec<usize> = Vec::new();
        let id = self.people.by_id.get(&row.mis_id).into_iter();
        let many =
            by_code.into_iter().flatten().filter(|there| !self.taken.contains(*there)).take(limits::MEMBERS_OFFERED);
        for there in id.chain(self.people.by_email.get(&row.email)).chain(many) {
            let agrees = self.people.signs.get(*there).is_some_and(|signs| row.agreements(signs) >= 2);
            if agrees && !self.taken.contains(there) && !agreeing.contains(there) {
                agreeing.push(*there);
            }
        }
        agreeing
    }

    /// Turns rows that agree in one sign, with members who are in no other row, into questions.
    fn by_one_sign(&mut self, open: &[usize]) {
        let free = |places: &mut Vec<usize>, taken: &HashSet<usize>, people: &[ExistingMember]| {
            places.retain(|there| {
                let is_here = people.get(*there).is_some_and(|there| there.access != Access::Deleted);
                is_here && !taken.contains(there)
            });
        };
        let existing = self.people.existing;
        let in_file = self.names_in_file();
        self.people.by_name.values_mut().for_each(|places| free(places, &self.taken, existing));
        self.people.by_code.values_mut().for_each(|places| free(places, &self.taken, existing));
        for place in open.iter().filter(|place| !self.found.contains_key(place)).copied().collect::<Vec<_>>() {
            let Some(row) = self.file.get(place) else { continue };
            let by_name = self.people.by_name.get(&row.name).map_or(&[][..], Vec::as_slice);
            let is_bare = row.mis_id.is_empty() && row.email.is_empty();
            if let ([there], true, Some(1)) = (by_name, is_bare, in_file.get(&row.name)) {
                let there = *there;
                self.taken.insert(there);
                self.found.insert(place, MatchResult::ByName(there));
                continue;
            }
            if let Some((kind, offered)) = self.offered(place, row) {
                self.asks(place, kind, &offered);
            }
        }
    }

    /// The members a row may be, by the strongest sign it shares with any.
    fn offered(&self, place: usize, row: &RowIdentifiers) -> Option<(QuestionKind, Vec<usize>)> {
        let free = |there: &&usize| !self.taken.contains(*there);
        let id = self.people.by_id.get(&row.mis_id).filter(free).copied();
        let email =
            self.people.by_email.get(&row.email).filter(free).filter(|_| !self.shared.contains(&place)).copied();
        let by_name = self.people.by_name.get(&row.name).map_or(&[][..], Vec::as_slice);
        let by_code = self.people.by_code.get(&row.code).map_or(&[][..], Vec::as_slice);
        let is_new_surname =
            |there: &usize| self.people.signs.get(*there).is_some_and(|signs| row.has_first_name_of(signs));
        let kind = match (id, email, by_name, by_code) {
            (Some(there), ..) if is_new_surname(&there) => QuestionKind::NewSurname,
            (Some(_), ..) => QuestionKind::SameId,
            (None, Some(_), ..) => QuestionKind::SameEmail,
            (None, None, [_, ..], _) => QuestionKind::SameName,
            (None, None, [], [_, ..]) => QuestionKind::SameCode,
            (None, None, [], []) => return self.alike(row).map(|alike| (QuestionKind::LikeName, alike)),
        };
        let mut offered: Vec<usize> = Vec::new();
        let by_names = by_name.iter().chain(by_code).filter(|there| free(there)).take(limits::MEMBERS_OFFERED).copied();
        for there in id.into_iter().chain(email).chain(by_names) {
            if !offered.contains(&there) {
                offered.push(there);
            }
        }
        (!offered.is_empty()).then_some((kind, offered))
    }

    /// The members whose name equals the row's apart from a middle name or the order of names, where no sign
    /// contradicts.
    fn alike(&self, row: &RowIdentifiers) -> Option<Vec<usize>> {
        let turned = self.people.by_name.get(&row.turned_name());
        let short = self.people.by_short_name.get(&row.short_name);
        let is_perhaps = |there: &usize| {
            let is_here = self.people.existing.get(*there).is_some_and(|there| there.access != Access::Deleted);
            let is_other = self.people.signs.get(*there).is_none_or(|signs| {
                let has_two = signs.name != signs.short_name && row.name != row.short_name;
                row.contradicts(signs) || (has_two && row.turned_name() != signs.name)
            });
            is_here && !is_other && !self.taken.contains(there)
        };
        let alike = turned.into_iter().chain(short).flatten().copied();
        let alike: Vec<_> = alike.filter(is_perhaps).take(limits::MEMBERS_OFFERED).collect();
        (!alike.is_empty()).then_some(alike)
    }

    fn asks(&mut self, place: usize, kind: QuestionKind, offered: &[usize]) {
        let people = offered.iter().filter_map(|there| self.people.existing.get(*there));
        let candidates = people.map(|there| there.member).collect();
        self.found.insert(place, MatchResult::Perhaps(Question { kind, candidates }));
    }

    /// The number of rows with each name, without repeated rows.
    fn names_in_file(&self) -> HashMap<String, usize> {
        let mut names = HashMap::new();
        for (place, row) in self.file.iter().enumerate() {
            if !matches!(self.found.get(&place), Some(MatchResult::Repeats(_))) {
                *names.entry(row.name.clone()).or_default() += 1;
            }
        }
        names
    }
}
