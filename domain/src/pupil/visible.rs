//! Pupils as a reader may see them: by name, or under an alias.

use super::{YearGroup, Years};
use crate::day::Day;
use crate::id::PupilId;
use serde::{Deserialize, Serialize};

/// A pupil's alias for readers who may not know who they are: "Pupil K7QM". Drawn at random when the pupil is added,
/// and then kept, so that it stays the same and reveals nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Alias(String);

impl Alias {
    /// The number of possible aliases in a school.
    pub const COUNT: u64 = (Self::SIGNS.len() as u64).pow(Self::LENGTH as u32);
    /// The characters of an alias: no vowels, so that they never form words, and none that are easily confused.
    const SIGNS: &[u8] = b"23456789BCDFGHJKLMNPQRTVWXYZ";
    const LENGTH: usize = 4;

    /// The alias with this random number; from [`Alias::COUNT`] on, aliases repeat.
    pub fn drawn(lot: u64) -> Self {
        let count = Self::SIGNS.len() as u64;
        let sign = |place: u32| Self::SIGNS[(lot / count.pow(place) % count) as usize];
        Self((0..Self::LENGTH as u32).map(|place| char::from(sign(place))).collect())
    }

    /// Reads the code as stored and sent.
    pub fn parse(code: &str) -> Option<Self> {
        let right = code.len() == Self::LENGTH && code.bytes().all(|sign| Self::SIGNS.contains(&sign));
        right.then(|| Self(code.to_owned()))
    }

    /// The code as stored and sent: "K7QM".
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl core::fmt::Display for Alias {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Pupil {}", self.0)
    }
}

impl TryFrom<String> for Alias {
    type Error = &'static str;
    fn try_from(code: String) -> Result<Self, &'static str> {
        Self::parse(&code).ok_or("no alias")
    }
}

impl From<Alias> for String {
    fn from(alias: Alias) -> Self {
        alias.0
    }
}

/// A pupil, for readers who may know them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPupil {
    /// The pupil's id.
    pub id: PupilId,
    /// First name.
    pub forename: String,
    /// Last name.
    pub surname: String,
    /// Year group.
    pub year: YearGroup,
    /// The name of the pupil's class.
    pub class: String,
    /// Date of birth.
    pub born: Day,
    /// The pupil's UPN, if the school has it.
    pub upn: Option<String>,
    /// The name of the pupil's key worker.
    pub key_worker: Option<String>,
    /// The first day without them, where it is known that they leave or have left.
    pub left_on: Option<Day>,
}

/// A pupil, for readers who may not know them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AliasedPupil {
    /// The pupil's alias.
    pub alias: Alias,
    /// A range of year groups that includes the pupil's own, and has enough pupils in it.
    pub years: Years,
}

/// Pupils as their reader may see them. There is no third way: readers who may not know names get aliases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VisiblePupils {
    /// For readers who may know them.
    Named(Vec<NamedPupil>),
    /// For readers who may not know them.
    Aliased(Vec<AliasedPupil>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_alias_is_readable_and_read_back() {
        let alias = Alias::drawn(1);
        assert_eq!(alias.to_string(), "Pupil 3222");
        assert_eq!(Alias::parse(alias.code()), Some(alias));
        for code in ["", "322", "32222", "322O", "322a", "Pupil 3222", "32é"] {
            assert_eq!(Alias::parse(code), None, "{code}");
        }
    }

    proptest! {
        #[test]
        fn different_lots_are_different_aliases(one in 0..Alias::COUNT, other in 0..Alias::COUNT) {
            prop_assert_eq!(Alias::drawn(one) == Alias::drawn(other), one == other);
            prop_assert_eq!(Alias::drawn(one), Alias::drawn(one + Alias::COUNT));
            prop_assert_eq!(Alias::parse(Alias::drawn(one).code()), Some(Alias::drawn(one)));
        }
    }
}
