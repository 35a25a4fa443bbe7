use super::anchor::Anchor;
use super::forget::{FORGET, Numbers};
use crate::Backend;
use crate::access::CommandLine;
use crate::limits;
use crate::store::{ChainedEntry, Worked, link};
use domain::id::SchoolId;
use domain::moment::Moment;
use domain::problem::Problem;
use std::collections::{BTreeMap, HashSet};

/// What is wrong with a log, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The number of the first entry that is wrong.
    pub number: i64,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What can be wrong with a log at an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is not there, and nothing after it.
    CutShort,
    /// It is not there, although later ones are.
    Missing,
    /// It says something else than when it was written.
    Changed,
    /// Its place in the chain is another one.
    OutOfPlace,
    /// Names or values are gone from it, and no entry about forgetting somebody lists it.
    ErasedWithoutForgetting,
    /// The school has noted another end.
    EndsElsewhere,
    /// An anchor says that the log was another one up to here: it was rewritten and the chain made anew.
    UnlikeAnchor,
    /// An anchor was taken of a log that had come further.
    ShorterThanAnchor,
}

impl Flaw {
    /// The flaw in a sentence about the entry, without its full stop.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::CutShort => "it and all later entries are missing",
            Self::Missing => "an entry is missing",
            Self::Changed => "it was changed after it was written",
            Self::OutOfPlace => "it does not follow from the entry before it",
            Self::ErasedWithoutForgetting => {
                "its words were erased, and no later entry about forgetting somebody lists it"
            }
            Self::EndsElsewhere => "the log does not end where it did",
            Self::UnlikeAnchor => {
                "this entry or an earlier one is not what it was when the anchor was taken: the log was rewritten"
            }
            Self::ShorterThanAnchor => "the log ends before the entry at which the anchor was taken",
        }
    }
}

/// A school's log, as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The school's name.
    pub school: String,
    /// How many entries there are.
    pub entries: u64,
    /// Of how many names or values were erased because somebody was forgotten.
    pub erased: u64,
    /// Where the log stands now: to be kept elsewhere, and shown to a later check.
    pub anchor: Anchor,
    /// With how many earlier anchors it was compared.
    pub compared: usize,
    /// What is wrong, if anything.
    pub fault: Option<Fault>,
}

/// Checks the audit log of every school, or of the one of this name: that no entry was changed, taken away, put in or
/// moved since it was written, and that the log is still the one the `anchors` were taken of.
///
/// # Errors
/// [`Problem::NotFound`] when there is no school of this name; otherwise when the database does not answer.
pub async fn verify(backend: &Backend, school: Option<&str>, anchors: &[Anchor]) -> Result<Vec<Verified>, Problem> {
    let schools = backend.store().schools_named(&CommandLine::new(), school).await?;
    if school.is_some() && schools.is_empty() {
        return Err(Problem::NotFound);
    }
    let mut verified = Vec::new();
    for (id, name) in schools {
        let anchors: Vec<_> = anchors.iter().filter(|anchor| anchor.school == id).collect();
        verified.push(verify_school(backend, id, name, &anchors).await?);
    }
    Ok(verified)
}

async fn verify_school(
    backend: &Backend,
    school: SchoolId,
    name: String,
    anchors: &[&Anchor],
) -> Result<Verified, Problem> {
    let store = backend.store();
    // Read before the entries: one that is written meanwhile comes after it.
    let head = store.audit_head(&CommandLine::new(), school).await?;
    let mut walk = Walk { anchors, ..Walk::default() };
    while walk.number < head.number && walk.fault.is_none() {
        let entries = store
            .chained_entries(
                &CommandLine::new(),
                school,
                walk.number,
                limits::VERIFIED_AT_ONCE.min(head.number - walk.number),
            )
            .await?;
        if entries.is_empty() {
            walk.find(walk.number + 1, Flaw::CutShort);
        }
        for entry in &entries {
            walk.pass(entry);
            if walk.fault.is_some() {
                break;
            }
        }
    }
    if walk.fault.is_none() {
        walk.look_back();
    }
    if walk.fault.is_none() && walk.chain != head.chain {
        walk.find(walk.number, Flaw::EndsElsewhere);
    }
    Ok(Verified {
        school: name,
        entries: walk.entries,
        erased: walk.erased,
        anchor: Anchor { school, number: walk.number, chain: walk.chain },
        compared: anchors.len(),
        fault: walk.fault,
    })
}

/// A log that is gone through from its first entry.
#[derive(Default)]
struct Walk<'a> {
    anchors: &'a [&'a Anchor],
    number: i64,
    chain: String,
    entries: u64,
    erased: u64,
    /// Entries with erased words that no entry about forgetting has listed so far, with the moment of erasing.
    unlisted: BTreeMap<i64, Moment>,
    /// When somebody was forgotten whose entry lists nothing: the first versions wrote none.
    forgotten: HashSet<Moment>,
    /// Entries of which nothing but the erasing itself can be checked, because the first versions wrote them.
    first_versions: HashSet<i64>,
    fault: Option<Fault>,
}

impl Walk<'_> {
    fn find(&mut self, number: i64, flaw: Flaw) {
        self.fault = Some(Fault { number, flaw });
    }

    fn pass(&mut self, entry: &ChainedEntry) {
        let number = entry.sealed.number;
        self.chain = link(&self.chain, &entry.digest);
        let worked = entry.sealed.digest();
        let is_unknown = worked == Worked::Unknown && entry.erased_at.is_some();
        if number != self.number + 1 {
            return self.find(self.number + 1, Flaw::Missing);
        }
        if !is_unknown && worked != Worked::Digest(entry.digest.clone()) {
            return self.find(number, Flaw::Changed);
        }
        if entry.chain != self.chain {
            return self.find(number, Flaw::OutOfPlace);
        }
        if self.anchors.iter().any(|anchor| anchor.number == number && anchor.chain != self.chain) {
            return self.find(number, Flaw::UnlikeAnchor);
        }
        if let Some(at) = entry.erased_at {
            self.erased += 1;
            self.unlisted.insert(number, at);
        }
        if is_unknown {
            self.first_versions.insert(number);
        }
        if entry.erased_at.is_none() && entry.action() == FORGET {
            match Numbers::listed_by(entry.new_value()) {
                Some(numbers) => self.list(&numbers),
                None => {
                    self.forgotten.insert(entry.sealed.at);
                }
            }
        }
        self.number = number;
        self.entries += 1;
    }

    fn list(&mut self, numbers: &Numbers) {
        for range in numbers.ranges().filter(|range| !range.is_empty()) {
            let listed: Vec<_> = self.unlisted.range(range.clone()).map(|(number, _)| *number).collect();
            listed.iter().for_each(|number| {
                self.unlisted.remove(number);
            });
        }
    }

    /// What only the whole log can tell.
    fn look_back(&mut self) {
        let is_explained =
            |number: &i64, at: &Moment| self.first_versions.contains(number) && self.forgotten.contains(at);
        let unexplained =
            self.unlisted.iter().find(|(number, at)| !is_explained(number, at)).map(|(number, _)| *number);
        let beyond = self.anchors.iter().any(|anchor| anchor.number > self.number);
        match unexplained {
            Some(number) => self.find(number, Flaw::ErasedWithoutForgetting),
            None if beyond => self.find(self.number + 1, Flaw::ShorterThanAnchor),
            None => {}
        }
    }
}
