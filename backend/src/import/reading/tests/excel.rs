//! Workbooks as Excel writes them, with shared strings and styles of all kinds.

use super::*;
use rust_xlsxwriter::{Format, Formula, Workbook, XlsxError};

fn staff() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let old = book.add_worksheet();
    old.set_name("Old")?.set_hidden(true);
    old.write(0, 0, "Forename")?.write(0, 1, "Surname")?.write(1, 0, "Gone")?.write(1, 1, "Long")?;
    let sheet = book.add_worksheet();
    sheet.set_name("Staff & co")?.set_active(true);
    sheet.merge_range(0, 0, 0, 4, "Staff of Hillside", &Format::new().set_bold())?;
    for (column, name) in (0..).zip(["Staff id", "Forename", "Surname", "Leaving date", "Email"]) {
        sheet.write(2, column, name)?;
    }
    let (six, day) = (Format::new().set_num_format("000000"), Format::new().set_num_format("dd/mm/yyyy"));
    sheet.write_with_format(3, 0, 451, &six)?.write(3, 1, "Zoë")?.write(3, 2, "O'Brien <née>")?;
    sheet.write_with_format(3, 3, 46_265, &day)?;
    sheet.write_formula(3, 4, Formula::new("=LOWER(B4)&\"@x.uk\"").set_result("zoë@x.uk"))?;
    sheet.write(4, 0, "000777")?.write(4, 1, "-Minus")?.write(4, 2, "=Lead\nof all")?;
    sheet.set_row_hidden(4)?;
    sheet.autofilter(2, 0, 4, 4)?;
    for row in 5..200 {
        sheet.write_blank(row, 0, &six)?;
    }
    book.save_to_buffer()
}

#[test]
fn a_workbook_of_excels_kind_is_read_as_people_see_it() {
    let list = list(&staff().unwrap());
    assert_eq!(
        cells(&list),
        [
            (3, vec!["Staff id", "Forename", "Surname", "Leaving date", "Email"]),
            (4, vec!["000451", "Zoë", "O'Brien <née>", "2026-08-31", "zoë@x.uk"]),
            (5, vec!["000777", "-Minus", "=Lead\nof all"]),
        ]
    );
    assert_eq!(list.shape.summary(None), "Excel workbook, sheet Staff & co, headings in row 3");
    assert_eq!((list.shape.hidden_rows, skipped(&list)), (1, vec![(1, SkipReason::AboveHeadings)]));
    // Text that looks like a formula stays text.
    assert!(list.table.findings.iter().all(|found| found.finding == domain::import::CellFinding::Text));
    assert_eq!(list.table.findings.len(), 2);
}

/// Twenty thousand people, the most that are accepted.
#[test]
fn long_lists_are_read_in_time() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut text = "Forename,Surname,Email,Post\n".to_owned();
    for (column, name) in (0..).zip(["Forename", "Surname", "Email", "Post"]) {
        sheet.write(0, column, name).unwrap();
    }
    for row in 1..=20_000 {
        let cells =
            [format!("First{row}"), format!("Läst{row}"), format!("p{row}@hillside.example"), "Teacher".to_owned()];
        text.push_str(&(cells.join(",") + "\n"));
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let workbook = book.save_to_buffer().unwrap();
    for file in [text.into_bytes(), workbook] {
        let begun = std::time::Instant::now();
        assert_eq!(cells(&list(&file)).len(), 20_001);
        // A generous limit: without optimisation, beside other tests.
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
        eprintln!("{:?}", begun.elapsed());
    }
}
