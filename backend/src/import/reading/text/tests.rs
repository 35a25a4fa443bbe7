//! Encodings, separators and quotation marks, from bytes to numbered rows.

use super::super::rows::MOST_COLUMNS;
use super::*;

fn read(bytes: &[u8]) -> Result<TextFile, ListFault> {
    super::read(bytes, &ReadingChoices::default())
}

fn cells(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
    read(bytes).unwrap().rows.rows.into_iter().map(|row| (row.number, row.cells)).collect()
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
    assert_eq!(cells(tabs.replace('\t', "|").as_bytes()), expected);
    // Older Macs end lines with "\r" alone.
    assert_eq!(cells(text.replace("\r\n", "\r").as_bytes()), expected);
}

#[test]
fn what_windows_and_macs_wrote_is_read_as_it_was_meant() {
    for (bytes, encoding) in [
        (b"Forename,Surname\r\nZo\xEBy,D\x92Arcy".as_slice(), TextEncoding::Windows1252),
        (b"Forename,Surname\rZo\x91y,D\xD5arcy", TextEncoding::Macintosh),
        ("Forename,Surname\nZoëy,D’arcy\nRené,Noël".as_bytes(), TextEncoding::Utf8),
    ] {
        let read = read(bytes).unwrap();
        assert_eq!(read.encoding, encoding);
        assert_eq!(read.rows.rows[1].cells[0], "Zoëy");
    }
    // One damaged byte in an otherwise valid UTF-8 file.
    let astray =
        [b"Forename,Surname\nZo\xEB,Ng\n".as_slice(), "René,Noël\nChloé,Müller\nJosé,Ó Sé\n".repeat(3).as_bytes()]
            .concat();
    let read = read(&astray).unwrap();
    assert_eq!((read.encoding, read.rows.rows[2].cells[0].as_str()), (TextEncoding::Utf8, "René"));
    assert_eq!(read.rows.rows[1].findings, [(0, domain::import::CellFinding::UnreadableSign)]);
}

#[test]
fn what_was_chosen_comes_before_what_was_found() {
    let choices = ReadingChoices {
        encoding: Some(TextEncoding::Windows1250),
        separator: Some(Separator::Semicolon),
        ..ReadingChoices::default()
    };
    let read = super::read(b"Forename,x;Surname\n\xA3uk,x;Ng", &choices).unwrap();
    assert_eq!(read.rows.rows[1].cells, ["Łuk,x", "Ng"]);
}

#[test]
fn rows_are_numbered_as_spreadsheets_number_them() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("{end}a,b{end}{end}{end}c,d{end}");
        assert_eq!(cells(text.as_bytes()), [row(2, &["a", "b"]), row(5, &["c", "d"])], "{end:?}");
    }
    let text = "a,b\n\n\"two\nlines\",x\n , \nlast,y";
    assert_eq!(cells(text.as_bytes()), [row(1, &["a", "b"]), row(3, &["two\nlines", "x"]), row(5, &["last", "y"])]);
}

#[test]
fn the_note_of_the_separator_is_read_and_dropped() {
    for note in ["sep=;", "SEP=;", "\"sep=;\"", "\u{FEFF}sep=;", "sep=;\r"] {
        let read = read(format!("{note}\nForename;Surname, first\nNell;Ashby").as_bytes()).unwrap();
        assert_eq!(read.separator, Separator::Semicolon, "{note}");
        assert_eq!(read.rows.rows[0].cells, ["Forename", "Surname, first"], "{note}");
        assert!(read.note.is_some());
    }
    assert_eq!(read(b"sep=\t\nForename\tSurname\nNell\tAshby").unwrap().separator, Separator::Tab);
    assert_eq!(cells(b"sep=,\r\na,b")[0], row(1, &["a", "b"]));
}

#[test]
fn titles_do_not_decide_the_separator() {
    let text = "Staff list, Autumn 2026, all\nForename;Surname;Email\nOwen;Tidy, MBE;o@x.uk\nAmy;Webb;a@x.uk";
    assert_eq!(read(text.as_bytes()).unwrap().separator, Separator::Semicolon);
    let text = "One name, and more\nNg\tZoë\tx\nWebb\tAmy\ty\n";
    assert_eq!(read(text.as_bytes()).unwrap().separator, Separator::Tab);
}

#[test]
fn a_quotation_mark_that_never_ends_is_a_sign() {
    let text = "Forename,Surname,Post\nPeter,\"Pete Smith,Cook\nAmy,Webb,Teacher\n";
    let read = read(text.as_bytes()).unwrap();
    assert_eq!(read.quoting, Quoting::Ignored);
    assert_eq!(read.rows.rows[1].cells, ["Peter", "Pete Smith", "Cook"]);
    assert_eq!(read.rows.rows.len(), 3);
    let long = format!("Forename,Surname\nPeter,\"Smith\n{}", "Amy,Webb\n".repeat(500));
    assert_eq!(super::read(long.as_bytes(), &ReadingChoices::default()).unwrap().rows.rows.len(), 502);
}

#[test]
fn what_is_no_list_of_staff_is_refused_in_words() {
    let refused = |bytes: &[u8]| read(bytes).unwrap_err();
    let long = refused(&[b"a,b\n".as_slice(), &b"x".repeat(5_000_000)].concat());
    assert_eq!(long, ListFault::LongCell { row: 2, most: 1_000 });
    assert!(long.sentence().contains("Row 2 has more than 1000 characters"));
    assert_eq!(refused(&b"x,".repeat(50_000)), ListFault::TooManyColumns { row: 1, most: MOST_COLUMNS });
    assert_eq!(refused(&b"a,b\n".repeat(20_030)), ListFault::TooManyRows { most: 20_000 });
    assert_eq!(refused(b"\x7FELF\0\x01\x02"), ListFault::NotAList);
    let row = ["x".repeat(900).as_str()].repeat(10).join(",") + "\n";
    assert_eq!(refused(row.repeat(2_400).as_bytes()), ListFault::TooMuchText { most_mb: 20 });
    // The second half of the file is binary.
    let noise: Vec<u8> = (0..4_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let half = [b"Forename,Surname\n".as_slice(), &b"Amy,Webb\n".repeat(100), &noise].concat();
    let fault = refused(&half);
    assert!(matches!(fault, ListFault::BinaryFrom { row: 101..=103 }), "{fault:?}");
}
