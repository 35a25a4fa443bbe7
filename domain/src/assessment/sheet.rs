//! A page of the markbook: which pupils and marks its address asks for, and what the reader is shown.

use super::{AcademicYear, CellKey, Closed, HalfTerm, MarkKind, Scale, Subject};
use crate::id::PupilId;
use crate::listing::tidy_search;
use crate::pupil::{Alias, YearGroup, Years};
use serde::{Deserialize, Serialize};

/// The pupils of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Those the reader works with.
    Mine,
    /// A class, by its name.
    Class(String),
    /// Year groups, for readers who may not know classes.
    Years(Years),
}

impl Group {
    /// The label of the choice.
    pub fn label(&self) -> String {
        match self {
            Self::Mine => "My children".to_owned(),
            Self::Class(class) => class.clone(),
            Self::Years(years) => years.label(),
        }
    }

    /// The code in addresses: "mine", "class.Hazel", "years.R-1".
    pub fn code(&self) -> String {
        match self {
            Self::Mine => "mine".to_owned(),
            Self::Class(class) => format!("class.{class}"),
            Self::Years(years) => format!("years.{}", years.code()),
        }
    }

    /// The group with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once('.') {
            None => (code == "mine").then_some(Self::Mine),
            Some(("class", class)) => Some(tidy_search(class)).filter(|class| !class.is_empty()).map(Self::Class),
            Some(("years", years)) => Years::from_code(years).map(Self::Years),
            Some(_) => None,
        }
    }
}

/// A page of the markbook as its address describes it. Values that are missing or unknown fall back to the first choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetListing {
    /// The pupils.
    pub group: Option<Group>,
    /// The academic year.
    pub year: Option<AcademicYear>,
    /// The kind of marks.
    pub kind: Option<MarkKind>,
    /// The subject of summative and formative marks.
    pub subject: Option<Subject>,
    /// The year group whose objectives are judged.
    pub objectives: Option<YearGroup>,
}

impl SheetListing {
    /// Reads the listing from a URL's query, given as a look-up by key.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let get = |key| get(key).unwrap_or_default();
        Self {
            group: Group::from_code(get("group").trim()),
            year: get("year").trim().parse().ok().and_then(AcademicYear::beginning),
            kind: MarkKind::from_code(&get("kind")),
            subject: Subject::from_code(&get("subject")),
            objectives: YearGroup::from_code(get("objectives").trim()),
        }
    }

    /// The listing without values that no URL could give, because what a client sends is not trusted.
    #[must_use]
    pub fn tidied(self) -> Self {
        let pairs = self.pairs();
        Self::read(|key| pairs.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone()))
    }

    /// The query parameters, in a fixed order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let year = self.year.map(|year| ("year", year.begins().to_string()));
        let kind = self.kind.map(|kind| ("kind", kind.code().to_owned()));
        let subject = self.subject.map(|subject| ("subject", subject.code().to_owned()));
        let objectives = self.objectives.map(|year| ("objectives", year.code()));
        self.group
            .as_ref()
            .map(|group| ("group", group.code()))
            .into_iter()
            .chain(year)
            .chain(kind)
            .chain(subject)
            .chain(objectives)
            .collect()
    }
}

/// A mark as a reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The value; empty for none.
    pub value: String,
    /// Its version, the base of the next edit; 0 where nothing was ever entered.
    pub version: i64,
    /// Who entered it. Empty where nothing was, and for readers under aliases.
    pub by: String,
    /// When, in words: "Today at 09:12". Empty likewise.
    pub at: String,
}

/// A column: one cell of every pupil.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Which cell it is.
    pub cell: CellKey,
    /// The heading.
    pub label: String,
    /// What it takes.
    pub scale: Scale,
    /// Why the reader cannot edit it.
    pub closed: Option<Closed>,
    /// Whether it is the half-term of today.
    pub is_now: bool,
}

/// Which row: a pupil for readers who may know them, an alias for others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowId {
    /// The pupil.
    Pupil(PupilId),
    /// The alias.
    Alias(Alias),
}

/// A row: one pupil's marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PupilMarks {
    /// Whose row it is.
    pub id: RowId,
    /// The pupil's name, or alias.
    pub name: String,
    /// The class or year group, where a page shows several.
    pub about: String,
    /// Whether the reader is the pupil's key worker.
    pub is_key: bool,
    /// Why none of the pupil's cells can be edited, whatever the columns say.
    pub closed: Option<Closed>,
    /// The marks, one for each column; None where a column is not for the pupil.
    pub marks: Vec<Option<Mark>>,
}

/// How often the marks of a class were changed, so that an open page knows when to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClassChanges {
    /// The class's number, which says nothing of its name.
    pub class: i64,
    /// Its change number.
    pub changes: i64,
}

/// A page of the markbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The address as answered: every choice made.
    pub listing: SheetListing,
    /// The groups to choose from.
    pub groups: Vec<Group>,
    /// The academic years to choose from, this one first.
    pub years: Vec<AcademicYear>,
    /// The kinds that the reader may see.
    pub kinds: Vec<MarkKind>,
    /// The subjects to choose from.
    pub subjects: Vec<Subject>,
    /// The year groups whose objectives can be chosen.
    pub year_groups: Vec<YearGroup>,
    /// The half-term of today.
    pub half_term: HalfTerm,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, in order.
    pub rows: Vec<PupilMarks>,
    /// The change numbers of the classes it shows.
    pub changes: Vec<ClassChanges>,
}

impl Sheet {
    /// Whether the reader can edit anything on the page.
    pub fn is_editable(&self) -> bool {
        self.rows.iter().any(|row| row.closed.is_none()) && self.columns.iter().any(|column| column.closed.is_none())
    }

    /// The reasons why columns are closed, each once, in order.
    pub fn reasons(&self) -> Vec<&Closed> {
        let mut reasons: Vec<&Closed> = Vec::new();
        for closed in self.columns.iter().filter_map(|column| column.closed.as_ref()) {
            if !reasons.contains(&closed) {
                reasons.push(closed);
            }
        }
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_back_and_nonsense_falls_away() {
        let read = |query: &[(&str, &str)]| {
            SheetListing::read(|key| query.iter().find(|(k, _)| *k == key).map(|(_, v)| (*v).to_owned()))
        };
        let full = read(&[
            ("group", "class.Hazel"),
            ("year", "2025"),
            ("kind", "formative"),
            ("subject", "reading"),
            ("objectives", "1"),
        ]);
        assert_eq!(full.clone().tidied(), full);
        assert_eq!(full.pairs().len(), 5);
        assert_eq!(read(&[("group", "mine")]).group, Some(Group::Mine));
        assert_eq!(read(&[("group", "years.R-1")]).pairs(), [("group", "years.R-1".to_owned())]);
        assert_eq!(
            read(&[("year", "x"), ("kind", "tests"), ("subject", "9"), ("group", "class. ")]),
            SheetListing::default()
        );
    }
}
