//! What a school knows of a member: each field's definition, and the values of the fields that need no rule of their own.
//!
//! Forms, imports, exports, the audit log and erasure ask the definition. Who may change a field is in [`crate::access`].

mod definition;
mod field;
mod plain;
mod typed;
mod values;

pub use definition::{Definition, Import, Kind};
pub use field::MemberField;
pub use plain::PlainField;
pub use values::{PlainFields, PlainTyped};
