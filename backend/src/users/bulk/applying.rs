//! Carrying out a permitted bulk change, with an audit entry for each person.

use crate::session::Actor;
use crate::store::{SchoolTransaction, StoredMember};
use crate::users::recorded::{access_entry, fields_entry};
use domain::access::{Action as _, BlockUser, ChangeRoles, DeactivateUser, SendInvitation, SetsAccess};
use domain::bulk::BulkChange;
use domain::form::edit::EditField;
use domain::form::user::UserField;
use domain::link::LinkMailResult;
use domain::moment::Moment;
use domain::name::EmailAddress;
use domain::permission::{RoleChoice, RoleOverride};
use domain::problem::Problem;
use domain::product::Product;
use domain::reason::Reason;
use domain::user::Access;
use serde_json::json;
use std::borrow::Cow;

/// A person's values before and after, as the database and the audit log store them.
pub(super) fn values(change: BulkChange, stored: &StoredMember, now: Moment) -> (Cow<'static, str>, Cow<'static, str>) {
    match change {
        BulkChange::Role { product, .. } => {
            (role_code(stored.roles.clone(), product), role_code(change.roles_after(stored.roles.clone()), product))
        }
        BulkChange::Invite => ("".into(), "".into()),
        BulkChange::Block => (stored.access_at(now).code().into(), Access::Blocked.code().into()),
        BulkChange::Deactivate => (stored.access_at(now).code().into(), Access::Deactivated.code().into()),
    }
}

/// The role chosen in one product, as forms write it.
pub(in crate::users) fn role_code(roles: RoleChoice, product: Product) -> Cow<'static, str> {
    match product {
        product if product.holds_main_role() => roles.main.code(),
        product => roles.other(product).code(),
    }
}

/// The roles with a product's choice parsed from [`role_code`].
pub(super) fn with_role_code(roles: RoleChoice, product: Product, code: &str) -> Option<RoleChoice> {
    Some(roles.with(product, RoleOverride::from_code(code)?))
}

/// Carries out the change for all of `people`.
///
/// # Errors
/// When the actor may not, for one of them; then the transaction must be dropped.
pub(super) async fn carry_out(
    change: &mut SchoolTransaction,
    actor: &Actor,
    what: BulkChange,
    people: &[StoredMember],
    reason: Option<&Reason>,
) -> Result<(), Problem> {
    match what {
        BulkChange::Role { product, .. } => {
            let people = people.iter().map(|stored| (stored, what.roles_after(stored.roles.clone())));
            set_roles(change, actor, product, people, reason).await
        }
        BulkChange::Invite => invite(change, actor, people).await,
        BulkChange::Block => set_access::<BlockUser>(change, actor, people, reason).await,
        BulkChange::Deactivate => set_access::<DeactivateUser>(change, actor, people, reason).await,
    }
}

/// Gives each person their new roles, which differ in `product`.
pub(crate) async fn set_roles<'m>(
    change: &mut SchoolTransaction,
    actor: &Actor,
    product: Product,
    people: impl Iterator<Item = (&'m StoredMember, RoleChoice)>,
    reason: Option<&Reason>,
) -> Result<(), Problem> {
    let (mut permitted, mut entries) = (Vec::new(), Vec::new());
    for (stored, roles) in people {
        let (subject, access) = (stored.subject(), stored.access_at(change.at()));
        permitted.push(actor.permit(ChangeRoles {
            subject,
            access,
            before: stored.roles.clone(),
            after: roles.clone(),
        })?);
        let field = EditField::User(UserField::Role(product));
        let (old, new) = (role_code(stored.roles.clone(), product), role_code(roles, product));
        entries.push(fields_entry(
            stored,
            ChangeRoles::LOGGED,
            [(field, old.as_ref(), new.as_ref())].into_iter(),
            reason,
        ));
    }
    change.set_roles(&permitted).await?;
    change.record_all(entries).await?;
    Ok(())
}

/// Sets each person's access.
pub(super) async fn set_access<A: SetsAccess>(
    change: &mut SchoolTransaction,
    actor: &Actor,
    people: &[StoredMember],
    reason: Option<&Reason>,
) -> Result<(), Problem> {
    let (mut permitted, mut entries) = (Vec::new(), Vec::new());
    for stored in people {
        let access = stored.access_at(change.at());
        permitted.push(actor.permit_access::<A>(stored, access)?);
        entries.push(access_entry::<A>(stored, access, reason));
    }
    change.set_access(&permitted, reason).await?;
    change.record_all(entries).await?;
    Ok(())
}

async fn invite(change: &mut SchoolTransaction, actor: &Actor, people: &[StoredMember]) -> Result<(), Problem> {
    let mut entries = Vec::new();
    for stored in people {
        let (subject, registration, access) = (stored.subject(), stored.registration, stored.access_at(change.at()));
        let has_email = !stored.email.is_empty();
        let invites = actor.permit(SendInvitation { subject, registration, access, has_email })?;
        let email = EmailAddress::parse(&stored.email).map_err(|_| Problem::Unexpected)?;
        if change.invite(&invites, &email).await? == LinkMailResult::Sent {
            entries.push(stored.entry(SendInvitation::LOGGED, None, Some(json!({ "email": stored.email }))));
        }
    }
    change.record_all(entries).await?;
    Ok(())
}
