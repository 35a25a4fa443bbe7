//! Why a picture cannot become a photo, with a sentence for each reason.

use super::{FIELD, LEAST_SIDE};
use crate::problem::Problem;
use crate::upload::ParsingFailure;
use serde::{Deserialize, Serialize};

/// Why a picture cannot become a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhotoError {
    /// No picture was chosen.
    Missing,
    /// The file has too many bytes.
    TooLarge,
    /// The file is not a JPEG, PNG or WebP, whatever its name is.
    OtherKind,
    /// The file is a HEIC, which iPhones make and few other programs read.
    Heic,
    /// The file is cut off or invalid.
    Broken,
    /// The picture has too many pixels, however few bytes it has.
    TooManyPixels,
    /// The picture has too few pixels to recognise anybody.
    TooSmall,
    /// Reading the file stopped before its end.
    Parsing(ParsingFailure),
}

impl PhotoError {
    /// All faults of the picture itself.
    pub const ALL: [Self; 7] =
        [Self::Missing, Self::TooLarge, Self::OtherKind, Self::Heic, Self::Broken, Self::TooManyPixels, Self::TooSmall];

    /// What is wrong with a picture that is not a JPEG, PNG or WebP, by how its file begins.
    pub fn of_other_kind(begins: &[u8]) -> Self {
        // ISO 23008-12: after the length of the box, its kind, and then the brand that the file is made by.
        const BRANDS: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];
        let is_heic =
            begins.get(4..8) == Some(b"ftyp") && begins.get(8..12).is_some_and(|brand| BRANDS.contains(&brand));
        if is_heic { Self::Heic } else { Self::OtherKind }
    }

    /// What to do about it, as a sentence.
    pub fn sentence(self) -> String {
        match self {
            Self::Missing => "Choose a picture".to_owned(),
            Self::TooLarge => "Choose a picture of at most 8 MB, or save this one smaller first".to_owned(),
            Self::OtherKind => "Choose a JPEG, PNG or WebP picture: this file is something else".to_owned(),
            Self::Heic => "This is an iPhone’s HEIC picture. Save it as JPEG and choose that".to_owned(),
            Self::Broken => {
                "Choose another picture, or save this one anew: the file is damaged or not complete".to_owned()
            }
            Self::TooManyPixels => "Save the picture smaller first: it may have 25 million pixels".to_owned(),
            Self::TooSmall => {
                format!("Choose a larger picture: at least {LEAST_SIDE} pixels wide and {LEAST_SIDE} pixels high")
            }
            Self::Parsing(failure) => failure.sentence("Choose another picture"),
        }
    }
}

impl From<PhotoError> for Problem {
    fn from(trouble: PhotoError) -> Self {
        Self::field(FIELD, trouble)
    }
}

#[cfg(test)]
mod tests {
    use super::PhotoError;

    #[test]
    fn a_heic_is_known_by_how_it_begins() {
        for brand in ["heic", "heix", "mif1", "msf1", "hevc"] {
            let file = [&b"\0\0\0\x18ftyp"[..], brand.as_bytes(), b"\0\0\0\0mif1heic"].concat();
            assert_eq!(PhotoError::of_other_kind(&file), PhotoError::Heic, "{brand}");
        }
        for other in [&b""[..], b"\0\0\0\x18ftyp", b"\0\0\0\x18ftypavif", b"\0\0\0\x18ftypisom", b"heic.heic.heic"] {
            assert_eq!(PhotoError::of_other_kind(other), PhotoError::OtherKind, "{other:?}");
        }
    }
}
