//! Parts of the page about a person.

// Not on any page until the page about a person is there.
#[allow(dead_code, unused_imports)]
mod history;

#[allow(unused_imports)]
pub(crate) use history::HistoryPart;
