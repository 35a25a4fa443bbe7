//! Deleting a custom role and giving its holders another.

use super::affected::{AffectedHolders, RolesBeforeAndAfter, reached};
use super::{entry, find, refuse_overtaken, versions};
use crate::Backend;
use crate::access::Permit;
use crate::session::Actor;
use crate::store::{SchoolTransaction, StoredMember};
use crate::token::fingerprint;
use crate::users::fields_entry;
use domain::access::{Action as _, ChangeRoles, DeleteRole, gives};
use domain::fault::Fault;
use domain::form::edit::EditField;
use domain::form::user::UserField;
use domain::permission::{RoleChoice, RoleOverride};
use domain::problem::Problem;
use domain::product::Product;
use domain::reason::Reason;
use domain::role::HeldRole;
use domain::role_customisation::{DeletionForm, DeletionReview, ROLE, RoleConfirmResult};
use serde_json::json;

/// Summarises what deleting the role, and giving its holders the role in the form, would change. Changes nothing.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not delete it; [`Problem::NotFound`] when the school has no such custom
/// role; [`Problem::Form`] when its holders cannot get the other role, or it has changed since the form's version.
pub async fn review_deletion(
    backend: &Backend,
    actor: &Actor,
    role: HeldRole,
    form: &DeletionForm,
) -> Result<DeletionReview, Problem> {
    let (mut change, actor, permit) = backend.change_with(actor, actor.permit(DeleteRole { role })?).await?;
    // Dropping the transaction rolls it back.
    Ok(Plan::make(backend, &mut change, &actor, permit, form).await?.review)
}

/// Deletes the role and gives its holders the other one, as the summary showed. If anything in the summary has
/// changed, nothing is done and the new summary is given.
///
/// # Errors
/// As [`review_deletion`].
pub async fn delete_role(
    backend: &Backend,
    actor: &Actor,
    role: HeldRole,
    form: &DeletionForm,
) -> Result<RoleConfirmResult<DeletionReview>, Problem> {
    let (mut change, actor, permit) = backend.change_with(actor, actor.permit(DeleteRole { role })?).await?;
    let plan = Plan::make(backend, &mut change, &actor, permit, form).await?;
    if plan.review.form.seen != form.seen {
        return Ok(RoleConfirmResult::LookAgain(Box::new(plan.review)));
    }
    let mut new_admins = Vec::new();
    for action in &plan.moves {
        let gives = actor.permit(action.clone())?;
        new_admins.extend(Some(gives.action().subject.member).filter(|_| action.steps_up()));
    }
    let reason = Reason::RoleDeleted { role: plan.name.clone() };
    let (main, to) = (change.catalogue().main_product(), plan.review.to);
    let entries = plan.holders.iter().map(|stored| moved(stored, main, (role, to), &reason)).collect();
    change.record_all(entries).await?;
    change.delete_role(&plan.permit, plan.review.to).await?;
    change.notify_of_admins(&plan.permit, &new_admins).await?;
    let new = json!({ "role": plan.review.to.code(), "people": plan.review.impact.holders() });
    change.record(entry(DeleteRole::LOGGED, role, plan.name, None, Some(new))).await?;
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(RoleConfirmResult::Done)
}

/// A permitted and valid deletion.
struct Plan {
    permit: Permit<DeleteRole>,
    name: String,
    holders: Vec<StoredMember>,
    moves: Vec<ChangeRoles>,
    review: DeletionReview,
}

impl Plan {
    async fn make(
        backend: &Backend,
        change: &mut SchoolTransaction,
        actor: &Actor,
        permit: Permit<DeleteRole>,
        form: &DeletionForm,
    ) -> Result<Self, Problem> {
        let role = permit.action().role;
        let settings = change.settings(&permit).await?;
        let roles = &settings.roles;
        if !role.is_custom() {
            return Err(Problem::NotFound);
        }
        let current = find(roles, role)?;
        let to = HeldRole::from_code(&form.to).filter(|to| roles.has(*to) && *to != role);
        let to = to.ok_or_else(|| Problem::field(ROLE, Fault::ReplacingRole))?;
        gives(actor.grants(), roles.catalogue.main_product(), to).map_err(|denial| Problem::field(ROLE, denial))?;
        refuse_overtaken(backend, change, &permit, &current, form.version).await?;
        let turn = RolesBeforeAndAfter { products: &settings.products, before: roles, after: roles };
        let AffectedHolders { impact, holders, print, moves } =
            reached(change, (actor, &permit), &[role], &turn, ROLE, |choice| replaced(choice, role, to)).await?;
        let seen = fingerprint(&(to, &settings.products, versions(roles, [role, to]), print))?;
        let form = DeletionForm { seen, ..form.clone() };
        Ok(Self { permit, name: current.name, holders, moves, review: DeletionReview { to, impact, form } })
    }
}

/// A person's roles with `from` replaced by `to`.
fn replaced(choice: RoleChoice, from: HeldRole, to: HeldRole) -> RoleChoice {
    let named: Vec<_> = choice.others().filter(|(_, other)| *other == RoleOverride::Role(from)).collect();
    let main = if choice.main == from { to } else { choice.main };
    named.into_iter().fold(choice.with_main(main), |choice, (product, _)| choice.with(product, to))
}

/// The audit entry for a person whose role changes, in a school whose main role is that in `main`.
fn moved(
    stored: &StoredMember,
    main: Product,
    (from, to): (HeldRole, HeldRole),
    reason: &Reason,
) -> crate::store::Entry<'static> {
    let (old, new) = (from.code(), to.code());
    let main = (stored.roles.main == from).then_some(main);
    let others =
        stored.roles.others().filter(|(_, other)| *other == RoleOverride::Role(from)).map(|(product, _)| product);
    let fields = main
        .into_iter()
        .chain(others)
        .map(|product| (EditField::User(UserField::Role(product)), old.as_ref(), new.as_ref()));
    fields_entry(stored, ChangeRoles::LOGGED, fields, Some(reason))
}
