//! Audit entries about attributes and their values.

use crate::store::Entry;
use domain::access::{Action as _, ManageAttributes, SetAttributes};
use domain::attribute::{Attribute, AttributeChange, AttributeValue};
use domain::id::MemberId;
use serde_json::{Map, Value, json};

/// The audit entry for an attribute that was added or changed.
pub(crate) fn recorded(attribute: &Attribute, old: Option<Value>, new: Option<Value>) -> Entry<'static> {
    Entry {
        action: ManageAttributes::LOGGED,
        subject_kind: "attribute",
        subject_id: attribute.id.to_string(),
        subject_name: Some(attribute.name.clone()),
        old_value: old,
        new_value: new,
    }
}

/// An attribute as a JSON object for the audit log, with the form's field names as keys.
pub(crate) fn definition(attribute: &Attribute) -> Value {
    let offered: Vec<_> = attribute.offered().collect();
    json!({ "name": attribute.name, "kind": attribute.kind.code(), "options": offered, "hint": attribute.hint })
}

/// An answer as the log keeps it: a tick is true, a date is 2026-11-14.
fn answer(value: &AttributeValue) -> Value {
    if value.is_tick() { Value::from(true) } else { Value::from(value.stored()) }
}

/// The audit entry for changed values of a member: the old and new value of each attribute, by name.
pub(crate) fn entry(member: MemberId, name: String, changes: &[AttributeChange]) -> Entry<'static> {
    let values = |side: fn(&AttributeChange) -> Option<&AttributeValue>| {
        let named = |change: &AttributeChange| Some((change.name.clone(), answer(side(change)?)));
        let values: Map<_, _> = changes.iter().filter_map(named).collect();
        (!values.is_empty()).then_some(Value::Object(values))
    };
    Entry {
        action: SetAttributes::LOGGED,
        subject_kind: "user",
        subject_id: member.to_string(),
        subject_name: Some(name),
        old_value: values(|change| change.old.as_ref()),
        new_value: values(|change| change.new.as_ref()),
    }
}
