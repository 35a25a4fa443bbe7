//! What a OneRoster zip says beside its people: how much of the school it has, and whose it is.

use super::finding::{NotCounted, RoleNotCounted};
use super::roles::strength;
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// How much of the school's staff a file has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// Everybody: the manifest says "bulk".
    Bulk,
    /// Only who changed: the manifest says "delta", or "absent" of a file that is there.
    Delta,
    /// There is no manifest, or it does not say.
    #[default]
    Unsaid,
}

impl Extent {
    /// Whether it is only who changed.
    pub const fn is_delta(self) -> bool {
        matches!(self, Self::Delta)
    }
}

/// What a OneRoster zip says beside its people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// "1.1" or "1.2", as the manifest has it; empty when it does not say.
    pub version: String,
    /// How much of the school it has.
    pub extent: Extent,
    /// The organisations in it that have staff.
    pub organisations: Vec<Organisation>,
    /// The one that is this school; nothing while that is to be chosen.
    pub organisation: Option<String>,
}

impl Roster {
    /// Whether somebody has to say which organisation is this school.
    pub fn needs_organisation(&self) -> bool {
        self.organisation.is_none() && self.organisations.len() > 1
    }
}

/// An organisation of OneRoster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its sourcedId.
    pub id: String,
    /// What it is called; its sourcedId when the file does not say.
    pub name: String,
    /// How many people have a role there.
    pub people: u32,
}

/// A role somebody has at an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterRole {
    /// The role, as the file has it.
    pub role: String,
    /// The organisation's sourcedId; empty when the file does not say.
    pub organisation: String,
    /// The day it begins.
    pub begins: Option<Day>,
    /// The day it ends.
    pub ends: Option<Day>,
    /// Whether the file says it is to be deleted.
    pub is_deleted: bool,
}

/// Of somebody's roles, the strongest of staff that is active and at this school. Parent and pupil count only where there is
/// no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterAnswer {
    /// The role; empty when none counts.
    pub role: String,
    /// The roles that do not count.
    pub not_counted: Vec<RoleNotCounted>,
    /// Whether all of them are at other organisations.
    pub is_elsewhere: bool,
}

impl RosterAnswer {
    /// Works it out for a day, and for the organisation that is this school, when it is known.
    pub fn of(roles: &[RosterRole], today: Option<Day>, organisation: Option<&str>) -> Self {
        let why = |role: &RosterRole| {
            let is_here = organisation.is_none_or(|here| role.organisation.is_empty() || role.organisation == here);
            match (role.begins, role.ends, today) {
                _ if !is_here => Some(NotCounted::OtherOrganisation),
                _ if role.is_deleted => Some(NotCounted::Deleted),
                // The end date of OneRoster is the first day without it.
                (_, Some(ends), Some(today)) if ends <= today => Some(NotCounted::Ended(ends)),
                (Some(begins), _, Some(today)) if begins > today => Some(NotCounted::NotBegun(begins)),
                _ => None,
            }
        };
        let mut answer = Self::default();
        let mut best = None;
        for role in roles.iter().filter(|role| !role.role.is_empty()) {
            match why(role) {
                Some(why) => answer.not_counted.push(RoleNotCounted { role: role.role.clone(), why }),
                None => {
                    let strength = strength(&role.role);
                    if best.is_none_or(|before| strength > before) {
                        best = Some(strength);
                        answer.role.clone_from(&role.role);
                    }
                }
            }
        }
        answer.is_elsewhere = best.is_none()
            && !answer.not_counted.is_empty()
            && answer.not_counted.iter().all(|role| role.why == NotCounted::OtherOrganisation);
        answer
    }
}
