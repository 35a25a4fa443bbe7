//! The values of an entry as fields, as `domain::audit` reads them. What they mean is decided there.

use domain::audit::{Field, FieldValue};
use serde_json::Value;

/// A log value, field by field. A value that is not an object is one field without a name.
pub fn logged_fields(value: Option<&str>) -> Vec<Field> {
    let Some(value) = value else { return Vec::new() };
    match serde_json::from_str(value) {
        Ok(value) => fields_of(value),
        Err(_) => vec![("value".to_owned(), FieldValue::Text(value.to_owned()))],
    }
}

/// As [`logged_fields`], of a value that was read already.
pub(super) fn fields_of(value: Value) -> Vec<Field> {
    match value {
        Value::Object(values) => values.into_iter().flat_map(|(name, value)| named(name, value)).collect(),
        value => named("value".to_owned(), value),
    }
}

/// One field, or the fields nested in it.
fn named(name: String, value: Value) -> Vec<Field> {
    match value {
        Value::Object(values) => {
            values.into_iter().flat_map(|(inner, value)| named(format!("{name}_{inner}"), value)).collect()
        }
        value => vec![(name, field_value(value))],
    }
}

fn field_value(value: Value) -> FieldValue {
    match value {
        Value::Null => FieldValue::Nothing,
        Value::Bool(truth) => FieldValue::Truth(truth),
        Value::Number(number) => match number.as_i64() {
            Some(number) => FieldValue::Number(number),
            None => FieldValue::Text(number.to_string()),
        },
        Value::String(text) => FieldValue::Text(text),
        Value::Array(values) => FieldValue::List(values.into_iter().map(field_value).collect()),
        Value::Object(_) => FieldValue::Text(value.to_string()),
    }
}
