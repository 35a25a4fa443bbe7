//! Files that people send: what can end the reading of one, whatever kind of file it is.

use serde::{Deserialize, Serialize};

/// Why the reading of a file ended without an answer. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParsingFailure {
    /// It needs more memory than the reading of one file may take.
    OutOfMemory,
    /// It takes longer than the reading of one file may take.
    OutOfTime,
    /// What is in it is more than Rolecall takes from one file.
    TooMuch,
    /// The reader stopped in the middle of it.
    Crashed,
    /// Too many other files are being read.
    Busy,
    /// The reader could not be started.
    NotStarted,
}

impl ParsingFailure {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::OutOfMemory, Self::OutOfTime, Self::TooMuch, Self::Crashed, Self::Busy, Self::NotStarted];

    /// What happened and what to do, in two sentences. `advice` is what to do when the file is the cause.
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
