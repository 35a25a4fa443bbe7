//! Customising roles: copying a role, changing its permissions, deleting it.
//!
//! A summary shows whom a change affects and what each person gains or loses before it is saved. Nobody can give
//! permissions they lack, or change the permissions of a person they may not act on: themselves, an equal or a
//! superior.

mod affected;
mod changing;
mod creating;
mod deleting;

pub use changing::{review_role, save_role};
pub use creating::create_role;
pub use deleting::{delete_role, review_deletion};

use crate::Backend;
use crate::access::ReadsPeople;
use crate::session::Actor;
use crate::store::{Entry, SchoolTransaction};
use domain::access::ListUsers;
use domain::audit::LoggedAction;
use domain::fault::FieldFault;
use domain::name::RoleName;
use domain::permission::{RoleCustomisation, SchoolRoles};
use domain::problem::{FieldError, Problem};
use domain::role::HeldRole;
use domain::role_customisation::{NAME, RoleUsage, VERSION};
use serde_json::Value;

/// The number of people holding each role that is in use.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list of people.
pub async fn role_uses(backend: &Backend, actor: &Actor) -> Result<Vec<RoleUsage>, Problem> {
    let permit = actor.permit(ListUsers)?;
    Ok(backend.store().role_uses(&permit).await?)
}

/// The school's customisation of a role; a role without one is as published.
///
/// # Errors
/// [`Problem::NotFound`] when the school has no such role.
fn find(roles: &SchoolRoles, role: HeldRole) -> Result<RoleCustomisation, Problem> {
    match roles.customised(role) {
        Some(customised) => Ok(customised.clone()),
        None if role.is_custom() => Err(Problem::NotFound),
        None => Ok(RoleCustomisation {
            role,
            name: String::new(),
            cells: Default::default(),
            set_by_owner: Vec::new(),
            version: 0,
        }),
    }
}

/// Refuses a form that is based on an older version of the role.
async fn refuse_overtaken(
    backend: &Backend,
    change: &mut SchoolTransaction,
    permit: &impl ReadsPeople,
    current: &RoleCustomisation,
    began_with: i64,
) -> Result<(), Problem> {
    if current.version == began_with {
        return Ok(());
    }
    let by = change.role_changed(permit, current.role).await?;
    let by = by.map(|(name, at)| (name, backend.clock().words(at).text));
    Err(Problem::field(VERSION, FieldFault::RoleChanged { by }))
}

/// The versions of these roles and of the standard roles they follow.
fn versions<const N: usize>(school: &SchoolRoles, roles: [HeldRole; N]) -> Vec<i64> {
    let both = roles.into_iter().flat_map(|role| [role, role.level().into()]);
    both.map(|role| school.customised(role).map_or(0, |customised| customised.version)).collect()
}

fn name_taken(name: &RoleName) -> FieldError {
    FieldError::new(NAME, FieldFault::RoleNameTaken(name.to_string()))
}

/// Whether another of the school's roles has this name.
fn is_taken(roles: &SchoolRoles, name: &RoleName, but: Option<HeldRole>) -> bool {
    roles.custom().iter().any(|other| Some(other.role) != but && other.name.to_lowercase() == name.key())
}

/// The audit entry for an action on a role.
pub(crate) fn entry(
    action: LoggedAction,
    role: HeldRole,
    name: String,
    old: Option<Value>,
    new: Option<Value>,
) -> Entry<'static> {
    Entry {
        action,
        subject_kind: "role",
        subject_id: role.code().into_owned(),
        // The words for a standard role are in `domain`; a school names its own.
        subject_name: role.is_custom().then_some(name),
        old_value: old,
        new_value: new,
    }
}
