//! The markbook: a page of marks, entering them, how one child does, what is due, and how the school assesses.
//!
//! Readers who may not know pupils get aliases: their query reads no pupil's id, name or class, and no author or time.

mod aliased;
mod child;
mod due;
mod entered;
mod named;
mod objectives;
mod save;
mod setup;
mod sheet;

pub use child::child;
pub use due::due;
pub use save::save;
pub use setup::{assessment, set_up};
pub use sheet::sheet;
