//! Text files, in every encoding and with every separator that schools' systems write. Limits and the meaning of cells
//! are in `rows`.

mod encoding;
mod quotes;
mod separator;

use super::rows::{RawCell, Rows};
use domain::import::{ListFault, Quoting, ReadingChoices, Separator, TextEncoding};

/// A text file as it was read.
#[derive(Debug)]
pub(super) struct TextFile {
    pub rows: Rows,
    pub encoding: TextEncoding,
    pub separator: Separator,
    pub quoting: Quoting,
    /// Excel's separator line ("sep=;"), if the file has one.
    pub note: Option<String>,
}

/// Reads rows of separated values.
///
/// # Errors
/// Why they cannot be read.
pub(super) fn read(bytes: &[u8], choices: &ReadingChoices) -> Result<TextFile, ListFault> {
    let (encoding, text) = encoding::decode(bytes, choices.encoding)?;
    // DOS ends files with this character.
    let text = text.trim_end_matches('\u{1A}').trim_start_matches('\u{FEFF}');
    let unwrapped = quotes::without_line_quotes(text);
    let (note, text) = separator::note(unwrapped.as_deref().unwrap_or(text));
    let noted = note.as_ref().map(|(separator, _)| *separator);
    let separator = choices.separator.or(noted).unwrap_or_else(|| separator::found(text));
    let quoted = rows(text, separator, Quoting::Quoted);
    let (rows, quoting) = match quoted {
        Ok((quoted, false)) if quotes::swallows_lines(&quoted, separator) => {
            // If ignoring quotation marks makes no row wider, no cell needed them.
            match rows(text, separator, Quoting::Ignored) {
                Ok((plain, _)) if quotes::width(&plain) <= quotes::width(&quoted) => (plain, Quoting::Ignored),
                _ => (quoted, Quoting::Quoted),
            }
        }
        Ok((rows, false)) => (rows, Quoting::Quoted),
        // An unclosed quotation mark swallows the rest of the file into one cell.
        Ok((_, true)) => (rows(text, separator, Quoting::Ignored)?.0, Quoting::Ignored),
        Err(fault @ ListFault::LongCell { .. }) if ends_in_quotes(text) => {
            (rows(text, separator, Quoting::Ignored).map_err(|_| fault)?.0, Quoting::Ignored)
        }
        Err(fault) => return Err(fault),
    };
    Ok(TextFile { rows, encoding, separator, quoting, note: note.map(|(_, line)| line) })
}

/// Whether quotation marks are unbalanced.
fn ends_in_quotes(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

/// The rows, and whether the last one reached the end of the file inside quotation marks.
fn rows(text: &str, separator: Separator, quoting: Quoting) -> Result<(Rows, bool), ListFault> {
    let mut rows = Rows::default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(quoting == Quoting::Quoted)
        .delimiter(separator.byte())
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let (mut number, mut from, mut last_has_lines) = (0, 0, false);
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {
                let to = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
                number += 1 + empty_lines(text.as_bytes(), from, to);
                from = to;
                last_has_lines = record.iter().any(|cell| cell.contains('\n'));
                let cell =
                    |cell: &str| RawCell::of(if quoting == Quoting::Ignored { cell.trim_matches('"') } else { cell });
                rows.add(number, false, record.iter().map(cell))?;
            }
            Ok(false) => {
                let is_open = quoting == Quoting::Quoted && last_has_lines && ends_in_quotes(text);
                return Ok((rows, is_open));
            }
            Err(_) => return Err(ListFault::NoRows),
        }
    }
}

/// The number of empty lines before a record. The CSV reader skips them, but spreadsheets number them. The first byte
/// may be the second half of the previous line's ending.
fn empty_lines(text: &[u8], from: usize, to: usize) -> u32 {
    let record = text.get(from..to).unwrap_or_default();
    let is_half = from > 0 && text.get(from - 1) == Some(&b'\r') && record.first() == Some(&b'\n');
    let ends = record.iter().skip(usize::from(is_half)).take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let (mut lines, mut was_return) = (0, false);
    // "\r\n", "\n" and a lone "\r" (from older Macs) each end one line.
    for byte in ends {
        lines += u32::from(!(was_return && *byte == b'\n'));
        was_return = *byte == b'\r';
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
