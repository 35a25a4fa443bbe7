//! What leaves Rolecall as a file.

pub mod cell;
