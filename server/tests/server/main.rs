//! The server from outside: through its router, and as a separate program. Each module tests one subject; the browser,
//! the in-process server, the program and the mail server that they share are modules here too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![recursion_limit = "512"]

mod addresses;
mod asvs;
mod attributes;
mod browser;
mod connections;
mod events;
mod finding;
mod first_hour;
mod forms;
mod headers;
mod hostile_files;
mod import;
mod killed;
mod limits;
mod links;
mod markers;
mod member_fields;
#[path = "../../../backend/src/mutation.rs"]
mod mutation;
mod mutations;
mod nightly;
mod observations;
mod page_stamps;
mod parts;
mod person;
mod photos;
mod program;
mod records;
mod roles_pages;
mod routes;
mod settings;
mod smtp;
mod start;
mod step_up;
mod test_server;
mod trouble;
mod two_schools;
mod viewing;
mod walk;
mod workbook;
