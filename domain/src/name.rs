//! What people and addresses are called. Parsed once, at the edge: a value of one of these types is valid.
//!
//! Each `parse` gives a [`TextFault`] when the text will not do; its sentence says what to do next.

use crate::fault::{TextFault, TextKind};

mod email;
mod label;
mod person;

pub use email::EmailAddress;
pub use label::{JobTitle, KnownAs, RoleName, SchoolName, StaffCode, Title, Username};
pub use person::PersonName;

/// `text` with each letter and its accents composed into one character where Unicode has one (NFC), so that names typed
/// on different keyboards are equal. The browser leaves that to the server, which parses everything again.
pub fn composed(text: &str) -> String {
    #[cfg(not(target_arch = "wasm32"))]
    let text: String = unicode_normalization::UnicodeNormalization::nfc(text).collect();
    #[cfg(target_arch = "wasm32")]
    let text = text.to_owned();
    text
}

/// Composes `text`, removes invisible characters that mean nothing, trims it, and turns every run of white space,
/// including line breaks, into one space.
pub fn tidy(text: &str) -> String {
    let seen: String = text.chars().filter(|sign| !is_empty_sign(*sign)).collect();
    composed(&seen.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a character is an invisible one that copying from web pages and word processors leaves behind. Joiners are
/// not included, because Persian and Indian names need them.
pub(crate) const fn is_empty_sign(sign: char) -> bool {
    matches!(sign, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// Whether a character may not be in a name: control characters that are not white space, and invisible characters that
/// change the direction of text, which can make one name look like another.
pub(crate) fn is_forbidden(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Tidies `text` and refuses forbidden characters and more than `most` characters.
pub(crate) fn short_line(text: &str, kind: TextKind, most: usize) -> Result<String, TextFault> {
    if text.chars().any(is_forbidden) {
        return Err(TextFault::Hidden(kind));
    }
    let text = tidy(text);
    if text.chars().count() > most {
        return Err(TextFault::too_long(kind, most));
    }
    Ok(text)
}

/// Gives a type for one line of text its private field, accessors, and serde through `parse`.
macro_rules! parsed_text {
    ($($name:ident),+) => {$(
        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = crate::fault::TextFault;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.0
            }
        }
    )+};
}
pub(crate) use parsed_text;

#[cfg(test)]
mod tests;
