//! `rolecall migrate`, `rolecall create-owner`, `rolecall audit` and `rolecall seed`: what is done to a database from the command line.

use crate::cli::{CreateOwner, Database, Seed, VerifyAudit};
use crate::config;
use crate::refusal::Refusal;
use backend::clock::Clock;
use backend::parsing::Runner;
use backend::store::Store;
use backend::{Backend, Setup, audit, owner, seed};
use domain::name::{EmailAddress, SchoolName};
use domain::problem::Problem;

/// Brings the tables up to date.
///
/// # Errors
/// When the database cannot be reached, or is newer than this program.
pub(crate) async fn migrate(asked: &Database) -> Result<(), Refusal> {
    Store::open(&config::database_url(asked, false)?).await?.close().await;
    println!("The database is up to date.");
    Ok(())
}

/// Makes a school, and prints its owner's link.
///
/// # Errors
/// When the school or the address cannot be, or the database holds the demonstration.
pub(crate) async fn create_owner(asked: &CreateOwner) -> Result<(), Refusal> {
    let school = SchoolName::parse(&asked.school).map_err(|sentence| wrong("--school", &sentence))?;
    let email = EmailAddress::parse(&asked.email).map_err(|sentence| wrong("--email", &sentence))?;
    let base_url = config::base_url(asked.base_url.as_deref(), None)?;
    let backend = open(&asked.database, base_url).await?;
    let link = owner::create(&backend, &school, &email).await.map_err(|problem| said(&problem))?;
    backend.store().close().await;
    println!(
        "{school} is ready. Its Account Owner, {email}, registers at this address, which works once and is shown only here:\n\n{link}"
    );
    Ok(())
}

/// Makes a school of made-up people, and prints its owner's address.
///
/// # Errors
/// When the database holds the demonstration, or such a school.
pub(crate) async fn seed(asked: &Seed) -> Result<(), Refusal> {
    let backend = open(&asked.database, String::new()).await?;
    let owner = seed::people(&backend, asked.people, &asked.password).await.map_err(|problem| said(&problem))?;
    backend.store().close().await;
    println!("{owner}");
    Ok(())
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
                println!("{}: {} entries{erased}. The chain holds and ends in {}.", log.school, log.entries, log.chain);
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
