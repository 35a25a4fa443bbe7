//! The texts that a workbook stores once and its cells refer to.

use super::super::bundle::Bundle;
use super::super::xml;
use domain::import::ListFault;
use quick_xml::events::Event;

/// The shared strings, which cells refer to by index.
pub(super) fn read(bundle: &mut Bundle<'_>, path: &str) -> Result<Vec<String>, ListFault> {
    let mut reader = xml::reader(bundle.stream(path)?);
    let (mut buffer, mut strings, mut text) = (Vec::new(), Vec::new(), String::new());
    let (mut is_text, mut is_phonetic) = (false, false);
    loop {
        match xml::next(&mut reader, &mut buffer)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => text.clear(),
                "t" => is_text = true,
                "rPh" => is_phonetic = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "si" => strings.push(unescape(&text)),
                "t" => is_text = false,
                "rPh" => is_phonetic = false,
                _ => {}
            },
            Event::Text(part) if is_text && !is_phonetic => text.push_str(&part.xml10_content()),
            Event::CData(part) if is_text && !is_phonetic => text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) if is_text && !is_phonetic => xml::push_entity(&entity, &mut text),
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// Decodes characters that Excel escapes as `_x000D_`.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let sign = rest
            .get(at + 2..at + 7)
            .and_then(|code| code.strip_suffix('_'))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        match sign {
            Some(sign) => {
                out.push(sign);
                rest = after.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = after.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}
