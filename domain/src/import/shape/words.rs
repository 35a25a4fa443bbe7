//! How a file was read, as words.

use super::{ColumnFinding, FileKind, FileShape, Quoting, SkipReason, SkippedRow};
use crate::import::Roster;

impl FileShape {
    /// How the file was read, in one line: "Semicolons, Windows-1252, headings in row 4".
    pub fn summary(&self, roster: Option<&Roster>) -> String {
        let mut parts = Vec::new();
        match self.kind {
            FileKind::Text | FileKind::OneRoster => {
                if self.kind == FileKind::OneRoster {
                    let version = roster.map_or("", |roster| roster.version.as_str());
                    parts.push(format!("OneRoster {version}").trim_end().to_owned());
                }
                parts.extend(self.separator.map(|separator| separator.label().to_owned()));
                parts.extend(self.encoding.map(|encoding| encoding.label().to_owned()));
            }
            FileKind::Workbook => parts.push("Excel workbook".to_owned()),
            FileKind::OpenDocument => parts.push("OpenDocument spreadsheet".to_owned()),
        }
        let read: Vec<_> = self.sheets.iter().filter(|sheet| sheet.is_read).map(|sheet| sheet.name.as_str()).collect();
        match read[..] {
            [] => {}
            [one] => parts.push(format!("sheet {one}")),
            [ref all @ .., last] => parts.push(format!("sheets {} and {last}", all.join(", "))),
        }
        parts.push(match self.headings {
            Some(row) => format!("headings in row {row}"),
            None => "no row of headings".to_owned(),
        });
        let mut text = parts.join(", ");
        if let Some(first) = text.get(..1).map(str::to_uppercase) {
            text.replace_range(..1, &first);
        }
        text
    }

    /// Further remarks on how the file was read, as sentences.
    pub fn remarks(&self, roster: Option<&Roster>) -> Vec<String> {
        let mut remarks: Vec<_> = self.columns.iter().map(ColumnFinding::sentence).collect();
        if self.quoting == Quoting::Ignored {
            remarks.push(
                "One quotation mark in the file never ends, so quotation marks were read as ordinary characters"
                    .to_owned(),
            );
        }
        match self.hidden_rows {
            0 => {}
            1 => remarks.push("1 row is hidden in the spreadsheet, by a filter perhaps. It was read too".to_owned()),
            rows => remarks
                .push(format!("{rows} rows are hidden in the spreadsheet, by a filter perhaps. They were read too")),
        }
        let hidden: Vec<_> =
            self.sheets.iter().filter(|sheet| sheet.is_hidden).map(|sheet| sheet.name.as_str()).collect();
        match hidden.len() {
            0 => {}
            1 => remarks.push(format!("The hidden sheet {} was not read", hidden.concat())),
            _ => remarks.push(format!("The hidden sheets {} were not read", hidden.join(", "))),
        }
        if roster.is_some_and(|roster| roster.extent.is_delta()) {
            remarks.push("The file has only people who changed, so nobody counts as missing from it".to_owned());
        }
        remarks
    }
}

impl ColumnFinding {
    /// The finding in one or two sentences.
    pub fn sentence(&self) -> String {
        match self {
            Self::Passwords { heading } => format!(
                "The column “{heading}” holds passwords. They were not kept, and neither was the file. Do not send passwords in lists"
            ),
            Self::WholeNames { heading } => {
                format!("The column “{heading}” was split into first and last names. Check them before you import")
            }
            Self::RepeatedHeading { heading, columns } => {
                format!("{columns} columns are called “{heading}”. Check which one is used below")
            }
        }
    }
}

impl SkippedRow {
    /// Which row was skipped and why, as a sentence.
    pub fn sentence(&self) -> String {
        let Self { sheet, number, text, why } = self;
        let place = if sheet.is_empty() { format!("Row {number}") } else { format!("Row {number} of {sheet}") };
        match why {
            SkipReason::SeparatorNote => format!("“{text}” tells Excel how the cells are separated"),
            SkipReason::AboveHeadings => format!("{place} is above the headings: “{text}”"),
            SkipReason::SecondHeadings => format!("{place} is a second row of headings: “{text}”"),
            SkipReason::HeadingsAgain => format!("{place} repeats the headings"),
            SkipReason::Total => format!("{place} is a total or a note, not a person: “{text}”"),
            SkipReason::Hidden => format!("{place} is hidden in the spreadsheet: “{text}”"),
            SkipReason::OnlyFormulas => format!("{place} has only formulas without results"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Separator, Sheet, TextEncoding};
    use super::*;

    #[test]
    fn the_summary_says_how_a_file_was_read() {
        let text = FileShape {
            encoding: Some(TextEncoding::Windows1252),
            separator: Some(Separator::Semicolon),
            headings: Some(4),
            ..FileShape::default()
        };
        assert_eq!(text.summary(None), "Semicolons, Windows-1252, headings in row 4");
        let sheet =
            |name: &str, is_hidden: bool, is_read: bool| Sheet { name: name.to_owned(), is_hidden, is_read, people: 0 };
        let book = FileShape {
            kind: FileKind::Workbook,
            sheets: vec![sheet("Old", true, false), sheet("Teachers", false, true), sheet("Support", false, true)],
            hidden_rows: 2,
            ..FileShape::default()
        };
        assert_eq!(book.summary(None), "Excel workbook, sheets Teachers and Support, no row of headings");
        assert_eq!(
            book.remarks(None),
            [
                "2 rows are hidden in the spreadsheet, by a filter perhaps. They were read too",
                "The hidden sheet Old was not read"
            ]
        );
        let roster = Roster { version: "1.2".to_owned(), ..Roster::default() };
        let zip = FileShape { kind: FileKind::OneRoster, headings: Some(1), ..FileShape::default() };
        assert_eq!(zip.summary(Some(&roster)), "OneRoster 1.2, headings in row 1");
    }
}
