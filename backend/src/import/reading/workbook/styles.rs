//! The number format of each cell style in a workbook.

use super::super::bundle::Bundle;
use super::super::xml;
use super::number::Format;
use domain::import::ListFault;
use quick_xml::events::Event;
use std::collections::HashMap;

/// The number format of each cell style.
#[derive(Debug, Default)]
pub(super) struct Styles {
    formats: Vec<Format>,
}

impl Styles {
    /// The number format of a cell style.
    pub fn format(&self, style: Option<usize>) -> &Format {
        self.formats.get(style.unwrap_or_default()).unwrap_or(&Format::General)
    }
}

pub(super) fn read(bundle: &mut Bundle<'_>, path: &str) -> Result<Styles, ListFault> {
    let mut reader = xml::reader(bundle.stream(path)?);
    let (mut buffer, mut codes, mut formats) = (Vec::new(), HashMap::new(), Vec::new());
    let mut is_of_cells = false;
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let id = xml::attribute(&element, "numFmtId").unwrap_or_default();
                    codes.insert(id, xml::attribute(&element, "formatCode").unwrap_or_default());
                }
                "cellXfs" => is_of_cells = true,
                "xf" if is_of_cells => {
                    let id = xml::attribute(&element, "numFmtId").unwrap_or_default();
                    let code = codes.get(&id).map(String::as_str);
                    formats.push(Format::of(code.unwrap_or_else(|| built_in(&id))));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => is_of_cells = false,
            Event::Eof => return Ok(Styles { formats }),
            _ => {}
        }
    }
}

/// The built-in formats (ECMA-376, 18.8.30). All date and time formats are treated alike.
fn built_in(id: &str) -> &'static str {
    match id {
        "1" => "0",
        "2" => "0.00",
        "3" | "37" | "38" => "#,##0",
        "4" | "39" | "40" => "#,##0.00",
        "9" => "0%",
        "10" => "0.00%",
        "14" | "15" | "16" | "17" | "22" | "27" | "28" | "29" | "30" | "31" | "34" | "35" | "36" | "50" | "51"
        | "52" | "53" | "54" | "57" | "58" => "dd/mm/yyyy",
        "18" | "19" | "20" | "21" | "32" | "33" | "45" | "46" | "47" | "55" | "56" => "h:mm",
        _ => "General",
    }
}
