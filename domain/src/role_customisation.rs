//! Customising roles: the form that changes a role, the rules for what it may give, and the preview of who is affected.
//! How a customised role decides a permission is in [`crate::permission`]; who may change roles is in
//! [`crate::access`]; storing roles is the backend's job.

use crate::access::Denial;
use crate::bulk::NameSummary;
use crate::catalogue::Feature;
use crate::fault::Fault;
use crate::name::RoleName;
use crate::permission::{
    CellSetting, Difference, Exceptions, RoleCell, RoleCells, RoleChoice, RoleCustomisation, Rules, SchoolRoles,
    difference,
};
use crate::problem::FieldError;
use crate::product::Product;
use crate::role::HeldRole;
use serde::{Deserialize, Serialize};

/// The form field with the role's name.
pub const NAME: &str = "name";
/// The form field with the version that the form is based on.
pub const VERSION: &str = "version";
/// The form field with the role to copy, or with the new role of a deleted role's holders.
pub const ROLE: &str = "role";
/// The form field with the fingerprint of the summary that is confirmed.
pub const SEEN: &str = "seen";

/// The submitted form of a role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// The role's name; ignored for a standard role, whose name is fixed.
    pub name: String,
    /// Feature codes, each with its setting as [`CellSetting::code`] writes it; an empty setting follows the role this one
    /// is based on. Features that are missing stay as they are, so a form affects only what it shows.
    pub cells: Vec<(String, String)>,
    /// The version that the form is based on, for optimistic concurrency; a role that has never been changed has 0.
    pub version: i64,
    /// The fingerprint of the summary that is confirmed; empty before there was one.
    pub seen: String,
}

/// A role after editing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedRole {
    /// The new name; `None` for a standard role.
    pub name: Option<RoleName>,
    /// The role's customised cells after editing.
    pub cells: RoleCells,
}

impl RoleForm {
    /// Reads the form of `role`, whose customised cells are `current`, for a school that uses `products`. Cells that
    /// the form does not name, and those in products the school does not use, are kept: a product may have been
    /// switched on or off while the form was open.
    ///
    /// # Errors
    /// Every field that needs correcting, in the order of the form.
    pub fn parse(
        &self,
        role: HeldRole,
        products: &[Product],
        current: &RoleCells,
    ) -> Result<EditedRole, Vec<FieldError>> {
        let mut errors = Vec::new();
        let name = role.is_custom().then(|| RoleName::parse(&self.name)).transpose();
        let name = name.map_err(|fault| errors.push(FieldError::new(NAME, fault)));
        let mut cells: Vec<_> = current.iter().collect();
        for (code, setting) in &self.cells {
            let feature = Feature::from_code(code);
            match (feature, setting.as_str(), CellSetting::from_code(setting)) {
                (None, ..) => errors.push(FieldError::new(code, Fault::UnknownPermission)),
                (Some(feature), ..) if !products.contains(&feature.product()) => {}
                (Some(feature), "", _) => cells.retain(|cell: &RoleCell| cell.feature != feature),
                (Some(feature), _, Some(setting)) => cells.push(RoleCell { feature, setting }),
                (_, _, None) => errors.push(FieldError::new(code, Fault::ChooseSetting)),
            }
        }
        match name {
            Ok(name) if errors.is_empty() => Ok(EditedRole { name, cells: cells.into() }),
            _ => Err(errors),
        }
    }

    /// The form for a role in its present state.
    pub fn of(role: HeldRole, roles: &SchoolRoles) -> RoleForm {
        let Some(customised) = roles.customised(role) else { return RoleForm::default() };
        let cell = |cell: RoleCell| (cell.feature.code(), cell.setting.code().to_owned());
        RoleForm {
            name: customised.name.clone(),
            cells: customised.cells.iter().map(cell).collect(),
            version: customised.version,
            seen: String::new(),
        }
    }

    /// The form that resets a role to the one it is based on.
    pub fn restoring_published(role: HeldRole, roles: &SchoolRoles) -> RoleForm {
        let mut form = Self::of(role, roles);
        form.cells.iter_mut().for_each(|(_, setting)| setting.clear());
        form
    }

    /// The chosen setting of a feature: empty where the role follows its base, `None` where the form does not name the
    /// feature.
    pub fn named(&self, feature: Feature) -> Option<&str> {
        let code = feature.code();
        self.cells.iter().rev().find(|(known, _)| *known == code).map(|(_, setting)| setting.as_str())
    }

    /// The chosen setting of a feature; empty where the role follows its base or the form does not name the feature.
    pub fn get(&self, feature: Feature) -> &str {
        self.named(feature).unwrap_or_default()
    }
}

/// Whether going from `before` to `after` lets a member do more. For a restriction, losing it does.
pub fn lets_do_more(feature: Feature, before: bool, after: bool) -> bool {
    before != after && after != feature.is_restriction()
}

