//! The page's forms, and carrying them out.

use crate::api;
use crate::failure::Failure;
use crate::posted::Redirector;
use crate::routes;
use domain::attribute::{AttributeForm, MoveDirection};
use domain::id::AttributeId;
use domain::problem::Problem;
use serde::{Deserialize, Serialize};

/// A posted form: a button with its attribute, or the form that adds one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SubmittedAttribute {
    #[serde(flatten)]
    form: AttributeForm,
    up: Option<String>,
    down: Option<String>,
    retire: Option<String>,
    bring_back: Option<String>,
    suggested: Option<String>,
}

/// Why nothing was done. A form that succeeded redirects instead.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct AttributeFormFailure {
    /// The input, where it has to be corrected.
    pub typed: Option<AttributeForm>,
    /// Why it failed.
    pub problem: Problem,
}

impl SubmittedAttribute {
    /// Carries out the form for the signed-in person, and redirects.
    pub async fn act(self, redirector: &Redirector) -> Option<AttributeFormFailure> {
        let Self { form, up, down, retire, bring_back, suggested } = self;
        let (answer, next, typed) = if let Some(attribute) = up {
            (shift(&attribute, MoveDirection::Up).await, format!("?moved={attribute}&way=up"), None)
        } else if let Some(attribute) = down {
            (shift(&attribute, MoveDirection::Down).await, format!("?moved={attribute}&way=down"), None)
        } else if let Some(attribute) = retire {
            (with(&attribute, api::retire_attribute).await, "?done=retired".to_owned(), None)
        } else if let Some(attribute) = bring_back {
            (with(&attribute, api::restore_attribute).await, "?done=back".to_owned(), None)
        } else if suggested.is_some() {
            (api::add_suggested_attributes().await, "?done=added".to_owned(), None)
        } else {
            (api::add_attribute(form.clone()).await.map(drop), "?done=added".to_owned(), Some(form))
        };
        match answer {
            Ok(()) => {
                redirector.go(&format!("{}{next}", routes::ATTRIBUTES));
                None
            }
            Err(Failure(problem)) => Some(AttributeFormFailure { typed, problem }),
        }
    }
}

async fn shift(attribute: &str, way: MoveDirection) -> Result<(), Failure> {
    with(attribute, |attribute| api::shift_attribute(attribute, way)).await
}

async fn with<Done: Future<Output = Result<(), Failure>>>(
    attribute: &str,
    act: impl FnOnce(AttributeId) -> Done,
) -> Result<(), Failure> {
    match AttributeId::parse(attribute) {
        Some(attribute) => act(attribute).await,
        None => Err(Failure(Problem::NotFound)),
    }
}

/// The confirmation for the code in the address.
pub(super) fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "added" => "Added. It can be filled in for everybody now.",
        "saved" => "Changes saved",
        "retired" => {
            "Retired: it is not asked for any more. What is known of people is kept, and you can bring it back at any time."
        }
        "back" => "Brought back, with everything that was known.",
        _ => return None,
    })
}
