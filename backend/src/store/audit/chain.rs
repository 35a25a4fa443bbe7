//! What the digests of the audit log are made of.
//!
//! An entry's digest is made of its number, its moment, the words that always stay (what was done, to what, by which id) and a
//! commitment to each word that may be erased one day: a hash of the word with a salt of its own. Erasing a word leaves its
//! commitment, so that the digest can still be worked out and nothing else of the entry can be changed with it.

use crate::token::hex;
use domain::moment::Moment;
use sha2::{Digest as _, Sha256};

/// Digests as they are made today.
pub(crate) const FORMAT: i32 = 2;
/// Digests of the first versions, over all words at once: once a word is erased they cannot be worked out any more.
const FLAT: i32 = 1;

/// The words of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// What stays: the action, the kind of subject, the subject's id, the actor's id.
    pub kept: [Option<String>; 4],
    /// What may be erased: the actor's name, the subject's name, the old value, the new value.
    pub erasable: [Option<String>; 4],
}

/// What an entry's digest is made of.
#[derive(Clone, Debug)]
pub(crate) struct Sealed {
    pub number: i64,
    pub at: Moment,
    pub words: Words,
    pub format: i32,
    /// Nothing once a word was erased.
    pub salt: String,
    /// Once a word was erased: of each of the words that may be, its salt or what is left of it.
    pub commitments: Option<String>,
}

/// What is known of a word that may be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// The word is there, with this salt.
    Salted(String),
    /// The word was erased; this is the commitment to it.
    Committed(String),
}

impl Part {
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

    /// The commitment to a word; nothing when a word stands where one was erased.
    fn commitment(&self, word: Option<&str>) -> Option<String> {
        match (self, word) {
            (Self::Salted(salt), word) => Some(commitment(salt, word)),
            (Self::Committed(commitment), None) => Some(commitment.clone()),
            (Self::Committed(_), Some(_)) => None,
        }
    }
}

impl Sealed {
    /// The digest as it must be. [`Worked::Unknown`] when it cannot be told any more.
    pub fn digest(&self) -> Worked {
        let words = &self.words;
        if self.format == FLAT {
            if self.salt.is_empty() {
                return Worked::Unknown;
            }
            let [action, kind, id, actor] = &words.kept;
            let [actor_name, name, old, new] = &words.erasable;
            return Worked::Digest(flat(self, &[action, kind, id, actor, actor_name, name, old, new]));
        }
        let Some(parts) = self.parts() else { return Worked::Broken };
        let mut hasher = begun(self);
        words.kept.iter().for_each(|word| add(&mut hasher, word.as_deref()));
        for (part, word) in parts.iter().zip(&words.erasable) {
            match part.commitment(word.as_deref()) {
                Some(commitment) => hasher.update(commitment.as_bytes()),
                None => return Worked::Broken,
            }
        }
        Worked::Digest(hex(&hasher.finalize()))
    }

    /// What is to be kept of the commitments when only the words in `left` are left; nothing for an entry of the first versions.
    pub fn erased_to(&self, left: &[Option<String>; 4]) -> Option<String> {
        if self.format == FLAT {
            return None;
        }
        let parts = self.parts()?;
        let part = |((part, word), left): ((Part, &Option<String>), &Option<String>)| match word {
            Some(_) if left.is_none() => part.commitment(word.as_deref()).map(Part::Committed).unwrap_or(part),
            _ => part,
        };
        let parts = parts.into_iter().zip(&self.words.erasable).zip(left).map(part);
        Some(parts.map(|part| part.written()).collect::<Vec<_>>().join(" "))
    }

    fn parts(&self) -> Option<Vec<Part>> {
        let parts: Option<Vec<_>> = match &self.commitments {
            Some(written) => written.split(' ').map(Part::read).collect(),
            None => Some((0..4).map(|place| Part::Salted(salt_of(&self.salt, place))).collect()),
        };
        parts.filter(|parts| parts.len() == self.words.erasable.len())
    }
}

/// What came of working a digest out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Worked {
    /// This is it.
    Digest(String),
    /// Words were erased from an entry of the first versions: what is left says nothing of its digest.
    Unknown,
    /// What is left cannot have come from the entry.
    Broken,
}

/// An entry's place in the chain: over the place before it and its own digest.
pub(crate) fn link(previous: &str, digest: &str) -> String {
    hex(&Sha256::digest(format!("{previous}{digest}").as_bytes()))
}

/// Each word has a salt of its own, so that telling one tells nothing of the others.
fn salt_of(salt: &str, place: u8) -> String {
    hex(&Sha256::digest(format!("{salt} {place}").as_bytes())[..16])
}

fn commitment(salt: &str, word: Option<&str>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt.as_bytes());
    add(&mut hasher, word);
    hex(&hasher.finalize())
}

fn begun(entry: &Sealed) -> Sha256 {
    let mut hasher = Sha256::new();
    if entry.format == FLAT {
        hasher.update(entry.salt.as_bytes());
    }
    hasher.update(entry.number.to_be_bytes());
    hasher.update(entry.at.0.to_be_bytes());
    hasher
}

fn flat(entry: &Sealed, words: &[&Option<String>]) -> String {
    let mut hasher = begun(entry);
    words.iter().for_each(|word| add(&mut hasher, word.as_deref()));
    hex(&hasher.finalize())
}

/// A word with its length, so that no two entries read the same.
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

    fn entry(format: i32) -> Sealed {
        Sealed {
            number: 7,
            at: Moment(5),
            words: Words {
                kept: [some("edit user"), some("user"), some("1"), None],
                erasable: [None, some("Amy Webb"), some("{}"), some("[1]")],
            },
            format,
            salt: "ab".to_owned(),
            commitments: None,
        }
    }

    /// Erases words one after the other, as when two people are forgotten.
    fn erase(entry: &Sealed, places: &[usize]) -> Sealed {
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
        let changed = |change: &dyn Fn(&mut Sealed)| {
            let mut entry = erased.clone();
            change(&mut entry);
            entry.digest()
        };
        assert_ne!(changed(&|entry| entry.words.kept[2] = some("2")), whole);
        assert_ne!(changed(&|entry| entry.words.kept[3] = some("2")), whole);
        assert_ne!(changed(&|entry| entry.words.erasable[3] = some("[2]")), whole);
        assert_ne!(changed(&|entry| entry.words.erasable[3] = None), whole);
        assert_ne!(changed(&|entry| entry.at = Moment(6)), whole);
        assert_eq!(changed(&|entry| entry.words.erasable[1] = some("Eve")), Worked::Broken);
        for broken in ["", "x", "sab", "é é é é"] {
            assert_eq!(changed(&|entry| entry.commitments = some(broken)), Worked::Broken, "{broken}");
        }
    }

    #[test]
    fn entries_of_the_first_versions_are_read_as_they_were_written() {
        let first = entry(FLAT);
        // Worked out by the first version.
        let Worked::Digest(digest) = first.digest() else { unreachable!("it has its salt") };
        assert_eq!(digest.len(), 64);
        assert_ne!(Worked::Digest(digest), entry(FORMAT).digest());
        assert_eq!(erase(&first, &[1]).digest(), Worked::Unknown);
    }
}
