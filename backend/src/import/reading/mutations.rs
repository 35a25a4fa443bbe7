//! Lists of staff that are nearly right, read in this process: each is a table within its limits, or a fault.

use super::read;
use super::rows::{MOST_COLUMNS, MOST_ROWS};
use crate::mutation::hold;
use domain::import::ReadingChoices;
use std::io::{Cursor, Write as _};
use std::time::Duration;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TIME: Duration = Duration::from_millis(1_500);

const USERS: &[u8] = b"sourcedId,status,dateLastModified,enabledUser,givenName,familyName,email,identifier\r\n\
u1,active,2026-09-01,true,Zo\xC3\xAB,\"Ng, MBE\",zoe@hillside.example,1\r\nu2,tobedeleted,,false,Amy,Webb,,2\r\n";
const ROLES: &[u8] = b"sourcedId,userSourcedId,roleType,role,status\nr1,u1,primary,teacher,active\nr2,u1,secondary,aide,active\nr3,u2,primary,teacher,tobedeleted\n";

fn held_to_its_limits(file: &[u8]) {
    if let Ok(list) = read(file, &ReadingChoices::default()) {
        let table = list.table;
        assert!(!table.rows.is_empty() && table.rows.len() <= MOST_ROWS + 1 && table.width <= MOST_COLUMNS);
        for row in &table.rows {
            assert!(row.cells.len() <= table.width, "{row:?}");
            assert!(row.cells.iter().all(|cell| cell.chars().count() <= 1_000 && cell.trim() == cell.as_str()), "{row:?}");
        }
    }
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn separated_values() {
    let wide: Vec<u8> =
        "Forename;Surname\r\n\"Zoë\";\"O'Brien, née Łuk\"\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let corpus = vec![
        USERS.to_vec(),
        b"\xEF\xBB\xBFStaff ID\tForename\tSurname\n1\tZo\xC3\xAB\tNg\n\n\n2\tAmy\t\"two\nlines\"".to_vec(),
        b"Forename,Surname\r\nZo\xEB,D\x92Arcy".to_vec(),
        wide,
    ];
    hold(TIME, corpus, |_, file| held_to_its_limits(file));
}

#[test]
fn zips() {
    let whole = zipped(&[("users.csv", USERS), ("roles.csv", ROLES), ("manifest.csv", b"propertyName,value")]);
    hold(TIME, vec![whole, zipped(&[("a/USERS.CSV", USERS)])], |_, file| held_to_its_limits(file));
}

#[test]
fn one_roster() {
    hold(TIME, vec![USERS.to_vec(), ROLES.to_vec()], |which, file| {
        let (users, roles) = if which == 0 { (file, ROLES) } else { (USERS, file) };
        held_to_its_limits(&zipped(&[("users.csv", users), ("roles.csv", roles)]));
    });
}
