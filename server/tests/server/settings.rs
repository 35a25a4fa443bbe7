//! `rolecall config --explain` leaves nothing out.

use clap::CommandFactory as _;
use server::cli::Cli;
use server::settings::{every_limit, explained, settings, variables};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const REVIEWED: &str = include_str!("../data/numbers.txt");

/// The types of numbers.
const NUMBERS: [&str; 12] = ["u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize", "f32", "f64"];

/// Whether a constant with this value is only another name of a limit, such as a type's own.
fn names_a_limit(value: &str) -> bool {
    let name = value.trim().trim_end_matches(';').strip_prefix("limits::");
    name.is_some_and(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The sources in a folder: where each is from the repository's root, and the part before its tests.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".rs") && !["tests", "mutations.rs"].iter().any(|part| name.contains(part)) {
                let text = std::fs::read_to_string(&path).unwrap();
                let before_tests = text.split("\nmod tests {").next().unwrap_or_default().to_owned();
                found.push((name, before_tests));
            }
        }
    }
    found.sort();
    found
}

/// The quoted text after each `mark`.
fn quoted_after(text: &str, mark: &str) -> Vec<String> {
    text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).map(ToOwned::to_owned).collect()
}

#[test]
fn every_variable_that_is_read_is_listed() {
    let listed = variables();
    let mut read = BTreeSet::new();
    for folder in ["server/src", "backend/src", "app/src"] {
        for (_, text) in sources(folder) {
            for mark in ["env = \"", "env::var(\"", "env::var_os(\""] {
                read.extend(quoted_after(&text, mark));
            }
        }
    }
    assert!(read.contains("ROLECALL_BASE_URL"), "{read:?}");
    assert_eq!(read.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new());
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let table: BTreeSet<String> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(name, _)| name.to_owned())
        .filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
        .collect();
    assert!(table.len() > 4, "{table:?}");
    assert_eq!(table.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn every_option_is_listed_with_what_it_means() {
    let found = settings(None);
    let mut commands = vec![Cli::command()];
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands().filter(|inner| !inner.is_hide_set()).cloned());
        for long in command.get_arguments().filter_map(clap::Arg::get_long) {
            let option = format!("--{long}");
            let is_listed = |option: &str| {
                found
                    .iter()
                    .any(|known| known.option.as_deref().and_then(|known| known.split(' ').next()) == Some(option))
            };
            assert!(["help", "version", "explain"].contains(&long) || is_listed(&option), "{option}");
        }
    }
    assert!(found.iter().all(|setting| !setting.about.is_empty()), "{found:?}");
}

#[test]
fn what_is_set_is_shown_and_secrets_are_not() {
    let given = [
        "rolecall",
        "config",
        "--explain",
        "--listen",
        "127.0.0.1:4000",
        "--smtp-url",
        "smtps://me:hunter2@mail.example.org",
        "--database-url",
        "postgres://me:hunter2@db/rolecall",
    ];
    let matches = Cli::command().try_get_matches_from(given).unwrap();
    let text = explained(matches.subcommand_matches("config"));
    assert!(text.contains("Default: 127.0.0.1:3000\n    Now: 127.0.0.1:4000"), "{text}");
    assert!(text.contains("Now: given, not shown") && !text.contains("hunter2"), "{text}");
    assert!(text.contains("SESSION_IDLE: 4 hours"), "{text}");
    assert!(text.contains("sessions=30,mail=90,drafts=7,imports=90,attempts=90"), "{text}");
}

#[test]
fn limits_have_a_name_each_and_are_declared_in_one_place() {
    let names: Vec<_> = every_limit().into_iter().map(|limit| limit.name).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");

    let mut found = String::new();
    let folders = ["domain/src", "app/src", "frontend/src", "backend/src", "server/src"];
    for (name, text) in folders.into_iter().flat_map(sources) {
        if name.ends_with("/limits.rs") && !name.contains("layers") {
            continue;
        }
        for line in text.lines() {
            let Some((before, after)) = line.split_once("const ").filter(|(before, _)| !before.contains("//")) else {
                let mut parts = line.split("Duration::from_").skip(1).filter_map(|part| part.split_once('('));
                let is_number = parts.any(|(_, number)| number.starts_with(|c: char| c.is_ascii_digit()));
                assert!(!is_number, "{name}: a time belongs into limits.rs: {line}");
                continue;
            };
            let Some((constant, rest)) = after.split_once(": ") else { continue };
            let (kind, value) = rest.split_once(" =").unwrap_or_default();
            assert!(!kind.ends_with("Duration"), "{name}: {constant} belongs into limits.rs");
            if NUMBERS.contains(&kind) && !names_a_limit(value) && (before.trim().is_empty() || before.contains("pub"))
            {
                found += &format!("{name} {constant}\n");
            }
        }
    }
    let mut reviewed = String::new();
    for line in REVIEWED.lines().filter(|line| !line.starts_with('#')) {
        let (number, reason) = line.split_once(": ").unwrap_or_default();
        assert!(!reason.trim().is_empty(), "{line}: why is it no limit?");
        reviewed += &format!("{number}\n");
    }
    assert_eq!(found, reviewed, "a number that bounds something belongs into limits.rs; others into numbers.txt");
}

/// A default or a limit that changes shows as a changed file.
#[test]
fn defaults_and_limits_are_as_reviewed() {
    let mut text = String::from("# What every setting, job and limit is where nobody says otherwise.\n");
    for setting in settings(None) {
        let names = [setting.variable, setting.option].into_iter().flatten().collect::<Vec<_>>().join(" ");
        text += &format!("{names}: {}\n", setting.default.unwrap_or_default());
    }
    for job in backend::scheduler::jobs(backend::retention::Retention::default()) {
        text += &format!("{}: every {} ms, {:?}\n", job.name, job.every, job.scope);
    }
    for limit in every_limit() {
        text += &format!("{} {}: {}\n", limit.group, limit.name, limit.value);
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/settings.txt");
    if std::env::var_os("REVIEW").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), text, "run with REVIEW=1 and review the difference");
}
