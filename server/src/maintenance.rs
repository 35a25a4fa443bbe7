//! `rolecall migrate`, `create-owner`, `audit`, `seed` and `measure`: maintenance of a database from the command line.

use crate::cli::{CreateOwner, Database, Measure, Seed, VerifyAudit};
use crate::refusal::{CommandError, WrongLog};
use crate::{config, output};
use backend::audit::Anchor;
use backend::clock::Clock;
use backend::owner::{CreatedOwner, NewOwner, OwnerLinkReason, SameName};
use backend::parsing::Runner;
use backend::store::Store;
use backend::{Backend, Setup, audit, measure, owner, seed};
use domain::name::{EmailAddress, SchoolName};
use domain::problem::Problem;
use std::io::IsTerminal as _;

/// Brings the tables up to date.
///
/// # Errors
/// When the database cannot be reached, or is newer than this program.
pub(crate) async fn migrate(asked: &Database) -> Result<(), CommandError> {
    Store::open(&config::database_url(asked, false)?).await?.close().await;
    output::line("The database is up to date.")
}

/// Creates a school, and prints its owner's link.
///
/// # Errors
/// When the school, the name or the address is invalid, such a school exists already, or the database contains the
/// demonstration.
pub(crate) async fn create_owner(asked: &CreateOwner) -> Result<(), CommandError> {
    let school = SchoolName::parse(&asked.school).map_err(|fault| wrong("--school", fault.sentence()))?;
    let email = EmailAddress::parse(&asked.email).map_err(|fault| wrong("--email", fault.sentence()))?;
    let base_url = config::base_url(asked.base_url.as_deref(), None)?;
    let name = owner_name(asked.name.as_deref())?;
    let owner = NewOwner::named(&name, email).map_err(|error| wrong("--name", error.to_string()))?;
    let same = match (asked.correct, asked.another) {
        (true, _) => SameName::Correct,
        (_, true) => SameName::Another,
        _ => SameName::NewLink,
    };
    let backend = open(&asked.database, base_url).await?;
    let created = owner::create(&backend, &school, &owner, same).await;
    backend.store().close().await;
    output::line(&announcement(&created?, owner.email.as_str()))
}

/// The owner's name as given, or as typed on a terminal.
fn owner_name(given: Option<&str>) -> Result<String, CommandError> {
    if let Some(given) = given.filter(|given| !given.trim().is_empty()) {
        return Ok(given.to_owned());
    }
    if !std::io::stdin().is_terminal() {
        return Err(CommandError::NoOwnerName);
    }
    eprint!("The Account Owner's first and last name: ");
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed).map_err(|_| CommandError::NoOwnerName)?;
    Ok(typed)
}

/// The message about a school's owner who can now register.
fn announcement(created: &CreatedOwner, email: &str) -> String {
    let CreatedOwner { school, owner: (first, last), link, how } = created;
    let done = match how {
        OwnerLinkReason::New => {
            format!("{school} is ready. Its Account Owner is {first} {last} (last name: {last}), {email}.")
        }
        OwnerLinkReason::NewLink => {
            format!("{school} was here already. {first} {last} has a new link; the earlier one no longer works.")
        }
        OwnerLinkReason::Corrected => format!(
            "The Account Owner of {school} is now {first} {last} (last name: {last}), {email}. The earlier link no longer works."
        ),
    };
    format!(
        "{done}\n{first} chooses a password here. The link works once, for 14 days, and is shown only now:\n\n{link}"
    )
}

/// Creates a school of made-up people, and prints its owner's address.
///
/// # Errors
/// When the database contains the demonstration, or such a school.
pub(crate) async fn seed(asked: &Seed) -> Result<(), CommandError> {
    let backend = open(&asked.database, String::new()).await?;
    let owner = seed::people(&backend, asked.people, &asked.password).await.map_err(CommandError::Problem)?;
    backend.store().close().await;
    output::line(&owner.to_string())
}

/// Measures the database, and prints each result as `name=number`, one per line.
///
/// # Errors
/// When the database contains a school already.
pub(crate) async fn measure(asked: &Measure) -> Result<(), CommandError> {
    let backend = open(&asked.database, String::new()).await?;
    if backend.store().real_school().await?.is_some() {
        return Err(CommandError::NotEmpty);
    }
    seed::people(&backend, 1, "measuring nobody's password").await.map_err(CommandError::Problem)?;
    for (name, figure) in measure::run(&backend, asked.rows).await.map_err(CommandError::Problem)? {
        output::line(&format!("{name}={figure}"))?;
    }
    backend.store().close().await;
    Ok(())
}

/// Checks the audit logs, and prints the result for each.
///
/// # Errors
/// When one has been altered; the sentence names the first wrong entry.
pub(crate) async fn verify_audit(asked: &VerifyAudit) -> Result<(), CommandError> {
    let anchors = anchors(&asked.anchors)?;
    let store = Store::open(&config::database_url(&asked.database, false)?).await?;
    let backend = Backend::new(
        Setup { base_url: String::new(), is_demo: false, parsing: Runner::InProcess },
        store,
        Clock::default(),
    );
    let verified = match audit::verify(&backend, asked.school.as_deref(), &anchors).await {
        Err(Problem::NotFound) => return Err(CommandError::NoSchoolNamed),
        verified => verified.map_err(CommandError::Problem)?,
    };
    backend.store().close().await;
    let strange = anchors.iter().find(|anchor| verified.iter().all(|log| log.anchor.school != anchor.school));
    if let Some(anchor) = strange {
        return Err(CommandError::StrangeAnchor(anchor.clone()));
    }
    let mut broken = Vec::new();
    for log in &verified {
        match &log.fault {
            Some(fault) => broken.push(WrongLog { school: log.school.clone(), fault: fault.clone() }),
            None => output::line(&found_whole(log))?,
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(CommandError::WrongLogs(broken)) }
}

/// The message about a log without errors.
fn found_whole(log: &audit::Verified) -> String {
    let erased = match log.erased {
        0 => String::new(),
        erased => format!(", {erased} of them without names and values, because somebody was forgotten"),
    };
    let compared = match log.compared {
        0 => "",
        1 => " It is still the log of which the anchor was taken.",
        _ => " It is still the log of which the anchors were taken.",
    };
    format!("{}: {} entries{erased}. The chain holds.{compared}\nAnchor: {}", log.school, log.entries, log.anchor)
}

/// The given anchors, read from files where they name files.
fn anchors(given: &[String]) -> Result<Vec<Anchor>, CommandError> {
    let mut anchors = Vec::new();
    for given in given {
        let found = match Anchor::parse(given.trim()) {
            Some(anchor) => vec![anchor],
            None => {
                let unreadable = |error| CommandError::NoAnchor { given: given.clone(), error };
                Anchor::all_in(&std::fs::read_to_string(given).map_err(unreadable)?)
            }
        };
        if found.is_empty() {
            return Err(CommandError::NoAnchorIn(given.clone()));
        }
        anchors.extend(found);
    }
    Ok(anchors)
}

/// Opens a database for a real school.
async fn open(asked: &Database, base_url: String) -> Result<Backend, CommandError> {
    let store = Store::open(&config::database_url(asked, false)?).await?;
    if store.demo_school().await?.is_some() {
        return Err(CommandError::DemoDatabase);
    }
    Ok(Backend::new(Setup { base_url, is_demo: false, parsing: Runner::InProcess }, store, Clock::default()))
}

fn wrong(flag: &'static str, why: String) -> CommandError {
    CommandError::Option { flag, why }
}
