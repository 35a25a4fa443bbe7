//! Changing what a role gives.

use super::affected::{AffectedHolders, RolesBeforeAndAfter, following, reached};
use super::{entry, find, is_taken, name_taken, refuse_overtaken, versions};
use crate::Backend;
use crate::access::Permit;
use crate::session::Actor;
use crate::store::{AuthoredCells, SchoolTransaction};
use crate::token::fingerprint;
use crate::users::own_exceptions;
use domain::access::{Action as _, Authority, ChangeRole, Denial};
use domain::catalogue::Feature;
use domain::name::RoleName;
use domain::permission::{CellSetting, RoleCells, RoleCustomisation, SchoolRoles};
use domain::problem::{FieldError, Problem};
use domain::product::Product;
use domain::role::HeldRole;
use domain::role_customisation::{CellChange, NAME, RoleConfirmResult, RoleForm, RoleReview, VERSION, beyond};
use serde_json::{Map, Value};

/// Summarises what saving the form would change, and for whom. Changes nothing.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not change this role; [`Problem::NotFound`] when the school has no such
/// role; [`Problem::Form`] with every field that needs correcting. That includes a role changed in the meantime, a
/// permission the actor may not give, and an affected person they may not act on.
pub async fn review_role(
    backend: &Backend,
    actor: &Actor,
    role: HeldRole,
    form: &RoleForm,
) -> Result<RoleReview, Problem> {
    let (mut change, actor, permit) = backend.change_with(actor, actor.permit(ChangeRole { role })?).await?;
    let plan = Plan::make(backend, &mut change, &actor, permit, form).await?;
    // Dropping the transaction rolls it back.
    Ok(plan.review)
}

/// Saves the changed cells that the form's summary showed. If anything in the summary has changed, nothing is saved
/// and the new summary is given.
///
/// # Errors
/// As [`review_role`].
pub async fn save_role(
    backend: &Backend,
    actor: &Actor,
    role: HeldRole,
    form: &RoleForm,
) -> Result<RoleConfirmResult<RoleReview>, Problem> {
    let (mut change, actor, permit) = backend.change_with(actor, actor.permit(ChangeRole { role })?).await?;
    let plan = Plan::make(backend, &mut change, &actor, permit, form).await?;
    let RoleReview { name: (old_name, new_name), cells, form: shown, .. } = &plan.review;
    if cells.is_empty() && old_name == new_name {
        return Ok(RoleConfirmResult::Done);
    }
    if shown.seen != form.seen {
        return Ok(RoleConfirmResult::LookAgain(Box::new(plan.review)));
    }
    let written = AuthoredCells { cells: &plan.cells, owner: &plan.set_by_owner };
    if !change.change_role(&plan.permit, plan.name.as_ref(), written).await? {
        // Written without the change number, by hand or by another program.
        return Err(Problem::Form(plan.name.iter().map(name_taken).collect()));
    }
    let value = |name: &String, setting: &dyn Fn(&CellChange) -> Option<&'static str>| {
        let named = (old_name != new_name).then(|| (NAME.to_owned(), Value::from(name.clone())));
        let set = cells.iter().map(|cell| (cell.feature.code(), Value::from(setting(cell))));
        Value::Object(named.into_iter().chain(set).collect::<Map<_, _>>())
    };
    let old = value(old_name, &|cell| cell.old.map(CellSetting::code));
    let new = value(new_name, &|cell| cell.new.map(CellSetting::code));
    change.record(entry(ChangeRole::LOGGED, role, new_name.clone(), Some(old), Some(new))).await?;
    change.commit().await?;
    Ok(RoleConfirmResult::Done)
}

/// A permitted and valid change of a role.
struct Plan {
    permit: Permit<ChangeRole>,
    name: Option<RoleName>,
    /// The cells after the change.
    cells: RoleCells,
    /// The cells decided by the Account Owner.
    set_by_owner: Vec<Feature>,
    review: RoleReview,
}

