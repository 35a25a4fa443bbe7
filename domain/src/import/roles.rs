//! The roles of new members: suggested from the file's words, chosen by the importer.
//!
//! Matching a word with the name of a role is in `roles/names.rs`, and cells that name several roles in
//! `roles/several.rs`.

mod names;
mod several;

pub(super) use names::{NamedRole, is_old_name, named};

use super::{Choices, ImportedPerson};
use crate::access::outranks;
use crate::limits;
use crate::permission::SchoolRoles;
use crate::role::{HeldRole, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Roles of OneRoster 1.1 and 1.2 with the suggested role; `None` for people who are not staff (facts, "Suggested
/// map").
const ONE_ROSTER: &[(&str, Option<Role>)] = &[
    ("systemadministrator", Some(Role::AccountAdmin)),
    ("siteadministrator", Some(Role::AccountAdmin)),
    ("districtadministrator", Some(Role::AccountAdmin)),
    ("administrator", Some(Role::AccountAdmin)),
    ("principal", Some(Role::FullEdit)),
    ("teacher", Some(Role::FullEdit)),
    ("aide", Some(Role::PartialEdit)),
    ("counselor", Some(Role::FullReadOnly)),
    ("proctor", Some(Role::FullReadOnly)),
    ("student", None),
    ("pupil", None),
    ("parent", None),
    ("carer", None),
    ("guardian", None),
    ("relative", None),
];

/// How much a OneRoster role allows, for comparing them: higher allows more, people who are not staff are lowest, and
/// roles unknown to OneRoster are in between.
pub(super) fn strength(role: &str) -> u8 {
    match ONE_ROSTER.iter().find(|(name, _)| role.eq_ignore_ascii_case(name)) {
        None => 1,
        Some((_, None)) => 0,
        Some((_, Some(Role::AccountAdmin))) => 5,
        Some((_, Some(Role::FullEdit))) => 4,
        Some((_, Some(Role::PartialEdit))) => 3,
        Some(_) => 2,
    }
}

/// Whether a word is a role in OneRoster but an office job in every other list.
fn is_only_one_rosters(role: &str) -> bool {
    role == "administrator"
}

/// Whether the role is one that manages others.
fn is_high(role: Option<HeldRole>) -> bool {
    role.is_some_and(|role| role.level() == Role::AccountAdmin)
}

/// Whether the suggestions that exist differ.
fn differ(suggested: &[Option<Option<HeldRole>>]) -> bool {
    let mut known = suggested.iter().flatten();
    let first = known.next();
    known.any(|one| Some(one) != first)
}

/// The source of the word that decides a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RoleSource {
    /// The column with the role.
    Role,
    /// The column with the job title.
    JobTitle,
}

/// The word that decides a person's role: the role in the file, or else the job title.
pub(super) fn word(person: &ImportedPerson) -> Option<(RoleSource, &str)> {
    let role = person.role.as_deref().map(|role| (RoleSource::Role, role));
    role.or_else(|| person.job_title.as_ref().map(|title| (RoleSource::JobTitle, title.as_str())))
}

/// What decides the roles of new members.
#[derive(Clone, Copy, Debug)]
pub struct RoleAssignment<'a> {
    /// The importer's decisions.
    pub choices: &'a Choices,
    /// The importer's role; nobody may give a role that is not below their own.
    pub importer: Role,
    /// The school's roles.
    pub school: &'a SchoolRoles,
    /// Whether the file uses the old names of Sonar Tracker's roles.
    pub has_old_names: bool,
    /// Whether the file is from OneRoster, which has its own words for roles.
    pub is_one_roster: bool,
}

