use crate::Backend;
use crate::access::CommandLine;
use crate::store::{digest, link};
use domain::id::SchoolId;
use domain::moment::Moment;
use domain::problem::Problem;
use std::collections::{HashMap, HashSet};

/// Read at once.
const AT_ONCE: i64 = 1_000;
/// The action after which entries may be without their names and values.
pub(super) const FORGET: &str = "forget user";

/// What is wrong with a log, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The number of the first entry that is wrong.
    pub number: i64,
    /// What is wrong with it, in a sentence without its full stop.
    pub what: &'static str,
}

/// A school's log, as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The school's name.
    pub school: String,
    /// How many entries there are.
    pub entries: u64,
    /// Of how many names or values were erased: those are taken at their digest's word.
    pub erased: u64,
    /// The end of the chain: written down elsewhere, it shows later that nobody made the whole log anew.
    pub chain: String,
    /// What is wrong, if anything.
    pub fault: Option<Fault>,
}

/// Checks the audit log of every school, or of the one of this name: that no entry was changed, taken away, put in or
/// moved since it was written.
///
/// # Errors
/// [`Problem::NotFound`] when there is no school of this name; otherwise when the database does not answer.
pub async fn verify(backend: &Backend, school: Option<&str>) -> Result<Vec<Verified>, Problem> {
    let schools = backend.store().schools_named(&CommandLine::new(), school).await?;
    if school.is_some() && schools.is_empty() {
        return Err(Problem::NotFound);
    }
    let mut verified = Vec::new();
    for (id, name) in schools {
        verified.push(verify_school(backend, id, name).await?);
    }
    Ok(verified)
}

async fn verify_school(backend: &Backend, school: SchoolId, name: String) -> Result<Verified, Problem> {
    let (store, command_line) = (backend.store(), CommandLine::new());
    // Read before the entries: one that is written meanwhile comes after it.
    let head = store.audit_head(&command_line, school).await?;
    let mut verified = Verified { school: name, entries: 0, erased: 0, chain: String::new(), fault: None };
    let mut chain = String::new();
    let mut number = 0;
    // When entries were erased, with the first of them; and when somebody was forgotten.
    let (mut erased, mut forgotten) = (HashMap::<Moment, i64>::new(), HashSet::<Moment>::new());
    while number < head.number {
        let entries = store.chained_entries(&command_line, school, number, AT_ONCE.min(head.number - number)).await?;
        if entries.is_empty() {
            verified.fault = Some(Fault { number: number + 1, what: "it and all later entries are missing" });
            break;
        }
        for entry in entries {
            chain = link(&chain, &entry.digest);
            let words = entry.words.each_ref().map(|word| word.as_deref());
            let what = if entry.number != number + 1 {
                Some("an entry is missing")
            } else if entry.erased_at.is_none() && entry.digest != digest(&entry.salt, entry.number, entry.at, &words) {
                Some("it was changed after it was written")
            } else if entry.chain != chain {
                Some("it does not follow from the entry before it")
            } else {
                None
            };
            if let Some(what) = what {
                verified.fault = Some(Fault { number: number + 1, what });
                return Ok(verified);
            }
            if let Some(at) = entry.erased_at {
                verified.erased += 1;
                erased.entry(at).or_insert(entry.number);
            } else if entry.action == FORGET {
                forgotten.insert(entry.at);
            }
            number = entry.number;
            verified.entries += 1;
        }
    }
    let unexplained = erased.into_iter().filter(|(at, _)| !forgotten.contains(at)).map(|(_, number)| number).min();
    if verified.fault.is_none() {
        verified.fault = match unexplained {
            Some(number) => Some(Fault { number, what: "its words were erased although nobody was forgotten then" }),
            None if chain != head.chain => Some(Fault { number, what: "the log does not end where it did" }),
            None => None,
        };
    }
    verified.chain = chain;
    Ok(verified)
}
