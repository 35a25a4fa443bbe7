//! Workbooks written by hand: sheets, hidden rows, formulas, numbers and dates, and other programs' formats.

use super::files::{Book, number, open_document, row, rows, text};
use super::*;
use domain::import::{CellFinding, FileKind, FormulaError, HeadingsChoice};

const STAFF: &[&[&str]] = &[&["Forename", "Surname"], &["Amy", "Webb"]];

fn read_sheets(list: &ReadList) -> Vec<(&str, bool, bool)> {
    list.shape.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.is_hidden, sheet.is_read)).collect()
}

#[test]
fn visible_lists_are_read_and_hidden_sheets_never() {
    let book = Book::default()
        .hidden("Old", rows(&[&["Forename", "Surname"], &["Gone", "Long"]]))
        .sheet("Notes", rows(&[&["How to use this workbook"]]))
        .sheet("Teachers", rows(&[&["Forename", "Surname", "Post"], &["Amy", "Webb", "Cook"]]))
        .sheet("Support", rows(&[&["Staff of the kitchen"], &["Surname", "First name", "Hours"], &["Ng", "Zoë", "20"]]))
        .sheet("Leavers 2025", rows(&[&["Forename", "Surname", "Post"], &["Left", "Longago", "Cook"]]))
        .bytes();
    let list = list(&book);
    assert_eq!(
        read_sheets(&list),
        [
            ("Old", true, false),
            ("Notes", false, false),
            ("Teachers", false, true),
            ("Support", false, true),
            ("Leavers 2025", false, false)
        ]
    );
    // Columns with the same meaning are joined.
    assert_eq!(
        cells(&list),
        [
            (1, vec!["Forename", "Surname", "Post", "Hours"]),
            (2, vec!["Amy", "Webb", "Cook"]),
            (3, vec!["Zoë", "Ng", "", "20"])
        ]
    );
    let ids: Vec<_> = list.table.rows.iter().map(|row| list.table.place_of(row.id())).collect();
    assert_eq!(ids, ["1 of Teachers", "2 of Teachers", "3 of Support"]);
    assert_eq!(skipped(&list), [(1, SkipReason::AboveHeadings)]);
    assert_eq!(list.shape.skipped[0].sheet, "Support");

    let say = |sheets: &[&str]| ReadingChoices {
        sheets: sheets.iter().map(|name| (*name).to_owned()).collect(),
        ..ReadingChoices::default()
    };
    let support = chosen(&book, &say(&["Support"]));
    assert_eq!((cells(&support).len(), support.shape.headings, support.table.sheets.len()), (2, Some(2), 0));
    assert_eq!(cells(&chosen(&book, &say(&["Leavers 2025"])))[1].1, ["Left", "Longago", "Cook"]);
    assert_eq!(read(&book, &say(&["Old"])), Err(ListFault::NoSuchSheet), "hidden ones are never read");
    assert_eq!(read(&book, &say(&["Nowhere"])), Err(ListFault::NoSuchSheet));
    let hidden = Book::default().hidden("Old", rows(STAFF)).sheet("New", String::new()).bytes();
    assert_eq!(fault(&hidden), ListFault::OnlyHiddenSheets);
}

#[test]
fn a_sheet_that_is_no_list_does_not_stand_in_the_way() {
    let wide: Vec<String> = (0..300).map(|n| text(&n.to_string())).collect();
    let book = Book::default().sheet("Pivot", row(&wide)).sheet("Staff", rows(STAFF)).bytes();
    assert_eq!(read_sheets(&list(&book)), [("Pivot", false, false), ("Staff", false, true)]);
}

#[test]
fn numbers_and_days_are_read_as_shown() {
    let head = row(&["Staff id", "Forename", "Surname", "Leaving date"].map(text));
    let people = [
        row(&[number(451.0, 1), text("Amy"), text("Webb"), number(46_265.0, 2)]),
        row(&[number(7.0, 3), text("Bo"), text("Lund"), number(2_958_465.0, 4)]),
        row(&[number(1_234.0, 0), text("Zoë"), text("Ng"), number(0.0, 2)]),
        row(&[number(2e15, 0), text("Eve"), text("Orr")]),
    ];
    let list = list(&Book::default().sheet("Staff", head.clone() + &people.concat()).bytes());
    assert_eq!(cells(&list)[1].1, ["000451", "Amy", "Webb", "2026-08-31"]);
    assert_eq!(cells(&list)[2].1, ["S0007", "Bo", "Lund", "9999-12-31"]);
    assert_eq!(cells(&list)[3].1, ["1234", "Zoë", "Ng", "1900-01-00"]);
    assert_eq!(cells(&list)[4].1, ["", "Eve", "Orr"]);
    let shortened = list.table.findings_in(&list.table.rows[4], 0).next();
    assert!(matches!(shortened, Some(CellFinding::ShortenedNumber(_))));
    let leaving = row(&[number(451.0, 1), text("Amy"), text("Webb"), number(44_803.0, 2)]);
    let mac = Book { counts_from_1904: true, ..Book::default() }.sheet("Staff", head + &leaving).bytes();
    assert_eq!(super::cells(&super::list(&mac))[1].1[3], "2026-08-31");
}

