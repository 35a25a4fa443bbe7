//! `rolecall migrate`, `rolecall create-owner`, `rolecall audit` and `rolecall seed`: what is done to a database from the command line.

use crate::cli::{CreateOwner, Database, Seed, VerifyAudit};
use crate::refusal::Refusal;
use crate::{config, output};
use backend::clock::Clock;
use backend::owner::{Created, How, NewOwner, SameName};
use backend::parsing::Runner;
use backend::store::Store;
use backend::{Backend, Setup, audit, owner, seed};
use domain::name::{EmailAddress, SchoolName};
use domain::problem::Problem;
use std::io::IsTerminal as _;

/// Brings the tables up to date.
///
/// # Errors
/// When the database cannot be reached, or is newer than this program.
pub(crate) async fn migrate(asked: &Database) -> Result<(), Refusal> {
    Store::open(&config::database_url(asked, false)?).await?.close().await;
    output::line("The database is up to date.")
}

/// Makes a school, and prints its owner's link.
///
/// # Errors
/// When the school, the name or the address cannot be, there is such a school already, or the database holds the
/// demonstration.
pub(crate) async fn create_owner(asked: &CreateOwner) -> Result<(), Refusal> {
    let school = SchoolName::parse(&asked.school).map_err(|sentence| wrong("--school", &sentence))?;
    let email = EmailAddress::parse(&asked.email).map_err(|sentence| wrong("--email", &sentence))?;
    let base_url = config::base_url(asked.base_url.as_deref(), None)?;
    let name = owner_name(asked.name.as_deref())?;
    let owner = NewOwner::named(&name, email).map_err(|error| wrong("--name", &error.to_string()))?;
    let same = match (asked.correct, asked.another) {
        (true, _) => SameName::Correct,
        (_, true) => SameName::Another,
        _ => SameName::NewLink,
    };
    let backend = open(&asked.database, base_url).await?;
    let created = owner::create(&backend, &school, &owner, same).await;
    backend.store().close().await;
    let created = created.map_err(|refused| Refusal::new(refused.to_string()))?;
    output::line(&announcement(&created, owner.email.as_str()))
}

/// The owner's name as given, or as typed where somebody is there to type it.
fn owner_name(given: Option<&str>) -> Result<String, Refusal> {
    if let Some(given) = given.filter(|given| !given.trim().is_empty()) {
        return Ok(given.to_owned());
    }
    let needed = || {
        Refusal::new(
            "The owner's name is needed, such as --name \"Harriet Lowe\": people see it on screens and in emails.",
        )
    };
    if !std::io::stdin().is_terminal() {
        return Err(needed());
    }
    eprint!("The Account Owner's first and last name: ");
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed).map_err(|_| needed())?;
    Ok(typed)
}

/// What is said of a school's owner who can register now.
fn announcement(created: &Created, email: &str) -> String {
    let Created { school, owner: (first, last), link, how } = created;
    let done = match how {
        How::New => format!("{school} is ready. Its Account Owner is {first} {last} (last name: {last}), {email}."),
        How::NewLink => {
            format!("{school} was here already. {first} {last} has a new link; the earlier one no longer works.")
        }
        How::Corrected => format!(
            "The Account Owner of {school} is now {first} {last} (last name: {last}), {email}. The earlier link no longer works."
        ),
    };
    format!(
        "{done}\n{first} chooses a password here. The link works once, for 14 days, and is shown only now:\n\n{link}"
    )
}

/// Makes a school of made-up people, and prints its owner's address.
///
/// # Errors
/// When the database holds the demonstration, or such a school.
pub(crate) async fn seed(asked: &Seed) -> Result<(), Refusal> {
    let backend = open(&asked.database, String::new()).await?;
    let owner = seed::people(&backend, asked.people, &asked.password).await.map_err(|problem| said(&problem))?;
    backend.store().close().await;
    output::line(&owner.to_string())
}

/// Checks the audit logs, and prints what was found of each.
///
/// # Errors
/// When one is not as it was written; the sentence names the first entry that is wrong.
pub(crate) async fn verify_audit(asked: &VerifyAudit) -> Result<(), Refusal> {
    let store = Store::open(&config::database_url(&asked.database, false)?).await?;
    let backend = Backend::new(
        Setup { base_url: String::new(), is_demo: false, parsing: Runner::InProcess },
        store,
        Clock::default(),
    );
    let verified = match audit::verify(&backend, asked.school.as_deref()).await {
        Err(Problem::NotFound) => return Err(Refusal::new("There is no school of this name (--school).")),
        verified => verified.map_err(|problem| said(&problem))?,
    };
    backend.store().close().await;
    let mut broken = Vec::new();
    for log in verified {
        match log.fault {
            Some(fault) => {
                broken.push(format!(
                    "The audit log of {} is wrong at entry {}: {}.",
                    log.school, fault.number, fault.what
                ));
            }
            None => {
                let erased = if log.erased == 0 {
                    String::new()
                } else {
                    format!(", {} of them without names and values that were erased", log.erased)
                };
                output::line(&format!(
                    "{}: {} entries{erased}. The chain holds and ends in {}.",
                    log.school, log.entries, log.chain
                ))?;
            }
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(Refusal::new(broken.join("\n"))) }
}

/// A database a real school may be in.
async fn open(asked: &Database, base_url: String) -> Result<Backend, Refusal> {
    let store = Store::open(&config::database_url(asked, false)?).await?;
    if store.demo_school().await?.is_some() {
        return Err(Refusal::new(
            "This database holds the demonstration school: a real school needs another one (--database-url or DATABASE_URL).",
        ));
    }
    Ok(Backend::new(Setup { base_url, is_demo: false, parsing: Runner::InProcess }, store, Clock::default()))
}

fn wrong(flag: &str, sentence: &str) -> Refusal {
    Refusal::new(format!("{flag}: {}.", sentence.trim_end_matches('.')))
}

fn said(problem: &Problem) -> Refusal {
    Refusal::new(format!("{}.", problem.sentence().trim_end_matches('.')))
}
