//! Recognising what kind of file was uploaded by its contents, and refusing those that cannot be a list of staff.

use super::bundle::Bundle;
use domain::import::ListFault;

/// Kinds of files that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Zip,
}

/// The kind of a file, from its contents.
///
/// # Errors
/// What the file is instead of a list, with what to do.
pub(super) fn of(bytes: &[u8]) -> Result<Kind, ListFault> {
    const STARTS: &[(&[u8], ListFault)] = &[
        (b"%PDF", ListFault::Pdf),
        (b"{\\rtf", ListFault::Document),
        (b"\x89PNG", ListFault::Picture),
        (b"\xFF\xD8\xFF", ListFault::Picture),
        (b"GIF8", ListFault::Picture),
        // Excel before version 5.
        (b"\x09\x00\x04\x00", ListFault::OldSpreadsheet),
        (b"\x09\x02\x06\x00", ListFault::OldSpreadsheet),
        (b"\x09\x04\x06\x00", ListFault::OldSpreadsheet),
        (b"\x09\x08\x10\x00", ListFault::OldSpreadsheet),
    ];
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(compound(bytes));
    }
    if let Some((_, fault)) = STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(*fault);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    markup(bytes)?;
    Ok(Kind::Text)
}

/// Microsoft's compound files: old spreadsheets and documents, and everything encrypted.
fn compound(bytes: &[u8]) -> ListFault {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|part| part == wide)
    };
    match () {
        () if has("EncryptedPackage") => ListFault::Encrypted,
        () if has("WordDocument") => ListFault::Document,
        () => ListFault::OldSpreadsheet,
    }
}

/// Refuses web pages, XML and JSON, whatever the file's extension.
fn markup(bytes: &[u8]) -> Result<(), ListFault> {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(2_000)).unwrap_or_default()).to_lowercase();
    let start = start.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n', '\t']);
    let is_page = ["<html", "<!doctype html", "<table", "<meta", "<head", "<style", "<body"];
    if is_page.iter().any(|tag| start.starts_with(tag)) || (start.starts_with('<') && start.contains("<table")) {
        return Err(ListFault::WebPage);
    }
    if start.starts_with("<?xml") {
        let is_excel = start.contains("excel.sheet") || start.contains("office:spreadsheet");
        return Err(if is_excel { ListFault::OldSpreadsheet } else { ListFault::Data });
    }
    let is_json =
        start.starts_with("[{") || start.starts_with("{\"") || (start.starts_with(['{', '[']) && start.contains("\":"));
    if is_json { Err(ListFault::Data) } else { Ok(()) }
}

/// Refuses zips that are another program's document.
pub(super) fn refuse_other_zips(bundle: &Bundle<'_>) -> Result<(), ListFault> {
    match () {
        () if bundle.find("workbook.bin").is_some() => Err(ListFault::BinaryWorkbook),
        () if bundle.path_of("Index/Document.iwa").is_some() || bundle.find("Document.iwa").is_some() => {
            Err(ListFault::Numbers)
        }
        () if bundle.path_of("Index.zip").is_some() => Err(ListFault::Numbers),
        () if bundle.path_of("word/document.xml").is_some() => Err(ListFault::Document),
        () => Ok(()),
    }
}

/// Whether a file in a zip may be the list.
pub(super) fn may_be_list(path: &str) -> bool {
    let path = path.to_lowercase();
    [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".zip", ".xls"].iter().any(|end| path.ends_with(end))
        && !path.ends_with("readme.txt")
}

/// Whether the path is that of a OneRoster file.
pub(super) fn is_one_roster(path: &str) -> bool {
    const FILES: &[&str] = &[
        "academicsessions.csv",
        "categories.csv",
        "classes.csv",
        "classresources.csv",
        "courses.csv",
        "courseresources.csv",
        "demographics.csv",
        "enrollments.csv",
        "lineitems.csv",
        "manifest.csv",
        "orgs.csv",
        "resources.csv",
        "results.csv",
        "roles.csv",
        "userprofiles.csv",
        "userresources.csv",
    ];
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
    FILES.contains(&name.as_str())
}
