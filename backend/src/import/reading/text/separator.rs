//! Finding the separator of a text file, by Excel's note or by what splits its lines best.

use super::super::rows::MOST_COLUMNS;
use domain::import::{ImportField, Separator};

/// Excel's separator note in the first line, and the text after it. Excel does not number that line.
pub(super) fn note(text: &str) -> (Option<(Separator, String)>, &str) {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    let Some(separator) = noted(line) else { return (None, text) };
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    (Some((separator, line.trim().to_owned())), rest)
}

/// Parses "sep=;", which may be quoted and followed by separators after a spreadsheet saved it again.
fn noted(line: &str) -> Option<Separator> {
    let line = line.trim_matches(|sign: char| sign == '"' || sign == ' ' || sign == '\u{FEFF}');
    let start = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="))?;
    let rest = line.get(start.len()..).unwrap_or_default();
    let sign = rest.trim_start_matches('"').chars().next();
    match sign {
        Some(sign) => Separator::ALL
            .into_iter()
            .find(|separator| char::from(separator.byte()) == sign || (rest == "\\t" && *separator == Separator::Tab)),
        // A spreadsheet that did not understand the note split it at the separator.
        None => None,
    }
}

/// The separator: the one that splits one of the first lines into the most column names, or else the one that splits
/// the most lines alike.
pub(super) fn found(text: &str) -> Separator {
    let best = Separator::ALL.into_iter().rev().max_by_key(|separator| fit(text, *separator));
    best.unwrap_or(Separator::Comma)
}

/// How well a separator fits; higher is better.
fn fit(text: &str, separator: Separator) -> (usize, usize, usize) {
    /// Lines examined for the separator.
    const LINES: usize = 50;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.byte())
        .from_reader(text.as_bytes());
    let (mut names, mut widths) = (0, Vec::new());
    for record in reader.records().take(LINES).flatten() {
        let known = record.iter().take(MOST_COLUMNS).filter_map(ImportField::named).map(|(field, _)| field);
        let mut known: Vec<_> = known.collect();
        known.sort_unstable();
        known.dedup();
        names = names.max(known.len());
        widths.push(record.len());
    }
    // A single column name is a whole line, so it proves nothing.
    let names = if names < 2 { 0 } else { names };
    let usual = widths
        .iter()
        .filter(|width| **width > 1)
        .max_by_key(|width| widths.iter().filter(|other| other == width).count());
    let usual = usual.copied().unwrap_or(1);
    let alike = widths.iter().filter(|width| **width == usual && usual > 1).count();
    (names, alike, usual)
}
