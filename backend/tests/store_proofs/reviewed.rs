//! A reviewed list of the store's source: a line for each item, of which some say by hand why they are as they are.

use std::collections::BTreeMap;
use std::fs;

/// A list as it was reviewed last.
pub struct ReviewedList {
    path: &'static str,
    text: String,
}

impl ReviewedList {
    /// Reads it; a list that is not there yet is empty.
    pub fn read(path: &'static str) -> Self {
        Self { path, text: fs::read_to_string(path).unwrap_or_default() }
    }

    /// What is written by hand, by item: what begins with `mark`.
    pub fn by_hand(&self, mark: &str) -> BTreeMap<&str, &str> {
        let written = self.text.lines().filter_map(|line| line.split_once(": "));
        written.filter(|(_, what)| what.starts_with(mark)).collect()
    }

    /// Compares what the source says now. With `REVIEW=1` that becomes the list.
    ///
    /// # Panics
    /// When they differ.
    pub fn compare(&self, now: &str) {
        if std::env::var_os("REVIEW").is_some() {
            fs::write(self.path, now).unwrap();
        }
        let different: Vec<_> = now.lines().filter(|line| !self.text.lines().any(|known| known == *line)).collect();
        let is_same = fs::read_to_string(self.path).unwrap_or_default() == now;
        assert!(is_same, "run with REVIEW=1 and review the difference; these lines are new: {different:#?}");
    }
}
