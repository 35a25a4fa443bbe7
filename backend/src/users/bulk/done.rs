//! The result page of a bulk change, and until when it can be undone.

use super::SOMEBODY;
use super::outcomes::{name_key, named};
use crate::Backend;
use crate::session::Actor;
use crate::store::{BulkMemberChange, StoredBulk, StoredMember};
use domain::access::ListUsers;
use domain::bulk::{BulkDone, BulkUndone, LeftOutBecause, NameSummary, SkippedGroup, UNDO_FOR};
use domain::id::{BulkId, MemberId};
use domain::moment::Moment;
use domain::problem::Problem;
use std::collections::HashMap;

/// The result of the actor's bulk change, and whether it was undone.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list of people; [`Problem::NotFound`] when the actor made no
/// such change within the last day.
pub async fn bulk_done(backend: &Backend, actor: &Actor, id: BulkId) -> Result<BulkDone, Problem> {
    let permit = actor.permit(ListUsers)?;
    let stored = backend.store().bulk(&permit, id).await?.ok_or(Problem::NotFound)?;
    let ids: Vec<_> = stored.people.iter().map(|one| one.member).collect();
    let clock = backend.clock();
    let mut people = backend.store().members(&permit, &ids).await?;
    people.retain(|_, stored| !stored.is_gone(clock.now()));
    let shown = BulkDoneView { people: &people, stored: &stored };
    let is_changed = |one: &BulkMemberChange| one.left_because.is_none();
    let undone = stored.undone_at.map(|at| BulkUndone {
        at: clock.words(at),
        back: named(shown.those(|one| is_changed(one) && one.stays_because.is_none())),
        left: shown.left(|one| one.stays_because),
    });
    Ok(BulkDone {
        id,
        change: stored.change,
        reason: stored.reason.clone().unwrap_or_default(),
        at: clock.words(stored.at),
        changed: NameSummary {
            count: stored.people.iter().filter(|one| is_changed(one)).count(),
            ..named(shown.those(is_changed))
        },
        already: stored.already,
        left_out: shown.left(|one| one.left_because),
        undo_until: undo_until(&stored, clock.now()).map(|until| clock.words(until)),
        undone,
    })
}

/// Until when it can be undone, if it still can.
pub(super) fn undo_until(stored: &StoredBulk, now: Moment) -> Option<Moment> {
    let until = stored.at.plus(UNDO_FOR);
    let has_changed = stored.people.iter().any(|one| one.left_because.is_none());
    (stored.change.act().is_undoable() && has_changed && stored.undone_at.is_none() && now < until).then_some(until)
}

/// A bulk change with its people.
struct BulkDoneView<'b> {
    people: &'b HashMap<MemberId, StoredMember>,
    stored: &'b StoredBulk,
}

impl<'b> BulkDoneView<'b> {
    /// Its people who are still in the school, by name.
    fn those(&self, is: impl Fn(&BulkMemberChange) -> bool) -> Vec<&'b StoredMember> {
        let found = self.stored.people.iter().filter(|one| is(one)).filter_map(|one| self.people.get(&one.member));
        let mut found: Vec<_> = found.collect();
        found.sort_by_cached_key(|stored| name_key(stored));
        found
    }

    /// Its people with a remark, grouped by remark.
    fn left(&self, why: impl Fn(&BulkMemberChange) -> Option<LeftOutBecause>) -> Vec<SkippedGroup> {
        let said = self.stored.people.iter().filter_map(|one| Some((self.people.get(&one.member), why(one)?)));
        let mut said: Vec<_> = said.collect();
        said.sort_by_cached_key(|(stored, _)| stored.map(name_key));
        let mut left = Vec::new();
        for (stored, why) in said {
            SkippedGroup::add(&mut left, why, stored.map_or_else(|| SOMEBODY.to_owned(), StoredMember::name));
        }
        left
    }
}
