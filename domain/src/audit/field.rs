//! Values of the audit log, old and new side by side.

use super::reading::LogReading;
use super::value::{LoggedValue, names_pupils};
use super::words::field_words;
use crate::catalogue::Feature;
use crate::form::user::UserField;
use crate::member::PlainField;
use crate::product::Product;
use crate::reason::Reason;
use serde::{Deserialize, Serialize};

/// How many others the same change reached, in the entry about each person.
pub const WITH_OTHERS: &str = "with_others";
/// The name of the file that was imported, in the entry about each person in it.
pub const IMPORT_FILE: &str = "import_file";

const REASON: &str = "reason";
const REASON_CODE: &str = "reason_code";

/// A value as the log keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// No value.
    Nothing,
    /// A text or a code.
    Text(String),
    /// A number or a point in time.
    Number(i64),
    /// Yes or no.
    Truth(bool),
    /// Several values.
    List(Vec<FieldValue>),
    /// A reason that Rolecall knows by its code, which the log keeps in two fields.
    Reason(Reason),
}

impl FieldValue {
    /// Whether there is no value; an empty text counts as none.
    fn is_nothing(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.is_empty(),
            Self::List(values) => values.is_empty(),
            Self::Number(_) | Self::Truth(_) | Self::Reason(_) => false,
        }
    }
}

impl FieldValue {
    /// The texts in a value, each by itself.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(values) => values.iter().flat_map(Self::texts).collect(),
            Self::Nothing | Self::Number(_) | Self::Truth(_) | Self::Reason(_) => Vec::new(),
        }
    }
}

/// A field's name in the log, and its value.
pub type Field = (String, FieldValue);

/// A field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedField {
    /// The field's name in the log.
    pub field: String,
    /// The value before; `None` for none.
    pub old: Option<LoggedValue>,
    /// The value after; `None` for none.
    pub new: Option<LoggedValue>,
}

impl ChangedField {
    /// The field for a reader who may not know pupils.
    #[must_use]
    pub fn without_pupils(self) -> Self {
        if !names_pupils(&self.field) {
            return self;
        }
        Self { old: self.old.map(LoggedValue::unnamed), new: self.new.map(LoggedValue::unnamed), ..self }
    }

    /// The field's label, and its values before and after, as words.
    pub fn words(&self) -> (String, Option<String>, Option<String>) {
        let words = |value: &Option<LoggedValue>| value.as_ref().map(LoggedValue::words);
        (field_words(&self.field), words(&self.old), words(&self.new))
    }
}

/// The fields that differ, in the order of the forms.
pub fn changed_fields(old: &[Field], new: &[Field], reading: LogReading<'_>) -> Vec<ChangedField> {
    let (old, new) = (&with_reason(old)[..], &with_reason(new)[..]);
    let value = |fields: &[Field], name: &str| {
        let found = fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
        found.filter(|value| !value.is_nothing())
    };
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in old.iter().chain(new) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.sort_by_key(|name| place(name));
    let mut changed = Vec::new();
    for name in names {
        let (before, after) = (value(old, name), value(new, name));
        if before != after {
            let read = |value: FieldValue| LoggedValue::read(name, &value, reading);
            changed.push(ChangedField {
                field: name.to_owned(),
                old: before.and_then(read),
                new: after.and_then(read),
            });
        }
    }
    changed
}

/// The fields with a reason that Rolecall knows as one field. Entries of earlier versions hold its sentence as if somebody
/// had typed it: the log is never rewritten, so they are shown as they are.
pub(super) fn with_reason(fields: &[Field]) -> Vec<Field> {
    let text = |wanted: &str| {
        fields.iter().find_map(|(name, value)| match value {
            FieldValue::Text(text) if name == wanted => Some(text.as_str()),
            _ => None,
        })
    };
    let Some(code) = text(REASON_CODE) else { return fields.to_vec() };
    let Some(reason) = Reason::read(Some(code), text(REASON)) else { return fields.to_vec() };
    let others = fields.iter().filter(|(name, _)| name != REASON && name != REASON_CODE).cloned();
    others.chain([(REASON.to_owned(), FieldValue::Reason(reason))]).collect()
}

