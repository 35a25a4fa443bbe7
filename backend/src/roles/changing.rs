//! Changing what a role gives.

use super::reach::{Turn, following, impact};
use super::{entry, find, is_taken, name_taken, refuse_overtaken};
use crate::Backend;
use crate::access::Permit;
use crate::session::Actor;
use crate::store::Change;
use crate::users::own_rules;
use domain::access::{Action as _, ChangeRole, Denial};
use domain::adapting::{CellChange, NAME, RoleForm, RoleReview, VERSION, beyond};
use domain::name::RoleName;
use domain::permission::{AdaptedRole, RoleCells, SchoolRoles};
use domain::problem::{FieldError, Problem};
use domain::role::HeldRole;
use serde_json::{Map, Value};

/// What saving the form would change, and whom it reaches. Changes nothing.
///
/// # Errors
/// [`Problem::Denied`] to whoever may not change this role; [`Problem::NotFound`] when the school has no such role;
/// [`Problem::Form`] with every field that needs correcting, also where somebody changed the role meanwhile, a permission is
/// given that the actor lacks, or somebody is reached whom they may not act on.
pub async fn review_role(
    backend: &Backend,
    actor: &Actor,
    role: HeldRole,
    form: &RoleForm,
) -> Result<RoleReview, Problem> {
    let (mut change, actor, permit) = backend.change_with(actor.permit(ChangeRole { role })?).await?;
    let plan = Plan::make(backend, &mut change, &actor, permit, form).await?;
    // Dropped, the change never happened.
    Ok(plan.review)
}

/// Saves the form, as its changed cells only.
///
/// # Errors
/// As [`review_role`].
pub async fn save_role(backend: &Backend, actor: &Actor, role: HeldRole, form: &RoleForm) -> Result<(), Problem> {
    let (mut change, actor, permit) = backend.change_with(actor.permit(ChangeRole { role })?).await?;
    let plan = Plan::make(backend, &mut change, &actor, permit, form).await?;
    let RoleReview { name: (old_name, new_name), cells, .. } = &plan.review;
    if cells.is_empty() && old_name == new_name {
        return Ok(());
    }
    if !change.change_role(&plan.permit, plan.name.as_ref(), &plan.cells).await? {
        // Written past the change number, by hand or by another program.
        return Err(Problem::Form(plan.name.iter().map(name_taken).collect()));
    }
    let value = |name: &String, setting: &dyn Fn(&CellChange) -> Option<&'static str>| {
        let named = (old_name != new_name).then(|| (NAME.to_owned(), Value::from(name.clone())));
        let set = cells.iter().map(|cell| (cell.feature.full_name(), Value::from(setting(cell))));
        Value::Object(named.into_iter().chain(set).collect::<Map<_, _>>())
    };
    let old = value(old_name, &|cell| cell.old.map(|setting| setting.label()));
    let new = value(new_name, &|cell| cell.new.map(|setting| setting.label()));
    change.record(entry(ChangeRole::NAME, role, new_name.clone(), Some(old), Some(new))).await?;
    Ok(change.commit().await?)
}

/// A change of a role, allowed and possible.
struct Plan {
    permit: Permit<ChangeRole>,
    name: Option<RoleName>,
    /// All of its cells, then.
    cells: RoleCells,
    review: RoleReview,
}

impl Plan {
    async fn make(
        backend: &Backend,
        change: &mut Change,
        actor: &Actor,
        permit: Permit<ChangeRole>,
        form: &RoleForm,
    ) -> Result<Self, Problem> {
        let role = permit.action().role;
        let settings = change.settings(&permit).await?;
        let (products, before) = (&settings.products, &settings.roles);
        let current = find(before, role)?;
        let edited = form.parse(role, products).map_err(Problem::Form)?;
        refuse_overtaken(backend, change, &permit, &current, form.version).await?;
        if let Some(name) = edited.name.as_ref().filter(|name| is_taken(before, name, Some(role))) {
            return Err(Problem::Form(vec![name_taken(name)]));
        }
        // What is set in products the school does not use now stays for the day it uses them again.
        let unused = current.cells.iter().filter(|cell| !products.contains(&cell.feature.product()));
        let cells: RoleCells = edited.cells.iter().chain(unused).collect();
        let name = edited.name.as_ref().map(ToString::to_string).unwrap_or_default();
        let after = with(before, AdaptedRole { role, name, cells: cells.clone(), version: current.version + 1 });

        let (rules, own) = own_rules(change, actor, before).await?;
        let has = |feature: domain::catalogue::Feature| rules.answer(feature, own.role_in(feature.product())).allowed();
        let lacking = beyond(role, products, before, &after, has);
        if !lacking.is_empty() {
            let sentence = Denial::YouLack.sentence();
            let sentence = sentence.trim_end_matches('.');
            return Err(Problem::Form(lacking.iter().map(|one| FieldError::new(&one.code(), sentence)).collect()));
        }
        let turn = Turn { products, before, after: &after };
        let (impact, _) =
            impact(change, (actor, &permit), &following(role, before), &turn, VERSION, |roles| roles).await?;
        let changed = current.cells.differing(&cells).into_iter();
        let cell = |feature| CellChange { feature, old: current.cells.get(feature), new: cells.get(feature) };
        let review = RoleReview {
            role,
            name: (before.label(role), after.label(role)),
            cells: changed.map(cell).collect(),
            impact,
            form: form.clone(),
        };
        Ok(Self { permit, name: edited.name, cells, review })
    }
}

/// What the school says about its roles with one of them as it is to be.
fn with(roles: &SchoolRoles, adapted: AdaptedRole) -> SchoolRoles {
    let mut roles = roles.clone();
    roles.adapted.retain(|other| other.role != adapted.role);
    roles.adapted.push(adapted);
    roles
}
