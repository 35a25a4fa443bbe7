//! Parts of a person's page.

mod attributes;

pub(crate) use attributes::{AttributeFields, AttributesPart};
