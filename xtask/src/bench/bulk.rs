//! Measures giving a role to 1,000 people: choosing, previewing and confirming.

use super::figures::Figures;
use super::http::Connection;
use super::server::Server;
use anyhow::{Context, Result, bail};
use std::time::Instant;

/// The number of people in the school, more than 1,000 of whom can get another role.
pub const PEOPLE: &str = "1200";
/// The least number of people who must be changed.
const CHANGED: u32 = 1000;

const PAGE: &str = "/users/bulk";

/// Measures the bulk action.
///
/// # Errors
/// When the server does not carry it out.
pub fn measure(server: &Server, cookies: &str, figures: &mut Figures) -> Result<()> {
    let mut connection = Connection::new(&server.address);
    // People who have the role already are not changed. Each role is therefore given twice, and the second time changes
    // all.
    let mut took = 0.0;
    for role in ["minimal-read-only", "partial-edit"] {
        let all = connection.post(PAGE, &[("step", "all")], cookies)?;
        let people = all.hidden("people").context("the page names nobody")?;
        let chosen =
            [("step", "review"), ("people", &people), ("act", "role"), ("product", "sonar-tracker"), ("to", role)];
        let summary = connection.post(PAGE, &chosen, cookies)?;
        let names = ["people", "act", "product", "to", "reason", "seen", "key"];
        let held: Vec<_> = names.into_iter().map(|name| (name, summary.hidden(name).unwrap_or_default())).collect();
        let mut form: Vec<_> = held.iter().map(|(name, value)| (*name, value.as_str())).collect();
        form.push(("step", "confirm"));
        let begun = Instant::now();
        let done = connection.post(PAGE, &form, cookies)?;
        took = begun.elapsed().as_secs_f64() * 1000.0;
        let Some(result) = done.location.filter(|_| done.status == 303) else {
            bail!("confirming answered {}: {}", done.status, String::from_utf8_lossy(&done.body));
        };
        let said = String::from_utf8_lossy(&connection.get(&result, cookies)?.body).into_owned();
        let changed = said.split(" people get ").next().and_then(|before| before.rsplit('>').next()?.parse().ok());
        if role == "partial-edit" && changed.is_none_or(|changed: u32| changed < CHANGED) {
            bail!("{changed:?} people were changed: {said}");
        }
    }
    figures.add("bulk_role_1000_ms", took);
    Ok(())
}
