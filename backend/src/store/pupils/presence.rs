//! Which pupils a query is about: those at the school on a day, those who have left by then, or all there ever were. The
//! day comes with every query, so nothing has to run when somebody's leaving date is reached.

use crate::store::sql_value::Condition;
use domain::day::Day;

/// The pupils `p` that a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Presence {
    /// Those at the school on this day.
    AtSchool(Day),
    /// Those who have left by this day.
    Left(Day),
    /// All there ever were.
    Ever,
}

impl Presence {
    /// Adds the condition.
    pub fn limit(self, condition: &mut Condition) {
        match self {
            Self::AtSchool(today) => {
                let place = condition.bind(today.to_string());
                condition.sql.push_str(&format!(" AND {}", at_school(place)));
            }
            Self::Left(today) => {
                let place = condition.bind(today.to_string());
                condition.sql.push_str(&format!(" AND p.left_on <= ${place}"));
            }
            Self::Ever => {}
        }
    }
}

/// The condition that pupils `p` are at the school on the day bound in a place. Days as text are in the order of days.
pub(in crate::store) fn at_school(place: usize) -> String {
    format!("(p.left_on IS NULL OR p.left_on > ${place})")
}
