//! Measures exporting 100,000 people as a CSV file.

use super::figures::Figures;
use super::http::Connection;
use super::server::Server;
use anyhow::{Result, bail};
use std::time::Instant;

/// The least number of lines: of the 100,000 people 2 % are deleted, and the export leaves them out.
const LINES: usize = 97_500;

/// Measures the export. The memory peak is that of the server's whole life, including the pages it answered before.
///
/// # Errors
/// When the server does not deliver the export.
pub fn measure(server: &Server, cookies: &str, figures: &mut Figures) -> Result<()> {
    let begun = Instant::now();
    let answer = Connection::new(&server.address).get("/users/export.csv", cookies)?;
    let seconds = begun.elapsed().as_secs_f64();
    let lines = answer.body.iter().filter(|byte| **byte == b'\n').count();
    if answer.status != 200 || lines < LINES {
        bail!("the export answered {} with {lines} lines", answer.status);
    }
    figures.add("export_100k_csv_s", seconds);
    figures.add("export_100k_peak_mb", server.peak_mb()?);
    Ok(())
}
