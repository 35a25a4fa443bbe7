//! The areas of learning and development of the Early Years Foundation Stage.

use serde::{Deserialize, Serialize};

/// One of the seven areas of learning and development of the Early Years Foundation Stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum LearningArea {
    /// Communication and Language, a prime area.
    Communication,
    /// Personal, Social and Emotional Development, a prime area.
    Personal,
    /// Physical Development, a prime area.
    Physical,
    /// Literacy.
    Literacy,
    /// Mathematics.
    Mathematics,
    /// Understanding the World.
    World,
    /// Expressive Arts and Design.
    Arts,
}

impl LearningArea {
    /// All seven, in the order of the statutory framework.
    pub const ALL: [Self; 7] = [
        Self::Communication,
        Self::Personal,
        Self::Physical,
        Self::Literacy,
        Self::Mathematics,
        Self::World,
        Self::Arts,
    ];

    /// The code as stored and sent, which is also the usual abbreviation.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Communication => "CL",
            Self::Personal => "PSED",
            Self::Physical => "PD",
            Self::Literacy => "L",
            Self::Mathematics => "M",
            Self::World => "UtW",
            Self::Arts => "EAD",
        }
    }

    /// The area's name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Communication => "Communication and Language",
            Self::Personal => "Personal, Social and Emotional Development",
            Self::Physical => "Physical Development",
            Self::Literacy => "Literacy",
            Self::Mathematics => "Mathematics",
            Self::World => "Understanding the World",
            Self::Arts => "Expressive Arts and Design",
        }
    }

    /// Reads what [`LearningArea::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|area| area.code() == code)
    }
}

impl TryFrom<String> for LearningArea {
    type Error = &'static str;
    fn try_from(code: String) -> Result<Self, &'static str> {
        Self::from_code(&code).ok_or("no area of learning")
    }
}

impl From<LearningArea> for String {
    fn from(area: LearningArea) -> Self {
        area.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_as_stored() {
        let codes = LearningArea::ALL.map(LearningArea::code);
        assert_eq!(codes, ["CL", "PSED", "PD", "L", "M", "UtW", "EAD"]);
        assert_eq!(codes.map(LearningArea::from_code), LearningArea::ALL.map(Some));
        assert_eq!(["", "cl", "X"].map(LearningArea::from_code), [None; 3]);
        assert!(LearningArea::ALL.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
