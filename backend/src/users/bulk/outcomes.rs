//! Sorting the people of a bulk change by what it does to them. The summary and the change both use it.

use super::{SOMEBODY, bulk_person};
use crate::search_key;
use crate::store::{BulkMemberChange, StoredMember};
use domain::access::Grants;
use domain::bulk::{BulkChange, BulkOutcome, LeftOutBecause, NameSummary, ReviewedState, SkippedGroup};
use domain::id::MemberId;
use domain::moment::Moment;
use std::collections::HashMap;

/// People grouped by what a bulk change does to them.
#[derive(Debug, Default)]
pub(super) struct BulkOutcomes {
    /// The people who change, by name.
    pub changes: Vec<StoredMember>,
    /// The number of people who need no change.
    pub already: usize,
    /// The people who are skipped, with name and reason, by name.
    pub left: Vec<(MemberId, String, LeftOutBecause)>,
    /// The summary's record of each person, in the order of the request.
    pub seen: Vec<ReviewedState>,
}

impl BulkOutcomes {
    /// Groups `people`, as `found` at `now`. A person whose record differs from `shown` is skipped.
    pub fn of(
        people: &[MemberId],
        mut found: HashMap<MemberId, StoredMember>,
        change: BulkChange,
        grants: &Grants,
        now: Moment,
        shown: Option<&[ReviewedState]>,
    ) -> Self {
        let mut sorting = Self::default();
        // With the sort key; people who no longer exist come first, as in the result.
        let mut left = Vec::new();
        for (place, id) in people.iter().enumerate() {
            let Some(stored) = found.remove(id).filter(|stored| !stored.is_gone(now)) else {
                sorting.seen.push(ReviewedState::nobody());
                left.push((None, *id, SOMEBODY.to_owned(), LeftOutBecause::Gone));
                continue;
            };
            let mut leave = |why| left.push((Some(name_key(&stored)), *id, stored.name(), why));
            let person = bulk_person(&stored, now);
            let seen = change.seen(&person, grants);
            let is_as_shown = shown.is_none_or(|shown| shown.get(place) == Some(&seen));
            sorting.seen.push(seen);
            match change.evaluate(&person, grants) {
                BulkOutcome::Has => sorting.already += 1,
                BulkOutcome::LeftOut(denial) => leave(denial.into()),
                BulkOutcome::Changes if is_as_shown => sorting.changes.push(stored),
                BulkOutcome::Changes => leave(LeftOutBecause::ChangedMeanwhile),
            }
        }
        sorting.changes.sort_by_cached_key(name_key);
        left.sort_by(|(one, ..), (other, ..)| one.cmp(other));
        sorting.left = left.into_iter().map(|(_, id, name, why)| (id, name, why)).collect();
        sorting
    }

    /// The people who are skipped, by reason.
    pub fn left_out(&self) -> Vec<SkippedGroup> {
        let mut left = Vec::new();
        for (_, name, why) in &self.left {
            SkippedGroup::add(&mut left, *why, name.clone());
        }
        left
    }

    /// The record of each person: values before and after, or the reason for skipping.
    pub fn kept(&self, change: BulkChange, now: Moment) -> Vec<BulkMemberChange> {
        let of = |member, before: &str, after: &str, left_because| BulkMemberChange {
            member,
            before: before.to_owned(),
            after: after.to_owned(),
            left_because,
            stays_because: None,
        };
        let changed = self.changes.iter().map(|stored| {
            let (before, after) = super::applying::values(change, stored, now);
            of(stored.id, &before, &after, None)
        });
        let left = self.left.iter().map(|(member, _, why)| of(*member, "", "", Some(*why)));
        changed.chain(left).collect()
    }
}

/// The names of people, in list order.
pub(super) fn named<'m>(people: impl IntoIterator<Item = &'m StoredMember>) -> NameSummary {
    let mut named = NameSummary::default();
    people.into_iter().for_each(|stored| named.push(stored.name()));
    named
}

/// The sort key for people.
pub(super) fn name_key(stored: &StoredMember) -> (String, MemberId) {
    (search_key::name_key(&stored.first_name, &stored.last_name), stored.id)
}
