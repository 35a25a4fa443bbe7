//! What a value of the log means, and its words.

use super::field::{FieldValue, WITH_OTHERS};
use crate::attribute::AttributeKind;
use crate::day::Day;
use crate::moment::{DisplayTime, Moment};
use crate::observation::LearningArea;
use crate::permission::{RoleOverride, SchoolRoles};
use crate::product::Product;
use crate::reason::Reason;
use crate::user::{Access, MemberStatus};
use serde::{Deserialize, Serialize};

/// A value of an entry, with the meaning of its code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoggedValue {
    /// What a person typed, or a code that this version does not know.
    Text(String),
    /// A number.
    Number(i64),
    /// How many others the same change reached.
    Others(i64),
    /// Yes or no.
    Truth(bool),
    /// Whether a permission is allowed.
    Allowed(bool),
    /// A point in time.
    Time(DisplayTime),
    /// A day.
    Day(Day),
    /// A product.
    Product(Product),
    /// The kind of answer to an attribute.
    AnswerKind(AttributeKind),
    /// The state of a registration.
    Registration(LoggedRegistration),
    /// A member's status or access.
    Status(MemberStatus),
    /// A role, or having none.
    Role {
        /// The role.
        role: RoleOverride,
        /// The name that the school gave it; `None` for a standard role and for one that is not found.
        name: Option<String>,
    },
    /// An area of learning.
    Area(LearningArea),
    /// Why it was done.
    Reason(Reason),
    /// Several values.
    List(Vec<LoggedValue>),
}

/// The state of a registration as the log keeps it, without its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoggedRegistration {
    /// No invitation has been sent.
    NotRegistered,
    /// An invitation was sent.
    Invited,
    /// The member has registered.
    Registered,
}

/// What is needed to read the values of a school's log.
#[derive(Clone, Copy)]
pub struct LogReading<'a> {
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
            FieldValue::Truth(truth) if name == "allowed" => Self::Allowed(*truth),
            FieldValue::Truth(truth) => Self::Truth(*truth),
            FieldValue::Number(number) if is_moment(name) => Self::Time((reading.time)(Moment(*number))),
            FieldValue::Number(number) if name == WITH_OTHERS => Self::Others(*number),
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
        let known = match name {
            "products" | "product" => Product::from_code(text).map(Self::Product),
            "kind" => AttributeKind::from_code(text).map(Self::AnswerKind),
            "registration" => LoggedRegistration::from_code(text).map(Self::Registration),
            "areas" => LearningArea::from_code(text).map(Self::Area),
            "standing" => MemberStatus::from_code(text).map(Self::Status),
            "access" => Access::from_code(text).map(|access| {
                Self::Status(match access {
                    Access::Active => MemberStatus::Active,
                    Access::Blocked => MemberStatus::Blocked,
                    Access::Deactivated => MemberStatus::Deactivated,
                    Access::Deleted => MemberStatus::Deleted,
                })
            }),
            _ if name == "role" || name.starts_with("role_") => Self::known_role(text, roles),
            _ => Day::parse(text).map(Self::Day),
        };
        known.unwrap_or_else(|| Self::Text(text.to_owned()))
    }

    fn known_role(code: &str, roles: &SchoolRoles) -> Option<Self> {
        let role = RoleOverride::from_code(code)?;
        let name = match role {
            RoleOverride::Role(held) if held.is_custom() => roles.adapted(held).map(|adapted| adapted.name.clone()),
            _ => None,
        };
        Some(Self::Role { role, name })
    }

    /// The value as words.
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) | Self::Role { name: Some(text), .. } => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Others(1) => "1 other person".to_owned(),
            Self::Others(others) => format!("{others} other people"),
            Self::Truth(true) => "Yes".to_owned(),
            Self::Truth(false) => "No".to_owned(),
            Self::Allowed(true) => "Has it".to_owned(),
            Self::Allowed(false) => "Does not have it".to_owned(),
            Self::Time(time) => time.text.clone(),
            Self::Day(day) => day.words(),
            Self::Product(product) => product.name().to_owned(),
            Self::AnswerKind(kind) => kind.label().to_owned(),
            Self::Registration(registration) => registration.label().to_owned(),
            Self::Status(status) => status.label().to_owned(),
            Self::Role { role, name: None } => role.label(&SchoolRoles::none()),
            Self::Area(area) => area.label().to_owned(),
            Self::Reason(reason) => reason.sentence(),
            Self::List(values) => values.iter().map(Self::words).collect::<Vec<_>>().join(", "),
        }
    }
}

impl LoggedRegistration {
    fn from_code(code: &str) -> Option<Self> {
        match code {
            "not-registered" => Some(Self::NotRegistered),
            "invited" => Some(Self::Invited),
            "registered" => Some(Self::Registered),
            _ => None,
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::NotRegistered => "Not registered",
            Self::Invited => "Invited",
            Self::Registered => "Registered",
        }
    }
}

fn is_moment(name: &str) -> bool {
    name == "until" || name.ends_with("_at") || name.ends_with("_until")
}
