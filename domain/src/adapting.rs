//! Adapting roles: the form that changes one, what it may not give, and whom the change reaches.

use crate::bulk::Named;
use crate::catalogue::Feature;
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

/// What was chosen for a role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// What it is called; not read for a standard role, which keeps its name.
    pub name: String,
    /// Features' codes and what is set there, as [`Setting::code`] writes it. What is left out, or empty, follows the role it
    /// was made from.
    pub cells: Vec<(String, String)>,
    /// The version the form began with: a role that nobody has changed yet has 0.
    pub version: i64,
}

/// A role as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedRole {
    /// What it is called; nothing for a standard role.
    pub name: Option<RoleName>,
    /// What is changed in it, in the products of the form.
    pub cells: RoleCells,
}

impl RoleForm {
    /// Reads the form of `role`, for a school that uses `products`.
    ///
    /// # Errors
    /// Every field that needs correcting, in the order of the form.
    pub fn parse(&self, role: HeldRole, products: &[Product]) -> Result<EditedRole, Vec<FieldError>> {
        let mut errors = Vec::new();
        let name = role.is_custom().then(|| RoleName::parse(&self.name)).transpose();
        let name = name.map_err(|message| errors.push(FieldError::new(NAME, message)));
        let mut cells = Vec::new();
        for (code, setting) in &self.cells {
            let feature = Feature::from_code(code).filter(|found| products.contains(&found.product()));
            match (feature, setting.as_str(), Setting::from_code(setting)) {
                (None, ..) => {
                    errors.push(FieldError::new(code, "Rolecall knows no such permission. Open the page again"))
                }
                (Some(feature), "", _) => cells.retain(|cell: &RoleCell| cell.feature != feature),
                (Some(feature), _, Some(setting)) => cells.push(RoleCell { feature, setting }),
                (_, _, None) => errors.push(FieldError::new(code, "Choose one of the settings in the list")),
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
        }
    }

    /// What is chosen for a feature; empty where it follows.
    pub fn get(&self, feature: Feature) -> &str {
        let code = feature.code();
        self.cells.iter().rev().find(|(known, _)| *known == code).map_or("", |(_, setting)| setting)
    }
}

/// Whether going from `before` to `after` lets somebody do more: of a restriction, not having it does.
pub fn lets_do_more(feature: Feature, before: bool, after: bool) -> bool {
    before != after && after != feature.is_restriction()
}

/// The features of which `after` lets the holders of `role` do more than `before`, though whoever changes it cannot do that
/// themselves (nobody gives what they lack; restrictions turned round).
pub fn beyond(
    role: HeldRole,
    products: &[Product],
    before: &SchoolRoles,
    after: &SchoolRoles,
    editor_has: impl Fn(Feature) -> bool,
) -> Vec<Feature> {
    let allowed = |feature, roles| crate::permission::decide(feature, role, roles).allowed;
    Feature::all()
        .filter(|feature| products.contains(&feature.product()))
        .filter(|feature| lets_do_more(*feature, allowed(*feature, before), allowed(*feature, after)))
        .filter(|feature| editor_has(*feature) == feature.is_restriction())
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
    /// The form that does it.
    pub form: RoleForm,
}

/// What deleting a role would come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletionReview {
    /// What its people get instead.
    pub to: HeldRole,
    /// Whom it reaches.
    pub impact: Impact,
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
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::id::CustomRoleId;
    use crate::permission::{AdaptedRole, Exception};
    use crate::role::Role;
    use uuid::Uuid;

    fn music() -> HeldRole {
        HeldRole::custom(Role::FullEdit, CustomRoleId::new(Uuid::from_u128(1)))
    }

    fn feature(code: &str) -> Feature {
        Feature::from_code(code).unwrap()
    }

    fn form(name: &str, cells: &[(&str, &str)]) -> RoleForm {
        let cells = cells.iter().map(|(code, setting)| ((*code).to_owned(), (*setting).to_owned())).collect();
        RoleForm { name: name.to_owned(), cells, version: 1 }
    }

    fn school(cells: &[(Feature, Setting)]) -> SchoolRoles {
        let cells = cells.iter().map(|(feature, setting)| RoleCell { feature: *feature, setting: *setting }).collect();
        SchoolRoles {
            adapted: vec![AdaptedRole { role: music(), name: "Music teacher".to_owned(), cells, version: 1 }],
            ..SchoolRoles::none()
        }
    }

