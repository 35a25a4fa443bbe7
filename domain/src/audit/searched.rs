//! The words that a search of the log finds an entry by, besides the texts that it holds.

use super::field::Field;
use super::reading::LogReading;
use super::subject::subject_words;
use super::value::LoggedValue;
use crate::moment::{DisplayTime, Moment};
use crate::permission::SchoolRoles;

/// The words for the codes of an entry, so that a search finds what the page shows. `fields` are its old and new values.
pub fn words_to_find(action: &str, (kind, id): (&str, &str), fields: &[Field]) -> Vec<String> {
    let time = |_: Moment| DisplayTime { iso: String::new(), text: String::new() };
    let reading = LogReading { action, roles: &SchoolRoles::none(), time: &time };
    let read = |(name, value): &Field| LoggedValue::read(name, value, reading);
    let values = fields.iter().filter_map(read).flat_map(coded);
    subject_words(kind, id).into_iter().chain(values).collect()
}

/// The words of a value that differ from its code by more than spaces and capital letters.
fn coded(value: LoggedValue) -> Vec<String> {
    match value {
        LoggedValue::List(values) => values.into_iter().flat_map(coded).collect(),
        LoggedValue::Feature(_)
        | LoggedValue::Setting(_)
        | LoggedValue::Year(_)
        | LoggedValue::Subject(_)
        | LoggedValue::Objectives(_)
        | LoggedValue::MarkCodes(_)
        | LoggedValue::Area(_)
        | LoggedValue::File(_)
        | LoggedValue::Detail(_)
        | LoggedValue::Action(_)
        | LoggedValue::Kind(_)
        | LoggedValue::Day(_)
        | LoggedValue::Ticked => vec![value.words()],
        LoggedValue::Text(_)
        | LoggedValue::Number(_)
        | LoggedValue::Others(_)
        | LoggedValue::Truth(_)
        | LoggedValue::Photo
        | LoggedValue::Allowed(_)
        | LoggedValue::Time(_)
        | LoggedValue::Product(_)
        | LoggedValue::AnswerKind(_)
        | LoggedValue::Condition(_)
        | LoggedValue::MarkKind(_)
        | LoggedValue::Sort(_)
        | LoggedValue::Descending
        | LoggedValue::Registration(_)
        | LoggedValue::Status(_)
        | LoggedValue::Role { .. }
        | LoggedValue::UnnamedPupil
        | LoggedValue::Reason(_) => Vec::new(),
    }
}
