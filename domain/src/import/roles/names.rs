//! Recognises Rolecall's roles in a file: by their names, by the school's own names, and by names from the past.

use crate::permission::SchoolRoles;
use crate::role::{HeldRole, Role};

/// A role recognised by its name. An old name may mean two roles, which can do the same in Sonar Tracker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct NamedRole {
    /// The role; of two, the lower one.
    pub role: HeldRole,
    /// The old name, where it was recognised by one.
    old: Option<&'static str>,
}

impl NamedRole {
    /// Whether a member with this role already has what the name means.
    pub fn includes(self, held: HeldRole) -> bool {
        let is_old = || self.old.is_some_and(|old| held.as_standard().is_some_and(|role| role.old_equivalent() == old));
        held == self.role || is_old()
    }
}

/// The role with this name. The Account Owner is excluded, because only a transfer of ownership moves that role.
/// "Admin" counts as the old name of Account Admin only in a file with other old names; elsewhere it is a job.
pub(in crate::import) fn named(word: &str, school: &SchoolRoles, has_old_names: bool) -> Option<NamedRole> {
    if let Some(role) = own(word, school) {
        return Some(NamedRole { role, old: None });
    }
    let key = key(word);
    let given = || Role::ALL.into_iter().filter(|role| *role != Role::AccountOwner);
    let loose = loose_key(word);
    let by_name = given().find(|role| loose == loose_key(role.label()) || key == self::key(role.abbreviation()));
    if let Some(role) = by_name {
        return Some(NamedRole { role: role.into(), old: None });
    }
    let old = given().rev().find(|role| key == self::key(role.old_equivalent()))?;
    let is_job = old == Role::AccountAdmin && !has_old_names;
    (!is_job).then(|| NamedRole { role: old.into(), old: Some(old.old_equivalent()) })
}

/// The school's own role with this name.
pub(super) fn own(word: &str, school: &SchoolRoles) -> Option<HeldRole> {
    let word = key(word);
    school.custom().into_iter().find(|made| key(&made.name) == word).map(|made| made.role)
}

/// Whether this is a name that only roles had in the past.
pub(in crate::import) fn is_old_name(word: &str) -> bool {
    // This is called for every row, so it allocates nothing.
    let is = |role: Role| role != Role::AccountAdmin && word.eq_ignore_ascii_case(role.old_equivalent());
    Role::ALL.into_iter().any(is)
}

/// The word as a key: case, hyphens and underscores do not matter.
fn key(word: &str) -> String {
    word.split(|sign: char| sign.is_whitespace() || matches!(sign, '-' | '_' | '\u{2010}' | '\u{2011}'))
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

/// A looser key, for which the order of words, punctuation, and "access" or "user" do not matter either: "Read Only –
/// Partial" is Partial Read-only.
fn loose_key(word: &str) -> String {
    const BESIDE: &[&str] = &["access", "user", "users", "rights", "role", "permission", "permissions"];
    const JOINED: &[(&str, &[&str])] = &[
        ("readonly", &["read", "only"]),
        ("accountadmin", &["account", "admin"]),
        ("fulledit", &["full", "edit"]),
        ("partialedit", &["partial", "edit"]),
        ("minimaledit", &["minimal", "edit"]),
        ("fullreadonly", &["full", "read", "only"]),
        ("partialreadonly", &["partial", "read", "only"]),
        ("minimalreadonly", &["minimal", "read", "only"]),
    ];
    let lower = word.to_lowercase();
    let mut words: Vec<&str> = Vec::new();
    for part in lower.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()) {
        match JOINED.iter().find(|(joined, _)| *joined == part) {
            Some((_, parts)) => words.extend(*parts),
            None if BESIDE.contains(&part) => {}
            None => words.push(part),
        }
    }
    words.sort_unstable();
    words.join(" ")
}

/// Whether this is the name of the Account Owner's role, which only a transfer of ownership moves.
pub(super) fn is_owner(word: &str) -> bool {
    let word = loose_key(word);
    word == loose_key(Role::AccountOwner.label()) || word == loose_key(Role::AccountOwner.old_equivalent())
}
