//! What the audit log keeps of people: their roles, and what becomes of their account.

use crate::store::{Entry, StoredMember};
use domain::access::SetsAccess;
use domain::form::edit::EditField;
use domain::form::user::UserField;
use domain::permission::RoleChoice;
use domain::product::Product;
use domain::reason::Reason;
use domain::user::Access;
use serde_json::{Map, Value, json};

/// That somebody is let in or not from now on, who so far was as `from` says.
pub(crate) fn access_entry<A: SetsAccess>(
    stored: &StoredMember,
    from: Access,
    reason: Option<&Reason>,
) -> Entry<'static> {
    let new = with_reason(json!({ "access": A::TO.code() }), reason);
    stored.entry(A::NAME, Some(json!({ "access": from.code() })), Some(new))
}

/// That fields of somebody have new values from now on: each field with its old and its new one.
pub(crate) fn fields_entry<'v>(
    stored: &StoredMember,
    action: &'static str,
    fields: impl Iterator<Item = (EditField, &'v str, &'v str)>,
    reason: Option<&Reason>,
) -> Entry<'static> {
    let (mut olds, mut news) = (Map::new(), Map::new());
    for (field, old, new) in fields {
        olds.insert(field.name().to_owned(), Value::from(old));
        news.insert(field.name().to_owned(), Value::from(new));
    }
    stored.entry(action, Some(Value::Object(olds)), Some(with_reason(Value::Object(news), reason)))
}

/// A new value, with why it is so if that was said: a code where Rolecall knows it, and the text that belongs to it.
pub(super) fn with_reason(mut value: Value, reason: Option<&Reason>) -> Value {
    if let Some(reason) = reason {
        for (name, part) in [("reason_code", reason.code().map(str::to_owned)), ("reason", reason.text())] {
            if let Some(part) = part {
                value[name] = Value::from(part);
            }
        }
    }
    value
}

/// What the audit log keeps of somebody's roles: the one proper, and those in products that differ from it.
pub(crate) fn recorded_roles(roles: RoleChoice) -> Map<String, Value> {
    let code = |product| match product {
        Product::SonarTracker => roles.sonar.code(),
        product => roles.other(product).code(),
    };
    let recorded = |product| (UserField::Role(product).name().to_owned(), Value::from(code(product).into_owned()));
    Product::ALL.into_iter().filter(|product| !code(*product).is_empty()).map(recorded).collect()
}
