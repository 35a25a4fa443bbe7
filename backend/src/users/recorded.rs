//! What the audit log keeps of what becomes of somebody's account.

use crate::store::{Entry, StoredMember};
use domain::access::SetsAccess;
use domain::user::Access;
use serde_json::{Value, json};

/// That somebody is let in or not from now on, who so far was as `from` says.
pub(crate) fn access_entry<A: SetsAccess>(stored: &StoredMember, from: Access, reason: Option<&str>) -> Entry<'static> {
    let new = with_reason(json!({ "access": A::TO.code() }), reason);
    stored.entry(A::NAME, Some(json!({ "access": from.code() })), Some(new))
}

/// A new value, with why it is so if that was said.
pub(super) fn with_reason(mut value: Value, reason: Option<&str>) -> Value {
    if let Some(reason) = reason {
        value["reason"] = Value::from(reason);
    }
    value
}
