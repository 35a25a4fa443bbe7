//! The Pupil Picker's list: who works with each pupil, and which pupils cannot be ticked.

use super::{Person, child, choices, names_pupils, today};
use crate::Backend;
use crate::session::Actor;
use crate::store::{StoredAssignment, StoredPupil};
use domain::access::{Action as _, AssignPupils, Denial, Grants, ListUsers, Subject};
use domain::id::{MemberId, PupilId};
use domain::problem::Problem;
use domain::pupil::{PickRefused, Picker, PickerChild, PickerClass, PupilListing, PupilWorker, WorkerKind};
use std::collections::HashMap;

/// The Pupil Picker: the pupils that a search and filters leave, and who works with each of them.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not assign pupils to this person; [`Problem::NotFound`] when the school has
/// no such person.
pub async fn pick(
    backend: &Backend,
    actor: &Actor,
    member: MemberId,
    kind: WorkerKind,
    listing: PupilListing,
) -> Result<Picker, Problem> {
    let lists_users = actor.permit(ListUsers)?;
    names_pupils(backend, actor).await?;
    let person = Person::find(backend, &lists_users, member).await?;
    let permit = actor.permit(person.action)?;
    let (store, today) = (backend.store(), today(backend)?);
    let listing = listing.tidied();
    let workers = Workers::new(store.workers(&permit, today).await?);
    let row = |pupil: StoredPupil| {
        let (others, now) = workers.of(pupil.id, member);
        PickerChild {
            refused: refused(actor.grants(), &workers, &person.name, kind, &pupil, member),
            child: child(&pupil),
            others,
            now,
        }
    };
    let mut found: Vec<PickerClass> = Vec::new();
    for pupil in store.pupils_to_pick(&permit, &listing, today).await? {
        let row = row(pupil);
        // A class with two year groups is listed under its youngest.
        match found.iter_mut().find(|class| class.name == row.child.class) {
            Some(class) => class.children.push(row),
            None => found.push(PickerClass { name: row.child.class.clone(), children: vec![row] }),
        }
    }
    let (years, classes) = choices(store.groups_to_pick(&permit, today).await?);
    let now = workers.held_by(member, kind);
    Ok(Picker { member, name: person.name, kind, listing, found, now, years, classes })
}

/// The staff who work with each pupil.
struct Workers {
    by_pupil: HashMap<PupilId, Vec<StoredAssignment>>,
}

impl Workers {
    fn new(all: Vec<StoredAssignment>) -> Self {
        let mut by_pupil: HashMap<_, Vec<_>> = HashMap::new();
        for work in all {
            by_pupil.entry(work.work.pupil).or_default().push(work);
        }
        Self { by_pupil }
    }

    fn with(&self, pupil: PupilId) -> &[StoredAssignment] {
        self.by_pupil.get(&pupil).map(Vec::as_slice).unwrap_or_default()
    }

    /// Everybody else who works with the pupil, their key worker first; and how `member` does.
    fn of(&self, pupil: PupilId, member: MemberId) -> (Vec<PupilWorker>, Option<WorkerKind>) {
        let (own, others): (Vec<_>, Vec<_>) = self.with(pupil).iter().partition(|work| work.work.member == member);
        let mut others: Vec<_> = others
            .into_iter()
            .map(|work| PupilWorker { member: work.work.member, name: work.name.clone(), kind: work.work.kind })
            .collect();
        // The sort is stable: each kind stays in order of names.
        others.sort_by_key(|holder| holder.kind);
        (others, own.first().map(|work| work.work.kind))
    }

    fn held_by(&self, member: MemberId, kind: WorkerKind) -> Vec<PupilId> {
        let held = self.by_pupil.values().flatten().filter(|work| work.work.member == member && work.work.kind == kind);
        let mut held: Vec<_> = held.map(|work| work.work.pupil).collect();
        held.sort_unstable();
        held
    }
}

/// Why the pupil cannot be ticked.
fn refused(
    grants: &Grants,
    workers: &Workers,
    name: &str,
    kind: WorkerKind,
    pupil: &StoredPupil,
    member: MemberId,
) -> Option<PickRefused> {
    match kind {
        WorkerKind::Key => {
            let key_worker = workers.with(pupil.id).iter().find(|work| work.work.kind == WorkerKind::Key)?;
            if key_worker.work.member == member {
                return None;
            }
            let denial = may_take_from(grants, key_worker).err()?;
            Some(PickRefused::KeyWorkerStays { name: key_worker.name.clone(), denial })
        }
        WorkerKind::Worker => {
            let is_key = workers
                .with(pupil.id)
                .iter()
                .any(|work| work.work.member == member && work.work.kind == WorkerKind::Key);
            is_key.then(|| PickRefused::KeyWorkerAlready { name: name.to_owned() })
        }
    }
}

/// Whether a key child may be taken from their key worker: it requires acting on that person too.
pub(super) fn may_take_from(grants: &Grants, key_worker: &StoredAssignment) -> Result<(), Denial> {
    let subject = Subject { member: key_worker.work.member, role: key_worker.role };
    // A key worker without access is a good reason to take the pupil over, so access is left out.
    AssignPupils { subject, access: domain::user::Access::Active }.check(grants)
}
