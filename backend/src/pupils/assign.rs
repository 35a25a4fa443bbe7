//! Changing which pupils a member works with: the summary, then the change if the summary still holds.

use super::pick::may_take_from;
use super::{child, names_pupils, today};
use crate::Backend;
use crate::access::Permit;
use crate::session::Actor;
use crate::store::{Entry, SchoolTransaction, StoredAssignment, StoredMember, StoredPupil};
use domain::access::{Action as _, AssignPupils, Grants, ListUsers};
use domain::day::Day;
use domain::fault::{Fault, FieldFault};
use domain::form::pupils::{PICKED, PickForm, PickedPupils};
use domain::id::{MemberId, PupilId};
use domain::problem::Problem;
use domain::pupil::{AssignResult, AssignSummary, Child, KeyWorkerChange, WorkerKind};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Replaces one of a member's two lists of pupils. The first call gives a summary of the changes; the confirmed call
/// makes them, unless the summary would differ by then.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::NotFound`] when the school has no such person;
/// [`Problem::Form`] when nothing would change, or a pupil cannot be on this list.
pub async fn assign(backend: &Backend, actor: &Actor, form: &PickForm) -> Result<AssignResult, Problem> {
    // Only actors who may see the list learn which ids exist.
    let lists_users = actor.permit(ListUsers)?;
    names_pupils(backend, actor).await?;
    let picks = form.parse().map_err(Problem::Form)?;
    let (mut change, actor, lists_users) = backend.change_with(actor, lists_users).await?;
    let person = change.member(&lists_users, picks.member).await?.ok_or(Problem::NotFound)?;
    let access = person.access_at(change.at());
    let permit = actor.permit(AssignPupils { subject: person.subject(), access })?;
    let facts = Facts::read(&mut change, &permit, today(backend)?).await?;
    let now = facts.held_by(person.id, picks.kind);
    if now != picks.was {
        return Ok(AssignResult::ChangedMeanwhile {
            picked: picks.put_together(&now).into_iter().collect(),
            added: facts.children(now.difference(&picks.was)),
            removed: facts.children(picks.was.difference(&now)),
            now: now.into_iter().collect(),
        });
    }
    let plan = Plan::new(&facts, &picks, now, &person, actor.grants())?;
    let is_news = picks.confirmed && plan.taken_from() != picks.taking;
    if !picks.confirmed || is_news {
        return Ok(AssignResult::ToConfirm(plan.summary(&facts, &person, is_news)));
    }
    for pupil in &plan.removed {
        change.end_work(&permit, *pupil).await?;
    }
    for pupil in &plan.added {
        change.set_work(&permit, *pupil, picks.kind).await?;
    }
    record(&mut change, &facts, &plan, &person, picks.kind).await?;
    change.commit().await?;
    Ok(AssignResult::Saved)
}

/// Pupils and the staff who work with them, as read within the transaction.
struct Facts {
    /// In list order.
    pupils: Vec<StoredPupil>,
    workers: Vec<StoredAssignment>,
}

impl Facts {
    async fn read(change: &mut SchoolTransaction, permit: &Permit<AssignPupils>, today: Day) -> Result<Self, Problem> {
        Ok(Self { pupils: change.pupils_to_pick(permit, today).await?, workers: change.workers(permit, today).await? })
    }

    fn held_by(&self, member: MemberId, kind: WorkerKind) -> BTreeSet<PupilId> {
        let held = self.workers.iter().map(|work| work.work).filter(|work| work.member == member && work.kind == kind);
        held.map(|work| work.pupil).collect()
    }

    fn key_worker_of(&self, pupil: PupilId) -> Option<&StoredAssignment> {
        self.workers.iter().find(|work| work.work.pupil == pupil && work.work.kind == WorkerKind::Key)
    }

    /// These pupils, in list order.
    fn children<'a>(&self, wanted: impl Iterator<Item = &'a PupilId>) -> Vec<Child> {
        let wanted: BTreeSet<_> = wanted.collect();
        self.pupils.iter().filter(|pupil| wanted.contains(&pupil.id)).map(child).collect()
    }

    fn names<'a>(&self, wanted: impl Iterator<Item = &'a PupilId>) -> Vec<String> {
        self.children(wanted).into_iter().map(|child| child.name).collect()
    }
}

/// The planned changes.
struct Plan {
    added: BTreeSet<PupilId>,
    removed: BTreeSet<PupilId>,
    /// The added pupils who have another key worker.
    taken: BTreeMap<PupilId, StoredAssignment>,
    /// The added pupils who are on the person's other list.
    moved: BTreeSet<PupilId>,
    total: u64,
}

