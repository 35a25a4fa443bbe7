//! What a school says about its roles: what it confirmed, what it changed in a standard role, and the roles it made.

use super::confirmation::Confirmations;
use crate::catalogue::{Catalogue, Feature};
use crate::role::{HeldRole, Role};
use serde::{Deserialize, Serialize};

/// What a role says about one permission, where a school has set it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Setting {
    /// They have it.
    Allow,
    /// They have it not.
    Deny,
    /// Nothing, which comes to the same as not having it (Juniper Websites' third state).
    NotSet,
}

impl Setting {
    /// All of them, as they are offered.
    pub const ALL: [Setting; 3] = [Setting::Allow, Setting::Deny, Setting::NotSet];

    /// As written in forms and stored.
    pub const fn code(self) -> &'static str {
        match self {
            Setting::Allow => "allow",
            Setting::Deny => "deny",
            Setting::NotSet => "not-set",
        }
    }

    /// Reads what [`Setting::code`] wrote.
    pub fn from_code(code: &str) -> Option<Setting> {
        Setting::ALL.into_iter().find(|setting| setting.code() == code)
    }

    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Setting::Allow => "Allow",
            Setting::Deny => "Deny",
            Setting::NotSet => "Not set",
        }
    }

    /// Whether whoever holds the role has it.
    pub const fn allows(self) -> bool {
        matches!(self, Setting::Allow)
    }
}

/// One changed cell of a role.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct RoleCell {
    /// The row.
    pub feature: Feature,
    /// What the school set there.
    pub setting: Setting,
}

/// The changed cells of a role, each once, in document order; of everything else the role it was made from decides.
///
/// On the wire it is a list; of several cells of one feature the last counts.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<RoleCell>", into = "Vec<RoleCell>")]
pub struct RoleCells {
    cells: Vec<RoleCell>,
}

impl RoleCells {
    /// What was set for the feature, if anything.
    pub fn get(&self, feature: Feature) -> Option<Setting> {
        let at = self.cells.binary_search_by_key(&feature, |cell| cell.feature).ok()?;
        self.cells.get(at).map(|cell| cell.setting)
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = RoleCell> + '_ {
        self.cells.iter().copied()
    }

    /// How many cells are changed.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Every feature of which these and `other` say different things, in document order.
    pub fn differing(&self, other: &RoleCells) -> Vec<Feature> {
        let mut features: Vec<_> = self
            .iter()
            .chain(other.iter())
            .map(|cell| cell.feature)
            .filter(|one| self.get(*one) != other.get(*one))
            .collect();
        features.sort();
        features.dedup();
        features
    }
}

impl From<Vec<RoleCell>> for RoleCells {
    fn from(mut cells: Vec<RoleCell>) -> RoleCells {
        cells.reverse();
        cells.sort_by_key(|cell| cell.feature);
        cells.dedup_by_key(|cell| cell.feature);
        RoleCells { cells }
    }
}

impl FromIterator<RoleCell> for RoleCells {
    fn from_iter<All: IntoIterator<Item = RoleCell>>(all: All) -> RoleCells {
        all.into_iter().collect::<Vec<_>>().into()
    }
}

impl From<RoleCells> for Vec<RoleCell> {
    fn from(cells: RoleCells) -> Vec<RoleCell> {
        cells.cells
    }
}

/// A role the school has made, or a standard one it has changed.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct AdaptedRole {
    /// Which.
    pub role: HeldRole,
    /// What the school calls it; empty for a standard role, which keeps its name.
    pub name: String,
    /// What was changed in it.
    pub cells: RoleCells,
    /// Of which of these cells the Account Owner decided.
    #[serde(default)]
    pub set_by_owner: Vec<Feature>,
    /// Raised with every change, so that two people who change it at once notice.
    pub version: i64,
}

/// The published catalogue is known to every reader: it is not sent.
fn is_published(catalogue: &Catalogue) -> bool {
    *catalogue == Catalogue::published()
}

/// What a school says about its roles.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SchoolRoles {
    /// The catalogue its decisions are made with.
    #[serde(default, skip_serializing_if = "is_published")]
    pub catalogue: Catalogue,
    /// What it has confirmed where a table says "to be confirmed".
    pub confirmations: Confirmations,
    /// The roles it has made or changed.
    #[serde(default)]
    pub adapted: Vec<AdaptedRole>,
}

impl SchoolRoles {
    /// A school that has said nothing.
    pub const fn none() -> SchoolRoles {
        SchoolRoles { catalogue: Catalogue::published(), confirmations: Confirmations::none(), adapted: Vec::new() }
    }

    /// What the school has made of the role; none for a standard role it left alone, and for one that is not there.
    pub fn adapted(&self, role: HeldRole) -> Option<&AdaptedRole> {
        self.adapted.iter().find(|adapted| adapted.role == role)
    }

    /// Whether the Account Owner has decided what `role` gives of the permission: by confirming it, or by setting it in the
    /// role or in the standard one it was made from.
    pub fn is_owners(&self, feature: Feature, role: HeldRole) -> bool {
        let set = |role| self.adapted(role).is_some_and(|adapted| adapted.set_by_owner.contains(&feature));
        set(role) || set(role.level().into()) || self.confirmations.get(feature, role.level()).is_some()
    }

    /// Whether there is such a role in the school.
    pub fn has(&self, role: HeldRole) -> bool {
        !role.is_custom() || self.adapted(role).is_some()
    }

    /// The roles the school has made, as they are listed: by level from above, then by name.
    pub fn custom(&self) -> Vec<&AdaptedRole> {
        let mut custom: Vec<_> = self.adapted.iter().filter(|adapted| adapted.role.is_custom()).collect();
        custom.sort_by_key(|adapted| (adapted.role.level().index(), adapted.name.to_lowercase()));
        custom
    }

    /// Every role somebody can hold: the eight, each followed by those that were made from it.
    pub fn all(&self) -> Vec<HeldRole> {
        let custom = self.custom();
        let from = |level: Role| {
            custom.iter().map(|adapted| adapted.role).filter(move |role| role.level() == level).collect::<Vec<_>>()
        };
        Role::ALL.into_iter().flat_map(|role| std::iter::once(role.into()).chain(from(role))).collect()
    }

    /// What people call the role.
    pub fn label(&self, role: HeldRole) -> String {
        match (role.is_custom(), self.adapted(role)) {
            (false, _) => role.level().label().to_owned(),
            (true, Some(adapted)) => adapted.name.clone(),
            (true, None) => format!("A deleted role like {}", role.level().label()),
        }
    }
}

impl From<Confirmations> for SchoolRoles {
    fn from(confirmations: Confirmations) -> SchoolRoles {
        SchoolRoles { confirmations, ..SchoolRoles::none() }
    }
}