    #[test]
    fn a_form_reads_back_and_what_follows_is_left_out() {
        let [one, two] = ["portal/invites/invite-staff-as-users", "sonar-tracker/groups/create-groups"];
        let typed = form(" Music  teacher ", &[(one, "deny"), (two, "")]);
        let read = typed.parse(music(), &Product::ALL).unwrap();
        assert_eq!(read.name.unwrap().as_str(), "Music teacher");
        assert_eq!(read.cells.iter().collect::<Vec<_>>(), [RoleCell { feature: feature(one), setting: Setting::Deny }]);
        let shown = RoleForm::of(music(), &school(&[(feature(one), Setting::Deny)]));
        assert_eq!((shown.get(feature(one)), shown.get(feature(two)), shown.version), ("deny", "", 1));
    }

    #[test]
    fn every_field_that_is_wrong_is_named_at_once() {
        let fields = |form: &RoleForm, role: HeldRole| {
            let errors = form.parse(role, &[Product::Portal]).err().unwrap_or_default();
            errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        let known = "portal/invites/invite-staff-as-users";
        let unused = "sonar-tracker/groups/create-groups";
        let typed = form("full EDIT", &[("no/such/permission", "allow"), (known, "perhaps"), (unused, "allow")]);
        assert_eq!(fields(&typed, music()), [NAME, "no/such/permission", known, unused]);
        // A standard role keeps its name, whatever was sent.
        assert_eq!(fields(&form("", &[(known, "allow")]), Role::FullEdit.into()), Vec::<String>::new());
        assert_eq!(fields(&form(&"x".repeat(41), &[]), music()), [NAME]);
        assert_eq!(fields(&form("   ", &[]), music()), [NAME]);
    }

    #[test]
    fn nobody_gives_what_they_lack_and_a_restriction_is_turned_round() {
        let plain = Feature::all()
            .find(|one| !one.is_restriction() && !crate::permission::decide(*one, music(), &school(&[])).allowed)
            .unwrap();
        let restriction = Feature::all().find(|one| one.is_restriction()).unwrap();
        let held = school(&[(restriction, Setting::Allow)]);
        for (before, after, set, editor_has, is_beyond) in [
            (&school(&[]), Setting::Allow, plain, false, true),
            (&school(&[]), Setting::Allow, plain, true, false),
            (&school(&[(plain, Setting::Allow)]), Setting::Deny, plain, false, false),
            (&school(&[(plain, Setting::Allow)]), Setting::Allow, plain, false, false),
            // To be let off a restriction is to be given something; to be put under it is not.
            (&held, Setting::Deny, restriction, true, true),
            (&held, Setting::Deny, restriction, false, false),
            (&school(&[]), Setting::Allow, restriction, true, false),
            (&school(&[]), Setting::Allow, restriction, false, false),
        ] {
            let found = beyond(music(), &Product::ALL, before, &school(&[(set, after)]), |_| editor_has);
            assert_eq!(found, if is_beyond { vec![set] } else { Vec::new() }, "{after:?} {} {editor_has}", set.name());
        }
    }

    #[test]
    fn people_for_whom_the_same_changes_stand_together_and_an_exception_keeps_what_it_says() {
        let set = feature("sonar-tracker/groups/create-groups");
        let (before, after) = (school(&[]), school(&[(set, Setting::Allow)]));
        let holder = |name: &str, exceptions| Holder {
            name: name.to_owned(),
            roles: (RoleChoice::everywhere(music()), RoleChoice::everywhere(music())),
            exceptions,
        };
        let exception = Exceptions::from(vec![Exception { feature: set, allowed: false, until: None }]);
        let mut impact = Impact::default();
        for holder in [holder("Ada", Exceptions::none()), holder("Ben", exception), holder("Cy", Exceptions::none())] {
            let change = holder.difference(&Product::ALL, &before, &after);
            impact.add(holder.name, &change);
        }
        assert_eq!((impact.people(), impact.same, impact.affected.len()), (2, 1, 1));
        assert_eq!(impact.affected[0].people.names, ["Ada", "Cy"]);
        assert_eq!(
            (impact.affected[0].gains.as_slice(), impact.affected[0].loses.as_slice()),
            ([set].as_slice(), [].as_slice())
        );
    }
}
