//! Forms that were posted to the page's own URL: the way they work without scripts.
//!
//! The page runs the same server function as the browser would, and renders again with the outcome and what was typed,
//! or leads on. Without this, a failing server function would redirect with its error in the URL and lose what was typed.

pub(crate) use crate::platform::send_plainly;
pub use crate::platform::{Onward, fields_of, posted, posted_file};

/// A file that came with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostedFile {
    /// Its name, as the browser says it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The first value of this name among the pairs of a form.
pub fn first<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    all(pairs, name).next()
}

/// Every value of this name, in order.
pub fn all<'p>(pairs: &'p [(String, String)], name: &str) -> impl Iterator<Item = &'p str> {
    pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
}

impl Default for Onward {
    fn default() -> Self {
        Self::new()
    }
}
