//! Adapting roles: the form that changes one, what it may not give, and whom the change reaches.

use crate::access::Denial;
use crate::bulk::Named;
use crate::catalogue::Feature;
use crate::fault::Fault;
use crate::name::RoleName;
use crate::permission::{
    Difference, Exceptions, RoleCell, RoleCells, RoleChoice, Rules, SchoolRoles, Setting, difference,
};
use crate::problem::FieldError;
use crate::product::Product;
use crate::role::HeldRole;
use serde::{Deserialize, Serialize};

/// The field with a role's name.
pub const NAME: &str = "name";
/// The field that says what the form began with.
pub const VERSION: &str = "version";
/// The field that says which role is copied, or which one the people of a deleted role get.
pub const ROLE: &str = "role";
/// The field with the fingerprint of the summary that is confirmed.
pub const SEEN: &str = "seen";

/// What was chosen for a role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// What it is called; not read for a standard role, which keeps its name.
    pub name: String,
    /// Features' codes and what is set there, as [`Setting::code`] writes it; empty to follow the role it was made from. What
    /// is left out stays as it is: a form speaks only of what it showed.
    pub cells: Vec<(String, String)>,
    /// The version the form began with: a role that nobody has changed yet has 0.
    pub version: i64,
    /// The fingerprint of the summary that is confirmed; empty before there was one.
    pub seen: String,
}

/// A role as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedRole {
    /// What it is called; nothing for a standard role.
    pub name: Option<RoleName>,
    /// What is changed in it then.
    pub cells: RoleCells,
}

impl RoleForm {
    /// Reads the form of `role`, in which the cells `current` are changed now, for a school that uses `products`. Cells the
    /// form does not name, and those in products the school does not use, are carried over: a product may have been
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
            match (feature, setting.as_str(), Setting::from_code(setting)) {
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

    /// The form of a role as it is.
    pub fn of(role: HeldRole, roles: &SchoolRoles) -> RoleForm {
        let Some(adapted) = roles.adapted(role) else { return RoleForm::default() };
        let cell = |cell: RoleCell| (cell.feature.code(), cell.setting.code().to_owned());
        RoleForm {
            name: adapted.name.clone(),
            cells: adapted.cells.iter().map(cell).collect(),
            version: adapted.version,
            seen: String::new(),
        }
    }

    /// The form that has a role follow the one it was made from everywhere.
    pub fn putting_back(role: HeldRole, roles: &SchoolRoles) -> RoleForm {
        let mut form = Self::of(role, roles);
        form.cells.iter_mut().for_each(|(_, setting)| setting.clear());
        form
    }

    /// What is chosen for a feature; empty where it follows. Nothing where the form does not name it.
    pub fn named(&self, feature: Feature) -> Option<&str> {
        let code = feature.code();
        self.cells.iter().rev().find(|(known, _)| *known == code).map(|(_, setting)| setting.as_str())
    }

    /// What is chosen for a feature; empty where it follows or the form does not name it.
    pub fn get(&self, feature: Feature) -> &str {
        self.named(feature).unwrap_or_default()
    }
}

/// Whether going from `before` to `after` lets somebody do more: of a restriction, not having it does.
pub fn lets_do_more(feature: Feature, before: bool, after: bool) -> bool {
    before != after && after != feature.is_restriction()
}

/// The features of which `after` lets the holders of `role` do more than `before`, though the one who changes it may not give
/// them; with the rule that stands against each.
pub fn beyond(
    role: HeldRole,
    products: &[Product],
    before: &SchoolRoles,
    after: &SchoolRoles,
    may_give: impl Fn(Feature) -> Result<(), Denial>,
) -> Vec<(Feature, Denial)> {
    let allowed = |feature, roles| crate::permission::decide(feature, role, roles).allowed;
    Feature::all()
        .filter(|feature| products.contains(&feature.product()))
        .filter(|feature| lets_do_more(*feature, allowed(*feature, before), allowed(*feature, after)))
        .filter_map(|feature| Some((feature, may_give(feature).err()?)))
        .collect()
}

/// Somebody whom a change of roles may reach.
#[derive(Clone, Debug)]
pub struct Holder {
    /// First and last name.
    pub name: String,
    /// Their roles before, and then.
    pub roles: (RoleChoice, RoleChoice),
    /// What was made an exception of for them: of that, no role gives or takes anything.
    pub exceptions: Exceptions,
}

impl Holder {
    /// What changes for them when the school says `after` instead of `before` about its roles.
    pub fn difference(&self, products: &[Product], before: &SchoolRoles, after: &SchoolRoles) -> Difference {
        let gives = |roles: &SchoolRoles, choice: &RoleChoice| {
            Rules { roles: roles.clone(), exceptions: self.exceptions.clone() }.permissions(choice, products)
        };
        difference(&gives(before, &self.roles.0), &gives(after, &self.roles.1))
    }
}

/// People for whom the same changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// They.
    pub people: Named,
    /// What they gain; a restriction that goes is a gain.
    pub gains: Vec<Feature>,
    /// What they lose.
    pub loses: Vec<Feature>,
}