impl RoleAssignment<'_> {
    /// The suggestion for new members with this word: `Some(None)` to leave them out, `None` for no suggestion.
    fn suggested(self, source: RoleSource, word: &str) -> Option<Option<HeldRole>> {
        if source == RoleSource::Role
            && let Some(named) = names::named(word, self.school, self.has_old_names)
        {
            return Some(Some(named.role)).filter(|_| outranks(self.importer, named.role.level()));
        }
        let own = names::own(word, self.school).filter(|role| outranks(self.importer, role.level()));
        if let Some(own) = own {
            return Some(Some(own));
        }
        let key = word.to_lowercase();
        let counts = |role: &str| source == RoleSource::Role && (self.is_one_roster || !is_only_one_rosters(role));
        let known = ONE_ROSTER.iter().find(|(role, _)| *role == key && counts(role)).map(|(_, role)| *role);
        let suggested = known.or_else(|| Role::suggested_for(word).map(Some))?;
        // Only the owner may give Account Admin; for an admin, the suggestion is the strongest role they can give.
        let possible = |role| if outranks(self.importer, role) { role } else { Role::FullEdit };
        Some(suggested.map(|role| possible(role).into()))
    }

    /// Whether a cell names several roles that suggest different ones, in which case none is guessed.
    fn is_several(self, source: RoleSource, word: &str) -> bool {
        let named = |part: &str| names::named(part, self.school, self.has_old_names).is_some();
        if source == RoleSource::Role && named(word) {
            return false;
        }
        let parted = several::parts(source, word).is_some_and(|parts| {
            let found: Vec<_> = parts.iter().map(|part| self.suggested(source, part)).collect();
            let is_role = |part: &String| source == RoleSource::Role && (named(part) || names::is_owner(part));
            // Beside a role's name, or a role that manages others, another word may well mean a lower role.
            let is_delicate = parts.iter().any(is_role) || found.iter().any(|one| one.is_some_and(is_high));
            differ(&found) || (is_delicate && found.contains(&None))
        });
        // Account Admin is not guessed from half of a job title either.
        let is_half = || {
            let parts = several::all_parts(word).filter(|_| self.suggested(source, word).is_some_and(is_high));
            parts
                .is_some_and(|parts| differ(&parts.iter().map(|part| self.suggested(source, part)).collect::<Vec<_>>()))
        };
        let is_two = || source == RoleSource::Role && several::is_two(word, |part| self.exactly(part));
        parted || is_half() || is_two()
    }

    /// The suggestion for a word that is as a whole the name of a role or a job title.
    fn exactly(self, word: &str) -> Option<Option<HeldRole>> {
        let named = names::named(word, self.school, self.has_old_names).map(|named| Some(named.role));
        let key = word.to_lowercase();
        let counts = |role: &str| self.is_one_roster || !is_only_one_rosters(role);
        let known = || {
            ONE_ROSTER.iter().find(|(role, _)| *role == key && counts(role)).map(|(_, role)| role.map(HeldRole::from))
        };
        named.or_else(known).or_else(|| Role::suggested_exactly(word).map(|role| Some(role.into())))
    }

    /// The choice for people with this word, or else the suggestion. A role that has since been deleted does not count
    /// as a choice.
    fn decided_role(self, source: Option<RoleSource>, word: &str) -> Option<Option<HeldRole>> {
        let chosen = self.choices.roles.get(&word.to_lowercase()).copied();
        let chosen = chosen.filter(|role| role.is_none_or(|role| self.school.has(role)));
        chosen.or_else(|| {
            let source = source?;
            if self.is_several(source, word) { None } else { self.suggested(source, word) }
        })
    }

    /// The role for everybody else, where one was chosen.
    pub fn other_role(self) -> Option<HeldRole> {
        self.choices.other_role.filter(|role| self.school.has(*role))
    }

    pub(super) fn given(self, person: &ImportedPerson) -> AssignedRole {
        let word = word(person);
        let said = word.and_then(|(source, word)| self.decided_role(Some(source), word));
        let several = word.filter(|(source, word)| said.is_none() && self.is_several(*source, word));
        if let Some((_, word)) = several {
            return AssignedRole::Several(word.to_owned());
        }
        match said.or(self.other_role().map(Some)) {
            Some(Some(role)) if outranks(self.importer, role.level()) => AssignedRole::Role(role),
            Some(None) => AssignedRole::LeftOut,
            _ => AssignedRole::Open,
        }
    }

    /// The words of these new people: those that need a choice first, then those with the most people. People without a
    /// word, or with one that has no suggestion, get the role for "everybody else".
    pub fn lines<'a>(self, new: impl Iterator<Item = &'a ImportedPerson>) -> Vec<RoleLine> {
        let mut lines: BTreeMap<String, RoleLine> = BTreeMap::new();
        for person in new {
            let (source, word) = word(person).map_or((None, ""), |(source, word)| (Some(source), word));
            let line = lines.entry(word.to_lowercase()).or_insert_with(|| RoleLine {
                word: word.to_owned(),
                source,
                people: 0,
                role: self.decided_role(source, word),
                is_several: source.is_some_and(|source| self.is_several(source, word)),
            });
            line.people += 1;
        }
        let mut lines: Vec<_> = lines.into_values().collect();
        let is_open = |line: &RoleLine| line.is_several && line.role.is_none();
        lines.sort_by(|one, other| {
            let by_people = || other.people.cmp(&one.people).then_with(|| one.word.cmp(&other.word));
            is_open(other).cmp(&is_open(one)).then_with(by_people)
        });
        lines
    }
}

