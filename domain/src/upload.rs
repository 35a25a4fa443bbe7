//! Uploaded files: why reading one can fail, whatever its kind. Faults of a particular kind of file are with that kind.

use serde::{Deserialize, Serialize};

/// Why reading a file stopped without a result. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParsingFailure {
    /// The file needed more memory than reading one file may use.
    OutOfMemory,
    /// The file took longer than reading one file may take.
    OutOfTime,
    /// The file contains more than Rolecall accepts from one file.
    TooMuch,
    /// The reader crashed.
    Crashed,
    /// Too many other files are being read.
    Busy,
    /// The reader could not be started.
    NotStarted,
}

impl ParsingFailure {
    /// All failures.
    pub const ALL: [Self; 6] =
        [Self::OutOfMemory, Self::OutOfTime, Self::TooMuch, Self::Crashed, Self::Busy, Self::NotStarted];

    /// What happened and what to do, in two sentences. `advice` says what to do when the file is the cause.
    pub fn sentence(self, advice: &str) -> String {
        match self {
            Self::OutOfMemory => format!("Rolecall stopped reading this file because it needs too much memory. {advice}"),
            Self::OutOfTime => format!("Rolecall stopped reading this file because it takes too long. {advice}"),
            Self::TooMuch => format!("This file holds more than Rolecall can take. {advice}"),
            Self::Crashed => format!("Rolecall could not read this file. {advice}"),
            Self::Busy => "Rolecall is reading several other files. Try again in a minute".to_owned(),
            Self::NotStarted => {
                "Rolecall could not start reading the file. Try again; if it keeps happening, tell the person who looks after Rolecall for your school".to_owned()
            }
        }
    }
}
