//! Exports: lists that leave Rolecall as a file.
//!
//! Rows are read a few hundred at a time and written as they come, so that memory use does not grow with their number.
//! Each export of people or of the log takes its permit and is recorded in the audit log before the first row is read.

mod audit;
mod cell;
pub(crate) mod csv_file;
mod decisions;
mod marks;
mod permissions;
mod roles;
mod table;
mod users;
mod writing;
mod xlsx_file;

pub use audit::audit;
pub use decisions::decisions;
pub use marks::marks;
pub use roles::roles;
pub use users::{ExportSelection, users};
pub use writing::Exported;

pub use domain::export::{ExportDetail, Format};

use crate::search_key::normalise;
use domain::moment::Moment;

/// A file's name: school, contents, filters and day, in characters that every system accepts.
fn file_name(school: &str, what: &str, filters: &[String], now: Moment, format: Format) -> String {
    let day = crate::clock::in_london(now).map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default();
    let school =
        Some(in_letters(school, 60)).filter(|school| !school.is_empty()).unwrap_or_else(|| "school".to_owned());
    let filters = filters.iter().map(|filter| in_letters(filter, 40)).filter(|filter| !filter.is_empty());
    let parts: Vec<_> = [school, what.to_owned()].into_iter().chain(filters).chain([day]).collect();
    format!("{}.{}", parts.join("-"), format.ending())
}

/// The words of a text joined by hyphens, up to `most` characters.
fn in_letters(text: &str, most: usize) -> String {
    // The search key removes hyphens, so they become spaces first.
    let folded = normalise(&text.replace(['-', '‐', '–'], " "));
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let joined: String = words.collect::<Vec<_>>().join("-").chars().take(most).collect();
    joined.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_the_school_the_filter_and_the_day() {
        let at = Moment(1_795_000_000_000);
        assert_eq!(
            file_name("St Mary's C.E. School", "people", &[], at, Format::Csv),
            "st-marys-c-e-school-people-2026-11-18.csv"
        );
        assert_eq!(
            file_name("Ysgol y Môr \"/..", "audit-log", &[], at, Format::Xlsx),
            "ysgol-y-mor-audit-log-2026-11-18.xlsx"
        );
        let filters = ["Full Edit".to_owned(), "O'Brien-Ward, Zoë".to_owned(), "学校".to_owned()];
        assert_eq!(
            file_name("Hillside", "people", &filters, at, Format::Csv),
            "hillside-people-full-edit-obrien-ward-zoe-2026-11-18.csv"
        );
        assert_eq!(file_name("学校", "people", &[], at, Format::Csv), "school-people-2026-11-18.csv");
    }
}
