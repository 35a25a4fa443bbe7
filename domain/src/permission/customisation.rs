//! A school's own decisions about roles: confirmations, changes to standard roles, and roles of its own.

use super::confirmation::Confirmations;
use crate::catalogue::{Catalogue, Feature};
use crate::role::{HeldRole, NamedRole, Role, mark_of_level, marks};
use serde::{Deserialize, Serialize};

/// A school's setting of one permission in a role.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellSetting {
    /// The role has the permission.
    Allow,
    /// The role does not have the permission.
    Deny,
    /// Not set, which has the same effect as not having it (Juniper Websites' third state).
    NotSet,
}

impl CellSetting {
    /// All settings, in the order in which they are offered.
    pub const ALL: [CellSetting; 3] = [CellSetting::Allow, CellSetting::Deny, CellSetting::NotSet];

    /// The code as written in forms and stored.
    pub const fn code(self) -> &'static str {
        match self {
            CellSetting::Allow => "allow",
            CellSetting::Deny => "deny",
            CellSetting::NotSet => "not-set",
        }
    }

    /// Reads what [`CellSetting::code`] wrote.
    pub fn from_code(code: &str) -> Option<CellSetting> {
        CellSetting::ALL.into_iter().find(|setting| setting.code() == code)
    }

    /// The setting's label.
    pub const fn label(self) -> &'static str {
        match self {
            CellSetting::Allow => "Allow",
            CellSetting::Deny => "Deny",
            CellSetting::NotSet => "Not set: not allowed",
        }
    }

    /// Whether holders of the role have the permission.
    pub const fn allows(self) -> bool {
        matches!(self, CellSetting::Allow)
    }
}

/// One customised cell of a role.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct RoleCell {
    /// The row.
    pub feature: Feature,
    /// The school's setting.
    pub setting: CellSetting,
}

/// The customised cells of a role, without duplicates, in document order. All other cells follow the role it is based
/// on.
///
/// On the wire it is a list; of several cells for one feature the last applies.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<RoleCell>", into = "Vec<RoleCell>")]
pub struct RoleCells {
    cells: Vec<RoleCell>,
}

impl RoleCells {
    /// The setting of the feature, if it is customised.
    pub fn get(&self, feature: Feature) -> Option<CellSetting> {
        let at = self.cells.binary_search_by_key(&feature, |cell| cell.feature).ok()?;
        self.cells.get(at).map(|cell| cell.setting)
    }

    /// The cells in document order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = RoleCell> + '_ {
        self.cells.iter().copied()
    }

    /// The number of customised cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether no cell is customised.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The features whose settings differ between these cells and `other`, in document order.
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

/// A role of the school's own, or a standard one that it has changed.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct RoleCustomisation {
    /// The role.
    pub role: HeldRole,
    /// The school's name for the role; empty for a standard role, which keeps its name.
    pub name: String,
    /// The customised cells.
    pub cells: RoleCells,
    /// The features whose cells the Account Owner set.
    #[serde(default)]
    pub set_by_owner: Vec<Feature>,
    /// The version, raised by every change, for optimistic concurrency.
    pub version: i64,
}

/// Whether this is the published catalogue, which every reader has and which is therefore not sent.
fn is_published(catalogue: &Catalogue) -> bool {
    *catalogue == Catalogue::published()
}

/// A school's own decisions about roles.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SchoolRoles {
    /// The catalogue on which the school's decisions are based.
    #[serde(default, skip_serializing_if = "is_published")]
    pub catalogue: Catalogue,
    /// The permissions it has confirmed where a table says "to be confirmed".
    pub confirmations: Confirmations,
    /// The roles it has created or changed.
    #[serde(default)]
    pub customised: Vec<RoleCustomisation>,
}

impl SchoolRoles {
    /// A school without any decisions of its own.
    pub const fn none() -> SchoolRoles {
        SchoolRoles { catalogue: Catalogue::published(), confirmations: Confirmations::none(), customised: Vec::new() }
    }

    /// The school's version of the role; `None` for an unchanged standard role, and for a role that does not exist.
    pub fn customised(&self, role: HeldRole) -> Option<&RoleCustomisation> {
        self.customised.iter().find(|customised| customised.role == role)
    }

    /// These roles with one of them changed, or added.
    #[must_use]
    pub fn with(mut self, customised: RoleCustomisation) -> SchoolRoles {
        self.customised.retain(|other| other.role != customised.role);
        self.customised.push(customised);
        self
    }

    /// Whether the Account Owner decided the permission for `role`: by confirming it, or by setting it in the role or
    /// in the standard role it is based on.
    pub fn is_owners(&self, feature: Feature, role: HeldRole) -> bool {
        let set = |role| self.customised(role).is_some_and(|customised| customised.set_by_owner.contains(&feature));
        set(role) || set(role.level().into()) || self.confirmations.get(feature, role.level()).is_some()
    }

    /// Whether the role exists in the school.
    pub fn has(&self, role: HeldRole) -> bool {
        !role.is_custom() || self.customised(role).is_some()
    }

    /// The school's own roles in the order of lists: by level from the highest, then by name.
    pub fn custom(&self) -> Vec<&RoleCustomisation> {
        let mut custom: Vec<_> = self.customised.iter().filter(|customised| customised.role.is_custom()).collect();
        custom.sort_by_key(|customised| (customised.role.level().index(), customised.name.to_lowercase()));
        custom
    }

    /// Every role that a member can hold: the eight standard roles, each followed by the school's own based on it.
    pub fn all(&self) -> Vec<HeldRole> {
        let custom = self.custom();
        let from = |level: Role| {
            custom
                .iter()
                .map(|customised| customised.role)
                .filter(move |role| role.level() == level)
                .collect::<Vec<_>>()
        };
        Role::ALL.into_iter().flat_map(|role| std::iter::once(role.into()).chain(from(role))).collect()
    }

    /// The role with the school's name for it.
    pub fn named(&self, role: HeldRole) -> NamedRole {
        let own = self.customised(role).filter(|_| role.is_custom());
        NamedRole { role, own_name: own.map(|customised| customised.name.clone()) }
    }

    /// The role's mark on screens and on paper: "PE", or for a school's own role one that is made from its name, "LM*".
    /// No two roles of the school have the same.
    pub fn mark(&self, role: HeldRole) -> String {
        let Some(id) = role.custom_id() else { return role.level().abbreviation().to_owned() };
        let own: Vec<_> =
            self.customised.iter().filter_map(|one| Some((one.role.custom_id()?, one.name.as_str()))).collect();
        let mark = marks(&own).into_iter().find(|(known, _)| *known == id);
        mark.map_or_else(|| mark_of_level(role.level()), |(_, mark)| mark)
    }

    /// The role's label in this school.
    pub fn label(&self, role: HeldRole) -> String {
        self.named(role).label()
    }
}

impl From<Confirmations> for SchoolRoles {
    fn from(confirmations: Confirmations) -> SchoolRoles {
        SchoolRoles { confirmations, ..SchoolRoles::none() }
    }
}
