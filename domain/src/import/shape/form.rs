//! The form that changes how a file is read.

use super::{FileShape, HeadingsChoice, ReadingChoices, Separator, TextEncoding};
use crate::import::Roster;
use serde::{Deserialize, Serialize};

/// How a file was read, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShapeView {
    /// The result of each stage.
    pub shape: FileShape,
    /// What a OneRoster zip says besides its people.
    pub roster: Option<Roster>,
    /// Whether hidden rows are left out.
    pub skips_hidden_rows: bool,
    /// Whether the file is still kept, so that it can be read again.
    pub can_read_again: bool,
}

/// The submitted form: codes and names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingForm {
    /// The encoding: see [`TextEncoding::code`].
    pub encoding: String,
    /// The separator: see [`Separator::code`].
    pub separator: String,
    /// The number of the row with the headings, or [`ReadingForm::NO_HEADINGS`].
    pub headings: String,
    /// The names of the sheets to read.
    pub sheets: Vec<String>,
    /// Whether hidden rows are left out.
    pub skips_hidden_rows: bool,
    /// The OneRoster organisation that is this school.
    pub organisation: String,
}

impl ReadingForm {
    /// The value for a file without headings.
    pub const NO_HEADINGS: &str = "none";

    /// The choices that the form means, for a file read like `shape` with the choices `before`. Values that were shown
    /// and not changed are not choices, so they are detected again: another separator may well reveal the headings.
    pub fn choices(&self, shape: &FileShape, before: &ReadingChoices) -> ReadingChoices {
        let changed = |sent: Option<&str>, shown: Option<&str>| sent.is_some() && sent != shown;
        let encoding = TextEncoding::from_code(&self.encoding);
        let separator = Separator::from_code(&self.separator);
        let is_encoding_new = changed(encoding.map(TextEncoding::code), shape.encoding.map(TextEncoding::code));
        let is_separator_new = changed(separator.map(Separator::code), shape.separator.map(Separator::code));
        let shown: Vec<_> = shape.sheets.iter().filter(|sheet| sheet.is_read).map(|sheet| sheet.name.clone()).collect();
        let is_sheet_new = !self.sheets.is_empty() && self.sheets != shown;
        let headings = match self.headings.as_str() {
            "" => None,
            Self::NO_HEADINGS => Some(HeadingsChoice::None),
            row => row.parse().ok().map(HeadingsChoice::Row),
        };
        let shown = shape.headings.map_or(HeadingsChoice::None, HeadingsChoice::Row);
        let is_headings_new = headings.is_some_and(|headings| headings != shown);
        let is_other_shape = is_encoding_new || is_separator_new || is_sheet_new;
        ReadingChoices {
            encoding: if is_encoding_new { encoding } else { before.encoding },
            separator: if is_separator_new { separator } else { before.separator },
            headings: match (is_headings_new, is_other_shape) {
                (true, _) => headings,
                (false, true) => None,
                (false, false) => before.headings,
            },
            sheets: if is_sheet_new { self.sheets.clone() } else { before.sheets.clone() },
            skips_hidden_rows: self.skips_hidden_rows,
            organisation: Some(self.organisation.clone())
                .filter(|chosen| !chosen.is_empty())
                .or_else(|| before.organisation.clone()),
            school: before.school.clone(),
            today: before.today,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sheet;
    use super::*;

    fn shape() -> FileShape {
        let sheet = |name: &str, is_read: bool| Sheet { name: name.to_owned(), is_hidden: false, is_read, people: 1 };
        FileShape {
            encoding: Some(TextEncoding::Windows1252),
            separator: Some(Separator::Comma),
            headings: Some(2),
            sheets: vec![sheet("A", true), sheet("B", false)],
            ..FileShape::default()
        }
    }

    fn shown() -> ReadingForm {
        let text = str::to_owned;
        ReadingForm {
            encoding: text("windows-1252"),
            separator: text("comma"),
            headings: text("2"),
            sheets: vec![text("A")],
            ..ReadingForm::default()
        }
    }

    #[test]
    fn what_was_only_shown_is_not_chosen() {
        let before = ReadingChoices::default();
        assert_eq!(shown().choices(&shape(), &before), before);
        let form = ReadingForm { headings: "4".to_owned(), ..shown() };
        assert_eq!(form.choices(&shape(), &before).headings, Some(HeadingsChoice::Row(4)));
        let form = ReadingForm { headings: ReadingForm::NO_HEADINGS.to_owned(), ..shown() };
        assert_eq!(form.choices(&shape(), &before).headings, Some(HeadingsChoice::None));
        let form = ReadingForm { separator: "tab".to_owned(), encoding: "nonsense".to_owned(), ..shown() };
        let chosen = form.choices(&shape(), &before);
        assert_eq!((chosen.separator, chosen.encoding, chosen.headings), (Some(Separator::Tab), None, None));
    }

    #[test]
    fn what_was_chosen_before_stays_but_for_headings_of_another_shape() {
        let before = ReadingChoices {
            encoding: Some(TextEncoding::Windows1252),
            headings: Some(HeadingsChoice::Row(2)),
            ..ReadingChoices::default()
        };
        assert_eq!(shown().choices(&shape(), &before), before);
        let form = ReadingForm { sheets: vec!["B".to_owned()], ..shown() };
        let chosen = form.choices(&shape(), &before);
        assert_eq!((chosen.sheets, chosen.headings, chosen.encoding), (vec!["B".to_owned()], None, before.encoding));
    }
}
