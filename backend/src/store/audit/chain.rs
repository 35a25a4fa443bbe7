//! The digests of the audit log.
//!
//! An entry's digest covers its number, its moment, the words that always stay (action, kind of subject, ids) and a
//! commitment to each word that may be erased: a hash of the word with its own salt. Erasing a word leaves its
//! commitment, so the digest can still be computed, and nothing else in the entry can be changed unnoticed.

use crate::token::hex;
use domain::moment::Moment;
use sha2::{Digest as _, Sha256};

/// The current digest format.
pub(crate) const FORMAT: i32 = 2;
/// The format of the first versions, over all words at once: after erasing, the digest can no longer be computed.
const FLAT: i32 = 1;

/// An entry's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct EntryWords {
    /// The words that stay: action, kind of subject, subject's id, actor's id.
    pub kept: [Option<String>; 4],
    /// The words that may be erased: actor's name, subject's name, old value, new value.
    pub erasable: [Option<String>; 4],
}

/// An entry's digest inputs.
#[derive(Clone, Debug)]
pub(crate) struct DigestInput {
    pub number: i64,
    pub at: Moment,
    pub words: EntryWords,
    pub format: i32,
    /// Empty once a word has been erased.
    pub salt: String,
    /// Once a word has been erased: for each erasable word, its salt or its commitment.
    pub commitments: Option<String>,
}

/// The state of an erasable word.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ErasableWord {
    /// The word is present, with this salt.
    Salted(String),
    /// The word was erased; this is its commitment.
    Committed(String),
}

impl ErasableWord {
    fn read(text: &str) -> Option<Self> {
        match text.split_at_checked(1)? {
            ("s", salt) => Some(Self::Salted(salt.to_owned())),
            ("c", commitment) => Some(Self::Committed(commitment.to_owned())),
            _ => None,
        }
    }

    fn written(&self) -> String {
        match self {
            Self::Salted(salt) => format!("s{salt}"),
            Self::Committed(commitment) => format!("c{commitment}"),
        }
    }

    /// The commitment to a word; None when a word is present where one was erased.
    fn commitment(&self, word: Option<&str>) -> Option<String> {
        match (self, word) {
            (Self::Salted(salt), word) => Some(commitment(salt, word)),
            (Self::Committed(commitment), None) => Some(commitment.clone()),
            (Self::Committed(_), Some(_)) => None,
        }
    }
}

impl DigestInput {
    /// The expected digest. [`DigestCheck::Unknown`] when it can no longer be computed.
    pub fn digest(&self) -> DigestCheck {
        let words = &self.words;
        if self.format == FLAT {
            if self.salt.is_empty() {
                return DigestCheck::Unknown;
            }
            let [action, kind, id, actor] = &words.kept;
            let [actor_name, name, old, new] = &words.erasable;
            return DigestCheck::Digest(flat(self, &[action, kind, id, actor, actor_name, name, old, new]));
        }
        let Some(parts) = self.parts() else { return DigestCheck::Broken };
        let mut hasher = begun(self);
        words.kept.iter().for_each(|word| add(&mut hasher, word.as_deref()));
        for (part, word) in parts.iter().zip(&words.erasable) {
            match part.commitment(word.as_deref()) {
                Some(commitment) => hasher.update(commitment.as_bytes()),
                None => return DigestCheck::Broken,
            }
        }
        DigestCheck::Digest(hex(&hasher.finalize()))
    }

    /// The commitments to keep when only the words in `left` remain; None for an entry of the first versions.
    pub fn erased_to(&self, left: &[Option<String>; 4]) -> Option<String> {
        if self.format == FLAT {
            return None;
        }
        let parts = self.parts()?;
        let part = |((part, word), left): ((ErasableWord, &Option<String>), &Option<String>)| match word {
            Some(_) if left.is_none() => part.commitment(word.as_deref()).map(ErasableWord::Committed).unwrap_or(part),
            _ => part,
        };
        let parts = parts.into_iter().zip(&self.words.erasable).zip(left).map(part);
        Some(parts.map(|part| part.written()).collect::<Vec<_>>().join(" "))
    }

    fn parts(&self) -> Option<Vec<ErasableWord>> {
        let parts: Option<Vec<_>> = match &self.commitments {
            Some(written) => written.split(' ').map(ErasableWord::read).collect(),
            None => Some((0..4).map(|place| ErasableWord::Salted(salt_of(&self.salt, place))).collect()),
        };
        parts.filter(|parts| parts.len() == self.words.erasable.len())
    }
}

