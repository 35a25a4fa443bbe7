//! What a school wants to know of its people: which attributes there are, and what is known of whom.

mod add;
mod change;
mod filters;
mod list;
mod person;
mod retire;
mod set;
mod shift;

pub use add::{add, add_suggested};
pub use change::change;
pub use filters::filters;
pub use list::list;
pub use person::person;
pub use retire::{bring_back, retire};
pub(crate) use set::entry;
pub use set::set;
pub use shift::shift;

use crate::store::Entry;
use domain::access::{Action as _, ManageAttributes};
use domain::attribute::Attribute;
use serde_json::{Value, json};

/// What the audit log keeps of an attribute that was added or changed.
pub(crate) fn recorded(attribute: &Attribute, old: Option<Value>, new: Option<Value>) -> Entry<'static> {
    Entry {
        action: ManageAttributes::NAME,
        subject_kind: "attribute",
        subject_id: attribute.id.to_string(),
        subject_name: Some(attribute.name.clone()),
        old_value: old,
        new_value: new,
    }
}

/// An attribute as the audit log has it, under the names of the form's fields.
pub(crate) fn definition(attribute: &Attribute) -> Value {
    let offered: Vec<_> = attribute.offered().collect();
    json!({ "name": attribute.name, "kind": attribute.kind.code(), "options": offered, "hint": attribute.hint })
}