/// The features by which `after` lets holders of `role` do more than `before` although the actor may not give them,
/// each with the rule that forbids it.
pub fn beyond(
    role: HeldRole,
    products: &[Product],
    before: &SchoolRoles,
    after: &SchoolRoles,
    may_give: impl Fn(Feature) -> Result<(), Denial>,
) -> Vec<(Feature, Denial)> {
    let allowed = |feature, roles| crate::permission::decide(feature, role, roles).allowed;
    products
        .iter()
        .flat_map(|product| product.features())
        .filter(|feature| lets_do_more(*feature, allowed(*feature, before), allowed(*feature, after)))
        .filter_map(|feature| Some((feature, may_give(feature).err()?)))
        .collect()
}

/// A member who may be affected by a change of roles.
#[derive(Clone, Debug)]
pub struct CustomisationHolder {
    /// First and last name.
    pub name: String,
    /// The member's roles before and after the change.
    pub roles: (RoleChoice, RoleChoice),
    /// The member's exceptions: for those permissions, roles make no difference.
    pub exceptions: Exceptions,
}

impl CustomisationHolder {
    /// How the member's permissions change when the school's roles change from `before` to `after`.
    pub fn difference(&self, products: &[Product], before: &SchoolRoles, after: &SchoolRoles) -> Difference {
        let gives = |roles: &SchoolRoles, choice: &RoleChoice| {
            Rules { roles: roles.clone(), exceptions: self.exceptions.clone() }.permissions(choice, products)
        };
        difference(&gives(before, &self.roles.0), &gives(after, &self.roles.1))
    }
}

/// Members for whom the same permissions change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// The members.
    pub people: NameSummary,
    /// Permissions they gain, including restrictions that are lifted.
    pub gains: Vec<Feature>,
    /// Permissions they lose.
    pub loses: Vec<Feature>,
}

/// The members affected by a change of roles, those with most changes first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impact {
    /// Members whose permissions change, in groups of the same changes.
    pub affected: Vec<Affected>,
    /// The number of holders whose permissions stay the same.
    pub same: usize,
    /// The number of deleted holders: nothing changes for them now, but restoring them brings the role back.
    pub deleted: usize,
}

impl Impact {
    /// Adds a member with these changes.
    pub fn add(&mut self, name: String, change: &Difference) {
        if change.is_empty() {
            self.same += 1;
            return;
        }
        let (gains, loses): (Vec<_>, Vec<_>) = (change.gains().collect(), change.loses().collect());
        let at = self.affected.iter().position(|group| group.gains == gains && group.loses == loses);
        let at = at.unwrap_or_else(|| {
            self.affected.push(Affected { people: NameSummary::default(), gains, loses });
            self.affected.len() - 1
        });
        self.affected[at].people.push(name);
    }

    /// The number of members whose permissions change.
    pub fn people(&self) -> usize {
        self.affected.iter().map(|group| group.people.count).sum()
    }

    /// The number of holders, including deleted ones.
    pub fn holders(&self) -> usize {
        self.people() + self.same + self.deleted
    }
}

/// A changed cell of a role, before and after; `None` where it follows the role it is based on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellChange {
    /// The permission.
    pub feature: Feature,
    /// The setting before.
    pub old: Option<CellSetting>,
    /// The setting after.
    pub new: Option<CellSetting>,
}

/// The summary of what saving a role's form would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleReview {
    /// The role.
    pub role: HeldRole,
    /// The role's name before and after.
    pub name: (String, String),
    /// The cells that change.
    pub cells: Vec<CellChange>,
    /// The members affected.
    pub impact: Impact,
    /// The form to confirm, with the fingerprint of this summary.
    pub form: RoleForm,
}

impl RoleReview {
    /// The school's roles after the change, if they are `before` now.
    pub fn roles_after(&self, before: &SchoolRoles) -> SchoolRoles {
        let current = before.customised(self.role);
        let is_changed = |feature| self.cells.iter().any(|changed: &CellChange| changed.feature == feature);
        let kept = current.into_iter().flat_map(|current| current.cells.iter());
        let set = self
            .cells
            .iter()
            .filter_map(|CellChange { feature, new, .. }| Some(RoleCell { feature: *feature, setting: (*new)? }));
        before.clone().with(RoleCustomisation {
            role: self.role,
            name: self.name.1.clone(),
            cells: kept.filter(|cell| !is_changed(cell.feature)).chain(set).collect(),
            set_by_owner: current.map(|current| current.set_by_owner.clone()).unwrap_or_default(),
            version: current.map_or(0, |current| current.version),
        })
    }
}

/// The outcome of confirming a summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoleConfirmResult<Summary> {
    /// The change was made.
    Done,
    /// The data behind the summary has changed since: nothing was done, and this is the new summary.
    LookAgain(Box<Summary>),
}

/// The form that deletes a role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeletionForm {
    /// The version of the role that the page showed.
    pub version: i64,
    /// The code of the role that its holders get instead.
    pub to: String,
    /// The fingerprint of the summary that is confirmed; empty before there was one.
    pub seen: String,
}

/// The summary of what deleting a role would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletionReview {
    /// The role that its holders get instead.
    pub to: HeldRole,
    /// The members affected.
    pub impact: Impact,
    /// The form to confirm, with the fingerprint of this summary.
    pub form: DeletionForm,
}

/// A role and its number of holders in any product, without deleted members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleUsage {
    /// The role.
    pub role: HeldRole,
    /// The number of holders.
    pub people: u64,
}

#[cfg(test)]
mod tests;
