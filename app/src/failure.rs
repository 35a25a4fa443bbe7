//! How a [`Problem`] travels from a server function to the page that asked.

use crate::api::JsonText;
use crate::platform;
use domain::problem::Problem;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// The error of every server function.
///
/// It is written whole and read as nothing but a failure: no island asks why a call failed, because the page that is
/// asked for next says it. Reading it whole would put every rule's refusal into the first WebAssembly file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Failure(pub Problem);

impl<'de> Deserialize<'de> for Failure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self(Problem::Unexpected))
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl FromServerFnError for Failure {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        if let ServerFnErrorErr::Deserialization(_) | ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) =
            error
        {
            platform::respond_bad_request();
        }
        Self(match error {
            ServerFnErrorErr::Request(_) => Problem::Unreachable,
            _ => Problem::Unexpected,
        })
    }
}

/// Whether a call failed because nobody is signed in any more.
pub fn is_signed_out<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure(Problem::SignedOut { .. })))
}
