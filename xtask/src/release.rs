//! `cargo xtask build --release`: builds one folder with everything that a school's server needs.

use crate::arguments::Arguments;
use crate::step::Steps;
use crate::{browser, place, program, setup, supply, wasm_target};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Builds `target/rolecall/`; without `--release`, builds only what `serve` would serve.
///
/// # Errors
/// When a step fails.
pub fn run(mut arguments: Arguments) -> Result<()> {
    let release = arguments.flag("--release");
    let wasm_target = arguments.value("--wasm-target")?;
    let quick = arguments.flag("--quick") && !release;
    arguments.end()?;

    let mut steps = Steps::new(browser::STEPS + 2 + usize::from(release));
    let folder = build(&mut steps, release, quick, wasm_target.as_deref())?;
    println!("\n{} after {}", folder.display(), steps.elapsed());
    Ok(())
}

/// The number of steps that [`folder`] takes.
pub const STEPS: usize = browser::STEPS + 3;

/// Builds the release folder for another command.
///
/// # Errors
/// When a step fails.
pub fn folder(steps: &mut Steps, wasm_target: Option<&str>) -> Result<PathBuf> {
    build(steps, true, false, wasm_target)
}

fn build(steps: &mut Steps, release: bool, quick: bool, wasm_target: Option<&str>) -> Result<PathBuf> {
    let (tools, target) = steps.take("Looking for what this machine lacks", || {
        Ok((setup::for_build(quick)?, wasm_target::need(wasm_target)?))
    })?;
    if release && tools == setup::Tools::Absent {
        bail!("a release needs Node.js 20 or newer, which makes its files small; install it and run this again");
    }
    browser::build(steps, &target, tools)?;
    let mut cargo = program::cargo();
    cargo.args(["build", "--package", "server"]);
    if !release {
        steps.take("Compiling the server", || program::run(&mut cargo))?;
        return Ok(place::server());
    }
    cargo.arg("--release");
    if folds_identical_functions()? {
        // Views of different types often compile to the same instructions: a tenth of the program.
        cargo.env("RUSTFLAGS", format!("{} -Clink-arg=-Wl,--icf=all", browser::ERASED));
    }
    steps.take("Compiling the server, optimised (about 9 min the first time)", || program::run(&mut cargo))?;
    let folder = place::target().join("rolecall");
    steps.take("Putting it in one folder", || gather(&folder))?;
    Ok(folder)
}

/// Whether the compiler links with lld, which can keep one copy of functions that are the same: so it does on this host
/// since Rust 1.90.
fn folds_identical_functions() -> Result<bool> {
    let about = program::output(program::new("rustc").arg("-vV"))?;
    let line =
        |name: &str| about.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned();
    let minor = line("release:").split('.').nth(1).and_then(|minor| minor.parse::<u32>().ok());
    Ok(line("host:") == "x86_64-unknown-linux-gnu" && minor.is_some_and(|minor| minor >= 90))
}

fn gather(folder: &Path) -> Result<()> {
    let site = folder.join("site");
    if site.exists() {
        std::fs::remove_dir_all(&site)?;
    }
    copy(&place::site(), &site)?;
    let program = folder.join("rolecall");
    // The old program is removed first: the file of a running program cannot be overwritten, but a new file may take
    // its name.
    if program.exists() {
        std::fs::remove_file(&program)?;
    }
    std::fs::copy(place::target().join("release/rolecall"), program).context("copying the program")?;
    std::fs::write(folder.join("components.cdx.json"), supply::components::list()?)?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
