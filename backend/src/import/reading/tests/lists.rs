//! Text lists: headings, notes, totals, encodings, separators and lost or damaged cells.

use super::*;
use domain::import::{
    CellFinding, ColumnFinding, HeadingsChoice, ImportField, Matching, Quoting, Separator, TextEncoding,
};

#[test]
fn excels_note_of_the_separator_is_dropped() {
    let list = list(b"sep=;\nForename;Surname;Job Title\nNell;Ashby;Cook");
    assert_eq!(cells(&list), [(1, vec!["Forename", "Surname", "Job Title"]), (2, vec!["Nell", "Ashby", "Cook"])]);
    assert_eq!(list.shape.separator, Some(Separator::Semicolon));
    assert_eq!(skipped(&list), [(0, SkipReason::SeparatorNote)]);
}

#[test]
fn titles_above_and_totals_below_are_no_people() {
    let text = "Staff list,Autumn 2026\nPrinted 03/09/2026\n\nForename,Surname,Email\nOwen,Tidy,o.tidy@x.uk\nTotal: 1";
    let list = list(text.as_bytes());
    assert_eq!(cells(&list), [(4, vec!["Forename", "Surname", "Email"]), (5, vec!["Owen", "Tidy", "o.tidy@x.uk"])]);
    assert_eq!(list.shape.headings, Some(4));
    let expected = [(1, SkipReason::AboveHeadings), (2, SkipReason::AboveHeadings), (6, SkipReason::Total)];
    assert_eq!(skipped(&list), expected);
    assert_eq!(list.shape.skipped[2].text, "Total: 1");
    assert_eq!(list.shape.first_rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 4, 5, 6]);
}

#[test]
fn the_row_of_headings_can_be_chosen() {
    let text = b"Given,Called\nVorname,Nachname\nAnna,Blau\n";
    let first = list(text);
    assert_eq!(first.shape.headings, None);
    assert_eq!(cells(&first).len(), 3);
    let say = |headings| ReadingChoices { headings: Some(headings), ..ReadingChoices::default() };
    let second = chosen(text, &say(HeadingsChoice::Row(2)));
    assert_eq!((second.shape.headings, cells(&second).len()), (Some(2), 2));
    assert!(Matching::with_headings(&second.table, true).has_header);
    let none = chosen(b"Forename,Surname\nAmy,Webb", &say(HeadingsChoice::None));
    assert_eq!((none.shape.headings, cells(&none).len()), (None, 2));
}

#[test]
fn two_rows_of_headings_and_headings_again_further_down() {
    let text =
        "Forename,Surname,Email\nfirst_name,last_name,email\nAmy,Webb,a@x.uk\nForename,Surname,Email\nZoë,Ng,z@x.uk";
    let read = list(text.as_bytes());
    assert_eq!(cells(&read).len(), 3);
    assert_eq!(skipped(&read), [(2, SkipReason::SecondHeadings), (4, SkipReason::HeadingsAgain)]);
    let grouped = list("Person,,Contact,\nForename,Surname,Email,Phone\nAmy,Webb,a@x.uk,1".as_bytes());
    assert_eq!((grouped.shape.headings, cells(&grouped).len()), (Some(2), 2));
}

#[test]
fn a_heading_twice_is_said_and_told_apart() {
    let list = list(b"Forename,Surname,Email,Email,Email\nAmy,Webb,a@x.uk,b@x.uk,");
    let said = ColumnFinding::RepeatedHeading { heading: "Email".to_owned(), columns: 3 };
    assert_eq!(list.shape.columns, [said]);
    let headers = list.table.headers(true);
    assert_eq!(headers, ["Forename", "Surname", "Email (column C)", "Email (column D)", "Email (column E)"]);
    let matching = Matching::with_headings(&list.table, true);
    assert_eq!(matching.column_of(ImportField::Email), Some(2));
}

#[test]
fn encoding_and_separator_can_be_said() {
    let text = b"Forename|Surname\n\xA3ukasz|Ng\n";
    let found = list(text);
    assert_eq!(found.shape.encoding, Some(TextEncoding::Windows1252));
    let choices = ReadingChoices { encoding: Some(TextEncoding::Windows1250), ..ReadingChoices::default() };
    assert_eq!(cells(&chosen(text, &choices))[1].1, ["Łukasz", "Ng"]);
    let choices = ReadingChoices { separator: Some(Separator::Comma), ..ReadingChoices::default() };
    assert_eq!(cells(&chosen(text, &choices))[0].1.len(), 1);
}

