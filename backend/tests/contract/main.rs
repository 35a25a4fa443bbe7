//! What the backend promises, held against both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[macro_use]
mod world;
mod smtp;

mod account;
mod attributes;
mod audit;
mod authority;
mod between_schools;
mod bulk;
mod demo;
mod drafts;
mod edit;
mod events;
mod every_column;
mod exceptions;
mod export;
mod field_lists;
mod forgotten;
mod holders;
mod import;
mod import_deciding;
mod import_files;
mod import_lists;
mod invitations;
mod leaving;
mod limits;
mod link_effects;
mod link_proof;
mod links;
mod list;
mod mail;
mod member_fields;
mod nightly;
mod owner;
mod ownership;
mod parsing;
mod photo;
mod pictures;
mod pupils;
mod reading;
mod reset;
mod retention;
mod roles;
mod round_trip;
mod school;
mod searching;
mod seats;
mod secrets;
mod sign_in;
mod step_up;
mod two_schools;
mod users;
mod viewing;
