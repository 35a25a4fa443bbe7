//! Values of the audit log, old and new side by side.

use super::words::field_words;
use crate::attribute::AttributeKind;
use crate::day::Day;
use crate::form::user::UserField;
use crate::member::PlainField;
use crate::moment::Moment;
use crate::permission::{RoleOverride, SchoolRoles};
use crate::product::Product;
use crate::reason::Reason;
use crate::user::{Access, MemberStatus};
use serde::{Deserialize, Serialize};

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
}

impl FieldValue {
    /// Whether there is no value; an empty text counts as none.
    fn is_nothing(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.is_empty(),
            Self::List(values) => values.is_empty(),
            Self::Number(_) | Self::Truth(_) => false,
        }
    }
}

/// A field's name in the log, and its value.
pub type Field = (String, FieldValue);

/// A field before and after, as words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedField {
    /// The field's label.
    pub label: String,
    /// The value before; `None` for none.
    pub old: Option<String>,
    /// The value after; `None` for none.
    pub new: Option<String>,
}

/// Context for wording the values of a school's log.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The school's roles, including deleted ones.
    pub roles: &'a SchoolRoles,
    /// Words a point in time.
    pub moment: &'a dyn Fn(Moment) -> String,
}

/// The fields that differ, in the order of the forms.
pub fn changed_fields(old: &[Field], new: &[Field], wording: Wording<'_>) -> Vec<ChangedField> {
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
            let words = |value: FieldValue| value_words(name, &value, wording);
            changed.push(ChangedField { label: field_words(name), old: before.map(words), new: after.map(words) });
        }
    }
    changed
}

/// The fields with a reason that Rolecall knows by its code in words. Entries of earlier versions hold its sentence as if somebody
/// had typed it: the log is never rewritten, so they are shown as they are.
fn with_reason(fields: &[Field]) -> Vec<Field> {
    let text = |wanted: &str| {
        fields.iter().find_map(|(name, value)| match value {
            FieldValue::Text(text) if name == wanted => Some(text.as_str()),
            _ => None,
        })
    };
    let Some(code) = text(REASON_CODE) else { return fields.to_vec() };
    let Some(reason) = Reason::read(Some(code), text(REASON)) else { return fields.to_vec() };
    let others = fields.iter().filter(|(name, _)| name != REASON && name != REASON_CODE).cloned();
    others.chain([(REASON.to_owned(), FieldValue::Text(reason.sentence()))]).collect()
}

/// A field's place in the order: fields of the form first, then roles in other products, then all others.
fn place(name: &str) -> (usize, Option<Product>) {
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
        (Some(at), _) => (at, None),
        (None, Some(product)) => (roles + usize::from(!product.holds_main_role()), Some(product)),
        (None, None) => (usize::MAX, None),
    }
}

/// A value as words. An unknown code is shown as it is.
fn value_words(name: &str, value: &FieldValue, wording: Wording<'_>) -> String {
    match value {
        FieldValue::Nothing => String::new(),
        FieldValue::Truth(truth) => match (name, truth) {
            ("allowed", true) => "Has it".to_owned(),
            ("allowed", false) => "Does not have it".to_owned(),
            (_, true) => "Yes".to_owned(),
            (_, false) => "No".to_owned(),
        },
        FieldValue::Number(number) if is_moment(name) => (wording.moment)(Moment(*number)),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::List(values) => {
            values.iter().map(|value| value_words(name, value, wording)).collect::<Vec<_>>().join(", ")
        }
        FieldValue::Text(text) => text_words(name, text, wording.roles),
    }
}

fn is_moment(name: &str) -> bool {
    name == "until" || name.ends_with("_at") || name.ends_with("_until")
}

fn text_words(name: &str, text: &str, roles: &SchoolRoles) -> String {
    let known = match name {
        "products" | "product" => Product::from_code(text).map(|product| product.name().to_owned()),
        "kind" => AttributeKind::from_code(text).map(|kind| kind.label().to_owned()),
        "registration" => match text {
            "not-registered" => Some("Not registered".to_owned()),
            "invited" => Some("Invited".to_owned()),
            "registered" => Some("Registered".to_owned()),
            _ => None,
        },
        "standing" => MemberStatus::from_code(text).map(|standing| standing.label().to_owned()),
        "access" => Access::from_code(text).map(|access| match access {
            Access::Active => MemberStatus::Active.label().to_owned(),
            Access::Blocked => MemberStatus::Blocked.label().to_owned(),
            Access::Deactivated => MemberStatus::Deactivated.label().to_owned(),
            Access::Deleted => MemberStatus::Deleted.label().to_owned(),
        }),
        _ if name == "role" || name.starts_with("role_") => RoleOverride::from_code(text).map(|role| role.label(roles)),
        _ => Day::parse(text).map(Day::words),
    };
    known.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> FieldValue {
        FieldValue::Text(text.to_owned())
    }

    fn fields(fields: &[(&str, FieldValue)]) -> Vec<Field> {
        fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }

    fn lines(old: &[(&str, FieldValue)], new: &[(&str, FieldValue)]) -> Vec<String> {
        changed_fields(
            &fields(old),
            &fields(new),
            Wording { roles: &SchoolRoles::none(), moment: &|at| format!("at {}", at.0) },
        )
        .into_iter()
        .map(|field| {
            let side = |side: Option<String>| side.unwrap_or_else(|| "-".to_owned());
            format!("{}: {} > {}", field.label, side(field.old), side(field.new))
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
            (vec![("reason_code", text("undone"))], "Reason: - > Undoes a change to several people"),
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
