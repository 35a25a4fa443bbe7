//! Mutation tests: nearly correct lists of staff, read in this process. Each has to give a table within its limits or
//! a fault with a sentence, and within a time limit.

use super::read;
use super::rows::{MOST_COLUMNS, MOST_ROWS};
use super::tests::files::{Book, number, open_document, row, rows, text, zipped};
use crate::mutation::{hold, hold_each};
use domain::import::ReadingChoices;
use std::time::{Duration, Instant};

const TIME: Duration = Duration::from_millis(1_500);
/// Longer than any of these files takes, even on a busy machine and without optimisation.
const LONG: Duration = Duration::from_secs(8);

const USERS: &[u8] = b"sourcedId,status,dateLastModified,enabledUser,givenName,familyName,email,identifier\r\n\
u1,active,2026-09-01,true,Zo\xC3\xAB,\"Ng, MBE\",zoe@hillside.example,1\r\nu2,tobedeleted,,false,Amy,Webb,,2\r\n";
const ROLES: &[u8] = b"sourcedId,userSourcedId,roleType,role,status,orgSourcedId,beginDate,endDate\nr1,u1,primary,teacher,active,o1,,\nr2,u1,secondary,aide,active,o2,2021-09-01,2022-08-31\nr3,u2,primary,teacher,tobedeleted,o1,,\n";
const MANIFEST: &[u8] = b"propertyName,value\noneroster.version,1.2\nfile.users,delta\nfile.roles,bulk\n";
const ORGS: &[u8] = b"sourcedId,status,name,type\no1,active,Hillside,school\no2,active,Oak,school\n";

fn held_to_its_limits(file: &[u8]) {
    let begun = Instant::now();
    match read(file, &ReadingChoices::default()) {
        Ok(list) => {
            let table = list.table;
            assert!(!table.rows.is_empty() && table.rows.len() <= MOST_ROWS + 1 && table.width <= MOST_COLUMNS);
            for row in &table.rows {
                assert!(row.cells.len() <= table.width, "{row:?}");
                assert!(
                    row.cells.iter().all(|cell| cell.chars().count() <= 1_000 && cell.trim() == cell.as_str()),
                    "{row:?}"
                );
            }
            assert!(table.findings.is_sorted_by_key(|found| (found.row, found.column)));
        }
        Err(fault) => assert!(fault.sentence().len() > 10, "{fault:?}"),
    }
    assert!(begun.elapsed() < LONG, "{:?} for {} bytes", begun.elapsed(), file.len());
}

fn values() -> Vec<Vec<u8>> {
    let wide: Vec<u8> =
        "Forename;Surname\r\n\"Zoë\";\"O'Brien, née Łuk\"\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        USERS.to_vec(),
        b"\xEF\xBB\xBFStaff ID\tForename\tSurname\n1\tZo\xC3\xAB\tNg\n\n\n2\tAmy\t\"two\nlines\"".to_vec(),
        b"sep=;\nStaff list;Autumn\n\nForename;Surname;Email\nAmy;Webb;a@x.uk\nTotal: 1".to_vec(),
        b"Forename,Surname\r\nZo\xEB,D\x92Arcy".to_vec(),
        wide,
    ]
}

fn zips() -> Vec<Vec<u8>> {
    let whole = zipped(&[("users.csv", USERS), ("roles.csv", ROLES), ("manifest.csv", MANIFEST), ("orgs.csv", ORGS)]);
    vec![zipped(&[("Export.zip", &whole), ("__MACOSX/._Export.zip", b"\0")]), zipped(&[("a/USERS.CSV", USERS)]), whole]
}

fn book() -> Vec<u8> {
    let staff = row(&["Staff id", "Forename", "Surname", "Leaving date"].map(text))
        + &row(&[
            number(451.0, 1),
            text("Amy"),
            "<c t=\"str\"><f>B1</f><v>Webb</v></c>".to_owned(),
            number(46_265.0, 2),
        ])
        + "<row hidden=\"1\"><c t=\"e\"><v>#N/A</v></c></row>";
    Book::default()
        .hidden("Old", rows(&[&["x"]]))
        .sheet("Staff", staff)
        .sheet("More", rows(&[&["Forename", "Surname"], &["Bo", "Ng"]]))
        .bytes()
}

fn table() -> String {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let line = |cells: [&str; 2]| format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat());
    let end = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    format!(
        "<table:table table:name=\"Staff\" table:style-name=\"shown\">{}{}{end}</table:table>",
        line(["Forename", "Surname"]),
        line(["Amy", "Webb"])
    )
}

#[test]
fn separated_values() {
    hold(TIME, values(), |_, file| held_to_its_limits(file));
}

#[test]
fn one_roster() {
    let corpus = [USERS, ROLES, MANIFEST, ORGS].map(<[u8]>::to_vec).to_vec();
    hold(TIME, corpus, |which, file| held_to_its_limits(&in_a_zip(which, file)));
}

/// The OneRoster zip with one of its files replaced by this one.
fn in_a_zip(which: usize, file: &[u8]) -> Vec<u8> {
    let mut files = [("users.csv", USERS), ("roles.csv", ROLES), ("manifest.csv", MANIFEST), ("orgs.csv", ORGS)];
    files[which].1 = file;
    zipped(&files)
}

/// Two thousand files: some mutated as they are sent, some inside their zips, where mutations get further.
#[test]
fn two_thousand_files_of_all_kinds() {
    hold_each(500, values(), |_, file| held_to_its_limits(file));
    let whole: Vec<Vec<u8>> = zips().into_iter().chain([book(), open_document(&table())]).collect();
    hold_each(500, whole, |_, file| held_to_its_limits(file));
    let sheet = br#"<row r="1"><c r="A1" t="inlineStr"><is><t>Forename</t></is></c><c r="B1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="1"><f>B1</f><v>451</v></c></row>"#;
    hold_each(400, vec![sheet.to_vec()], |_, file| {
        held_to_its_limits(&Book::default().sheet("Staff", String::from_utf8_lossy(file).into_owned()).bytes());
    });
    hold_each(300, vec![table().into_bytes()], |_, file| {
        held_to_its_limits(&open_document(&String::from_utf8_lossy(file)))
    });
    let corpus = [USERS, ROLES, MANIFEST, ORGS].map(<[u8]>::to_vec).to_vec();
    hold_each(300, corpus, |which, file| held_to_its_limits(&in_a_zip(which, file)));
}
