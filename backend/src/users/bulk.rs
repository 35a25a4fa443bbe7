//! One thing done to many people at once: what it would change, doing it as one change, and undoing it.

mod carrying;
mod doing;
mod done;
mod review;
mod sorting;
mod undoing;

pub use doing::bulk_do;
pub use done::bulk_done;
pub use review::{bulk_people, bulk_review};
pub use undoing::bulk_undo;

use crate::session::Actor;
use crate::store::StoredMember;
use domain::access::{Denial, outranks};
use domain::bulk::{BulkChange, BulkPerson};
use domain::moment::Moment;
use domain::permission::Elsewhere;
use domain::problem::Problem;
use domain::product::Product;

/// Why nothing becomes of somebody whose id is of nobody.
const GONE: &str = "This person is no longer in your school.";
/// What they are called.
const SOMEBODY: &str = "Somebody who is gone";

/// What decides what becomes of somebody at `now`.
fn weighed(stored: &StoredMember, now: Moment) -> BulkPerson {
    BulkPerson {
        member: stored.id,
        roles: stored.roles,
        registration: stored.registration,
        access: stored.access_at(now),
        has_email: !stored.email.is_empty(),
    }
}

/// Refuses a role that the actor can give to nobody, at its field.
fn refuse_role(actor: &Actor, change: BulkChange) -> Result<(), Problem> {
    match change {
        BulkChange::Role { product: Product::SonarTracker, to: Elsewhere::Role(role) }
            if !outranks(actor.grants().role, role) =>
        {
            Err(Problem::field("role", Denial::RoleNotYours { role }.sentence()))
        }
        _ => Ok(()),
    }
}
