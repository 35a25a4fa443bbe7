//! What a value of the log means, and its words.

use super::words::{ActionCode, KindCode};
use crate::assessment::{AcademicYear, MarkCode, MarkKind, ObjectiveSet, Subject, SummativeSet};
use crate::attribute::{AttributeCondition, AttributeKind};
use crate::catalogue::Feature;
use crate::day::Day;
use crate::export::{ExportDetail, Format};
use crate::listing::SortBy;
use crate::moment::DisplayTime;
use crate::observation::LearningArea;
use crate::permission::{CellSetting, RoleOverride, SchoolRoles};
use crate::product::Product;
use crate::reason::Reason;
use crate::user::MemberStatus;
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
    /// A ticked box among a member's attributes.
    Ticked,
    /// That there is a photo.
    Photo,
    /// A point in time.
    Time(DisplayTime),
    /// A day.
    Day(Day),
    /// An academic year.
    Year(AcademicYear),
    /// A product.
    Product(Product),
    /// A permission.
    Feature(Feature),
    /// What a role says about a permission.
    Setting(CellSetting),
    /// A subject that marks are entered in.
    Subject(Subject),
    /// The objectives that a school uses.
    Objectives(ObjectiveSet),
    /// The published codes of summative marks that a school uses.
    MarkCodes(SummativeSet),
    /// The kind of answer to an attribute.
    AnswerKind(AttributeKind),
    /// The answer to an attribute that a list was limited to.
    Condition(AttributeCondition),
    /// A kind of marks.
    MarkKind(MarkKind),
    /// A kind of file.
    File(Format),
    /// What was exported about people.
    Detail(ExportDetail),
    /// What a list was sorted by.
    Sort(SortBy),
    /// That the order of a list was reversed.
    Descending,
    /// What was done.
    Action(ActionCode),
    /// A kind of thing.
    Kind(KindCode),
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
    /// A pupil whom the reader may not know.
    UnnamedPupil,
    /// Several values.
    List(Vec<LoggedValue>),
}

/// What a pupil is called for readers who may not know pupils.
pub const UNNAMED_PUPIL: &str = "a pupil";
/// The kind of an entry about an observation.
pub const OBSERVATION: &str = "observation";
/// The kind of an entry about a pupil.
pub const PUPIL: &str = "pupil";
/// The kinds of subject that are called by the names of children.
pub const CALLED_BY_PUPILS: [&str; 2] = [OBSERVATION, PUPIL];
/// The fields of the log that name pupils.
const NAMES_PUPILS: [&str; 4] = ["key", "worker", "children", "shared"];

/// Whether a field of the log names pupils.
pub(super) fn names_pupils(field: &str) -> bool {
    NAMES_PUPILS.contains(&field)
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

impl LoggedValue {
    /// The value of a field that names pupils, for readers who may not know them.
    #[must_use]
    pub(super) fn unnamed(self) -> Self {
        match self {
            Self::List(values) => Self::List(values.into_iter().map(Self::unnamed).collect()),
            Self::Number(number) => Self::Number(number),
            // Whatever a name reads like: a date, or a code.
            _ => Self::UnnamedPupil,
        }
    }

    /// The value as words.
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) | Self::Role { name: Some(text), .. } => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Others(1) => "1 other person".to_owned(),
            Self::Others(others) => format!("{others} other people"),
            Self::Truth(true) | Self::Ticked => "Yes".to_owned(),
            Self::Truth(false) => "No".to_owned(),
            Self::Allowed(true) => "Has it".to_owned(),
            Self::Allowed(false) => "Does not have it".to_owned(),
            Self::Photo => "a photo".to_owned(),
            Self::Time(time) => time.text.clone(),
            Self::Day(day) => day.words(),
            Self::Year(year) => year.label(),
            Self::Product(product) => product.name().to_owned(),
            Self::Feature(feature) => feature.full_name(),
            Self::Setting(setting) => setting.label().to_owned(),
            Self::Subject(subject) => subject.label().to_owned(),
            Self::Objectives(objectives) => objectives.label().to_owned(),
            Self::MarkCodes(set) => set.codes().iter().map(MarkCode::said).collect::<Vec<_>>().join(", "),
            Self::AnswerKind(kind) => kind.label().to_owned(),
            Self::Condition(AttributeCondition::Something) => "any answer".to_owned(),
            Self::Condition(AttributeCondition::Nothing) => "no answer".to_owned(),
            Self::Condition(AttributeCondition::Answer(answer)) => answer.clone(),
            Self::MarkKind(kind) => kind.label().to_owned(),
            Self::File(format) => format.label().to_owned(),
            Self::Detail(detail) => detail.label().to_owned(),
            Self::Sort(sort) => sort.label().to_owned(),
            Self::Descending => "Descending".to_owned(),
            Self::Action(action) => action.words(),
            Self::Kind(kind) => kind.words(),
            Self::Registration(registration) => registration.label().to_owned(),
            Self::Status(status) => status.label().to_owned(),
            Self::Role { role, name: None } => role.label(&SchoolRoles::none()),
            Self::Area(area) => area.label().to_owned(),
            Self::Reason(reason) => reason.sentence(),
            Self::UnnamedPupil => UNNAMED_PUPIL.to_owned(),
            Self::List(values) => values.iter().map(Self::words).collect::<Vec<_>>().join(", "),
        }
    }
}

impl LoggedRegistration {
    pub(super) fn from_code(code: &str) -> Option<Self> {
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
