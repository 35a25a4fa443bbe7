//! What a OneRoster zip says besides its people: how complete it is, and which organisations it covers.

use super::finding::{NotCounted, RoleNotCounted};
use super::roles::strength;
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// How much of the school's staff a file contains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// All staff: the manifest says "bulk".
    Bulk,
    /// Only changed staff: the manifest says "delta", or "absent" for a file that is there.
    Delta,
    /// Unknown: there is no manifest, or it does not say.
    #[default]
    Unsaid,
}

impl Extent {
    /// Whether the file contains only changed staff.
    pub const fn is_delta(self) -> bool {
        matches!(self, Self::Delta)
    }
}

/// What a OneRoster zip says besides its people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// The version in the manifest, "1.1" or "1.2"; empty when it has none.
    pub version: String,
    /// How much of the school's staff the zip contains.
    pub extent: Extent,
    /// The organisations with staff in the zip.
    pub organisations: Vec<Organisation>,
    /// The organisation that is this school; `None` while it has yet to be chosen.
    pub organisation: Option<String>,
}

impl Roster {
    /// Whether the importer has to choose which organisation is this school.
    pub fn needs_organisation(&self) -> bool {
        self.organisation.is_none() && self.organisations.len() > 1
    }
}

/// An organisation in OneRoster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The organisation's sourcedId.
    pub id: String,
    /// The organisation's name, or its sourcedId when the file has no name.
    pub name: String,
    /// The number of people with a role there.
    pub people: u32,
}

/// A person's role at an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterRole {
    /// The role as the file has it.
    pub role: String,
    /// The organisation's sourcedId; empty when the file has none.
    pub organisation: String,
    /// The first day.
    pub begins: Option<Day>,
    /// The end date.
    pub ends: Option<Day>,
    /// Whether the file marks the role for deletion.
    pub is_deleted: bool,
}

/// The role that counts for a person: the strongest active staff role at this school. Parent and pupil count only where
/// there is no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterAnswer {
    /// The role; empty when none counts.
    pub role: String,
    /// The roles that do not count.
    pub not_counted: Vec<RoleNotCounted>,
    /// Whether all roles are at other organisations.
    pub is_elsewhere: bool,
}

impl RosterAnswer {
    /// Works out the role for a day and for the organisation that is this school, if it is known.
    pub fn of(roles: &[RosterRole], today: Option<Day>, organisation: Option<&str>) -> Self {
        let why = |role: &RosterRole| {
            let is_here = organisation.is_none_or(|here| role.organisation.is_empty() || role.organisation == here);
            match (role.begins, role.ends, today) {
                _ if !is_here => Some(NotCounted::OtherOrganisation),
                _ if role.is_deleted => Some(NotCounted::Deleted),
                // OneRoster's end date is the first day on which the role no longer applies.
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
