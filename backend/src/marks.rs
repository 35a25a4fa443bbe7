//! The markbook: a page of marks, entering them, and how the school assesses.
//!
//! Readers who may not know pupils get aliases: their query reads no pupil's id, name or class, and no author or time.

mod aliased;
mod entered;
mod named;
mod save;
mod setup;
mod sheet;

pub use save::save;
pub use setup::{assessment, set_up};
pub use sheet::sheet;
