//! Files of text: in whatever encoding and with whatever separator schools' systems write them.

mod encoding;
mod quotes;
mod separator;

use super::rows::{RawCell, Rows};
use domain::import::{ListFault, Quoting, ReadingChoices, Separator, TextEncoding};

/// A file of text as it was read.
#[derive(Debug)]
pub(super) struct TextFile {
    pub rows: Rows,
    pub encoding: TextEncoding,
    pub separator: Separator,
    pub quoting: Quoting,
    /// Excel's note of the separator, where there was one.
    pub note: Option<String>,
}

/// Reads rows of separated values.
///
/// # Errors
/// Why they cannot be taken.
pub(super) fn read(bytes: &[u8], choices: &ReadingChoices) -> Result<TextFile, ListFault> {
    let (encoding, text) = encoding::decode(bytes, choices.encoding)?;
    // DOS ended a file with this sign.
    let text = text.trim_end_matches('\u{1A}').trim_start_matches('\u{FEFF}');
    let unwrapped = quotes::without_line_quotes(text);
    let (note, text) = separator::note(unwrapped.as_deref().unwrap_or(text));
    let noted = note.as_ref().map(|(separator, _)| *separator);
    let separator = choices.separator.or(noted).unwrap_or_else(|| separator::found(text));
    let quoted = rows(text, separator, Quoting::Quoted);
    let (rows, quoting) = match quoted {
        Ok((quoted, false)) if quotes::swallows_lines(&quoted, separator) => {
            // Where no row gets wider, quotation marks held no cell together.
            match rows(text, separator, Quoting::Ignored) {
                Ok((plain, _)) if quotes::width(&plain) <= quotes::width(&quoted) => (plain, Quoting::Ignored),
                _ => (quoted, Quoting::Quoted),
            }
        }
        Ok((rows, false)) => (rows, Quoting::Quoted),
        // A quotation mark that never ends takes all that follows into one cell.
        Ok((_, true)) => (rows(text, separator, Quoting::Ignored)?.0, Quoting::Ignored),
        Err(fault @ ListFault::LongCell { .. }) if ends_in_quotes(text) => {
            (rows(text, separator, Quoting::Ignored).map_err(|_| fault)?.0, Quoting::Ignored)
        }
        Err(fault) => return Err(fault),
    };
    Ok(TextFile { rows, encoding, separator, quoting, note: note.map(|(_, line)| line) })
}

/// Whether quotation marks do not pair.
fn ends_in_quotes(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

/// The rows, and whether the last one ran into the end of the file inside quotation marks.
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

/// The empty lines before a record. The reader passes over them; spreadsheets give them a number. It may have left the second
/// half of a line's end for the next record.
fn empty_lines(text: &[u8], from: usize, to: usize) -> u32 {
    let record = text.get(from..to).unwrap_or_default();
    let is_half = from > 0 && text.get(from - 1) == Some(&b'\r') && record.first() == Some(&b'\n');
    let ends = record.iter().skip(usize::from(is_half)).take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let (mut lines, mut was_return) = (0, false);
    // "\r\n" is one end, "\n" one, and "\r" alone, as older Macs write, one.
    for byte in ends {
        lines += u32::from(!(was_return && *byte == b'\n'));
        was_return = *byte == b'\r';
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