impl Plan {
    fn new(
        facts: &Facts,
        picks: &PickedPupils,
        now: BTreeSet<PupilId>,
        person: &StoredMember,
        grants: &Grants,
    ) -> Result<Self, Problem> {
        let wrong = |fault: FieldFault| Err(Problem::field(PICKED, fault));
        let known: BTreeSet<_> = facts.pupils.iter().map(|pupil| pupil.id).collect();
        let added: BTreeSet<_> = picks.picked.difference(&now).copied().collect();
        let removed: BTreeSet<_> = now.difference(&picks.picked).copied().collect();
        if !added.is_subset(&known) {
            return wrong(Fault::ChildGone.into());
        }
        if added.is_empty() && removed.is_empty() {
            return wrong(Fault::NothingPicked.into());
        }
        if picks.kind == WorkerKind::Worker {
            let key = facts.held_by(person.id, WorkerKind::Key);
            let children = facts.names(added.intersection(&key));
            if !children.is_empty() {
                return wrong(FieldFault::KeyWorkerAlready { children, name: person.name() });
            }
        }
        let (taken, moved) = match picks.kind {
            WorkerKind::Worker => (BTreeMap::new(), BTreeSet::new()),
            WorkerKind::Key => {
                let worker = facts.held_by(person.id, WorkerKind::Worker);
                (
                    taken_over(facts, &added, grants).map_err(|fault| Problem::field(PICKED, fault))?,
                    added.intersection(&worker).copied().collect(),
                )
            }
        };
        Ok(Self { total: picks.picked.len() as u64, added, removed, taken, moved })
    }

    fn taken_from(&self) -> BTreeMap<PupilId, MemberId> {
        self.taken.iter().map(|(pupil, work)| (*pupil, work.work.member)).collect()
    }

    fn summary(&self, facts: &Facts, person: &StoredMember, is_news: bool) -> AssignSummary {
        let taken_over = facts.children(self.taken.keys()).into_iter().filter_map(|child| {
            let from = self.taken.get(&child.pupil)?;
            Some(KeyWorkerChange { child, from: from.work.member, from_name: from.name.clone() })
        });
        AssignSummary {
            name: person.name(),
            added: facts.children(self.added.iter()),
            removed: facts.children(self.removed.iter()),
            taken_over: taken_over.collect(),
            moved: facts.children(self.moved.iter()),
            total: self.total,
            is_news,
        }
    }
}

/// The added pupils who have another key worker, each of whom the actor may take from that person.
fn taken_over(
    facts: &Facts,
    added: &BTreeSet<PupilId>,
    grants: &Grants,
) -> Result<BTreeMap<PupilId, StoredAssignment>, FieldFault> {
    let take = |work: &StoredAssignment| match may_take_from(grants, work) {
        Ok(()) => Ok((work.work.pupil, work.clone())),
        Err(denial) => {
            let child = facts.names(std::iter::once(&work.work.pupil)).concat();
            Err(FieldFault::ChildStays { child, from: work.name.clone(), denial })
        }
    };
    added.iter().filter_map(|pupil| facts.key_worker_of(*pupil)).map(take).collect()
}

/// Records in the audit log which pupils were added and removed, for this person and for those who lose pupils to
/// them.
async fn record(
    change: &mut SchoolTransaction,
    facts: &Facts,
    plan: &Plan,
    person: &StoredMember,
    kind: WorkerKind,
) -> Result<(), Problem> {
    let mut old = vec![(kind, facts.names(plan.removed.iter()))];
    if !plan.moved.is_empty() {
        old.push((WorkerKind::Worker, facts.names(plan.moved.iter())));
    }
    let new = vec![(kind, facts.names(plan.added.iter()))];
    change.record(entry(person.id, person.name(), old, new)).await?;
    let losers: BTreeMap<_, _> = plan.taken.values().map(|work| (work.work.member, work.name.clone())).collect();
    for (member, name) in losers {
        let lost = plan.taken.values().map(|work| &work.work).filter(|work| work.member == member);
        let lost = facts.names(lost.map(|work| &work.pupil));
        change.record(entry(member, name, vec![(WorkerKind::Key, lost)], Vec::new())).await?;
    }
    Ok(())
}

/// The entry for pupils removed from and added to a person's lists.
pub(crate) fn entry(
    member: MemberId,
    name: String,
    old: Vec<(WorkerKind, Vec<String>)>,
    new: Vec<(WorkerKind, Vec<String>)>,
) -> Entry<'static> {
    let value = |lists: Vec<(WorkerKind, Vec<String>)>| {
        let lists = lists.into_iter().filter(|(_, names)| !names.is_empty());
        let lists: Map<_, _> = lists.map(|(kind, names)| (kind.code().to_owned(), Value::from(names))).collect();
        (!lists.is_empty()).then_some(Value::Object(lists))
    };
    Entry {
        action: AssignPupils::LOGGED,
        subject_kind: "user",
        subject_id: member.to_string(),
        subject_name: Some(name),
        old_value: value(old),
        new_value: value(new),
    }
}
