//! `rolecall config --explain`: every setting and every limit, with what it means and what it is now.

use crate::cli::{Cli, ConfigExplain};
use crate::refusal::CommandError;
use crate::{limits, output};
use backend::retention::Retention;
use backend::scheduler::{Scope, jobs};
use clap::{Arg, ArgMatches, Command, CommandFactory as _};
use domain::limits::{Limit, Measured as _, Unit};
use std::collections::BTreeSet;
use std::ffi::OsString;

/// The option of the logging library, which the command line does not know.
const RUST_LOG: &str = "RUST_LOG";

/// A setting of the installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The option, with what follows it: `--listen ADDRESS:PORT`. Nothing where only the environment says it.
    pub option: Option<String>,
    /// The variable of the environment, where there is one.
    pub variable: Option<String>,
    /// Which commands take it.
    pub commands: Vec<String>,
    /// What it means, with its unit.
    pub about: String,
    /// What it is where nobody says, if it is anything.
    pub default: Option<String>,
    /// What it is now; a secret is not shown.
    pub now: Option<String>,
}

/// Prints them all.
///
/// # Errors
/// When the output cannot be written.
pub(crate) fn print(asked: &ConfigExplain) -> Result<(), CommandError> {
    if !asked.explain {
        return Err(CommandError::NothingToExplain);
    }
    let matches = Cli::command().get_matches();
    output::line(&explained(matches.subcommand_matches("config")))
}

/// The whole text.
pub fn explained(given: Option<&ArgMatches>) -> String {
    let mut text = "SETTINGS\n".to_owned();
    for setting in settings(given) {
        let names = [setting.variable, setting.option].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let about = setting.about.replace('\n', " ");
        text += &format!("\n{names}\n    {about}\n    Commands: {}\n", setting.commands.join(", "));
        text += &format!("    Default: {}\n", setting.default.as_deref().unwrap_or("none"));
        if let Some(now) = setting.now {
            text += &format!("    Now: {now}\n");
        }
    }
    text += "\nJOBS (each run by one server at a time, unless it says otherwise)\n\n";
    for job in jobs(Retention::default()) {
        let each = if job.scope == Scope::EachProcess { " (each server)" } else { "" };
        text += &format!("  {}: every {}{each}\n      {}\n", job.name, job.every.measured(Unit::Time), job.about);
    }
    text += "\nLIMITS (fixed)\n";
    let mut group = "";
    for limit in every_limit() {
        if limit.group != group {
            group = limit.group;
            text += &format!("\n{group}\n");
        }
        text += &format!("  {}: {}\n      {}\n", limit.name, limit.value, limit.about);
    }
    text
}

/// The limits of all crates.
pub fn every_limit() -> Vec<Limit> {
    let mut all = [limits::all(), backend::limits::all(), domain::limits::all(), app::limits::all()].concat();
    // One heading each, in the order in which they come first.
    let mut groups: Vec<&str> = Vec::new();
    for limit in &all {
        if !groups.contains(&limit.group) {
            groups.push(limit.group);
        }
    }
    all.sort_by_key(|limit| groups.iter().position(|group| *group == limit.group));
    all
}

/// The settings of all commands, each once; `given` has what `config` was told, as `serve` would be.
pub fn settings(given: Option<&ArgMatches>) -> Vec<Setting> {
    let cli = Cli::command();
    let mut found: Vec<Setting> = Vec::new();
    collect(&cli, "all", given, &mut found);
    found.push(Setting {
        option: None,
        variable: Some(RUST_LOG.to_owned()),
        commands: vec!["all".to_owned()],
        about: "Which log lines are written, such as debug or rolecall=debug,sqlx=warn.".to_owned(),
        default: Some("info".to_owned()),
        now: std::env::var(RUST_LOG).ok(),
    });
    found
}

fn collect(command: &Command, name: &str, given: Option<&ArgMatches>, found: &mut Vec<Setting>) {
    for argument in command.get_arguments().filter(|argument| is_setting(argument)) {
        let setting = setting(argument, name, given);
        match found.iter_mut().find(|known| known.option == setting.option && known.variable == setting.variable) {
            Some(known) => known.commands.push(name.to_owned()),
            None => found.push(setting),
        }
    }
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "config") {
        let full = if name == "all" { inner.get_name().to_owned() } else { format!("{name} {}", inner.get_name()) };
        collect(inner, &full, given, found);
    }
}

fn is_setting(argument: &Arg) -> bool {
    argument.get_long().is_some_and(|long| !["help", "version"].contains(&long))
}

fn setting(argument: &Arg, command: &str, given: Option<&ArgMatches>) -> Setting {
    let takes = argument.get_action().takes_values();
    let values = argument.get_value_names().filter(|_| takes).map(|names| names.join(" "));
    let option = argument.get_long().map(|long| match values {
        Some(values) => format!("--{long} {values}"),
        None => format!("--{long}"),
    });
    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let default = if takes { defaults.join(" ") } else { "off".to_owned() };
    let about = argument.get_long_help().or(argument.get_help()).map(ToString::to_string).unwrap_or_default();
    Setting {
        option,
        variable: argument.get_env().map(|variable| variable.to_string_lossy().into_owned()),
        commands: vec![command.to_owned()],
        about,
        default: Some(default).filter(|default| !default.is_empty()),
        now: given.and_then(|given| now(argument, given)),
    }
}

fn now(argument: &Arg, given: &ArgMatches) -> Option<String> {
    let id = argument.get_id().as_str();
    let values: Vec<OsString> = given.try_get_raw(id).ok().flatten()?.map(ToOwned::to_owned).collect();
    let said = values.iter().map(|value| value.to_string_lossy()).collect::<Vec<_>>().join(" ");
    match (said.is_empty(), argument.is_hide_env_values_set()) {
        (true, _) => None,
        (_, true) => Some("given, not shown".to_owned()),
        _ => Some(said),
    }
}

/// The variables that the settings name.
pub fn variables() -> BTreeSet<String> {
    settings(None).into_iter().filter_map(|setting| setting.variable).collect()
}
