//! Workbooks and zips written by hand, so that each contains exactly what a test is about.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A cell's XML.
pub fn text(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
}

/// A number with one of the styles of [`Book::bytes`].
pub fn number(value: f64, style: u32) -> String {
    format!("<c s=\"{style}\"><v>{value}</v></c>")
}

pub fn row(cells: &[String]) -> String {
    format!("<row>{}</row>", cells.concat())
}

pub fn rows(rows: &[&[&str]]) -> String {
    rows.iter().map(|cells| row(&cells.iter().map(|cell| text(cell)).collect::<Vec<_>>())).collect()
}

/// A workbook.
#[derive(Default)]
pub struct Book {
    /// Name, state and rows of each sheet.
    pub sheets: Vec<(String, String, String)>,
    pub counts_from_1904: bool,
}

impl Book {
    pub fn sheet(mut self, name: &str, rows: String) -> Self {
        self.sheets.push((name.to_owned(), "visible".to_owned(), rows));
        self
    }

    pub fn hidden(mut self, name: &str, rows: String) -> Self {
        self.sheets.push((name.to_owned(), "hidden".to_owned(), rows));
        self
    }

    /// Styles: 0 General, 1 `000000`, 2 a day, 3 `"S"0000`, 4 a built-in day.
    pub fn bytes(&self) -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let (mut sheets, mut relations, mut files) = (String::new(), String::new(), Vec::new());
        for (place, (name, state, rows)) in self.sheets.iter().enumerate() {
            let n = place + 1;
            write!(sheets, "<sheet name=\"{name}\" sheetId=\"{n}\" state=\"{state}\" r:id=\"rId{n}\"/>").unwrap();
            write!(
                relations,
                "<Relationship Id=\"rId{n}\" Type=\"{office}/worksheet\" Target=\"worksheets/s{n}.xml\"/>"
            )
            .unwrap();
            let sheet = format!(
                "<worksheet xmlns=\"{main}\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"
            );
            files.push((format!("xl/worksheets/s{n}.xml"), sheet));
        }
        write!(relations, "<Relationship Id=\"rIdS\" Type=\"{office}/styles\" Target=\"/xl/styles.xml\"/>").unwrap();
        let epoch = if self.counts_from_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
        let book =
            format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\">{epoch}<sheets>{sheets}</sheets></workbook>");
        let relations = format!("<Relationships xmlns=\"{package}\">{relations}</Relationships>");
        let styles = format!(
            "<styleSheet xmlns=\"{main}\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"000000\"/><numFmt numFmtId=\"165\" formatCode=\"dd\\/mm\\/yyyy\"/><numFmt numFmtId=\"166\" formatCode=\"&quot;S&quot;0000\"/></numFmts><cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
        );
        files.push(("xl/workbook.xml".to_owned(), book));
        files.push(("xl/_rels/workbook.xml.rels".to_owned(), relations));
        files.push(("xl/styles.xml".to_owned(), styles));
        zipped(&files.iter().map(|(name, file)| (name.as_str(), file.as_bytes())).collect::<Vec<_>>())
    }
}

pub fn workbook(cells: &[&[&str]]) -> Vec<u8> {
    Book::default().sheet("Staff", rows(cells)).bytes()
}

/// An OpenDocument spreadsheet with these sheets' XML.
pub fn open_document(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\"><office:automatic-styles><style:style style:name=\"shown\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style><style:style style:name=\"hid\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}
