//! Forms: the submitted text, the names of fields, and parsing that reports all errors at once.
//!
//! The browser and the server parse a form with the same code, so their messages agree. Forms that belong to one
//! feature only (bulk actions, attributes, imports, exceptions) are in that feature's module.

pub mod account;
pub mod assessment;
pub mod by_product;
pub mod edit;
pub mod fixed;
pub mod password;
pub mod pupils;
pub mod settings;
pub mod sign_in;
pub mod user;
