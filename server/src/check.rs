//! `rolecall check`: reports what is missing or wrong, in sentences, before anyone depends on it. Changes nothing. Each
//! module checks one thing and returns findings; settings are read as `serve` reads them.

mod database;
mod finding;
mod machine;
mod mail;

use crate::assets::Site;
use crate::cli::{Check, ServerOptions, Settings};
use crate::refusal::CommandError;
use crate::{config, output};
use finding::{Finding, Severity};

/// Checks everything that a real school's server needs, and prints a line for each.
///
/// # Errors
/// When something is wrong; the printed lines say what.
pub(crate) async fn run(asked: &Check) -> Result<(), CommandError> {
    let Check { server: ServerOptions { database, settings }, send_to } = asked;
    let mut findings = address(settings);
    findings.push(match Site::find(settings.site_root.as_deref()) {
        Ok(_) => Finding::Site,
        Err(refusal) => Finding::Setting(refusal),
    });
    findings.extend(machine::listening(settings.listen).await);
    findings.extend(database::check(database).await);
    findings.push(mail::check(settings, send_to.as_deref()).await);

    output::print(|out| {
        use std::io::Write as _;
        findings.iter().try_for_each(|finding| writeln!(out, "{:<6}{}", finding.weight().word(), finding.sentence()))
    })?;
    match findings.iter().filter(|finding| finding.weight() == Severity::Wrong).count() {
        0 => output::line("Rolecall can serve."),
        wrong => Err(CommandError::CannotServe(wrong)),
    }
}

/// Checks the base URL, and the proxies in front of the server.
fn address(settings: &Settings) -> Vec<Finding> {
    let base_url = match config::base_url(settings.base_url.as_deref(), None) {
        Ok(base_url) => base_url,
        Err(refusal) => return vec![Finding::Setting(refusal)],
    };
    let proxies = match config::proxy_hops(settings.proxy_hops, settings.behind_proxy, &base_url) {
        Ok(hops) => Finding::Proxies { hops, is_https: base_url.starts_with("https://") },
        Err(refusal) => Finding::Setting(refusal),
    };
    vec![Finding::BaseUrl(base_url), proxies]
}