/// Whom it reaches, those for whom most changes first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impact {
    /// Those for whom something changes.
    pub affected: Vec<Affected>,
    /// How many hold the role and keep what they have.
    pub same: usize,
    /// How many were deleted: for them nothing changes now, but they hold the role on the day somebody restores them.
    pub deleted: usize,
}

impl Impact {
    /// Counts somebody in for whom this changes.
    pub fn add(&mut self, name: String, change: &Difference) {
        if change.is_empty() {
            self.same += 1;
            return;
        }
        let (gains, loses): (Vec<_>, Vec<_>) = (change.gains().collect(), change.loses().collect());
        let at = self.affected.iter().position(|group| group.gains == gains && group.loses == loses);
        let at = at.unwrap_or_else(|| {
            self.affected.push(Affected { people: Named::default(), gains, loses });
            self.affected.len() - 1
        });
        self.affected[at].people.push(name);
    }

    /// For how many people something changes.
    pub fn people(&self) -> usize {
        self.affected.iter().map(|group| group.people.count).sum()
    }

    /// How many people hold the role, those who were deleted among them.
    pub fn holders(&self) -> usize {
        self.people() + self.same + self.deleted
    }
}

/// A changed cell, before and after; nothing where it follows the role it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellChange {
    /// The row.
    pub feature: Feature,
    /// What was set.
    pub old: Option<Setting>,
    /// What is to be set.
    pub new: Option<Setting>,
}

/// What saving the form would come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleReview {
    /// Which role.
    pub role: HeldRole,
    /// What it is called now, and then.
    pub name: (String, String),
    /// The cells that change.
    pub cells: Vec<CellChange>,
    /// Whom it reaches.
    pub impact: Impact,
    /// The form that does it, with the fingerprint of this summary.
    pub form: RoleForm,
}

/// What became of a summary that was confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confirmed<Summary> {
    /// It was done.
    Done,
    /// Something it showed is different now: the summary as it is today, and nothing was done.
    LookAgain(Box<Summary>),
}

/// What is sent to delete a role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeletionForm {
    /// The version of the role that was shown.
    pub version: i64,
    /// The code of the role its people get.
    pub to: String,
    /// The fingerprint of the summary that is confirmed; empty before there was one.
    pub seen: String,
}

/// What deleting a role would come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletionReview {
    /// What its people get instead.
    pub to: HeldRole,
    /// Whom it reaches.
    pub impact: Impact,
    /// The form that does it, with the fingerprint of this summary.
    pub form: DeletionForm,
}

/// A role and how many people hold it, in some product; those who were deleted are not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleUse {
    /// Which.
    pub role: HeldRole,
    /// How many.
    pub people: u64,
}

#[cfg(test)]
mod tests;
