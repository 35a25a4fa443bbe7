//! How a list of staff is read: what is stored until it is confirmed, and which choices can be changed.

use crate::import::{confirm, staged};
use crate::test_context::{Person, TestContext};
use backend::import;
use domain::id::ImportId;
use domain::import::{ImportConfirmResult, ImportListing, ImportStage, ReadingForm, ShapeView};
use domain::moment::DAY;
use domain::problem::Problem;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TITLED: &str = "Staff of Hillside\nGiven,Called\nVorname,Nachname\nAnna,Blau\nBert,Grün\n";

/// A workbook with these sheets: name, state and rows.
fn workbook(sheets: &[(&str, &str, &[&[&str]])]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut listed, mut relations) = (String::new(), String::new());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    for (place, (name, state, rows)) in sheets.iter().enumerate() {
        write!(listed, "<sheet name=\"{name}\" state=\"{state}\" sheetId=\"{place}\" r:id=\"r{place}\"/>").unwrap();
        write!(relations, "<Relationship Id=\"r{place}\" Type=\"{office}/worksheet\" Target=\"s{place}.xml\"/>")
            .unwrap();
        let cell = |cell: &&str| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>");
        let row = |row: &&[&str]| format!("<row>{}</row>", row.iter().map(cell).collect::<String>());
        let rows: String = rows.iter().map(row).collect();
        put(
            &format!("xl/s{place}.xml"),
            &format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    put(
        "xl/workbook.xml",
        &format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{listed}</sheets></workbook>"),
    );
    put("xl/_rels/workbook.xml.rels", &format!("<Relationships>{relations}</Relationships>"));
    zip.finish().unwrap().into_inner()
}

async fn stage(world: &TestContext, by: &Person, file: impl AsRef<[u8]>) -> Result<ImportId, Problem> {
    import::stage(&world.backend, &by.actor, "staff", file.as_ref().to_vec()).await
}

async fn shape(world: &TestContext, by: &Person, id: ImportId) -> ShapeView {
    import::shape(&world.backend, &by.actor, id).await.unwrap().unwrap()
}

async fn read_again(world: &TestContext, by: &Person, id: ImportId, form: &ReadingForm) -> Result<(), Problem> {
    import::read_again(&world.backend, &by.actor, id, form).await
}

/// The import's columns, and its number of people.
async fn columns(world: &TestContext, by: &Person, id: ImportId) -> (Vec<String>, u32) {
    let listing = ImportListing { columns: true, ..ImportListing::default() };
    match import::view_import(&world.backend, &by.actor, id, listing).await.unwrap().stage {
        ImportStage::Columns(view) => (view.columns.into_iter().map(|column| column.header).collect(), view.people),
        other => panic!("columns: {other:?}"),
    }
}

fn sheets(names: &[&str]) -> ReadingForm {
    ReadingForm { sheets: names.iter().map(|name| (*name).to_owned()).collect(), ..ReadingForm::default() }
}

fn headings(row: &str) -> ReadingForm {
    ReadingForm { headings: row.to_owned(), ..ReadingForm::default() }
}

both! {
    async fn the_row_of_headings_is_chosen_without_uploading_again(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let id = stage(&world, &owner, TITLED).await.unwrap();
        let found = shape(&world, &owner, id).await;
        assert_eq!((found.shape.headings, found.can_read_again, found.shape.first_rows.len()), (None, true, 5));
        assert_eq!(columns(&world, &owner, id).await.1, 5);
        read_again(&world, &owner, id, &headings("3")).await.unwrap();
        assert_eq!(columns(&world, &owner, id).await, (vec!["Vorname".to_owned(), "Nachname".to_owned()], 2));
        assert_eq!(shape(&world, &owner, id).await.shape.summary(None), "Commas, UTF-8, headings in row 3");
        // A wrong encoding is chosen, and corrected after that.
        read_again(&world, &owner, id, &ReadingForm { encoding: "windows-1252".to_owned(), ..headings("3") }).await.unwrap();
        read_again(&world, &owner, id, &ReadingForm { encoding: "utf-8".to_owned(), ..headings("3") }).await.unwrap();
        assert_eq!(columns(&world, &owner, id).await.1, 2);
    }

    async fn sheets_are_chosen_by_name_and_hidden_ones_never_read(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let people: &[&[&str]] = &[&["Forename", "Surname"], &["Amy", "Webb"]];
        let file = workbook(&[
            ("Old", "hidden", &[&["Forename", "Surname"], &["Gone", "Longago"]]),
            ("Teachers", "visible", people),
            ("Support", "visible", &[&["Surname", "Forename"], &["Ng", "Zoë"], &["Orr", "Eve"]]),
        ]);
        let id = stage(&world, &owner, &file).await.unwrap();
        assert_eq!(columns(&world, &owner, id).await.1, 3);
        assert_eq!(shape(&world, &owner, id).await.shape.summary(None), "Excel workbook, sheets Teachers and Support, headings in row 1");
        read_again(&world, &owner, id, &sheets(&["Support"])).await.unwrap();
        assert_eq!(columns(&world, &owner, id).await.1, 2);
        let Err(Problem::Form(errors)) = read_again(&world, &owner, id, &sheets(&["Old"])).await else { panic!("refused") };
        assert!(errors[0].sentence().contains("no such visible sheet"), "{errors:?}");
        assert_eq!(columns(&world, &owner, id).await.1, 2, "it stays as it was");
        assert!(world.places_of(&["Longago"]).await.is_empty());
    }

    async fn the_file_is_thrown_away_with_what_it_was_kept_for(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let kept = "SELECT COUNT(*) FROM imports WHERE source IS NOT NULL";
        let id = staged(&world, &owner, "Forename,Surname\nMarker,Webb\n").await;
        assert_eq!(world.number(kept).await, 1);
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        assert_eq!(world.number(kept).await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM imports WHERE shape IS NOT NULL").await, 0);
        assert_eq!(import::shape(&world.backend, &owner.actor, id).await, Ok(None));
        assert_eq!(read_again(&world, &owner, id, &headings("1")).await, Err(Problem::NotFound));
        let second = staged(&world, &owner, "Forename,Surname\nZoë,Ng\n").await;
        import::discard(&world.backend, &owner.actor, second).await.unwrap();
        assert_eq!(world.number(kept).await, 0);
        staged(&world, &owner, "Forename,Surname\nZoë,Ng\n").await;
        world.clock.advance(8 * DAY);
        let owner = world.sign_in(&owner.email).await;
        stage(&world, &owner, "Forename,Surname\nEve,Orr\n").await.unwrap();
        assert_eq!(world.number(kept).await, 1, "the older one was swept");
    }

    async fn passwords_and_pupils_are_not_kept(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let id = stage(&world, &owner, "Forename,Surname,Password\nAmy,Webb,Hunter2secret\n").await.unwrap();
        assert!(world.places_of(&["Hunter2secret"]).await.is_empty());
        let found = shape(&world, &owner, id).await;
        assert!(!found.can_read_again);
        assert!(found.shape.remarks(None)[0].contains("“Password” holds passwords"));
        let Err(Problem::Form(errors)) = read_again(&world, &owner, id, &headings("1")).await else { panic!("refused") };
        assert!(errors[0].sentence().contains("has not kept this file"), "{errors:?}");
        let Err(Problem::Form(errors)) = stage(&world, &owner, "Forename,Surname,UPN\nKim,Young,B801200005001\n").await else {
            panic!("refused")
        };
        assert!(errors[0].sentence().contains("list of pupils") && errors[0].sentence().contains("UPNs"), "{errors:?}");
        assert!(world.places_of(&["B801200005001"]).await.is_empty());
    }

    async fn the_next_file_is_read_as_the_last_one_was_said_to_be(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let staff: &[&[&str]] = &[&["Forename", "Surname"], &["Amy", "Webb"]];
        let file = workbook(&[("Teachers", "visible", staff), ("Support", "visible", staff)]);
        let id = staged(&world, &owner, &file).await;
        read_again(&world, &owner, id, &sheets(&["Support"])).await.unwrap();
        let pairs = [("column_0", "first_name"), ("column_1", "last_name")];
        let pairs = pairs.iter().map(|(name, field)| ((*name).to_owned(), (*field).to_owned())).collect();
        import::match_columns(&world.backend, &owner.actor, id, true, pairs).await.unwrap();
        let other_role = Some("minimal-read-only".to_owned());
        let decisions = domain::import::Decisions { other_role, ..domain::import::Decisions::default() };
        import::decide(&world.backend, &owner.actor, id, &decisions).await.unwrap();
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        let next = stage(&world, &owner, &file).await.unwrap();
        assert_eq!(shape(&world, &owner, next).await.shape.summary(None), "Excel workbook, sheet Support, headings in row 1");
        // A file without such a sheet is read as detected.
        let other = stage(&world, &owner, &workbook(&[("All", "visible", staff)])).await.unwrap();
        assert_eq!(shape(&world, &owner, other).await.shape.summary(None), "Excel workbook, sheet All, headings in row 1");
    }

    async fn another_schools_file_is_out_of_reach(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let id = stage(&world, &owner, TITLED).await.unwrap();
        let other = world.school_with_owner("Oak").await;
        assert_eq!(import::shape(&world.backend, &other.actor, id).await, Ok(None));
        assert_eq!(read_again(&world, &other, id, &headings("3")).await, Err(Problem::NotFound));
    }
}
