//! Undoing a bulk change, person by person.

use super::applying::{role_code, set_access, set_roles, with_role_code};
use super::done::undo_until;
use crate::Backend;
use crate::access::Permit;
use crate::session::Actor;
use crate::store::{BulkMemberChange, PartOf, SchoolTransaction, StoredBulk, StoredMember};
use domain::access::{
    Action as _, BlockUser, ChangeRoles, DeactivateUser, Denial, ListUsers, ReactivateUser, ReinstateUser,
};
use domain::bulk::{BulkChange, LeftOutBecause};
use domain::fault::Fault;
use domain::id::{BulkId, MemberId};
use domain::permission::{RoleChoice, SchoolRoles};
use domain::problem::Problem;
use domain::reason::Reason;
use domain::user::Access;
use std::collections::{BTreeSet, HashSet};

/// Undoes bulk changes of the actor, such as what one save did, in one transaction. Each person gets back their earlier
/// value, if they still have the new one and the actor may change it. The others are named and stay as they are.
///
/// # Errors
/// [`Problem::NotFound`] when the actor made no such change; [`Problem::Form`] when it cannot be undone (any more).
pub async fn bulk_undo(backend: &Backend, actor: &Actor, ids: &[BulkId]) -> Result<(), Problem> {
    let (mut change, actor, lists_users) = backend.change_with(actor, actor.permit(ListUsers)?).await?;
    for id in ids.iter().collect::<BTreeSet<_>>() {
        undo(&mut change, (&actor, &lists_users), *id).await?;
    }
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(())
}

async fn undo(
    change: &mut SchoolTransaction,
    (actor, lists_users): (&Actor, &Permit<ListUsers>),
    id: BulkId,
) -> Result<(), Problem> {
    let bulk = change.bulk(lists_users, id).await?.ok_or(Problem::NotFound)?;
    if bulk.undone_at.is_some() {
        // The button was pressed twice.
        return Ok(());
    }
    if undo_until(&bulk, change.at()).is_none() {
        let why = match bulk.change {
            BulkChange::Invite => Fault::InvitationsStay,
            _ => Fault::UndoOver,
        };
        return Err(Problem::field("undo", why));
    }
    let sorted = UndoOutcomes::of(change, (actor, lists_users), &bulk).await?;
    change.set_part_of(PartOf::Bulk(sorted.back.len()));
    sorted.put_back(change, actor, bulk.change).await?;
    change.mark_undone(lists_users, id, &sorted.stay).await?;
    Ok(())
}

/// The people grouped by whether undoing is possible.
#[derive(Default)]
struct UndoOutcomes {
    back: Vec<(StoredMember, BulkMemberChange)>,
    /// The people who stay as they are, by reason.
    stay: Vec<(LeftOutBecause, Vec<MemberId>)>,
}

impl UndoOutcomes {
    async fn of(
        change: &mut SchoolTransaction,
        (actor, lists_users): (&Actor, &Permit<ListUsers>),
        bulk: &StoredBulk,
    ) -> Result<Self, Problem> {
        let roles = change.settings(lists_users).await?.roles;
        let changed: Vec<_> = bulk.people.iter().filter(|one| one.left_because.is_none()).collect();
        let ids: Vec<_> = changed.iter().map(|one| one.member).collect();
        let mut found = change.members(lists_users, &ids).await?;
        let untouched = change.access_set_at(lists_users, &ids, bulk.at).await?;
        let mut sorted = Self::default();
        for one in changed {
            let stored = found.remove(&one.member).filter(|stored| !stored.is_gone(change.at()));
            match stored.map(|stored| (refusal(change, actor, (bulk.change, one), &stored, &untouched, &roles), stored))
            {
                None => sorted.stays(one.member, LeftOutBecause::Gone),
                Some((Some(why), _)) => sorted.stays(one.member, why),
                Some((None, stored)) => sorted.back.push((stored, one.clone())),
            }
        }
        Ok(sorted)
    }

    fn stays(&mut self, member: MemberId, why: LeftOutBecause) {
        match self.stay.iter_mut().find(|(other, _)| *other == why) {
            Some((_, members)) => members.push(member),
            None => self.stay.push((why, vec![member])),
        }
    }

    /// Gives each person back their earlier value.
    async fn put_back(&self, change: &mut SchoolTransaction, actor: &Actor, what: BulkChange) -> Result<(), Problem> {
        let people = |before: Option<Access>| -> Vec<StoredMember> {
            let is = |one: &BulkMemberChange| before.is_none_or(|before| one.before == before.code());
            self.back.iter().filter(|(_, one)| is(one)).map(|(stored, _)| stored.clone()).collect()
        };
        let reason = Some(&Reason::Undone);
        match what {
            BulkChange::Invite => Ok(()),
            BulkChange::Role { product, .. } => {
                let roles = |(stored, one): &(StoredMember, BulkMemberChange)| {
                    with_role_code(stored.roles.clone(), product, &one.before)
                };
                let people = self.back.iter().filter_map(|back| Some((&back.0, roles(back)?)));
                set_roles(change, actor, product, people, reason).await
            }
            BulkChange::Block => {
                set_access::<ReinstateUser>(change, actor, &people(None), reason).await?;
                // One save can block somebody who was deactivated.
                let mut deactivated = people(Some(Access::Deactivated));
                deactivated.iter_mut().for_each(|stored| stored.access = Access::Active);
                set_access::<DeactivateUser>(change, actor, &deactivated, reason).await
            }
            BulkChange::Deactivate => {
                set_access::<ReactivateUser>(change, actor, &people(None), reason).await?;
                // Only active people can be blocked, so those who were blocked are made active first.
                let mut blocked = people(Some(Access::Blocked));
                blocked.iter_mut().for_each(|stored| stored.access = Access::Active);
                set_access::<BlockUser>(change, actor, &blocked, reason).await
            }
        }
    }
}

/// Why it cannot be undone for a person.
fn refusal(
    change: &SchoolTransaction,
    actor: &Actor,
    (what, one): (BulkChange, &BulkMemberChange),
    stored: &StoredMember,
    untouched: &HashSet<MemberId>,
    roles: &SchoolRoles,
) -> Option<LeftOutBecause> {
    let (subject, access) = (stored.subject(), stored.access_at(change.at()));
    let checked = |checked: Result<(), Denial>| checked.err().map(LeftOutBecause::from);
    let has_it = match what {
        BulkChange::Role { product, .. } => role_code(stored.roles.clone(), product) == one.after,
        _ => access.code() == one.after && untouched.contains(&stored.id),
    };
    let before: Option<RoleChoice> = match what {
        BulkChange::Role { product, .. } => with_role_code(stored.roles.clone(), product, &one.before),
        _ => Some(stored.roles.clone()),
    };
    match (what, before) {
        _ if !has_it => Some(LeftOutBecause::ChangedSince),
        (_, Some(before)) if before.gone(roles).next().is_some() => Some(LeftOutBecause::RoleDeleted),
        (BulkChange::Role { .. }, Some(after)) => {
            checked(ChangeRoles { subject, access, before: stored.roles.clone(), after }.check(actor.grants()))
        }
        (BulkChange::Block, _) => checked(ReinstateUser { subject, access }.check(actor.grants())),
        (BulkChange::Deactivate, _) => checked(ReactivateUser { subject, access }.check(actor.grants())),
        (BulkChange::Invite, _) | (_, None) => Some(LeftOutBecause::ChangedSince),
    }
}
