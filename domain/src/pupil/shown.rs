use super::{YearGroup, Years};
use crate::day::Day;
use serde::{Deserialize, Serialize};

/// What somebody who may not know a pupil calls them: "Pupil K7QM". Drawn by lot when the pupil is entered and kept, so
/// that it stays the same and says nothing of who it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Alias(String);

impl Alias {
    /// How many aliases there are in a school.
    pub const COUNT: u64 = (Self::SIGNS.len() as u64).pow(Self::LENGTH as u32);
    /// Without vowels, so that no word comes of them, and without what is easily taken for something else.
    const SIGNS: &[u8] = b"23456789BCDFGHJKLMNPQRTVWXYZ";
    const LENGTH: usize = 4;

    /// The alias with this number, drawn by lot; from [`Alias::COUNT`] on they come again.
    pub fn drawn(lot: u64) -> Self {
        let count = Self::SIGNS.len() as u64;
        let sign = |place: u32| Self::SIGNS[(lot / count.pow(place) % count) as usize];
        Self((0..Self::LENGTH as u32).map(|place| char::from(sign(place))).collect())
    }

    /// Reads what is stored and sent.
    pub fn parse(code: &str) -> Option<Self> {
        let right = code.len() == Self::LENGTH && code.bytes().all(|sign| Self::SIGNS.contains(&sign));
        right.then(|| Self(code.to_owned()))
    }

    /// What is stored and sent: "K7QM".
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

/// A pupil, to somebody who may know them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPupil {
    /// First name.
    pub forename: String,
    /// Last name.
    pub surname: String,
    /// Year group.
    pub year: YearGroup,
    /// What their class is called.
    pub class: String,
    /// Date of birth.
    pub born: Day,
    /// Their number, if the school has it.
    pub upn: Option<String>,
    /// Who their key worker is.
    pub key_worker: Option<String>,
}

/// A pupil, to somebody who may not know them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AliasedPupil {
    /// What they are called instead.
    pub alias: Alias,
    /// The year groups one of which is theirs: so many that there are enough pupils in them.
    pub years: Years,
}

/// Pupils as their reader may see them. There is no third way: whoever may not know names is given aliases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShownPupils {
    /// To somebody who may know them.
    Named(Vec<NamedPupil>),
    /// To somebody who may not.
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
