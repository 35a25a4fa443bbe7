//! The reason why a command failed.

use backend::store::StoreError;

/// One sentence for the person who typed the command, saying what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CommandError(String);

impl CommandError {
    /// A refusal with this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl From<StoreError> for CommandError {
    fn from(trouble: StoreError) -> Self {
        let text = trouble.to_string();
        let mut letters = text.chars();
        let first = letters.next().map(char::to_uppercase).into_iter().flatten();
        Self(format!("{}{}.", first.collect::<String>(), letters.as_str().trim_end_matches('.')))
    }
}
