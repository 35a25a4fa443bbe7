//! The custom role of the demonstration's school.

use crate::access::Seeding;
use crate::roles::entry;
use crate::store::{AuthoredCells, SchoolTransaction};
use domain::access::{Action as _, ChangeRole, CreateRole};
use domain::catalogue::Feature;
use domain::id::{CustomRoleId, MemberId};
use domain::name::RoleName;
use domain::permission::{CellSetting, RoleCell, RoleCells};
use domain::problem::Problem;
use domain::role::{HeldRole, Role};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// The role's name, and the role it was copied from.
const NAME: &str = "Learning mentor";
const LIKE: Role = Role::PartialEdit;
/// The staff code of the person who holds the role.
pub(super) const HOLDER: &str = "VMN";
/// The role's differences from its base.
const CELLS: &[(&str, CellSetting)] = &[
    ("juniper-mis/pupils/pupils-notes", CellSetting::Allow),
    ("juniper-mis/pupils/pupils-behaviours", CellSetting::Allow),
    ("juniper-mis/behaviours/behaviours", CellSetting::Allow),
    ("juniper-mis/pupils/pupils-consents", CellSetting::Deny),
];

/// The role before it is stored, for people who are added earlier.
pub(super) fn to_be_made() -> HeldRole {
    HeldRole::custom(LIKE, CustomRoleId::new(Uuid::new_v4()))
}

/// Stores the role, as the owner would.
pub(super) async fn make(
    change: &mut SchoolTransaction,
    seeding: &Seeding,
    role: HeldRole,
    owner: MemberId,
) -> Result<(), Problem> {
    let name = RoleName::parse(NAME).map_err(super::wrong)?;
    let cell = |(code, setting): &(&str, CellSetting)| {
        let feature = Feature::from_code(code).ok_or_else(|| super::wrong((*code).to_owned()))?;
        Ok(RoleCell { feature, setting: *setting })
    };
    let cells: RoleCells = CELLS.iter().map(cell).collect::<Result<_, Problem>>()?;
    let decided: Vec<_> = cells.iter().map(|cell| cell.feature).collect();
    if !change.seed_role(seeding, owner, role, &name, AuthoredCells { cells: &cells, owner: &decided }).await? {
        return Err(super::wrong(NAME.to_owned()));
    }
    let made = json!({ "like": LIKE.code() });
    change.record(entry(CreateRole::LOGGED, role, NAME.to_owned(), None, Some(made))).await?;
    let set = cells.iter().map(|cell| (cell.feature.code(), Value::from(cell.setting.code())));
    let set = Value::Object(set.collect::<Map<_, _>>());
    change.record(entry(ChangeRole::LOGGED, role, NAME.to_owned(), None, Some(set))).await?;
    Ok(())
}
