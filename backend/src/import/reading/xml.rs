//! Reading the XML of spreadsheets.

use domain::import::ListFault;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;
use std::io::BufRead;

/// An XML reader that is as lenient as spreadsheet programs.
pub(super) fn reader<R: BufRead>(from: R) -> Reader<R> {
    let mut reader = Reader::from_reader(from);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    reader
}

/// The next event.
///
/// # Errors
/// When the file is not valid XML.
pub(super) fn next<'b, R: BufRead>(reader: &mut Reader<R>, buffer: &'b mut Vec<u8>) -> Result<Event<'b>, ListFault> {
    buffer.clear();
    reader.read_event_into(buffer).map_err(|_| ListFault::Damaged)
}

/// An attribute's value, ignoring its name's prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    Some(quick_xml::escape::unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
}

/// Whether a boolean attribute is true.
pub(super) fn is_true(value: Option<String>) -> bool {
    value.is_some_and(|value| matches!(value.as_str(), "1" | "true"))
}

/// Appends an entity's character. Unknown entities are ignored.
pub(super) fn push_entity(entity: &BytesRef<'_>, text: &mut String) {
    match entity.resolve_char_ref() {
        Ok(Some(sign)) => text.push(sign),
        _ => text.push_str(quick_xml::escape::resolve_xml_entity(entity).unwrap_or_default()),
    }
}
