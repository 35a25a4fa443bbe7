//! Audit entries about observations. They name the children, the day and the areas. The text is never in the log, which
//! is kept for good; the log only says that it changed.

use crate::store::{Entry, StoredObservation};
use domain::audit::{LoggedAction, OBSERVATION};
use serde_json::{Map, Value, json};

/// The entry for an observation that was recorded, changed or deleted.
pub(crate) fn recorded(
    action: LoggedAction,
    old: Option<&StoredObservation>,
    new: Option<&StoredObservation>,
) -> Entry<'static> {
    let about = new.or(old);
    let mut values = [old, new].map(|side| side.map(value));
    if let (Some(before), Some(after)) = (old, new)
        && before.text != after.text
        && let [_, Some(value)] = &mut values
    {
        value.insert("text".to_owned(), json!(true));
    }
    let [old_value, new_value] = values.map(|value| value.map(Value::Object));
    Entry {
        action,
        subject_kind: OBSERVATION,
        subject_id: about.map(|about| about.id.to_string()).unwrap_or_default(),
        subject_name: about.map(|about| about.names().join(", ")),
        old_value,
        new_value,
    }
}

fn value(observation: &StoredObservation) -> Map<String, Value> {
    let areas: Vec<_> = observation.areas.iter().map(|area| area.code()).collect();
    let mut value = Map::new();
    value.insert("observed_on".to_owned(), json!(observation.observed_on.to_string()));
    value.insert("areas".to_owned(), json!(areas));
    value.insert("children".to_owned(), json!(observation.names()));
    value.insert("photos".to_owned(), json!(observation.photos.len()));
    value
}