/// The result of computing a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DigestCheck {
    /// The digest.
    Digest(String),
    /// Words were erased from an entry of the first versions, so its digest cannot be computed.
    Unknown,
    /// The remaining words cannot be those of the entry.
    Broken,
}

/// An entry's link in the chain: a hash of the previous link and its own digest.
pub(crate) fn link(previous: &str, digest: &str) -> String {
    hex(&Sha256::digest(format!("{previous}{digest}").as_bytes()))
}

/// Each word has its own salt, so that revealing one reveals nothing about the others.
fn salt_of(salt: &str, place: u8) -> String {
    hex(&Sha256::digest(format!("{salt} {place}").as_bytes())[..16])
}

fn commitment(salt: &str, word: Option<&str>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt.as_bytes());
    add(&mut hasher, word);
    hex(&hasher.finalize())
}

fn begun(entry: &DigestInput) -> Sha256 {
    let mut hasher = Sha256::new();
    if entry.format == FLAT {
        hasher.update(entry.salt.as_bytes());
    }
    hasher.update(entry.number.to_be_bytes());
    hasher.update(entry.at.0.to_be_bytes());
    hasher
}

fn flat(entry: &DigestInput, words: &[&Option<String>]) -> String {
    let mut hasher = begun(entry);
    words.iter().for_each(|word| add(&mut hasher, word.as_deref()));
    hex(&hasher.finalize())
}

/// Hashes a word with its length, so that different entries have different digests.
fn add(hasher: &mut Sha256, word: Option<&str>) {
    match word {
        Some(word) => {
            hasher.update((word.len() as u64).to_be_bytes());
            hasher.update(word.as_bytes());
        }
        None => hasher.update(u64::MAX.to_be_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn entry(format: i32) -> DigestInput {
        DigestInput {
            number: 7,
            at: Moment(5),
            words: EntryWords {
                kept: [some("edit user"), some("user"), some("1"), None],
                erasable: [None, some("Amy Webb"), some("{}"), some("[1]")],
            },
            format,
            salt: "ab".to_owned(),
            commitments: None,
        }
    }

    /// Erases words one at a time, as when two people are erased.
    fn erase(entry: &DigestInput, places: &[usize]) -> DigestInput {
        places.iter().fold(entry.clone(), |mut entry, place| {
            let mut left = entry.words.erasable.clone();
            left[*place] = None;
            entry.commitments = entry.erased_to(&left);
            entry.words.erasable = left;
            entry.salt = String::new();
            entry
        })
    }

    #[test]
    fn what_is_left_of_an_erased_entry_still_makes_its_digest() {
        let whole = entry(FORMAT);
        for places in [&[1][..], &[2, 3], &[3, 1, 2], &[0, 1, 2, 3], &[1, 1]] {
            assert_eq!(erase(&whole, places).digest(), whole.digest(), "{places:?}");
        }
        let kept = erase(&whole, &[1]).commitments.unwrap_or_default();
        assert!(!kept.contains(&salt_of("ab", 1)) && kept.contains(&salt_of("ab", 2)), "{kept}");
    }

    #[test]
    fn nothing_else_can_be_changed_with_it() {
        let whole = entry(FORMAT).digest();
        let erased = erase(&entry(FORMAT), &[1]);
        let changed = |change: &dyn Fn(&mut DigestInput)| {
            let mut entry = erased.clone();
            change(&mut entry);
            entry.digest()
        };
        assert_ne!(changed(&|entry| entry.words.kept[2] = some("2")), whole);
        assert_ne!(changed(&|entry| entry.words.kept[3] = some("2")), whole);
        assert_ne!(changed(&|entry| entry.words.erasable[3] = some("[2]")), whole);
        assert_ne!(changed(&|entry| entry.words.erasable[3] = None), whole);
        assert_ne!(changed(&|entry| entry.at = Moment(6)), whole);
        assert_eq!(changed(&|entry| entry.words.erasable[1] = some("Eve")), DigestCheck::Broken);
        for broken in ["", "x", "sab", "é é é é"] {
            assert_eq!(changed(&|entry| entry.commitments = some(broken)), DigestCheck::Broken, "{broken}");
        }
    }

    #[test]
    fn entries_of_the_first_versions_are_read_as_they_were_written() {
        let first = entry(FLAT);
        // Computed by the first version.
        let DigestCheck::Digest(digest) = first.digest() else { unreachable!("it has its salt") };
        assert_eq!(digest.len(), 64);
        assert_ne!(DigestCheck::Digest(digest), entry(FORMAT).digest());
        assert_eq!(erase(&first, &[1]).digest(), DigestCheck::Unknown);
    }
}
