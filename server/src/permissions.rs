//! `rolecall permissions`

use crate::cli::Permissions;
use crate::refusal::Refusal;
use domain::permission::{SchoolRoles, TABLE_HEADINGS, table_rows};
use std::io::{BufWriter, ErrorKind, Write};

/// Prints the table to standard output.
///
/// # Errors
/// When nothing can be written there.
pub(crate) fn print(asked: &Permissions) -> Result<(), Refusal> {
    let out = BufWriter::new(std::io::stdout().lock());
    let written = if asked.csv { write_csv(out) } else { write_table(out) };
    match written {
        // `rolecall permissions | head` has read enough.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Refusal::new(format!("The table cannot be written: {error}.")))
        }
        _ => Ok(()),
    }
}

fn write_csv(out: impl Write) -> std::io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(TABLE_HEADINGS)?;
    for row in table_rows(&SchoolRoles::none()) {
        csv.write_record(row.fields())?;
    }
    csv.flush()
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