impl Plan {
    async fn make(
        backend: &Backend,
        change: &mut SchoolTransaction,
        actor: &Actor,
        permit: Permit<ChangeRole>,
        form: &RoleForm,
    ) -> Result<Self, Problem> {
        let role = permit.action().role;
        let settings = change.settings(&permit).await?;
        let (products, before) = (&settings.products, &settings.roles);
        let current = find(before, role)?;
        let edited = form.parse(role, products, &current.cells).map_err(Problem::Form)?;
        refuse_overtaken(backend, change, &permit, &current, form.version).await?;
        if let Some(name) = edited.name.as_ref().filter(|name| is_taken(before, name, Some(role))) {
            return Err(Problem::Form(vec![name_taken(name)]));
        }
        let cells = edited.cells;
        let own = own_exceptions(change, actor).await?;
        let authority = Authority::of(actor.grants(), &own, before);
        let set_by_owner = decided_by_owner(&current, &cells, authority.is_owner());
        let name = edited.name.as_ref().map(ToString::to_string).unwrap_or_default();
        let customised = RoleCustomisation {
            role,
            name,
            cells: cells.clone(),
            set_by_owner: set_by_owner.clone(),
            version: current.version + 1,
        };
        let after = before.clone().with(customised);
        refuse_beyond(&authority, &current, products, before, &after)?;

        let turn = RolesBeforeAndAfter { products, before, after: &after };
        let AffectedHolders { impact, print, .. } =
            reached(change, (actor, &permit), &following(role, before), &turn, VERSION, |roles| roles).await?;
        let changed = current.cells.differing(&cells).into_iter();
        let cell = |feature| CellChange { feature, old: current.cells.get(feature), new: cells.get(feature) };
        let (name, changed) = ((before.label(role), after.label(role)), changed.map(cell).collect::<Vec<_>>());
        let seen = fingerprint(&(&name, &changed, products, versions(before, [role]), print))?;
        let form = RoleForm { seen, ..form.clone() };
        let review = RoleReview { role, name, cells: changed, impact, form };
        Ok(Self { permit, name: edited.name, cells, set_by_owner, review })
    }
}

/// The cells decided by the Account Owner: those they change now, and those they set earlier that are still set.
fn decided_by_owner(current: &RoleCustomisation, cells: &RoleCells, by_owner: bool) -> Vec<Feature> {
    let is_theirs = |feature: &Feature| {
        let is_changed = current.cells.get(*feature) != cells.get(*feature);
        (by_owner && is_changed) || current.set_by_owner.contains(feature)
    };
    cells.iter().map(|cell| cell.feature).filter(is_theirs).collect()
}

/// Refuses permissions in `after` that the actor may not give, at their fields.
fn refuse_beyond(
    authority: &Authority<'_>,
    current: &RoleCustomisation,
    products: &[Product],
    before: &SchoolRoles,
    after: &SchoolRoles,
) -> Result<(), Problem> {
    let role = current.role;
    let set = |feature| after.customised(role).and_then(|customised| customised.cells.get(feature));
    let decided = |feature: &Feature| current.set_by_owner.contains(feature) && !authority.is_owner();
    let may_give = |feature| {
        // When the actor removes their own setting, the owner's decision applies again.
        if set(feature).is_none() && !decided(&feature) {
            authority.reaches(feature)
        } else {
            authority.gives(feature, Some(role))
        }
    };
    let mut refused = beyond(role, products, before, after, may_give);
    // A setting by which the owner limits people stays, even if nothing else gives the permission today.
    let holds_back = |feature: &Feature| {
        let allows = |setting: Option<CellSetting>| setting.map(|setting| setting.allows());
        let held = Some(feature.is_restriction());
        allows(current.cells.get(*feature)) == held && allows(set(*feature)) != held
    };
    let loosened = current.set_by_owner.iter().copied().filter(|feature| decided(feature) && holds_back(feature));
    for feature in loosened {
        if !refused.iter().any(|(other, _)| *other == feature) {
            refused.push((feature, Denial::OwnerDecided));
        }
    }
    if refused.is_empty() {
        return Ok(());
    }
    let error = |(feature, denial): (Feature, Denial)| FieldError::new(&feature.code(), denial);
    Err(Problem::Form(refused.into_iter().map(error).collect()))
}