/// A field's place in the order: fields of the form first, then roles in other products, then all others; permissions as
/// they are published.
fn place(name: &str) -> (usize, Option<Product>, Option<Feature>) {
    let own = [
        UserField::Title,
        UserField::FirstName,
        UserField::LastName,
        UserField::Email,
        UserField::Username,
        UserField::JobTitle,
        UserField::StaffCode,
    ];
    let plain = PlainField::ALL.iter().map(|field| UserField::Plain(*field));
    let roles = own.len() + PlainField::ALL.len();
    let at = own.into_iter().chain(plain).position(|field| field.name() == name);
    match (at, Product::of_role_field(name)) {
        (Some(at), _) => (at, None, None),
        (None, Some(product)) => (roles + usize::from(!product.holds_main_role()), Some(product), None),
        (None, None) => (usize::MAX, None, Feature::from_code(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::{DisplayTime, Moment};
    use crate::permission::SchoolRoles;

    fn text(text: &str) -> FieldValue {
        FieldValue::Text(text.to_owned())
    }

    fn fields(fields: &[(&str, FieldValue)]) -> Vec<Field> {
        fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }

    fn at(at: Moment) -> DisplayTime {
        DisplayTime { iso: String::new(), text: format!("at {}", at.0) }
    }

    fn lines(old: &[(&str, FieldValue)], new: &[(&str, FieldValue)]) -> Vec<String> {
        changed_fields(
            &fields(old),
            &fields(new),
            LogReading { action: "edit user", roles: &SchoolRoles::none(), time: &at },
        )
        .iter()
        .map(|field| {
            let side = |side: Option<String>| side.unwrap_or_else(|| "-".to_owned());
            let (label, old, new) = field.words();
            format!("{label}: {} > {}", side(old), side(new))
        })
        .collect()
    }

    #[test]
    fn only_what_differs_is_told_in_the_order_of_the_form() {
        let old = [("role", text("partial-edit")), ("email", text("amy@a.uk")), ("last_name", text("Webb"))];
        let new = [("role", text("full-edit")), ("email", text("amy@a.uk")), ("last_name", text("Wood"))];
        assert_eq!(lines(&old, &new), ["Last name: Webb > Wood", "Role: Partial Edit > Full Edit"]);
        assert_eq!(lines(&old, &old), Vec::<String>::new());
    }

    #[test]
    fn every_kind_of_value_is_worded() {
        for (name, value, said) in [
            ("role_portal", text("minimal-read-only"), "Role in Portal: - > Minimal Read-only"),
            ("role_portal", text("headteacher"), "Role in Portal: - > headteacher"),
            ("products", FieldValue::List(vec![text("portal"), text("comms-hub")]), "Products: - > Portal, Comms Hub"),
            ("access", text("blocked"), "Account status: - > Blocked"),
            ("kind", text("tick"), "Kind of answer: - > Tick box"),
            ("DBS date", text("14 November 2026"), "DBS date: - > 14 November 2026"),
            ("allowed", FieldValue::Truth(false), "Answer: - > Does not have it"),
            ("invited", FieldValue::Truth(true), "Invitation sent: - > Yes"),
            ("invited_until", FieldValue::Number(7), "Invited until: - > at 7"),
            ("entries", FieldValue::Number(7), "Entries: - > 7"),
            ("leaving_date", text("2026-12-18"), "Leaving date: - > 18 December 2026"),
            ("reason", text("2026-13-99"), "Reason: - > 2026-13-99"),
        ] {
            assert_eq!(lines(&[], &[(name, value)]), [said]);
        }
    }

    #[test]
    fn a_reason_that_is_known_is_said_and_what_was_typed_stays() {
        let access = ("access", text("deactivated"));
        for (fields, said) in [
            (vec![("reason_code", text("undone"))], "Reason: - > Undoes an earlier change"),
            (
                vec![("reason_code", text("left-on")), ("reason", text("2026-08-31"))],
                "Reason: - > Left on 31 August 2026",
            ),
            (vec![("reason", text("Long absence"))], "Reason: - > Long absence"),
            (vec![("reason_code", text("moon-phase"))], "Reason: - > moon-phase"),
        ] {
            let new: Vec<_> = [access.clone()].into_iter().chain(fields).collect();
            assert_eq!(lines(&[], &new), ["Account status: - > Deactivated", said]);
        }
    }

    #[test]
    fn an_empty_text_is_as_good_as_none() {
        assert_eq!(lines(&[("title", text(""))], &[("title", FieldValue::Nothing)]), Vec::<String>::new());
        assert_eq!(lines(&[("title", text("Mrs"))], &[("title", text(""))]), ["Title: Mrs > -"]);
    }
}
