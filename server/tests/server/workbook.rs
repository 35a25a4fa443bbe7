//! Handmade workbooks that no spreadsheet program would write.

use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A zip of these files.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with this sheet and these shared strings, both given as the content of their element.
pub fn workbook(sheet: &str, strings_attributes: &str, strings: &str) -> Vec<u8> {
    let relation = |id: u32, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let top = format!(
        "<Relationships xmlns=\"{PACKAGE}\">{}</Relationships>",
        relation(1, "officeDocument", "xl/workbook.xml")
    );
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"Staff\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let parts = format!(
        "<Relationships xmlns=\"{PACKAGE}\">{}{}</Relationships>",
        relation(1, "worksheet", "worksheets/sheet1.xml"),
        relation(2, "sharedStrings", "sharedStrings.xml")
    );
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{sheet}</sheetData></worksheet>");
    let strings = format!("<sst xmlns=\"{MAIN}\" {strings_attributes}>{strings}</sst>");
    zipped(&[
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

/// A workbook of about a kilobyte that claims 3·10^17 shared strings.
pub fn countless_strings() -> Vec<u8> {
    let sheet = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    workbook(sheet, "uniqueCount=\"300000000000000000\"", "<si><t>Forename</t></si>")
}

/// A workbook of 60 kB whose one shared string has 60 MB and is in sixty cells of a row.
pub fn one_long_string() -> Vec<u8> {
    let cells: String = (0..60).map(|_| "<c t=\"s\"><v>0</v></c>").collect();
    let string = format!("<si><t>{}</t></si>", "a".repeat(60_000_000));
    workbook(&format!("<row r=\"1\">{cells}</row>"), "uniqueCount=\"1\"", &string)
}
