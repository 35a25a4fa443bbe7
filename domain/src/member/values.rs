//! Values of plain fields: as they were typed, and as they are kept.

use super::PlainField;
use crate::problem::FieldError;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// What was typed into the plain fields of a form, as it was. They may lie among others of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlainTyped(Texts);

/// The plain fields of a member: only those that hold something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlainFields(Texts);

impl PlainTyped {
    /// A form that begins with what is known of a member.
    pub fn of(known: &PlainFields) -> Self {
        Self(known.0.clone())
    }

    /// The value of a field.
    pub fn get(&self, field: PlainField) -> &str {
        self.0.get(field).unwrap_or_default()
    }

    /// Puts `text` into a field.
    pub fn set(&mut self, field: PlainField, text: String) {
        self.0.set(field, text);
    }

    /// The values of all fields that can be read; the others are left out.
    pub fn readable(&self) -> PlainFields {
        let read = |field: &PlainField| Some((*field, field.read(self.get(*field)).ok()??));
        PlainField::ALL.iter().filter_map(read).collect()
    }

    /// Reads the fields that members set themselves; what else was sent is left out.
    ///
    /// # Errors
    /// Each field that needs correcting.
    pub fn read_own(&self) -> Result<PlainFields, Vec<FieldError>> {
        let (mut fields, mut errors) = (PlainFields::default(), Vec::new());
        for field in PlainField::own() {
            match field.read(self.get(field)) {
                Ok(value) => fields.set(field, value),
                Err(sentence) => errors.push(FieldError::new(field.code(), sentence)),
            }
        }
        if errors.is_empty() { Ok(fields) } else { Err(errors) }
    }
}

impl PlainFields {
    /// What a field holds.
    pub fn get(&self, field: PlainField) -> Option<&str> {
        self.0.get(field)
    }

    /// Puts a value that was read, or that the database has, into a field; `None` empties it.
    pub fn set(&mut self, field: PlainField, value: Option<String>) {
        self.0.set(field, value.unwrap_or_default());
    }

    /// The fields that hold something.
    pub fn iter(&self) -> impl Iterator<Item = (PlainField, &str)> {
        self.0.0.iter().map(|(field, text)| (*field, text.as_str()))
    }
}

impl FromIterator<(PlainField, String)> for PlainFields {
    fn from_iter<T: IntoIterator<Item = (PlainField, String)>>(values: T) -> Self {
        let mut texts = Texts::default();
        values.into_iter().for_each(|(field, text)| texts.set(field, text));
        Self(texts)
    }
}

/// Texts by field. An empty text is none, so that two forms that look alike are equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Texts(BTreeMap<PlainField, String>);

impl Texts {
    fn get(&self, field: PlainField) -> Option<&str> {
        self.0.get(&field).map(String::as_str)
    }

    fn set(&mut self, field: PlainField, text: String) {
        if text.is_empty() {
            self.0.remove(&field);
        } else {
            self.0.insert(field, text);
        }
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(field, text)| (field.code(), text)))
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Texts;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("fields of a member")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Texts, A::Error> {
                let mut texts = Texts::default();
                while let Some(name) = fields.next_key::<String>()? {
                    match PlainField::from_code(&name) {
                        Some(field) => texts.set(field, fields.next_value()?),
                        None => drop(fields.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(texts)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_among_others_are_read_and_written_by_their_codes() {
        let json = r#"{"first_name":"Amy","pronouns":"she/her"}"#;
        let typed: PlainTyped = serde_json::from_str(json).unwrap();
        assert_eq!(typed.get(PlainField::Pronouns), "she/her");
        assert_eq!(serde_json::to_string(&typed).unwrap(), r#"{"pronouns":"she/her"}"#);
    }

    #[test]
    fn what_cannot_be_read_is_told_and_left_out() {
        let mut typed = PlainTyped::default();
        typed.set(PlainField::Pronouns, "x".repeat(41));
        assert_eq!(typed.readable(), PlainFields::default());
        let errors = typed.read_own().unwrap_err();
        assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["pronouns"]);
        typed.set(PlainField::Pronouns, String::new());
        assert_eq!(typed, PlainTyped::default());
        assert_eq!(typed.read_own(), Ok(PlainFields::default()));
    }
}
