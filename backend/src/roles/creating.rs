//! Copying a role.

use super::{entry, find, is_taken, name_taken};
use crate::Backend;
use crate::limits;
use crate::session::Actor;
use crate::store::AuthoredCells;
use domain::access::{Action as _, CreateRole, ListUsers};
use domain::fault::{Fault, FieldFault};
use domain::id::CustomRoleId;
use domain::name::RoleName;
use domain::problem::{FieldError, Problem};
use domain::role::HeldRole;
use domain::role_customisation::{NAME, ROLE};
use serde_json::json;
use uuid::Uuid;

/// Creates the role `name` as a copy of `like`, with its level and its changes.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::Form`] with every field that needs correcting.
pub async fn create_role(backend: &Backend, actor: &Actor, name: &str, like: &str) -> Result<HeldRole, Problem> {
    // Checked first, so that an actor who may not manage people learns nothing about the form.
    let (mut change, actor, lists_users) = backend.change_with(actor, actor.permit(ListUsers)?).await?;
    let settings = change.settings(&lists_users).await?;
    let name = RoleName::parse(name).map_err(|fault| FieldError::new(NAME, fault));
    let like = HeldRole::from_code(like).filter(|like| settings.roles.has(*like));
    let like = like.ok_or_else(|| FieldError::new(ROLE, Fault::FirstRole));
    let (name, like) = match (name, like) {
        (Ok(name), Ok(like)) => (name, like),
        (name, like) => return Err(Problem::Form(name.err().into_iter().chain(like.err()).collect())),
    };
    let permit = actor.permit(CreateRole { role: like })?;
    if is_taken(&settings.roles, &name, None) {
        return Err(Problem::Form(vec![name_taken(&name)]));
    }
    if settings.roles.custom().len() >= limits::OWN_ROLES {
        return Err(Problem::field(
            NAME,
            FieldFault::TooManyRoles(u32::try_from(limits::OWN_ROLES).unwrap_or(u32::MAX)),
        ));
    }
    // A copy of a standard role has no changes of its own: it follows that role.
    let copied = if like.is_custom() { Some(find(&settings.roles, like)?) } else { None };
    let (cells, decided) = copied.map(|like| (like.cells, like.set_by_owner)).unwrap_or_default();
    let role = HeldRole::custom(like.level(), CustomRoleId::new(Uuid::new_v4()));
    if !change.create_role(&permit, role, &name, AuthoredCells { cells: &cells, owner: &decided }).await? {
        // Written without the change number, by hand or by another program.
        return Err(Problem::Form(vec![name_taken(&name)]));
    }
    let new = json!({ "like": like.code() });
    change.record(entry(CreateRole::LOGGED, role, name.to_string(), None, Some(new))).await?;
    change.commit().await?;
    Ok(role)
}
