//! The condition of a list of pupils as SQL with its values.

use super::Presence;
use crate::search_key;
use crate::store::sql_value::{Condition, containing};
use domain::pupil::{PupilListing, Years};

/// A listing's condition on pupils `p`, of those that `presence` leaves.
pub(super) fn condition(listing: &PupilListing, presence: Presence) -> Condition {
    let mut condition = Condition::new("p.school_id = $1");
    presence.limit(&mut condition);
    let years = listing.years.unwrap_or(Years::ALL);
    let (first, last) = (condition.bind(years.first().order()), condition.bind(years.last().order()));
    condition.sql.push_str(&format!(" AND p.year_order >= ${first} AND p.year_order <= ${last}"));
    if !listing.class.is_empty() {
        let class = condition.bind(search_key::normalise(&listing.class));
        condition.sql.push_str(&format!(" AND p.class_key = ${class}"));
    }
    for word in search_key::words(&listing.search) {
        let word = condition.bind(containing(&word));
        condition.sql.push_str(&format!(" AND p.search_key LIKE ${word} ESCAPE '!'"));
    }
    condition
}
