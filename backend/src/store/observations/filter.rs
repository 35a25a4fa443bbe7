//! The condition of a list of observations as SQL with its values.

use crate::search_key;
use crate::store::sql_value::{Condition, containing};
use domain::id::MemberId;
use domain::observation::ObservationListing;

/// A listing's condition on observations `o`.
pub(super) fn condition(listing: &ObservationListing, reader: MemberId) -> Condition {
    let mut condition = Condition::new("o.school_id = $1");
    if let Some(child) = listing.child {
        let child = condition.bind(child);
        condition.sql.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM observation_pupils w WHERE w.school_id = o.school_id AND w.observation_id = o.id AND w.pupil_id = ${child})"
        ));
    }
    let mut named = String::new();
    for word in search_key::words(&listing.search) {
        let word = condition.bind(containing(&word));
        named.push_str(&format!(" AND p.search_key LIKE ${word} ESCAPE '!'"));
    }
    if !named.is_empty() {
        condition.sql.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM observation_pupils w JOIN pupils p ON p.school_id = w.school_id AND p.id = w.pupil_id
                WHERE w.school_id = o.school_id AND w.observation_id = o.id{named})"
        ));
    }
    if listing.mine {
        let reader = condition.bind(reader);
        condition.sql.push_str(&format!(" AND o.author_id = ${reader}"));
    }
    condition
}
