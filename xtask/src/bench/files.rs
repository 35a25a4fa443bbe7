//! Measures the memory that the server needs for workbooks designed to exhaust it.

use super::figures::Figures;
use super::http::Connection;
use super::server::Server;
use super::workbook::{countless_strings, one_long_string};
use anyhow::{Result, bail};

/// Measures the workbooks.
///
/// # Errors
/// When the server accepts one of them, or crashes.
pub fn measure(server: &Server, cookies: &str, figures: &mut Figures) -> Result<()> {
    let mut connection = Connection::new(&server.address);
    for file in [countless_strings(), one_long_string()] {
        let answer = connection.upload("/users/import", "staff.xlsx", &file, cookies)?;
        // The server refuses the file, or reads it where only the size it declares is absurd.
        if !matches!(answer.status, 303 | 422) {
            bail!("a workbook of {} bytes was answered with {}", file.len(), answer.status);
        }
    }
    figures.add("worst_workbook_peak_mb", server.peak_mb()?);
    Ok(())
}
