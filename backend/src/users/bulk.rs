//! One thing done to many people at once: what it would change, doing it as one change, and undoing it.

mod carrying;
mod doing;
mod done;
mod review;
mod sorting;
mod undoing;

pub(crate) use carrying::set_roles;
pub use doing::bulk_do;
pub use done::bulk_done;
pub use review::{bulk_people, bulk_review};
pub use undoing::bulk_undo;

use crate::session::Actor;
use crate::store::StoredMember;
use domain::access::gives;
use domain::bulk::{BulkChange, BulkPerson};
use domain::fault::Fault;
use domain::moment::Moment;
use domain::permission::{Elsewhere, SchoolRoles};
use domain::problem::Problem;

/// What they are called.
const SOMEBODY: &str = "Somebody who is gone";

/// What decides what becomes of somebody at `now`.
fn weighed(stored: &StoredMember, now: Moment) -> BulkPerson {
    BulkPerson {
        member: stored.id,
        roles: stored.roles.clone(),
        registration: stored.registration,
        access: stored.access_at(now),
        has_email: !stored.email.is_empty(),
        just_invited: stored.registration.is_just_invited(now),
    }
}

/// Refuses a role that the actor can give to nobody, or that is not there any more, at its field.
fn refuse_role(actor: &Actor, change: BulkChange, roles: &SchoolRoles) -> Result<(), Problem> {
    let BulkChange::Role { product, to: Elsewhere::Role(role) } = change else { return Ok(()) };
    if !roles.has(role) {
        return Err(Problem::field("role", Fault::RoleGone));
    }
    gives(actor.grants(), product, role).map_err(|denial| Problem::field("role", denial))
}
