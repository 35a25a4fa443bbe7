//! Reading the codes and parameters of an entry. A text that is no code of its field is shown as it is: people typed
//! some, and entries of earlier versions hold words, because the log is never rewritten.

use super::field::{FieldValue, IMPORT_FILE, WITH_OTHERS};
use super::fields::{Holds, holds};
use super::value::LoggedValue;
use crate::access::{Action as _, SetAttributes};
use crate::assessment::AcademicYear;
use crate::day::Day;
use crate::import::FileName;
use crate::moment::{DisplayTime, Moment};
use crate::permission::SchoolRoles;

/// Whether there is a photo.
const PHOTO: &str = "photo";
/// An academic year, by the calendar year in which it begins.
const YEAR: &str = "academic_year";

/// What is needed to read the values of a school's log.
#[derive(Clone, Copy)]
pub struct LogReading<'a> {
    /// The entry's action, which says whether its fields are attributes.
    pub action: &'a str,
    /// The school's roles, including deleted ones.
    pub roles: &'a SchoolRoles,
    /// Gives a point in time in the school's time zone.
    pub time: &'a dyn Fn(Moment) -> DisplayTime,
}

impl LoggedValue {
    /// Reads the value of the field `name`; `None` for no value.
    pub fn read(name: &str, value: &FieldValue, reading: LogReading<'_>) -> Option<Self> {
        Some(match value {
            FieldValue::Nothing => return None,
            // The school named these fields, so their names say nothing about their values.
            FieldValue::Truth(true) if reading.action == SetAttributes::NAME => Self::Ticked,
            FieldValue::Text(text) if reading.action == SetAttributes::NAME => Self::day_or_text(text),
            FieldValue::Truth(truth) if name == "allowed" => Self::Allowed(*truth),
            FieldValue::Truth(true) if name == PHOTO => Self::Photo,
            FieldValue::Truth(true) if name == IMPORT_FILE => Self::Text(FileName::default().words().to_owned()),
            FieldValue::Truth(truth) => Self::Truth(*truth),
            FieldValue::Number(number) if is_moment(name) => Self::Time((reading.time)(Moment(*number))),
            FieldValue::Number(number) if name == WITH_OTHERS => Self::Others(*number),
            FieldValue::Number(number) if name == YEAR => Self::year(*number),
            FieldValue::Number(number) => Self::Number(*number),
            FieldValue::Reason(reason) => Self::Reason(reason.clone()),
            FieldValue::List(values) => {
                Self::List(values.iter().filter_map(|value| Self::read(name, value, reading)).collect())
            }
            FieldValue::Text(text) => Self::of_text(name, text, reading.roles),
        })
    }

    /// The role with this code.
    pub fn role(code: &str, roles: &SchoolRoles) -> Self {
        Self::known_role(code, roles).unwrap_or_else(|| Self::Text(code.to_owned()))
    }

    fn of_text(name: &str, text: &str, roles: &SchoolRoles) -> Self {
        match holds(name) {
            Holds::Codes(read) | Holds::CodesOrTyped(read) => {
                read(text, roles).unwrap_or_else(|| Self::Text(text.to_owned()))
            }
            Holds::Typed | Holds::NoText => Self::day_or_text(text),
        }
    }

    fn day_or_text(text: &str) -> Self {
        Day::parse(text).map_or_else(|| Self::Text(text.to_owned()), Self::Day)
    }

    fn year(begins: i64) -> Self {
        let year = i16::try_from(begins).ok().and_then(AcademicYear::beginning);
        year.map_or(Self::Number(begins), Self::Year)
    }
}

fn is_moment(name: &str) -> bool {
    name == "until" || name.ends_with("_at") || name.ends_with("_until")
}
