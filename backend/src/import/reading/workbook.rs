//! Excel workbooks, read cell by cell, since a sheet may claim the largest possible size. They are read here rather
//! than by a library because displayed values matter: number formats, hidden rows, formulas without a stored result.

mod cells;
mod date;
mod number;
mod strings;
mod styles;

use super::bundle::{Bundle, folder};
use super::rows::Rows;
use super::xml;
use crate::limits;
use domain::import::ListFault;
use quick_xml::events::Event;
use std::collections::HashMap;
use styles::Styles;

/// A sheet as it was read.
#[derive(Debug)]
pub(super) struct RawSheet {
    pub name: String,
    pub is_hidden: bool,
    /// The sheet's rows; none for a hidden sheet. A faulty sheet matters only when it is chosen.
    pub rows: Result<Rows, ListFault>,
}

/// What cells refer to: shared strings and styles.
#[derive(Debug, Default)]
struct Shared {
    strings: Vec<String>,
    styles: Styles,
    counts_from_1904: bool,
}

/// Reads the sheets of a workbook.
///
/// # Errors
/// When the workbook is damaged.
pub(super) fn read(bundle: &mut Bundle<'_>, book: &str) -> Result<Vec<RawSheet>, ListFault> {
    let home = folder(book).to_owned();
    let relations = relations(bundle, &home)?;
    let path_of = |bundle: &Bundle<'_>, target: &str| bundle.path_of(&resolve(&home, target));
    let by_kind = |kind: &str| relations.values().find(|(_, known)| known.ends_with(kind)).map(|(target, _)| target);
    let strings = by_kind("/sharedStrings").and_then(|target| path_of(bundle, target));
    let styles = by_kind("/styles").and_then(|target| path_of(bundle, target));
    let (listed, counts_from_1904) = sheets(bundle, book)?;
    let shared = Shared {
        strings: strings.map(|path| strings::read(bundle, &path)).transpose()?.unwrap_or_default(),
        styles: styles.map(|path| styles::read(bundle, &path)).transpose()?.unwrap_or_default(),
        counts_from_1904,
    };
    let mut found = Vec::new();
    for listed in listed {
        let Some((target, kind)) = relations.get(&listed.relation) else { continue };
        // A chart sheet has no cells.
        if !kind.ends_with("/worksheet") {
            continue;
        }
        let rows = match path_of(bundle, target) {
            _ if listed.is_hidden => Ok(Rows::default()),
            Some(path) => cells::read(bundle, &path, &shared),
            None => Err(ListFault::Damaged),
        };
        found.push(RawSheet { name: listed.name, is_hidden: listed.is_hidden, rows });
    }
    Ok(found)
}

struct Listed {
    name: String,
    relation: String,
    is_hidden: bool,
}

/// The sheets that the workbook lists, and whether its days count from 1904.
fn sheets(bundle: &mut Bundle<'_>, book: &str) -> Result<(Vec<Listed>, bool), ListFault> {
    let mut reader = xml::reader(bundle.stream(book)?);
    let (mut buffer, mut listed, mut counts_from_1904) = (Vec::new(), Vec::new(), false);
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "workbookPr" => counts_from_1904 = xml::is_true(xml::attribute(&element, "date1904")),
                "sheet" if listed.len() < limits::LIST_SHEETS => listed.push(Listed {
                    name: xml::attribute(&element, "name").unwrap_or_default().chars().take(100).collect(),
                    relation: xml::attribute(&element, "id").unwrap_or_default(),
                    is_hidden: xml::attribute(&element, "state").is_some_and(|state| state != "visible"),
                }),
                _ => {}
            },
            Event::Eof => return Ok((listed, counts_from_1904)),
            _ => {}
        }
    }
}

/// The files of a workbook by their id: path and kind.
fn relations(bundle: &mut Bundle<'_>, home: &str) -> Result<HashMap<String, (String, String)>, ListFault> {
    let mut found = HashMap::new();
    let Some(path) = bundle.path_of(&format!("{home}_rels/workbook.xml.rels")) else { return Ok(found) };
    let mut reader = xml::reader(bundle.stream(&path)?);
    let mut buffer = Vec::new();
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let [id, target, kind] =
                    ["Id", "Target", "Type"].map(|name| xml::attribute(&element, name).unwrap_or_default());
                found.insert(id, (target, kind));
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The path of a target, relative to this folder.
fn resolve(home: &str, target: &str) -> String {
    if target.starts_with(['/', '\\']) {
        return target.to_owned();
    }
    let mut parts: Vec<&str> = home.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
    for part in target.split(['/', '\\']) {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
