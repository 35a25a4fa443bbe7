//! Verifying each school's log, entry by entry, against its own chain and against earlier anchors.

use super::forget::{EntryNumbers, FORGET};
use crate::Backend;
use crate::access::CommandLine;
use crate::limits;
use crate::store::Anchor;
use crate::store::{ChainedEntry, DigestCheck, link};
use domain::id::SchoolId;
use domain::moment::Moment;
use domain::problem::Problem;
use std::collections::{BTreeMap, HashSet};

/// What is wrong with a log, and at which entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogFault {
    /// The number of the first entry that is wrong.
    pub number: i64,
    /// The flaw at that entry.
    pub flaw: LogFlaw,
}

/// The flaws a log can have at an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFlaw {
    /// The entry and everything after it is missing.
    CutShort,
    /// The entry is missing, although later ones exist.
    Missing,
    /// The entry differs from what was written.
    Changed,
    /// The entry's place in the chain differs from what was written.
    OutOfPlace,
    /// Names or values were erased, and no entry about erasing lists this one.
    ErasedWithoutForgetting,
    /// The school's record of the last entry differs.
    EndsElsewhere,
    /// An anchor shows another log up to this entry: it was rewritten and its chain recomputed.
    UnlikeAnchor,
    /// An anchor was taken of a longer log.
    ShorterThanAnchor,
}

impl LogFlaw {
    /// The flaw as a sentence about the entry, without its full stop.
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

/// The result of verifying a school's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The school's name.
    pub school: String,
    /// The number of entries.
    pub entries: u64,
    /// The number of names or values erased with a person.
    pub erased: u64,
    /// The current end of the log: to be kept elsewhere and passed to a later check.
    pub anchor: Anchor,
    /// The number of earlier anchors it was compared with.
    pub compared: usize,
    /// What is wrong, if anything.
    pub fault: Option<LogFault>,
}

/// Verifies the audit log of every school, or of the named one: that no entry was changed, removed, inserted or moved
/// since it was written, and that the log is the one the `anchors` were taken of.
///
/// # Errors
/// [`Problem::NotFound`] when no school has this name; otherwise when the database does not answer.
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
    // Read before the entries: an entry written in the meantime then comes after it.
    let head = store.audit_head(&CommandLine::new(), school).await?;
    let mut walk = LogVerifier { anchors, ..LogVerifier::default() };
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
            walk.find(walk.number + 1, LogFlaw::CutShort);
        }
        for entry in &entries {
            walk.pass(entry);
            if walk.fault.is_some() {
                break;
            }
        }
    }
    if walk.fault.is_none() {
        walk.check_erasures();
    }
    if walk.fault.is_none() && walk.chain != head.chain {
        walk.find(walk.number, LogFlaw::EndsElsewhere);
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

/// A walk through a log from its first entry.
#[derive(Default)]
struct LogVerifier<'a> {
    anchors: &'a [&'a Anchor],
    number: i64,
    chain: String,
    entries: u64,
    erased: u64,
    /// Entries with erased words that no entry about erasing has listed so far, with the moment of erasing.
    unlisted: BTreeMap<i64, Moment>,
    /// Moments of erasing whose entry lists nothing, as in the first versions.
    forgotten: HashSet<Moment>,
    /// Entries from the first versions, of which only the erasing itself can be verified.
    first_versions: HashSet<i64>,
    fault: Option<LogFault>,
}

impl LogVerifier<'_> {
    fn find(&mut self, number: i64, flaw: LogFlaw) {
        self.fault = Some(LogFault { number, flaw });
    }

    fn pass(&mut self, entry: &ChainedEntry) {
        let number = entry.sealed.number;
        self.chain = link(&self.chain, &entry.digest);
        let worked = entry.sealed.digest();
        let is_unknown = worked == DigestCheck::Unknown && entry.erased_at.is_some();
        if number != self.number + 1 {
            return self.find(self.number + 1, LogFlaw::Missing);
        }
        if !is_unknown && worked != DigestCheck::Digest(entry.digest.clone()) {
            return self.find(number, LogFlaw::Changed);
        }
        if entry.chain != self.chain {
            return self.find(number, LogFlaw::OutOfPlace);
        }
        if self.anchors.iter().any(|anchor| anchor.number == number && anchor.chain != self.chain) {
            return self.find(number, LogFlaw::UnlikeAnchor);
        }
        if let Some(at) = entry.erased_at {
            self.erased += 1;
            self.unlisted.insert(number, at);
        }
        if is_unknown {
            self.first_versions.insert(number);
        }
        if entry.erased_at.is_none() && entry.action() == FORGET.code() {
            match EntryNumbers::listed_by(entry.new_value()) {
                Some(numbers) => self.list(&numbers),
                None => {
                    self.forgotten.insert(entry.sealed.at);
                }
            }
        }
        self.number = number;
        self.entries += 1;
    }

    fn list(&mut self, numbers: &EntryNumbers) {
        for range in numbers.ranges().filter(|range| !range.is_empty()) {
            let listed: Vec<_> = self.unlisted.range(range.clone()).map(|(number, _)| *number).collect();
            listed.iter().for_each(|number| {
                self.unlisted.remove(number);
            });
        }
    }

    /// The checks that need the whole log.
    fn check_erasures(&mut self) {
        let is_explained =
            |number: &i64, at: &Moment| self.first_versions.contains(number) && self.forgotten.contains(at);
        let unexplained =
            self.unlisted.iter().find(|(number, at)| !is_explained(number, at)).map(|(number, _)| *number);
        let beyond = self.anchors.iter().any(|anchor| anchor.number > self.number);
        match unexplained {
            Some(number) => self.find(number, LogFlaw::ErasedWithoutForgetting),
            None if beyond => self.find(self.number + 1, LogFlaw::ShorterThanAnchor),
            None => {}
        }
    }
}