/// The role that a new member gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AssignedRole {
    /// This one.
    Role(HeldRole),
    /// No role: they are left out.
    LeftOut,
    /// Not chosen yet.
    Open,
    /// Not chosen yet, because the word names several roles.
    Several(String),
}

/// A word in the file, the number of new people with it, and the role they get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleLine {
    /// The word; empty for people about whom the file says nothing.
    pub word: String,
    /// The column with the word.
    pub source: Option<RoleSource>,
    /// The number of new people with the word.
    pub people: u32,
    /// The role they get: `Some(None)` leaves them out, `None` has yet to be chosen.
    pub role: Option<Option<HeldRole>>,
    /// Whether the word names several roles, so that one has to be chosen.
    pub is_several: bool,
}

impl RoleLine {
    /// The most words shown at once, because a file may have a different word in every row.
    pub const SHOWN: usize = limits::IMPORTED_ROLES_SHOWN;
}

/// The most new Account Admins without a warning.
const FEW_ADMINS: u32 = 3;
/// The number of new people from which it is worth a warning that most could edit everything.
const MANY: u32 = 10;

/// A warning before many people get strong roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PrivilegedRoles {
    /// This number of people would become Account Admin.
    Admins(u32),
    /// Most people would be able to edit everything.
    FullEdit {
        /// The number with such a role.
        strong: u32,
        /// The number of all new people.
        all: u32,
    },
}

impl PrivilegedRoles {
    /// The warning for new people with these roles, if there is one.
    pub fn of(new: impl Iterator<Item = Role>) -> Option<Self> {
        let (mut all, mut admins, mut full) = (0_u32, 0_u32, 0_u32);
        for role in new {
            all += 1;
            admins += u32::from(role == Role::AccountAdmin);
            full += u32::from(role == Role::FullEdit);
        }
        let strong = admins + full;
        if admins > FEW_ADMINS {
            return Some(Self::Admins(admins));
        }
        (all >= MANY && strong * 4 > all * 3).then_some(Self::FullEdit { strong, all })
    }

    /// The warning as a sentence.
    pub fn sentence(self) -> String {
        match self {
            Self::Admins(admins) => format!(
                "{admins} new people would become Account Admin: each of them could add people, give roles and change settings. Most schools have two or three."
            ),
            Self::FullEdit { strong, all } => {
                format!(
                    "{strong} of {all} new people would get Full Edit or more. Check that so many should edit everything."
                )
            }
        }
    }
}