#[test]
fn formulas_with_and_without_values() {
    let cells = [
        "<c><f>A1</f><v>12</v></c>".to_owned(),
        "<c t=\"str\"><f>B1</f><v>Amy</v></c>".to_owned(),
        text("Webb"),
        "<c><f>VLOOKUP(A1,X,2)</f></c>".to_owned(),
        "<c t=\"e\"><f>X</f><v>#N/A</v></c>".to_owned(),
        "<c t=\"e\"><v>#SPILL!</v></c>".to_owned(),
        "<c t=\"str\"><f>\"\"</f><v></v></c>".to_owned(),
        "<c><f>openpyxl</f><v></v></c>".to_owned(),
        text("=Lead"),
    ];
    let head = rows(&[&["Staff id", "Forename", "Surname", "Email", "Post", "Code", "Login", "Title", "Role"]]);
    // A formula copied down to empty rows is not a person.
    let dragged = "<row><c t=\"e\"><f>X</f><v>#N/A</v></c><c><f>Y</f></c></row>".repeat(3);
    let list = list(&Book::default().sheet("Staff", head + &row(&cells) + &dragged).bytes());
    assert_eq!(super::cells(&list)[1].1, ["12", "Amy", "Webb", "", "", "", "", "", "=Lead"]);
    let found: Vec<_> = list.table.findings.iter().map(|found| (found.column, found.finding.clone())).collect();
    assert_eq!(
        found,
        [
            (3, CellFinding::FormulaWithoutValue),
            (4, CellFinding::FormulaError(FormulaError::NotAvailable)),
            (5, CellFinding::FormulaError(FormulaError::Other)),
            (7, CellFinding::FormulaWithoutValue),
            (8, CellFinding::Text),
        ]
    );
    assert_eq!(skipped(&list), [3, 4, 5].map(|number| (number, SkipReason::OnlyFormulas)));
}

#[test]
fn hidden_rows_are_read_and_said_or_left_out() {
    let hidden =
        "<row hidden=\"1\"><c t=\"inlineStr\"><is><t>Bo</t></is></c><c t=\"inlineStr\"><is><t>Lund</t></is></c></row>";
    // Rows that are formatted but empty are ignored.
    let formatted = "<row><c s=\"1\"/><c s=\"2\"/></row>".repeat(500);
    let book = Book::default().sheet("Staff", rows(STAFF) + hidden + &formatted).bytes();
    let all = list(&book);
    assert_eq!((cells(&all).len(), all.shape.hidden_rows), (3, 1));
    let choices = ReadingChoices { skips_hidden_rows: true, ..ReadingChoices::default() };
    let shown = chosen(&book, &choices);
    assert_eq!((cells(&shown).len(), skipped(&shown)), (2, vec![(3, SkipReason::Hidden)]));
}

#[test]
fn titles_in_merged_cells_and_the_pages_of_numbers_and_google() {
    let book = Book::default()
        .sheet(
            "Export Summary",
            rows(&[&["This document was exported from Numbers."], &["Numbers Sheet Name", "Numbers Table Name"]]),
        )
        .sheet(
            "Sheet 1 - Table 1",
            rows(&[&["Table 1"], &["Forename", "Surname", "Email"], &["Amy", "Webb", "a@x.uk"]]),
        )
        .bytes();
    let list = list(&book);
    assert_eq!((cells(&list)[0].0, list.shape.headings), (2, Some(2)));
    let choices = ReadingChoices { headings: Some(HeadingsChoice::None), ..ReadingChoices::default() };
    assert_eq!(chosen(&super::files::workbook(STAFF), &choices).shape.headings, None);
}

#[test]
fn cells_that_say_their_place_may_be_sparse() {
    let sparse = "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Forename</t></is></c><c r=\"C3\" t=\"inlineStr\"><is><t>Surname</t></is></c></row><row r=\"7\"><c r=\"C7\" t=\"inlineStr\"><is><r><t>We</t></r><r><t>bb &amp; co_x000D_</t></r></is></c></row>";
    let list = list(&Book::default().sheet("Staff", sparse.to_owned()).bytes());
    assert_eq!(cells(&list), [(3, vec!["Forename", "", "Surname"]), (7, vec!["", "", "Webb & co"])]);
}

#[test]
fn open_document_spreadsheets() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let head =
        format!("<table:table-row>{}{}{}</table:table-row>", cell("Staff id"), cell("Forename"), cell("Surname"));
    let amy = "<table:table-row table:visibility=\"filter\"><table:table-cell office:value-type=\"float\" office:value=\"451\"><office:annotation><text:p>A note</text:p></office:annotation><text:p>000451</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Amy<text:s/>J</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>O&apos;Hara &amp; co</text:p></table:table-cell><table:table-cell office:value-type=\"date\" office:date-value=\"2026-08-31T00:00:00\"><text:p>31.08.26</text:p></table:table-cell></table:table-row>";
    let gap = "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let bo = format!(
        "<table:table-row><table:table-cell table:formula=\"of:=1\" office:value-type=\"string\"><text:p>#N/A</text:p></table:table-cell>{}{}</table:table-row>",
        cell("Bo"),
        cell("Lund")
    );
    let end = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let old = format!("<table:table table:name=\"Old\" table:style-name=\"hid\">{head}{bo}</table:table>");
    let staff =
        format!("<table:table table:name=\"Staff\" table:style-name=\"shown\">{head}{amy}{gap}{bo}{end}</table:table>");
    let list = list(&open_document(&(old + &staff)));
    assert_eq!(list.shape.kind, FileKind::OpenDocument);
    assert_eq!(
        cells(&list),
        [
            (1, vec!["Staff id", "Forename", "Surname"]),
            (2, vec!["000451", "Amy J", "O'Hara & co", "2026-08-31"]),
            (5, vec!["", "Bo", "Lund"])
        ]
    );
    assert_eq!(read_sheets(&list), [("Old", true, false), ("Staff", false, true)]);
    assert_eq!(list.shape.hidden_rows, 1);
    assert!(
        list.table.findings.iter().any(|found| found.finding == CellFinding::FormulaError(FormulaError::NotAvailable))
    );
    let many = "<table:table table:name=\"X\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(fault(&open_document(many)), ListFault::TooManyRows { most: 20_000 });
}
