//! Reading a list of staff, in stages: the file's kind, from its contents (names and media types say little); encoding
//! and separator, or sheets; rows; the row of headings; and cells as people see them. Each stage's findings are kept
//! and can be corrected. What the cells mean for a person is in `domain::import`.

mod bundle;
mod headings;
mod joined;
mod kind;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod mutations;
mod notes;
mod open_document;
mod roster;
mod rows;
mod sensitive;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod text;
mod whole_names;
mod workbook;
mod xml;

use crate::limits;
use bundle::Bundle;
use domain::import::{FileKind, FileShape, ListFault, ReadList, ReadingChoices, Roster};
use kind::Kind;
use text::TextFile;
use workbook::RawSheet;

/// Reads a list of staff: separated values, a spreadsheet, or a OneRoster zip.
///
/// # Errors
/// Why the file cannot be read.
pub(crate) fn read(bytes: &[u8], choices: &ReadingChoices) -> Result<ReadList, ListFault> {
    nested(bytes, choices, 0)
}

fn nested(bytes: &[u8], choices: &ReadingChoices, depth: u8) -> Result<ReadList, ListFault> {
    match kind::of(bytes)? {
        Kind::Text => separated(text::read(bytes, choices)?, None, choices),
        Kind::Zip => zipped(Bundle::open(bytes)?, choices, depth),
    }
}

fn zipped(mut bundle: Bundle<'_>, choices: &ReadingChoices, depth: u8) -> Result<ReadList, ListFault> {
    if let Some(book) = bundle.find("workbook.xml") {
        let sheets = workbook::read(&mut bundle, &book)?;
        drop(bundle);
        return joined::spreadsheet(FileKind::Workbook, sheets, choices);
    }
    if let Some(content) = bundle.path_of("content.xml") {
        let sheets = open_document::read(&mut bundle, &content)?;
        drop(bundle);
        return joined::spreadsheet(FileKind::OpenDocument, sheets, choices);
    }
    if let Some(users) = bundle.find("users.csv") {
        let (people, roster) = roster::read(&mut bundle, &users, choices)?;
        drop(bundle);
        return separated(people, Some(roster), choices);
    }
    kind::refuse_other_zips(&bundle)?;
    // A list inside a zip, or a zip inside a zip.
    let mut lists = bundle.paths();
    lists.retain(|path| kind::may_be_list(path));
    match lists.as_slice() {
        // The other files of OneRoster contain no names.
        several if several.iter().all(|path| kind::is_one_roster(path)) => Err(ListFault::NoUsers),
        [one] if depth < limits::ARCHIVE_DEPTH => {
            let bytes = bundle.read(one)?;
            drop(bundle);
            nested(&bytes, choices, depth + 1)
        }
        [] | [_] => Err(ListFault::NoUsers),
        _ => Err(ListFault::SeveralLists),
    }
}

fn separated(file: TextFile, roster: Option<Roster>, choices: &ReadingChoices) -> Result<ReadList, ListFault> {
    let kind = if roster.is_some() { FileKind::OneRoster } else { FileKind::Text };
    let shape = FileShape {
        kind,
        encoding: Some(file.encoding),
        separator: Some(file.separator),
        quoting: file.quoting,
        ..FileShape::default()
    };
    let sheet = RawSheet { name: String::new(), is_hidden: false, rows: Ok(file.rows) };
    joined::text(shape, sheet, file.note, roster, choices)
}
