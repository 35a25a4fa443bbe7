//! `cargo xtask test`: runs all checks and tests, installing what they need.

use crate::arguments::Arguments;
use crate::postgres::Cluster;
use crate::step::Steps;
use crate::wasm_target::{TARGET, WasmTarget};
use crate::{browser, place, program, setup, supply, wasm_target};
use anyhow::{Context as _, Result, bail};

/// The parts that `--only` can select.
const PARTS: &[&str] = &["fmt", "supply", "clippy", "unit", "browser"];

/// Runs all parts, even after one has failed, and ends with a list of failures.
///
/// # Errors
/// When anything failed.
pub fn run(mut arguments: Arguments) -> Result<()> {
    let only = arguments.only(PARTS)?;
    let wasm_target = arguments.value("--wasm-target")?;
    let quick = arguments.flag("--quick");
    arguments.end()?;

    let takes = |part: &str| match part {
        "supply" => supply::STEPS,
        "clippy" | "unit" => 2,
        "browser" => browser::STEPS + 3,
        _ => 1,
    };
    let mut steps = Steps::new(1 + only.iter().map(|part| takes(part)).sum::<usize>());
    let (tools, target) = steps.take("Looking for what this machine lacks", || {
        let found = (setup::for_build(quick)?, wasm_target::need(wasm_target.as_deref())?);
        if only.contains(&"unit") {
            setup::for_postgres()?;
        }
        if only.contains(&"browser") {
            setup::for_browsers()?;
        }
        Ok(found)
    })?;

    let mut failed = Vec::new();
    for part in only {
        let before = failed.len();
        match part {
            "fmt" => note(&mut failed, "formatting", steps.take("Formatting", formatting)),
            "supply" => {
                supply::check(&mut steps).into_iter().for_each(|(what, result)| note(&mut failed, what, result))
            }
            "clippy" => {
                note(&mut failed, "clippy", steps.take("Clippy, what the server runs", clippy));
                note(&mut failed, "clippy", steps.take("Clippy, what the browser runs", || clippy_browser(&target)));
            }
            "unit" => units(&mut steps, &mut failed),
            _ => {
                if let Err(error) = in_browsers(&mut steps, &target, tools, &mut failed) {
                    note(&mut failed, "browser part", Err(error));
                }
            }
        }
        if failed.len() > before {
            println!("      {part} failed");
        }
    }
    println!("\nAfter {}:", steps.elapsed());
    if failed.is_empty() {
        println!("everything passed");
        return Ok(());
    }
    failed.iter().for_each(|what| println!("FAILED: {what}"));
    bail!("{} of the above failed", failed.len())
}

fn note(failed: &mut Vec<String>, what: &str, result: Result<()>) {
    if let Err(error) = result {
        failed.push(format!("{what}: {error:#}"));
    }
}

fn formatting() -> Result<()> {
    program::run(program::cargo().args(["fmt", "--all", "--check"]))
}

/// The browser's package is left out: together, the packages would enable both halves of `app`, which is never shipped.
const SERVER_SIDE: &[&str] = &["--package=domain", "--package=backend", "--package=app", "--package=server"];
const BUILD_SIDE: &[&str] = &["--package=xtask", "--package=pack"];

fn clippy() -> Result<()> {
    for packages in [SERVER_SIDE, BUILD_SIDE] {
        let mut cargo = program::cargo();
        cargo.arg("clippy").args(packages).args(["--all-targets", "--", "-D", "warnings"]);
        program::run(&mut cargo)?;
    }
    Ok(())
}

fn clippy_browser(target: &WasmTarget) -> Result<()> {
    let packages = ["--package=frontend", "--package=app", "--features=app/hydrate"];
    let mut cargo = program::cargo();
    cargo.arg("clippy").args(packages);
    // Debian's compiler has no clippy, and rustup's cannot read its library, so clippy runs as for this machine
    // instead.
    if matches!(target, WasmTarget::Own) {
        cargo.args(["--target", TARGET]);
    }
    program::run(cargo.args(["--", "-D", "warnings"]))
}

/// Runs unit tests, tests against databases and the server, and doctests.
fn units(steps: &mut Steps, failed: &mut Vec<String>) {
    let server_side = steps.take("Tests of rules, store and server (about 5 min the first time)", || {
        let postgres = Cluster::start()?;
        let mut cargo = program::cargo();
        cargo.args(["test", "--no-fail-fast"]).args(SERVER_SIDE);
        program::run(cargo.env("ROLECALL_TEST_POSTGRES", postgres.url()))
    });
    note(failed, "tests of rules, store and server", server_side);
    let build_side = steps.take("Tests of the build", || {
        program::run(program::cargo().args(["test", "--no-fail-fast"]).args(BUILD_SIDE))
    });
    note(failed, "tests of the build", build_side);
}

/// Tests the whole application in Chromium, and its main journey in Firefox and WebKit.
fn in_browsers(steps: &mut Steps, target: &WasmTarget, tools: setup::Tools, failed: &mut Vec<String>) -> Result<()> {
    browser::build(steps, target, tools)?;
    steps.take("Compiling the server", || program::run(program::cargo().args(["build", "--package", "server"])))?;
    // Each with the file that says why tests failed, if it writes one.
    let runs: [(&str, &[&str], Option<&str>); 2] = [
        ("Chromium", &["npx", "--no-install", "playwright", "test"], Some("test-results/failures.txt")),
        ("Firefox and WebKit", &["npm", "run", "--silent", "engines"], None),
    ];
    for (engines, line, failures) in runs {
        let result = steps.take(&format!("Tests in {engines}"), || {
            let mut tests = program::new(line[0]);
            tests.args(&line[1..]).current_dir(place::end2end());
            tests.env("ROLECALL_BIN", place::server()).env("ROLECALL_SITE", place::site());
            program::run(&mut tests)
        });
        let failures = failures.and_then(|file| std::fs::read_to_string(place::end2end().join(file)).ok());
        let result = match failures.filter(|failures| !failures.is_empty()) {
            Some(failures) => result.context(failures),
            None => result,
        };
        note(failed, &format!("tests in {engines}"), result);
    }
    Ok(())
}
