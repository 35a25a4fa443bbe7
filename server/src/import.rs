//! `rolecall import`: imports a list of staff from the command line, for a nightly job.

use crate::cli::Import;
use crate::limits;
use crate::refusal::CommandError;
use crate::{config, output};
use app::routes;
use backend::clock::Clock;
use backend::import::{NightlyError, NightlyFile, nightly};
use backend::parsing::Runner;
use backend::store::Store;
use backend::{Backend, Setup};
use domain::import::{NightlyLimits, NightlyOutcome, NightlyReport, ResultLine, RowOutcome};
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use std::process::ExitCode;

/// Imports the list as the options say, prints the result, and returns the exit code.
///
/// # Errors
/// When the list cannot be read, or there is no such school.
pub(crate) async fn run(asked: &Import) -> Result<ExitCode, CommandError> {
    let base_url = match asked.base_url.as_deref() {
        None | Some("") => String::new(),
        given => config::base_url(given, None)?,
    };
    let bytes = read(asked)?;
    let parsing = Runner::this_program().map_err(CommandError::NoReader)?;
    let place = config::database_place(&asked.database)?;
    if let Some(file) = place.file.filter(|file| !file.exists()) {
        return Err(CommandError::NoDatabase(file));
    }
    let store = Store::open(&place.url).await?;
    let backend = Backend::new(Setup { base_url: base_url.clone(), is_demo: false, parsing }, store, Clock::default());
    let file = NightlyFile {
        school: asked.school.clone(),
        name: asked.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        bytes,
        applies: asked.apply,
        deactivates: asked.leavers,
        invites: asked.invite,
        limits: NightlyLimits { most_leavers: asked.most_leavers, most_new: asked.most_new },
    };
    let done = nightly(&backend, file).await;
    backend.store().close().await;
    let (report, roles) = done.map_err(refusal)?;
    let said = if asked.json { json(&report, &base_url)? } else { text(&report, &roles, asked.apply, &base_url) };
    output::line(&said)?;
    Ok(ExitCode::from(report.exit_code()))
}

fn read(asked: &Import) -> Result<Vec<u8>, CommandError> {
    let unreadable = |error| CommandError::Unreadable { file: asked.file.clone(), error };
    let about = std::fs::metadata(&asked.file).map_err(unreadable)?;
    if about.is_dir() {
        return Err(CommandError::Folder(asked.file.clone()));
    }
    if about.len() > limits::NIGHTLY_FILE {
        let megabytes = limits::NIGHTLY_FILE / 1024 / 1024;
        return Err(CommandError::TooLarge { file: asked.file.clone(), megabytes });
    }
    std::fs::read(&asked.file).map_err(unreadable)
}

fn refusal(refused: NightlyError) -> CommandError {
    match refused {
        NightlyError::NoSchool => CommandError::NoSchoolFound,
        NightlyError::KeepsMoving => CommandError::KeepsMoving,
        NightlyError::Problem(Problem::Form(errors)) => CommandError::List(errors),
        NightlyError::Problem(problem) => CommandError::Problem(problem),
    }
}

/// The report as one JSON object, with the address of the page where questions are answered.
fn json(report: &NightlyReport, base_url: &str) -> Result<String, CommandError> {
    let unwritable = CommandError::Report;
    let mut value = serde_json::to_value(report).map_err(unwritable)?;
    if let Some(fields) = value.as_object_mut() {
        let page = report.answer_at.map(|import| format!("{base_url}{}", routes::import(import)));
        fields.insert("answer_page".to_owned(), page.into());
        let sentences: Vec<String> = questions(report).collect();
        fields.insert("sentences".to_owned(), sentences.into());
    }
    serde_json::to_string_pretty(&value).map_err(unwritable)
}

fn questions(report: &NightlyReport) -> impl Iterator<Item = String> {
    let beyond = report.beyond.iter().map(|beyond| format!("{}.", beyond.sentence()));
    beyond.chain(report.questions.iter().map(domain::import::NightlyQuestion::sentence))
}

/// The report as text.
fn text(report: &NightlyReport, roles: &SchoolRoles, applies: bool, base_url: &str) -> String {
    let mut lines = vec![format!("{}: {}", report.school, report.file.words())];
    lines.push(match report.end {
        NightlyOutcome::Refused => "Refused. Nothing was changed.".to_owned(),
        NightlyOutcome::Applied => format!("Done: {}.", report.result.sentence()),
        NightlyOutcome::NothingToDo => "Nothing to change.".to_owned(),
        NightlyOutcome::Looked if applies => "Nothing was changed.".to_owned(),
        NightlyOutcome::Looked => format!("Preview, nothing was changed: {}.", report.result.sentence()),
    });
    lines.extend(report.beyond.iter().map(|beyond| format!("Limit: {}.", beyond.sentence())));
    if report.invited > 0 {
        lines.push(format!("{} invited.", domain::bulk::count_people(report.invited)));
    }
    if report.kept_leavers > 0 {
        lines.push(format!(
            "{} left by the list, or not in it, and not deactivated (--leavers deactivates).",
            domain::bulk::count_people(report.kept_leavers)
        ));
    }
    lines.extend(report.lines.iter().map(|line| row(line, roles, report.end == NightlyOutcome::Applied)));
    if !report.questions.is_empty() {
        lines.push(match report.questions.len() {
            1 => "1 question:".to_owned(),
            count => format!("{count} questions:"),
        });
        lines.extend(report.questions.iter().map(|question| format!("  {}", question.sentence())));
    }
    lines.extend(report.answer_at.map(|import| format!("See {base_url}{}", routes::import(import))));
    lines.join("\n")
}

fn row(line: &ResultLine, roles: &SchoolRoles, is_done: bool) -> String {
    let what = match line.outcome {
        RowOutcome::Added if !is_done => "New",
        RowOutcome::Updated if !is_done => "Update",
        RowOutcome::Deactivated if !is_done => "Deactivate",
        RowOutcome::LeftAlone => "Not changed",
        outcome => outcome.label(),
    };
    let row = line.row.as_ref().map(|row| format!("Row {row}: ")).unwrap_or_default();
    let more = line.sentences(roles).join(". ");
    let more = if more.is_empty() { String::new() } else { format!(" ({more})") };
    format!("  {row}{what}: {}{more}", line.name)
}
