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
    /// It has too many bytes.
    TooLarge,
    /// It is not a JPEG, PNG or WebP, whatever its name is.
    OtherKind,
    /// It is cut off or invalid.
    Broken,
    /// It has too many pixels, however few bytes it has.
    TooManyPixels,
    /// It has too few pixels to recognise anybody.
    TooSmall,
    /// Reading it stopped before its end.
    Parsing(ParsingFailure),
}

impl PhotoError {
    /// All faults of the picture itself.
    pub const ALL: [Self; 6] =
        [Self::Missing, Self::TooLarge, Self::OtherKind, Self::Broken, Self::TooManyPixels, Self::TooSmall];

    /// What to do about it, as a sentence.
    pub fn sentence(self) -> String {
        match self {
            Self::Missing => "Choose a picture".to_owned(),
            Self::TooLarge => "Choose a picture of at most 8 MB, or save this one smaller first".to_owned(),
            Self::OtherKind => "Choose a JPEG, PNG or WebP picture: this file is something else".to_owned(),
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
