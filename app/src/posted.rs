//! Forms posted to the page's own URL: how they work without scripts.
//!
//! The page runs the same server function as the browser would, and renders again with the result and the input, or
//! redirects. Without this, a failing server function would redirect with its error in the URL and lose the input.

pub use crate::platform::{Redirector, fields_of, posted, posted_file};

/// A file uploaded with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostedFile {
    /// The file's name, as the browser sent it.
    pub name: String,
    /// The file's content.
    pub bytes: Vec<u8>,
}

/// The first value with this name among the pairs of a form.
pub fn first<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    all(pairs, name).next()
}

/// Every value with this name, in order.
pub fn all<'p>(pairs: &'p [(String, String)], name: &str) -> impl Iterator<Item = &'p str> {
    pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// The pairs of a form as they arrive, for tests.
#[cfg(test)]
pub(crate) fn form_pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

impl Default for Redirector {
    fn default() -> Self {
        Self::new()
    }
}
