//! Builds the browser part: compiles it and packs it into the site.

use crate::setup::Tools;
use crate::step::Steps;
use crate::wasm_target::{TARGET, WasmTarget};
use crate::{fingerprint, place, program};
use anyhow::Result;
use std::path::{Path, PathBuf};

/// The number of steps that [`build`] takes.
pub const STEPS: usize = 2;

/// Builds `target/site`, unless it exists and its sources have not changed.
///
/// # Errors
/// When something does not compile, or a module needs newer browsers than Rolecall supports.
pub fn build(steps: &mut Steps, target: &WasmTarget, tools: Tools) -> Result<()> {
    let made_with = format!("{} {}", target.compiler_version()?, tools.code());
    let fingerprint = fingerprint::of_sources(&made_with)?;
    let mark = place::target().join("site.fingerprint");
    let unchanged = std::fs::read_to_string(&mark).is_ok_and(|made_of| made_of == fingerprint);
    if unchanged && place::site().join("hash.txt").exists() {
        steps.say("The browser part has not changed");
        steps.say("Nor has the site");
        return Ok(());
    }
    let module = steps.take("Compiling the browser part (about 2 min the first time)", || compile(target))?;
    steps.take("Making the site of it (about 1 min the first time)", || pack(&module, tools))?;
    std::fs::write(mark, fingerprint)?;
    Ok(())
}

/// The flags of every build, as in `.cargo/config.toml`: flags in the environment replace those.
pub const ERASED: &str = "--cfg erase_components";

fn compile(target: &WasmTarget) -> Result<PathBuf> {
    // The relocations say which function needs which, and so where the module can be split.
    let (mut cargo, folder) = target.cargo(format!("{ERASED} -Clink-args=--emit-relocs"));
    cargo.args(["build", "--package", "frontend", "--target", TARGET, "--profile", "browser"]);
    program::run(&mut cargo)?;
    Ok(folder.join(TARGET).join("browser/frontend.wasm"))
}

fn pack(module: &Path, tools: Tools) -> Result<()> {
    program::run(program::cargo().args(["build", "--package", "pack"]))?;
    let mut pack = program::new(place::target().join("debug/pack"));
    pack.arg(module).arg(place::root().join("style")).arg(place::root().join("style/assets"));
    pack.arg(place::site());
    if tools != Tools::Absent {
        pack.arg(place::tools());
    }
    if tools == Tools::Quick {
        pack.arg("quick");
    }
    program::run(&mut pack)
}
