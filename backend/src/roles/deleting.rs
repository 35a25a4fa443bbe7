//! Deleting a role of the school's own: its people get another.

use super::reach::{Turn, impact};
use super::{entry, find, refuse_overtaken};
use crate::Backend;
use crate::access::Permit;
use crate::session::Actor;
use crate::store::{Change, StoredMember};
use crate::users::fields_entry;
use domain::access::{Action as _, ChangeRoles, DeleteRole, Denial, outranks};
use domain::adapting::{DeletionReview, ROLE};
use domain::form::edit::EditField;
use domain::form::user::UserField;
use domain::permission::{Elsewhere, RoleChoice};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::HeldRole;
use serde_json::json;

/// What deleting the role, and giving its people the one whose code is `to`, would come to. Changes nothing.
///
/// # Errors
/// [`Problem::Denied`] to whoever may not delete it; [`Problem::NotFound`] when the school has made no such role;
/// [`Problem::Form`] when its people cannot get the other one, or somebody changed it since `version`.
pub async fn review_deletion(
    backend: &Backend,
    actor: &Actor,
    role: HeldRole,
    version: i64,
    to: &str,
) -> Result<DeletionReview, Problem> {
    let (mut change, actor, permit) = backend.change_with(actor.permit(DeleteRole { role })?).await?;
    // Dropped, the change never happened.
    Ok(Plan::make(backend, &mut change, &actor, permit, version, to).await?.review)
}

/// Deletes the role and gives its people the other one.
///
/// # Errors
/// As [`review_deletion`].
pub async fn delete_role(
    backend: &Backend,
    actor: &Actor,
    role: HeldRole,
    version: i64,
    to: &str,
) -> Result<(), Problem> {
    let (mut change, actor, permit) = backend.change_with(actor.permit(DeleteRole { role })?).await?;
    let plan = Plan::make(backend, &mut change, &actor, permit, version, to).await?;
    let reason = format!("The role {} was deleted", plan.name);
    let entries = plan.holders.iter().map(|stored| moved(stored, role, plan.review.to, &reason)).collect();
    change.record_all(entries).await?;
    change.delete_role(&plan.permit, plan.review.to).await?;
    let people = plan.review.impact.people() + plan.review.impact.same;
    let new = json!({ "role": plan.review.to.code(), "people": people });
    change.record(entry(DeleteRole::NAME, role, plan.name, None, Some(new))).await?;
    Ok(change.commit().await?)
}

/// A deletion, allowed and possible.
struct Plan {
    permit: Permit<DeleteRole>,
    name: String,
    holders: Vec<StoredMember>,
    review: DeletionReview,
}

impl Plan {
    async fn make(
        backend: &Backend,
        change: &mut Change,
        actor: &Actor,
        permit: Permit<DeleteRole>,
        version: i64,
        to: &str,
    ) -> Result<Self, Problem> {
        let role = permit.action().role;
        let settings = change.settings(&permit).await?;
        let roles = &settings.roles;
        if !role.is_custom() {
            return Err(Problem::NotFound);
        }
        let current = find(roles, role)?;
        let to = HeldRole::from_code(to).filter(|to| roles.has(*to) && *to != role);
        let to = to.ok_or_else(|| Problem::field(ROLE, "Choose the role its people get"))?;
        if !outranks(actor.role(), to.level()) {
            return Err(Problem::field(ROLE, Denial::RoleNotYours { role: to.level() }.sentence()));
        }
        refuse_overtaken(backend, change, &permit, &current, version).await?;
        let turn = Turn { products: &settings.products, before: roles, after: roles };
        let (impact, holders) =
            impact(change, (actor, &permit), &[role], &turn, ROLE, |choice| replaced(choice, role, to)).await?;
        Ok(Self { permit, name: current.name, holders, review: DeletionReview { to, impact } })
    }
}

/// The roles of somebody for whom `to` takes the place of `from`.
fn replaced(choice: RoleChoice, from: HeldRole, to: HeldRole) -> RoleChoice {
    let own = |choice: RoleChoice, product| match product {
        Product::SonarTracker if choice.sonar == from => choice.with(product, to),
        Product::SonarTracker => choice,
        product if choice.other(product) == Elsewhere::Role(from) => choice.with(product, to),
        _ => choice,
    };
    Product::ALL.into_iter().fold(choice, own)
}

/// What the audit log keeps of somebody who gets another role.
fn moved(stored: &StoredMember, from: HeldRole, to: HeldRole, reason: &str) -> crate::store::Entry<'static> {
    let (old, new) = (from.code(), to.code());
    let has = |product: &Product| match product {
        Product::SonarTracker => stored.roles.sonar == from,
        product => stored.roles.other(*product) == Elsewhere::Role(from),
    };
    let fields = Product::ALL
        .into_iter()
        .filter(has)
        .map(|product| (EditField::User(UserField::Role(product)), old.as_ref(), new.as_ref()));
    fields_entry(stored, ChangeRoles::NAME, fields, Some(reason))
}
