//! Workbooks made to take all memory of the program that reads them: what they take of the server's.

use super::figures::Figures;
use super::http::Connection;
use super::server::Server;
use super::workbook::{countless_strings, one_long_string};
use anyhow::{Result, bail};

/// Measures it.
///
/// # Errors
/// When the server takes one of them, or falls over one.
pub fn measure(server: &Server, cookies: &str, figures: &mut Figures) -> Result<()> {
    let mut connection = Connection::new(&server.address);
    for file in [countless_strings(), one_long_string()] {
        let answer = connection.upload("/users/import", "staff.xlsx", &file, cookies)?;
        // Refused; or read, where only what it says of its own size is mad.
        if !matches!(answer.status, 303 | 422) {
            bail!("a workbook of {} bytes was answered with {}", file.len(), answer.status);
        }
    }
    figures.add("worst_workbook_peak_mb", server.peak_mb()?);
    Ok(())
}
