//! Photos of people: what may be sent, which part of it is kept, and how large.

mod crop;
mod trouble;

pub use crop::{Crop, MOST_ZOOM, Square};
pub use trouble::PhotoTrouble;

use crate::access::Denial;
use crate::id::PhotoId;
use serde::{Deserialize, Serialize};

/// The name of the form's field, which is also the id of its part of a page.
pub const FIELD: &str = "photo";
pub use crate::limits::PHOTO_BYTES as MOST_BYTES;
pub use crate::limits::PHOTO_PIXELS as MOST_PIXELS;
pub use crate::limits::PHOTO_SIDE as LEAST_SIDE;
/// What a browser offers to pick, as a file field's `accept` has it.
pub const ACCEPTED: &str = "image/jpeg,image/png,image/webp";

/// How large a photo is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PhotoSize {
    /// Beside a name in a list.
    Small,
    /// On the person's own page.
    Large,
}

impl PhotoSize {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Small, Self::Large];

    /// Width and height, in pixels.
    pub const fn side(self) -> u32 {
        match self {
            Self::Small => 96,
            Self::Large => 512,
        }
    }

    /// Reads a size from an address, where it is written as its [`side`](PhotoSize::side).
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| text == size.side().to_string())
    }
}

/// What the part of a person's page about their photo shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPhoto {
    /// First and last name.
    pub name: String,
    /// The photo they have, if any.
    pub photo: Option<PhotoId>,
    /// Whether the reader may set it; otherwise the rule's own sentence.
    pub may_set: Result<(), Denial>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_as_it_is_written_and_nothing_else_is() {
        for size in PhotoSize::ALL {
            assert_eq!(PhotoSize::parse(&size.side().to_string()), Some(size));
        }
        for text in ["", "0", "97", "096", "512.0", "+96", "99999999999999999999"] {
            assert_eq!(PhotoSize::parse(text), None, "{text}");
        }
    }
}
