//! Files of text: in whatever encoding and with whatever separator schools' systems write them.

use super::rows::Rows;
use domain::import::{ListFault, Table};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Reads rows of separated values.
pub(super) fn read(bytes: &[u8]) -> Result<Table, ListFault> {
    let text = decode(bytes)?;
    let mut rows = Rows::default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let (mut number, mut from) = (0, 0);
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {
                let to = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
                number += 1 + empty_lines(text.as_bytes(), from, to);
                from = to;
                rows.add(number, record.iter())?;
            }
            Ok(false) => return rows.finish(),
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
    u32::try_from(ends.filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// The text in these bytes: by its mark, as UTF-16 by its zeros, as UTF-8 if it is, or else as Windows wrote it.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ListFault> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, bytes.get(mark..).unwrap_or_default()),
        None => (guessed(bytes), bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    if text.contains('\0') {
        return Err(ListFault::NotAList);
    }
    Ok(text)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let start = bytes.get(..bytes.len().min(1_000)).unwrap_or_default();
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count() * 4 > start.len();
    match (zeros(0), zeros(1)) {
        (false, true) => UTF_16LE,
        (true, false) => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// What stands between the cells: the one the first line has most of outside its quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted && counts.iter().any(|(_, count)| *count > 0) => break,
            byte if !is_quoted => {
                counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += 1)
            }
            _ => {}
        }
    }
    // The first of those with as many.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        read(bytes).unwrap().rows.into_iter().map(|row| (row.number, row.cells)).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn every_encoding_and_separator_says_the_same() {
        let text = "Forename,Surname\r\nZoë,\"O'Brien, née Łuk\"\r\n";
        let expected = [row(1, &["Forename", "Surname"]), row(2, &["Zoë", "O'Brien, née Łuk"])];
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        assert_eq!(cells(text.as_bytes()), expected);
        assert_eq!(cells(&marked(&[0xEF, 0xBB, 0xBF], text.as_bytes())), expected);
        assert_eq!(cells(&little), expected);
        assert_eq!(cells(&marked(&[0xFF, 0xFE], &little)), expected);
        assert_eq!(cells(&marked(&[0xFE, 0xFF], &big)), expected);
        let tabs = "Forename\tSurname\nZoë\t\"O'Brien, née Łuk\"";
        assert_eq!(cells(tabs.as_bytes()), expected);
        assert_eq!(cells(tabs.replace('\t', ";").as_bytes()), expected);
    }

    #[test]
    fn what_windows_wrote_is_read_as_windows_meant_it() {
        assert_eq!(
            cells(b"Forename,Surname\r\nZo\xEB,D\x92Arcy"),
            [row(1, &["Forename", "Surname"]), row(2, &["Zoë", "D’Arcy"])]
        );
    }

    #[test]
    fn rows_are_numbered_as_spreadsheets_number_them() {
        for end in ["\n", "\r\n"] {
            let text = format!("{end}a,b{end}{end}{end}c,d{end}");
            assert_eq!(cells(text.as_bytes()), [row(2, &["a", "b"]), row(5, &["c", "d"])]);
        }
        let text = "a,b\n\n\"two\nlines\",x\n , \nlast,y";
        assert_eq!(cells(text.as_bytes()), [row(1, &["a", "b"]), row(3, &["two\nlines", "x"]), row(5, &["last", "y"])]);
    }

    #[test]
    fn what_is_no_list_of_staff_is_refused_in_words() {
        let refused = |bytes: &[u8]| read(bytes).unwrap_err();
        assert_eq!(refused(b""), ListFault::Empty);
        assert_eq!(refused(b" , \r\n,"), ListFault::Empty);
        let long = refused(&[b"a,b\n".as_slice(), &b"x".repeat(5_000_000)].concat());
        assert_eq!(long, ListFault::LongCell { row: 2, most: 1_000 });
        assert!(long.sentence().contains("Row 2 has more than 1000 characters"));
        assert_eq!(refused(&b"x,".repeat(300)), ListFault::TooManyColumns { row: 1, most: 100 });
        assert_eq!(refused(&b"a,b\n".repeat(20_002)), ListFault::TooManyRows { most: 20_000 });
        assert_eq!(refused(b"\x7FELF\0\x01\x02"), ListFault::NotAList);
        let row = ["x".repeat(900).as_str()].repeat(10).join(",") + "\n";
        assert_eq!(refused(row.repeat(2_400).as_bytes()), ListFault::TooMuchText { most_mb: 20 });
    }
}
