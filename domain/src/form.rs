//! Forms: what was typed, which field it was, and reading all of it at once.
//!
//! The browser and the server read a form with the same code, so they say the same sentences.

pub mod account;
pub mod by_product;
pub mod edit;
pub mod fixed;
pub mod password;
pub mod pupils;
pub mod settings;
pub mod sign_in;
pub mod user;