#[test]
fn cells_say_what_was_lost_or_meant() {
    let text =
        "Staff id,Forename,Surname,Post\n2.34561E+11,Amy,Webb,#N/A\n'000777,Bo,Lund,'=Lead\n'12,'t Hart,ʻIolani,-Minus";
    let list = list(text.as_bytes());
    let found = |row: usize, column: usize| list.table.findings_in(&list.table.rows[row], column).next();
    assert!(matches!(found(1, 0), Some(CellFinding::ShortenedNumber(shown)) if shown == "2.34561E+11"));
    assert!(matches!(found(1, 3), Some(CellFinding::FormulaError(_))));
    assert_eq!(list.table.rows[1].cells, ["", "Amy", "Webb"]);
    assert_eq!(list.table.rows[2].cells, ["000777", "Bo", "Lund", "=Lead"]);
    assert_eq!(found(2, 3), Some(&CellFinding::Text));
    assert_eq!(list.table.rows[3].cells, ["12", "'t Hart", "ʻIolani", "-Minus"]);
}

#[test]
fn letters_are_composed_and_breaks_in_headings_are_blanks() {
    let list = list("\"Job\nTitle\",Forename,Surname\nE\u{301}quipe,Zoe\u{308},Ng".as_bytes());
    assert_eq!(list.table.rows[1].cells, ["Équipe", "Zoë", "Ng"]);
    let matching = Matching::with_headings(&list.table, true);
    assert_eq!(matching.column_of(ImportField::JobTitle), Some(0));
}

#[test]
fn passwords_go_nowhere() {
    let text = "Staff logins 2026\nForename,Surname,Temporary Password\nAmy,Webb,Hunter2!\nZoë,Ng,'12345678";
    let list = list(text.as_bytes());
    assert_eq!(list.shape.columns, [ColumnFinding::Passwords { heading: "Temporary Password".to_owned() }]);
    assert!(!list.shape.may_keep_file());
    let all = format!("{list:?}");
    assert!(!all.contains("Hunter2") && !all.contains("12345678"), "{all}");
    let empty = super::list(b"Forename,Surname,password\nAmy,Webb,\n");
    assert!(empty.shape.may_keep_file(), "OneRoster has such a column, which is empty");
}

#[test]
fn quotation_marks_that_take_in_whole_lines_are_ordinary_signs() {
    let stray = "Forename,Surname,Email\n\"Ada,Pine,a@x.uk\nKojo,Osei,k@x.uk\nWill,Brown,w@x.uk\n\"Priya,Nair,p@x.uk\nBo,Lund,b@x.uk\n";
    let read = list(stray.as_bytes());
    assert_eq!(cells(&read).len(), 6);
    assert_eq!(cells(&read)[1].1, ["Ada", "Pine", "a@x.uk"]);
    assert_eq!(read.shape.quoting, Quoting::Ignored);
    // Line breaks inside a quoted cell.
    let meant = "Forename,Surname,Address,Email\nAda,Pine,\"1 High St,\nOak, Kent, UK, CT1\",a@x.uk\nBo,\"Lund, MBE\",,b@x.uk\n";
    let read = list(meant.as_bytes());
    assert_eq!((cells(&read).len(), read.shape.quoting), (3, Quoting::Quoted));
}

#[test]
fn lines_in_quotation_marks_are_lines() {
    let read = list(b"\"Forename,Surname,Job\"\r\n\"Ada,\"\"Pine, MBE\"\",Cook\"\r\n");
    assert_eq!(cells(&read), [(1, vec!["Forename", "Surname", "Job"]), (2, vec!["Ada", "Pine, MBE", "Cook"])]);
    let one = list(b"\"Name\"\n\"Pine, Ada\"\n\"Lund, Bo\"\n");
    assert_eq!(cells(&one)[1].1, ["Ada", "Pine"]);
}

#[test]
fn whole_names_are_split_and_that_is_said() {
    let read = list(b"Code,Staff name,Email,Post\nAP,\"Pine, Ada\",a@x.uk,'=Lead\nJB,Jan van den Berg,j@x.uk,Cook\n");
    assert_eq!(cells(&read)[0].1, ["Code", "First name", "Last name", "Email", "Post"]);
    assert_eq!(cells(&read)[1].1, ["AP", "Ada", "Pine", "a@x.uk", "=Lead"]);
    assert_eq!(cells(&read)[2].1, ["JB", "Jan", "van den Berg", "j@x.uk", "Cook"]);
    assert_eq!(read.shape.columns, [ColumnFinding::WholeNames { heading: "Staff name".to_owned() }]);
    let found = read.table.findings_in(&read.table.rows[1], 4).next();
    assert_eq!(found, Some(&CellFinding::Text), "what was found moves with its cell");
    // Beside columns for first and last name, "Name" is an ordinary column.
    let beside = list(b"Name,Forename,Surname\nAda Pine,Ada,Pine\n");
    assert!(beside.shape.columns.is_empty());
}
