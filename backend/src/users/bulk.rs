//! Bulk changes: a summary of one change to many people, making it in one transaction, and undoing it. The rules for
//! each person are in `domain::bulk`.

mod applying;
mod doing;
mod done;
mod outcomes;
mod review;
mod undoing;

pub(super) use applying::role_code;
pub(crate) use applying::set_roles;
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
use domain::permission::{RoleOverride, SchoolRoles};
use domain::problem::Problem;

/// The name shown for an unknown id.
const SOMEBODY: &str = "Somebody who is gone";

/// The facts that decide what a bulk change does to a person at `now`.
fn bulk_person(stored: &StoredMember, now: Moment) -> BulkPerson {
    BulkPerson {
        member: stored.id,
        roles: stored.roles.clone(),
        registration: stored.registration,
        access: stored.access_at(now),
        has_email: !stored.email.is_empty(),
        just_invited: stored.registration.is_just_invited(now),
    }
}

/// Refuses, at its field, a role that the actor cannot give to anybody, or that no longer exists.
fn refuse_role(actor: &Actor, change: BulkChange, roles: &SchoolRoles) -> Result<(), Problem> {
    let BulkChange::Role { product, to: RoleOverride::Role(role) } = change else { return Ok(()) };
    if !roles.has(role) {
        return Err(Problem::field("role", Fault::RoleGone));
    }
    gives(actor.grants(), product, role).map_err(|denial| Problem::field("role", denial))
}
