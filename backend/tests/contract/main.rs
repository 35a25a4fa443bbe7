//! Contract tests: what the backend promises, on both SQLite and PostgreSQL. Each module tests one subject through its
//! use cases; the school and the databases that they share are in `test_context.rs`. Rules without a database are
//! tested in `domain`, pages and HTTP in `server/tests`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[macro_use]
mod test_context;
mod smtp;

mod account;
mod attributes;
mod audit;
mod authority;
mod between_schools;
mod bulk;
mod catalogue;
mod codes;
mod demo;
mod drafts;
mod edit;
mod events;
mod every_column;
mod exceptions;
mod export;
mod field_lists;
mod finding;
mod forgotten;
mod holders;
mod home_contacts;
mod import;
mod import_deciding;
mod import_files;
mod import_lists;
mod invitations;
mod labels;
mod leaving;
mod leaving_pupils;
mod limits;
mod link_effects;
mod link_proof;
mod links;
mod list;
mod logged_codes;
mod mail;
mod marks;
mod marks_shown;
mod member_fields;
mod nightly;
mod observation_sharing;
mod observations;
mod owner;
mod ownership;
mod page_stamps;
mod parsing;
mod photo;
mod pictures;
mod pupil_photos;
mod pupils;
mod reading;
mod reasons;
mod reset;
mod retention;
mod roles;
mod round_trip;
mod saved;
mod scheduler;
mod school;
mod searching;
mod secrets;
mod sign_in;
mod step_up;
mod two_schools;
mod users;
mod viewing;
