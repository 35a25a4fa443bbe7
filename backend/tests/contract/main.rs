//! What the backend promises, held against both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[macro_use]
mod world;
mod smtp;

mod drafts;
mod links;
mod mail;
mod owner;
mod reset;
mod sign_in;
mod two_schools;
mod users;
mod list;
mod school;
mod between_schools;
mod events;
mod demo;
