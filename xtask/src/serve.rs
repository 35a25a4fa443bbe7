//! `cargo xtask serve`: from a fresh checkout to the demonstration school in a browser.

use crate::arguments::Arguments;
use crate::step::Steps;
use crate::{browser, place, program, setup, wasm_target};
use anyhow::{Context, Result};
use std::os::unix::process::CommandExt;

/// Sets up, builds and serves; does not return while the server runs.
///
/// # Errors
/// When a step fails.
pub fn run(mut arguments: Arguments) -> Result<()> {
    let port = arguments.number("--port")?.unwrap_or(3000);
    let wasm_target = arguments.value("--wasm-target")?;
    let quick = arguments.flag("--quick");
    let for_server = arguments.rest();

    let mut steps = Steps::new(browser::STEPS + 3);
    let (tools, target) = steps.take("Looking for what this machine lacks", || {
        Ok((setup::for_build(quick)?, wasm_target::need(wasm_target.as_deref())?))
    })?;
    browser::build(&mut steps, &target, tools)?;
    steps.take("Compiling the server (about 4 min the first time)", || {
        program::run(program::cargo().args(["build", "--package", "server"]))
    })?;
    steps.say(&format!("Serving the demonstration school on http://127.0.0.1:{port} after {}", steps.elapsed()));

    let mut server = program::new(place::server());
    server.args(["serve", "--demo", "--listen", &format!("127.0.0.1:{port}"), "--site-root"]).arg(place::site());
    server.args(for_server);
    // Replaces this process, so that Ctrl-C and signals reach the server itself.
    Err(server.exec()).context("starting the server")
}
