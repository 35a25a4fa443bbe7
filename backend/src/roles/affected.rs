//! The people affected by a change of a role.

use crate::access::ReadsPeople;
use crate::session::Actor;
use crate::store::{SchoolTransaction, StoredMember, in_force};
use domain::access::{Action as _, ChangeRoles, Denial};
use domain::catalogue::Feature;
use domain::fault::{Fault, FieldFault};
use domain::id::MemberId;
use domain::moment::Moment;
use domain::permission::{Exceptions, RoleChoice, SchoolRoles};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::HeldRole;
use domain::role_customisation::{CustomisationHolder, Impact};
use domain::user::Access;

/// A school's roles before and after the change.
pub(super) struct RolesBeforeAndAfter<'a> {
    pub products: &'a [Product],
    pub before: &'a SchoolRoles,
    pub after: &'a SchoolRoles,
}

/// The role and the custom roles that follow it.
pub(super) fn following(role: HeldRole, roles: &SchoolRoles) -> Vec<HeldRole> {
    let copies = roles.custom().into_iter().map(|customised| customised.role);
    let follows = |copy: &HeldRole| !role.is_custom() && copy.level() == role.level();
    std::iter::once(role).chain(copies.filter(follows)).collect()
}

/// The people affected by a change of roles, and its effects on them.
pub(super) struct AffectedHolders {
    pub impact: Impact,
    /// Everybody who holds one of the roles, including deleted people.
    pub holders: Vec<StoredMember>,
    /// The state of each of them, which has to be unchanged when the summary is confirmed.
    pub print: Vec<HolderFingerprint>,
    /// The changes to people whose own roles change.
    pub moves: Vec<ChangeRoles>,
}

/// One affected person: id, roles before and after, exceptions, permissions gained and lost, and whether they are
/// deleted.
pub(super) type HolderFingerprint =
    (MemberId, (RoleChoice, RoleChoice), Exceptions, (Vec<Feature>, Vec<Feature>), bool);

/// The effects on everybody who holds one of `roles`, where `then` gives each person's new roles. Deleted people are
/// not affected now, but they hold the role on the day they are restored.
///
/// # Errors
/// [`Problem::Form`] at `field` when it changes the permissions of a person the actor may not act on.
pub(super) async fn reached(
    change: &mut SchoolTransaction,
    (actor, permit): (&Actor, &impl ReadsPeople),
    roles: &[HeldRole],
    turn: &RolesBeforeAndAfter<'_>,
    field: &str,
    then: impl Fn(RoleChoice) -> RoleChoice,
) -> Result<AffectedHolders, Problem> {
    let ids = change.holders_of(permit, roles).await?;
    let mut found = change.members(permit, &ids).await?;
    let mut excepted = change.exceptions_of(permit, &ids).await?;
    let at = change.at();
    let mut reached = AffectedHolders {
        impact: Impact::default(),
        holders: Vec::with_capacity(ids.len()),
        print: Vec::new(),
        moves: Vec::new(),
    };
    for id in ids {
        let Some(stored) = found.remove(&id) else { continue };
        let exceptions = excepted.remove(&id).map(|found| in_force(&found, at)).unwrap_or_default();
        let holder = CustomisationHolder {
            name: stored.name(),
            roles: (stored.roles.clone(), then(stored.roles.clone())),
            exceptions,
        };
        let difference = holder.difference(turn.products, turn.before, turn.after);
        let is_deleted = stored.access_at(at) == Access::Deleted;
        // An effect hidden by a temporary exception appears once that ends, so it needs the same right.
        let lasts = || {
            let lasting = CustomisationHolder { exceptions: Exceptions::none(), ..holder.clone() };
            !lasting.difference(turn.products, turn.before, turn.after).is_empty()
        };
        if !difference.is_empty() || holder.roles.0 != holder.roles.1 || (!holder.exceptions.is_empty() && lasts()) {
            let action = giving(&stored, holder.roles.clone(), is_deleted, at);
            action.check(actor.grants()).map_err(|denial| refused(&stored, denial, field))?;
            reached.moves.extend(Some(action).filter(|action| action.before != action.after));
        }
        let moves = (difference.gains().collect(), difference.loses().collect());
        reached.print.push((id, holder.roles, holder.exceptions, moves, is_deleted));
        if is_deleted {
            reached.impact.deleted += 1;
        } else {
            reached.impact.add(holder.name, &difference);
        }
        reached.holders.push(stored);
    }
    reached.impact.affected.sort_by_key(|group| std::cmp::Reverse(group.gains.len() + group.loses.len()));
    Ok(reached)
}

/// The action of giving this person the second role instead of the first. The rule also applies to deleted people, who
/// have the role once they are restored.
fn giving(
    stored: &StoredMember,
    (before, after): (RoleChoice, RoleChoice),
    is_deleted: bool,
    at: Moment,
) -> ChangeRoles {
    let access = if is_deleted { Access::Deactivated } else { stored.access_at(at) };
    ChangeRoles { subject: stored.subject(), access, before, after }
}

fn refused(stored: &StoredMember, denial: Denial, field: &str) -> Problem {
    let why = match denial {
        Denial::Yourself => Fault::ChangesYourself.into(),
        denial => FieldFault::ChangesOther { name: stored.name(), denial },
    };
    Problem::field(field, why)
}
