//! Whom a change of a role reaches.

use crate::access::ReadsPeople;
use crate::session::Actor;
use crate::store::{Change, StoredMember, in_force};
use domain::access::{Action as _, Denial, EditUser};
use domain::adapting::{Holder, Impact};
use domain::permission::{Exceptions, RoleChoice, SchoolRoles};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::HeldRole;
use domain::user::Access;

/// What a school says about its roles, before and then.
pub(super) struct Turn<'a> {
    pub products: &'a [Product],
    pub before: &'a SchoolRoles,
    pub after: &'a SchoolRoles,
}

/// The role, and those that were made from it and follow it.
pub(super) fn following(role: HeldRole, roles: &SchoolRoles) -> Vec<HeldRole> {
    let copies = roles.custom().into_iter().map(|adapted| adapted.role);
    let follows = |copy: &HeldRole| !role.is_custom() && copy.level() == role.level();
    std::iter::once(role).chain(copies.filter(follows)).collect()
}

/// What it comes to for everybody who holds one of `roles`, whose own roles become what `then` makes of them; and all of them. For
/// those who were deleted it comes to nothing, but they hold the role on the day somebody restores them.
///
/// # Errors
/// [`Problem::Form`] at `field` when it changes what somebody can do whom the actor may not act on.
pub(super) async fn impact(
    change: &mut Change,
    (actor, permit): (&Actor, &impl ReadsPeople),
    roles: &[HeldRole],
    turn: &Turn<'_>,
    field: &str,
    then: impl Fn(RoleChoice) -> RoleChoice,
) -> Result<(Impact, Vec<StoredMember>), Problem> {
    let ids = change.holders_of(permit, roles).await?;
    let mut found = change.members(permit, &ids).await?;
    let mut excepted = change.exceptions_of(permit, &ids).await?;
    let at = change.at();
    let (mut impact, mut holders) = (Impact::default(), Vec::with_capacity(ids.len()));
    for id in ids {
        let Some(stored) = found.remove(&id) else { continue };
        if stored.access_at(at) == Access::Deleted {
            holders.push(stored);
            continue;
        }
        let exceptions = excepted.remove(&id).map(|found| in_force(&found, at)).unwrap_or_default();
        let holder = Holder { name: stored.name(), roles: (stored.roles, then(stored.roles)), exceptions };
        let difference = holder.difference(turn.products, turn.before, turn.after);
        // What an exception hides today comes about once it has ended, so it is asked for as well.
        let lasts = || {
            let lasting = Holder { exceptions: Exceptions::none(), ..holder.clone() };
            !lasting.difference(turn.products, turn.before, turn.after).is_empty()
        };
        if !difference.is_empty() || holder.roles.0 != holder.roles.1 || (!holder.exceptions.is_empty() && lasts()) {
            let edits = EditUser { subject: stored.subject(), access: stored.access_at(at) };
            edits.check(actor.grants()).map_err(|denial| refused(&stored, denial, field))?;
        }
        impact.add(holder.name, &difference);
        holders.push(stored);
    }
    impact.affected.sort_by_key(|group| std::cmp::Reverse(group.gains.len() + group.loses.len()));
    Ok((impact, holders))
}

fn refused(stored: &StoredMember, denial: Denial, field: &str) -> Problem {
    let why = match denial {
        Denial::Yourself => "This would change what you can do yourself. Ask another admin to do it".to_owned(),
        denial => {
            let sentence = denial.sentence();
            format!("This would change what {} can do. {}", stored.name(), sentence.trim_end_matches('.'))
        }
    };
    Problem::field(field, why)
}
