//! Pupils, and the staff who work with them.
//!
//! An actor who may not know pupils' names cannot get a permit for the queries that read them: see [`crate::access`].

pub(crate) mod aliased;
mod assign;
mod children;
mod home;
mod leaving;
mod list;
mod mine;
mod photo;
mod pick;

pub use assign::assign;
pub(crate) use assign::entry;
pub use children::children_of;
pub use home::change_home;
pub(crate) use home::home_of;
pub(crate) use leaving::entry as leaving_entry;
pub use leaving::{bring_back, mark_left};
pub use list::list;
pub use mine::mine;
pub use photo::{photo, remove_photo, set_photo};
pub use pick::pick;

use crate::Backend;
use crate::access::{Permit, ReadsSettings};
use crate::session::Actor;
use crate::store::{SchoolTransaction, StoredGroup, StoredPupil, in_force};
use domain::access::{Action as _, AssignPupils, ListUsers, NamePupils, Subject, ViewPupils};
use domain::day::Day;
use domain::id::MemberId;
use domain::permission::Rules;
use domain::problem::Problem;
use domain::pupil::{Child, NamedPupil, Years};

/// Today in the school, which decides who is still at it.
pub(crate) fn today(backend: &Backend) -> Result<Day, Problem> {
    backend.clock().today().ok_or(Problem::Unexpected)
}

/// What decides, besides the role, whether the actor sees pupils.
pub(crate) async fn rules(backend: &Backend, actor: &Actor) -> Result<Rules, Problem> {
    let roles = crate::school::settings_at(backend, actor, actor.numbers()).await?.roles;
    let now = backend.clock().now();
    let exceptions = backend.store().own_exceptions(actor, now).await?;
    let own = Rules { roles, exceptions };
    if actor.viewing_from().is_none() {
        return Ok(own);
    }
    // While viewing the school as a role, that role decides; but an actor whose own role or exception denies pupils
    // never sees them.
    ViewPupils { rules: &own }.check(&actor.own_grants()).map_err(Problem::Denied)?;
    Ok(Rules::of_roles(own.roles))
}

/// What decides, besides the role, what the actor may do, read in the transaction that writes.
pub(crate) async fn rules_in(
    change: &mut SchoolTransaction,
    actor: &Actor,
    permit: &impl ReadsSettings,
) -> Result<Rules, Problem> {
    let roles = change.settings(permit).await?.roles;
    let exceptions = in_force(&change.own_exceptions(actor).await?, change.at());
    Ok(Rules { roles, exceptions })
}

/// Assigning pupils shows their names, and an exception may deny those even to an admin.
async fn names_pupils(backend: &Backend, actor: &Actor) -> Result<(), Problem> {
    let rules = &rules(backend, actor).await?;
    Ok(actor.may(&NamePupils { rules })?)
}

/// A member, as far as assigning pupils needs to know them.
struct Person {
    name: String,
    action: AssignPupils,
}

impl Person {
    /// Only actors who may see the list learn which ids exist.
    async fn find(backend: &Backend, permit: &Permit<ListUsers>, member: MemberId) -> Result<Self, Problem> {
        let found = backend.store().listed_members(permit, &[member], 1).await?;
        let found = found.into_iter().next().ok_or(Problem::NotFound)?;
        let subject = Subject { member, role: found.role.level() };
        Ok(Self {
            name: format!("{} {}", found.first_name, found.last_name),
            action: AssignPupils { subject, access: found.access },
        })
    }
}

pub(crate) fn named(pupil: StoredPupil) -> NamedPupil {
    NamedPupil {
        id: pupil.id,
        born: pupil.born_on,
        forename: pupil.forename,
        surname: pupil.surname,
        year: pupil.year,
        class: pupil.class,
        upn: pupil.upn,
        key_worker: pupil.key_worker,
        left_on: pupil.left_on,
    }
}

pub(crate) fn child(pupil: &StoredPupil) -> Child {
    Child { pupil: pupil.id, name: pupil.name(), year: pupil.year, class: pupil.class.clone() }
}

/// The year groups and classes to choose from, each once.
pub(crate) fn choices(groups: Vec<StoredGroup>) -> (Vec<Years>, Vec<String>) {
    let mut years: Vec<_> = groups.iter().map(|group| Years::one(group.year)).collect();
    years.dedup();
    let mut classes: Vec<String> = Vec::new();
    for group in groups {
        if !classes.contains(&group.class) {
            classes.push(group.class);
        }
    }
    (years, classes)
}
