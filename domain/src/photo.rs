//! Photos of members: limits, sizes and the photo's part of a page. The square that is kept is in `photo/crop.rs`;
//! decoding is the backend's job.

mod crop;
mod error;

pub use crop::{Crop, MOST_ZOOM, Square};
pub use error::PhotoError;

use crate::access::Denial;
use crate::id::PhotoId;
use serde::{Deserialize, Serialize};

/// The name of the form field, which is also the id of the photo's part of a page.
pub const FIELD: &str = "photo";
pub use crate::limits::PHOTO_BYTES as MOST_BYTES;
pub use crate::limits::PHOTO_PIXELS as MOST_PIXELS;
pub use crate::limits::PHOTO_SIDE as LEAST_SIDE;
/// The types of files to offer, as the `accept` attribute of a file field.
pub const ACCEPTED: &str = "image/jpeg,image/png,image/webp";

/// The sizes in which a photo is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PhotoSize {
    /// Beside a name in a list.
    Small,
    /// On the member's own page.
    Large,
}

impl PhotoSize {
    /// Both sizes.
    pub const ALL: [Self; 2] = [Self::Small, Self::Large];

    /// Width and height, in pixels.
    pub const fn side(self) -> u32 {
        match self {
            Self::Small => 96,
            Self::Large => 512,
        }
    }

    /// Reads a size from an address, in which it is written as its [`side`](PhotoSize::side).
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| text == size.side().to_string())
    }
}

/// The photo's part of a member's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPhoto {
    /// First and last name.
    pub name: String,
    /// The present photo, if there is one.
    pub photo: Option<PhotoId>,
    /// Whether the reader may change it, or the rule that forbids it.
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
