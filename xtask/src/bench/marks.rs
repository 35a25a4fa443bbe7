//! The markbook: its page, sixty teachers at once, and a key until its mark is saved.

use super::figures::Figures;
use super::http::Connection;
use super::server::Server;
use super::{data_folder, finish, in_browser, loading, taken};
use anyhow::{Context, Result};
use std::path::Path;

/// The teachers who enter marks at once, and for how many seconds.
const TEACHERS: usize = 60;
const SECONDS: u32 = 15;

/// A class of thirty, by half-terms.
const PAGE: &str = "/markbook?group=class.Hazel&kind=summative&subject=reading";

/// Measures on demonstrations of the released program.
pub(super) fn measure(release: &Path, figures: &mut Figures) -> Result<()> {
    let server = Server::start(release, data_folder("marks"), &["--demo"])?;
    let cookies = teacher(&server)?;
    let mut page = loading(&server, 1, 2);
    page.args(["--cookies", &cookies, "--path", PAGE]);
    // Warms the caches.
    finish(page)?;
    let mut page = loading(&server, 1, 5);
    page.args(["--cookies", &cookies, "--path", PAGE]);
    figures.add("markbook_page_p95_ms", taken(&finish(page)?, "p95_ms")?);
    let mut teachers = loading(&server, TEACHERS, SECONDS);
    teachers.args(["--teachers", &TEACHERS.to_string()]);
    for (name, value) in finish(teachers)? {
        figures.add(&name, value);
    }
    drop(server);
    in_browser(release, "marks_bench.mjs", figures)
}

/// Signs in as somebody of the demonstration who enters marks.
fn teacher(server: &Server) -> Result<String> {
    let mut connection = Connection::new(&server.address);
    let people = connection.call("/api/demo/people", &serde_json::json!({}), "")?;
    let people = people.as_array().context("no people")?;
    let member =
        people.iter().find(|person| person["role"] == "full-edit").and_then(|person| person["member"].as_str());
    let member = member.context("nobody with the role Full Edit")?;
    Ok(connection.post("/demo/sign-in", &[("member", member)], "")?.cookies)
}
