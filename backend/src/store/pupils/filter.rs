//! The condition of a list of pupils as SQL with its values.

use crate::search_key;
use crate::store::sql_value::{SqlValue, containing};
use domain::pupil::{PupilListing, Years};
use sqlx::Any;
use sqlx::any::AnyArguments;
use sqlx::query::Query;

/// A listing's condition on pupils `p` of school `$1`, and its values from `$2` on.
pub(super) struct Filter {
    pub sql: String,
    bound: Vec<SqlValue>,
}

impl Filter {
    pub fn new(listing: &PupilListing) -> Self {
        let mut filter = Self { sql: "p.school_id = $1".to_owned(), bound: Vec::new() };
        let years = listing.years.unwrap_or(Years::ALL);
        let (first, last) = (filter.number(years.first().order()), filter.number(years.last().order()));
        filter.sql.push_str(&format!(" AND p.year_order >= ${first} AND p.year_order <= ${last}"));
        if !listing.class.is_empty() {
            let class = filter.bind(SqlValue::Text(search_key::normalise(&listing.class)));
            filter.sql.push_str(&format!(" AND p.class_key = ${class}"));
        }
        for word in search_key::words(&listing.search) {
            let word = filter.bind(SqlValue::Text(containing(&word)));
            filter.sql.push_str(&format!(" AND p.search_key LIKE ${word} ESCAPE '!'"));
        }
        filter
    }

    /// Binds a number that is not part of the condition; gives its placeholder's index.
    pub fn number(&mut self, number: i64) -> usize {
        self.bind(SqlValue::Number(number))
    }

    fn bind(&mut self, value: SqlValue) -> usize {
        self.bound.push(value);
        // $1 is the school.
        self.bound.len() + 1
    }

    pub fn bind_to(self, mut query: Query<'_, Any, AnyArguments>) -> Query<'_, Any, AnyArguments> {
        for value in self.bound {
            query = value.bind_to(query);
        }
        query
    }
}
