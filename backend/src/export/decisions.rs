//! The published tables as a file, for `rolecall permissions --csv`.

use super::csv_file;
use domain::permission::{SchoolRoles, TABLE_HEADINGS, table_rows};

/// Every decision of the published tables as a CSV file: what each role can do, and why.
pub fn decisions() -> String {
    let published = SchoolRoles::none();
    let rows = table_rows(&published);
    csv_file::small(TABLE_HEADINGS, rows.map(|row| row.fields().map(str::to_owned)))
}
