//! The year groups of schools in England.

use serde::{Deserialize, Serialize};

/// A year group of a school in England, from the first year of nursery to Year 13.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct YearGroup(u8);

impl YearGroup {
    /// The first year of nursery: children who were two on 31 August.
    pub const NURSERY_1: Self = Self(0);
    /// The second year of nursery.
    pub const NURSERY_2: Self = Self(1);
    /// Reception, the first year at school.
    pub const RECEPTION: Self = Self(2);
    /// The last year group, Year 13.
    pub const LAST: Self = Self(15);

    /// All sixteen, the youngest first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + Clone {
        (0..=Self::LAST.0).map(Self)
    }

    /// Year 1 to Year 13.
    pub const fn year(number: u8) -> Option<Self> {
        if number >= 1 && number <= 13 { Some(Self(number + Self::RECEPTION.0)) } else { None }
    }

    /// The position from the youngest, 0 to 15, which is stored and sorted by.
    pub const fn order(self) -> i64 {
        self.0 as i64
    }

    /// The year group at a position.
    pub fn from_order(order: i64) -> Option<Self> {
        u8::try_from(order).ok().filter(|order| *order <= Self::LAST.0).map(Self)
    }

    /// The year group that its children were in this many years earlier; None if that is before nursery.
    pub fn earlier(self, years: i16) -> Option<Self> {
        Self::from_order(self.order() - i64::from(years))
    }

    /// The age of its children on the 31 August before the academic year began.
    pub const fn age(self) -> i16 {
        self.0 as i16 + 2
    }

    /// The year group's label.
    pub fn label(self) -> String {
        match self {
            Self::NURSERY_1 => "Nursery 1".to_owned(),
            Self::NURSERY_2 => "Nursery 2".to_owned(),
            Self::RECEPTION => "Reception".to_owned(),
            Self(order) => format!("Year {}", order - Self::RECEPTION.0),
        }
    }

    /// The code as the Department for Education writes it: "N1", "R", "3".
    pub fn code(self) -> String {
        match self {
            Self::NURSERY_1 => "N1".to_owned(),
            Self::NURSERY_2 => "N2".to_owned(),
            Self::RECEPTION => "R".to_owned(),
            Self(order) => (order - Self::RECEPTION.0).to_string(),
        }
    }

    /// Reads what [`YearGroup::code`] wrote, also in lower case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|year| year.code().eq_ignore_ascii_case(code))
    }
}

impl TryFrom<String> for YearGroup {
    type Error = &'static str;
    fn try_from(code: String) -> Result<Self, &'static str> {
        Self::from_code(&code).ok_or("no such year group")
    }
}

impl From<YearGroup> for String {
    fn from(year: YearGroup) -> Self {
        year.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn year_groups_go_up_with_the_age_of_their_children() {
        let said: Vec<_> = YearGroup::all().map(|year| (year.code(), year.label(), year.age())).collect();
        let place = |code: &str| said.iter().find(|(one, ..)| one == code).cloned();
        assert_eq!(said.len(), 16);
        assert_eq!(place("N1"), Some(("N1".to_owned(), "Nursery 1".to_owned(), 2)));
        assert_eq!(place("R"), Some(("R".to_owned(), "Reception".to_owned(), 4)));
        assert_eq!(place("1"), Some(("1".to_owned(), "Year 1".to_owned(), 5)));
        assert_eq!(place("13"), Some(("13".to_owned(), "Year 13".to_owned(), 17)));
        assert!(YearGroup::all().zip(YearGroup::all().skip(1)).all(|(one, next)| one < next));
    }

    #[test]
    fn codes_and_places_are_read_back() {
        for year in YearGroup::all() {
            assert_eq!(YearGroup::from_code(&year.code().to_lowercase()), Some(year));
            assert_eq!(YearGroup::from_order(year.order()), Some(year));
        }
        for code in ["", "0", "14", "01", "Year 1", "E1"] {
            assert_eq!(YearGroup::from_code(code), None, "{code}");
        }
        assert_eq!([-1, 16, i64::MAX].map(YearGroup::from_order), [None; 3]);
        assert_eq!([0, 14].map(YearGroup::year), [None; 2]);
    }
}
