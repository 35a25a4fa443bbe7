//! How a [`Problem`] travels from a server function to the page that asked.

use crate::api::JsonText;
use crate::platform;
use domain::access::Denial;
use domain::problem::Problem;
use domain::role::NamedRole;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use server_fn::error::{FromServerFnError, ServerFnErrorErr};
use std::borrow::Cow;
use std::fmt;

/// The error of every server function.
///
/// A failure is written whole and read as little more than a failure: no island asks why a call failed, because the page
/// that is asked for next says it. Reading it whole would put every rule's refusal into the first WebAssembly file. Only
/// that a rule refused is read, and not which, because asking again would be refused again; and of a role that has changed,
/// which it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Failure(pub Problem);

impl<'de> Deserialize<'de> for Failure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ReadFailure)
    }
}

/// Stands for whichever rule refused.
const ANY_RULE: Denial = Denial::OnlyViewing;

/// Reads the name of a problem, and the role of one that says that the role has changed.
struct ReadFailure;

/// The reader's role now.
#[derive(Deserialize)]
struct RoleNow {
    role: NamedRole,
}

impl<'de> Visitor<'de> for ReadFailure {
    type Value = Failure;

    fn expecting(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        text.write_str("a problem")
    }

    fn visit_str<E>(self, _: &str) -> Result<Failure, E> {
        Ok(Failure(Problem::Unexpected))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Failure, A::Error> {
        let mut problem = Problem::Unexpected;
        while let Some(name) = map.next_key::<Cow<'_, str>>()? {
            if name == "RoleChanged" {
                let RoleNow { role } = map.next_value()?;
                problem = Problem::RoleChanged { role };
            } else {
                map.next_value::<IgnoredAny>()?;
                if name == "Denied" {
                    problem = Problem::Denied(ANY_RULE);
                }
            }
        }
        Ok(Failure(problem))
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::role::{HeldRole, Role};
    use leptos::serde_json;

    #[test]
    fn a_refusal_is_told_from_other_failures() {
        let read = |problem: Problem| {
            let text = serde_json::to_string(&Failure(problem)).unwrap();
            serde_json::from_str::<Failure>(&text).unwrap().0
        };
        let changed = || Problem::RoleChanged { role: HeldRole::from(Role::MinimalReadOnly).into() };
        assert_eq!(read(changed()), changed());
        assert_eq!(read(Problem::Denied(Denial::WithoutNames)), Problem::Denied(ANY_RULE));
        for other in [Problem::NotFound, Problem::SignedOut { kept: true }, Problem::TooMany { wait_seconds: 3 }] {
            assert_eq!(read(other), Problem::Unexpected);
        }
    }
}
