//! What people and addresses are called. Parsed once, at the edge; whoever holds one of these holds a right one.
//!
//! Each `parse` gives the sentence to show when the text will not do; it says what to do next.

mod email;
mod label;
mod person;

pub use email::EmailAddress;
pub use label::{JobTitle, KnownAs, RoleName, SchoolName, StaffCode, Title, Username};
pub use person::PersonName;

/// Trims, and makes every run of white space one space.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that no name holds: control characters, and the invisible ones that turn the direction
/// of the text around them (they make one name look like another).
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
}

/// Tidies `text` and refuses forbidden characters and more than `most` characters.
/// `what` begins the sentence: "First name".
pub(crate) fn short_line(text: &str, what: &str, most: usize) -> Result<String, String> {
    if text.chars().any(|c| is_forbidden(c) && !matches!(c, '\t' | '\n' | '\r')) {
        return Err(format!("{what} has a hidden character in it. Type it again"));
    }
    let text = tidy(text);
    if text.chars().count() > most {
        return Err(format!("{what} must be {most} characters or fewer"));
    }
    Ok(text)
}

/// Gives a one-line text type its private field, reading, and serde through `parse`.
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
            type Error = String;
            fn try_from(text: String) -> Result<Self, String> {
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
