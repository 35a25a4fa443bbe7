//! Finding the encoding of a text file and decoding it, or recognising that it is not text.

use domain::import::{ListFault, TextEncoding};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};
use std::borrow::Cow;

/// Decodes the file: by its byte order mark; as UTF-16 if it has zero bytes; as UTF-8 if it is valid; otherwise as
/// Windows or older Macs encode text.
///
/// # Errors
/// When it is not text, or not entirely.
pub(super) fn decode(bytes: &[u8], chosen: Option<TextEncoding>) -> Result<(TextEncoding, Cow<'_, str>), ListFault> {
    let marked = Encoding::for_bom(bytes);
    let rest = marked.and_then(|(_, mark)| bytes.get(mark..)).unwrap_or(bytes);
    let encoding = chosen.or_else(|| marked.map(|(encoding, _)| named(encoding))).unwrap_or_else(|| guessed(rest));
    let (text, _) = coder(encoding).decode_without_bom_handling(rest);
    is_text(&text)?;
    Ok((encoding, text))
}

const fn coder(encoding: TextEncoding) -> &'static Encoding {
    match encoding {
        TextEncoding::Utf8 => UTF_8,
        TextEncoding::Utf16Le => UTF_16LE,
        TextEncoding::Utf16Be => UTF_16BE,
        TextEncoding::Windows1252 => WINDOWS_1252,
        TextEncoding::Windows1250 => WINDOWS_1250,
        TextEncoding::Macintosh => MACINTOSH,
    }
}

fn named(encoding: &'static Encoding) -> TextEncoding {
    TextEncoding::ALL.into_iter().find(|known| coder(*known) == encoding).unwrap_or(TextEncoding::Utf8)
}

fn guessed(bytes: &[u8]) -> TextEncoding {
    let start = bytes.get(..bytes.len().min(1_000)).unwrap_or_default();
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count() * 4 > start.len();
    match (zeros(0), zeros(1)) {
        (false, true) => TextEncoding::Utf16Le,
        (true, false) => TextEncoding::Utf16Be,
        _ if is_mostly_utf8(bytes) => TextEncoding::Utf8,
        _ if is_from_a_mac(bytes) => TextEncoding::Macintosh,
        _ => TextEncoding::Windows1252,
    }
}

/// Whether the file is UTF-8, or was before a few bytes were damaged: in other encodings, two non-ASCII bytes in a row
/// rarely form a valid UTF-8 character.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|sign| !sign.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    wrong == 0 || right > wrong * 4
}

/// Whether non-ASCII letters make sense in the encoding of older Macs but not in that of Windows. Both assign
/// different letters to the same bytes, and names have lower-case letters next to lower-case letters.
fn is_from_a_mac(bytes: &[u8]) -> bool {
    let fits = |text: &str| {
        let signs: Vec<char> = text.chars().collect();
        let neighbours = signs.windows(3).filter(|three| {
            matches!(three, [before, sign, after] if !sign.is_ascii() && before.is_ascii_alphabetic() && after.is_ascii_lowercase())
        });
        neighbours.filter(|three| matches!(three, [_, sign, _] if sign.is_lowercase() || *sign == '’')).count()
    };
    let start = bytes.get(..bytes.len().min(200_000)).unwrap_or_default();
    let as_mac = fits(&MACINTOSH.decode_without_bom_handling(start).0);
    let as_windows = fits(&WINDOWS_1252.decode_without_bom_handling(start).0);
    as_mac > as_windows
}

/// Refuses characters that do not occur in text: the file is of another kind, or was damaged in transit.
fn is_text(text: &str) -> Result<(), ListFault> {
    let is_foreign = |sign: char| {
        matches!(sign, '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}') && !matches!(sign, '\u{1B}' | '\u{1A}')
    };
    // All of these are one byte long.
    let foreign = text.bytes().filter(|byte| is_foreign(char::from(*byte))).count();
    let unreadable = text.matches('\u{FFFD}').count();
    let length = text.len();
    if !text.contains('\0') && foreign * 200 <= length && unreadable * 20 <= length {
        return Ok(());
    }
    let first = text.find(|sign| is_foreign(sign) || sign == '\u{FFFD}').unwrap_or_default();
    let before = text.get(..first).unwrap_or_default();
    let rows = before.lines().count();
    // A file that begins with such characters is of another kind.
    if rows < 2 {
        return Err(ListFault::NotAList);
    }
    Err(ListFault::BinaryFrom { row: u32::try_from(rows).unwrap_or(u32::MAX) })
}
