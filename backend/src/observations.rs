//! Observations: what staff saw children do. Use cases of recording, reading, changing and sharing them.
//!
//! An actor who may not know pupils' names cannot get a permit for the queries that read an observation; they are
//! answered with aliases, months and areas of learning.

mod add_photo;
mod change;
mod choices;
mod create;
mod delete;
mod find;
mod list;
mod recorded;
mod share;

pub use add_photo::{add_photo, photo, remove_photo};
pub use change::change;
pub use choices::choices;
pub use create::{create, may_record};
pub use delete::delete;
pub use find::find;
pub use list::list;
pub(crate) use recorded::recorded;
pub use share::share;

use crate::Backend;
use crate::store::{SchoolTransaction, StoredObservation};
use domain::access::NamePupils;
use domain::day::Day;
use domain::fault::{Fault, FieldFault};
use domain::id::PupilId;
use domain::observation::{CHILDREN, ObservationDays, ObservedChild};
use domain::problem::Problem;
use std::collections::BTreeSet;

/// The days on which something recorded now can have been observed.
fn days(backend: &Backend) -> Result<ObservationDays, Problem> {
    let today = backend.clock().today().ok_or(Problem::Unexpected)?;
    Ok(ObservationDays::until(today, backend.clock().academic_year()))
}

/// Refuses children who are not in the school, or are no longer.
async fn refuse_strangers(
    change: &mut SchoolTransaction,
    names: &crate::access::Permit<NamePupils<'_>>,
    children: &BTreeSet<PupilId>,
    today: Day,
) -> Result<(), Problem> {
    if !change.are_pupils(names, children).await? {
        return Err(Problem::field(CHILDREN, Fault::ObservedChildGone));
    }
    let left = change.names_of_left(names, children, today).await?;
    if left.is_empty() { Ok(()) } else { Err(Problem::field(CHILDREN, FieldFault::ChildrenLeft(left))) }
}

fn children(stored: &StoredObservation) -> Vec<ObservedChild> {
    stored.children.iter().map(|child| ObservedChild { pupil: child.pupil, name: child.name.clone() }).collect()
}
