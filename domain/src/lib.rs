//! Rolecall's values and rules. Everything here is pure (no input or output, no async), and the same code runs on the
//! server and in the browser.
//!
//! What a member may do in Rolecall itself is in [`access`]; what a role allows in the school's products is in
//! [`catalogue`] (as published) and [`permission`] (as applied). Storage and use cases are in `backend`, pages in
//! `app`.

pub mod access;
pub mod account;
pub mod assessment;
pub mod attempt;
pub mod attribute;
pub mod audit;
pub mod bulk;
pub mod catalogue;
pub mod closest;
pub mod comparison;
pub mod consequence;
pub mod day;
pub mod device;
pub mod exception;
pub mod export;
pub mod fault;
pub mod finding;
pub mod form;
pub mod holder;
pub mod id;
pub mod import;
pub mod invitation;
pub mod leaving;
pub mod limits;
pub mod link;
pub mod listing;
pub mod mail;
pub mod member;
pub mod moment;
pub mod name;
pub mod observation;
pub mod permission;
pub mod person;
pub mod photo;
pub mod presentation;
pub mod problem;
pub mod product;
pub mod pupil;
pub mod reason;
pub mod role;
pub mod role_customisation;
pub mod school;
pub mod search;
pub mod session_end;
pub mod upload;
pub mod user;
pub mod viewer;
pub mod wording;
