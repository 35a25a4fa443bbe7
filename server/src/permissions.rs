//! `rolecall permissions`: prints what every role can do.

use crate::cli::Permissions;
use crate::output;
use crate::refusal::CommandError;
use domain::permission::{SchoolRoles, TABLE_HEADINGS, table_rows};
use std::io::Write;

/// Prints the table to standard output.
///
/// # Errors
/// When standard output cannot be written.
pub(crate) fn print(asked: &Permissions) -> Result<(), CommandError> {
    output::print(
        |out| if asked.csv { out.write_all(backend::export::decisions().as_bytes()) } else { write_table(out) },
    )
}

fn write_table(mut out: impl Write) -> std::io::Result<()> {
    let rows: Vec<_> = table_rows(&SchoolRoles::none()).map(|row| row.fields()).collect();
    let mut widths = TABLE_HEADINGS.map(width);
    for row in &rows {
        for (most, field) in widths.iter_mut().zip(row) {
            *most = width(field).max(*most);
        }
    }
    let mut line = |fields: &[&str; 8]| {
        let padded: Vec<_> = fields.iter().zip(widths).map(|(field, width)| format!("{field:width$}")).collect();
        writeln!(out, "{}", padded.join("  ").trim_end())
    };
    line(&TABLE_HEADINGS)?;
    rows.iter().try_for_each(line)?;
    out.flush()
}

fn width(text: &str) -> usize {
    text.chars().count()
}
