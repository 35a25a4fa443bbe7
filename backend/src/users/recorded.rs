//! Audit entries about people: roles, access and details.

use crate::store::{Entry, StoredMember};
use domain::access::SetsAccess;
use domain::audit::LoggedAction;
use domain::form::edit::EditField;
use domain::form::user::UserForm;
use domain::permission::{RoleChoice, RoleOverride};
use domain::product::Product;
use domain::reason::Reason;
use domain::user::Access;
use serde_json::{Map, Value, json};

/// The audit entry for a change of access from `from`.
pub(crate) fn access_entry<A: SetsAccess>(
    stored: &StoredMember,
    from: Access,
    reason: Option<&Reason>,
) -> Entry<'static> {
    let new = with_reason(json!({ "access": A::TO.code() }), reason);
    stored.entry(A::LOGGED, Some(json!({ "access": from.code() })), Some(new))
}

/// The audit entry for changed fields, each with its old and new value.
pub(crate) fn fields_entry<'v>(
    stored: &StoredMember,
    action: LoggedAction,
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

/// The audit log's value for a person's roles: the main one, and those in products that differ.
pub(crate) fn recorded_roles(roles: &RoleChoice) -> Map<String, Value> {
    let main = (UserForm::ROLE.to_owned(), Value::from(roles.main.code().into_owned()));
    let other = |(product, role): (Product, RoleOverride)| (product.role_field().to_owned(), Value::from(role.code()));
    std::iter::once(main).chain(roles.others().map(other)).collect()
}
