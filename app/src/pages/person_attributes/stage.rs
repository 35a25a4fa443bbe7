//! How far somebody has come with changing what is known: filling in, or looking at what will change.

use crate::api;
use crate::failure::Failure;
use crate::posted::Onward;
use crate::routes;
use domain::attribute::{AttributeChange, AttributeStep, AttributesTyped, PersonAttributes};
use domain::id::MemberId;
use domain::problem::{FieldError, Problem};
use serde::{Deserialize, Serialize};

/// The button that makes the changes.
pub(super) const CONFIRM: &str = "confirm";
/// The button that goes back to the fields.
pub(super) const BACK: &str = "back";

/// What is to be said about the fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Said {
    Nothing,
    /// They were sent as they came.
    Same,
    /// What is to be corrected.
    Wrong(Vec<FieldError>),
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Stage {
    /// What stands in the way of all of it.
    Stopped(Problem),
    /// What is known, for somebody who may not change it, or while nothing is asked for.
    Looking(PersonAttributes),
    /// The fields.
    Filling { person: PersonAttributes, typed: AttributesTyped, said: Said },
    /// What will change.
    Reviewing { person: PersonAttributes, changes: Vec<AttributeChange> },
}

impl Stage {
    /// Does what was sent, if anything was, and leads on once the changes are made.
    pub async fn of(member: Option<MemberId>, sent: Option<Vec<(String, String)>>, onward: &Onward) -> Self {
        let Some(member) = member else { return Self::Stopped(Problem::NotFound) };
        let person = match api::attributes_of_person(member).await {
            Ok(person) => person,
            Err(Failure(problem)) => return Self::Stopped(problem),
        };
        match sent {
            Some(sent) if person.may_set.is_ok() => Self::after(person, &sent, onward).await,
            // The server's own answer to whoever sends what no page of ours offers them.
            Some(_) => match api::set_attributes(member, Vec::new()).await {
                Ok(_) => Self::Looking(person),
                Err(Failure(problem)) => Self::Stopped(problem),
            },
            None if person.may_set.is_err() || !is_asked(&person) => Self::Looking(person),
            None => Self::Filling { typed: AttributesTyped::of(&person.held), person, said: Said::Nothing },
        }
    }

    async fn after(person: PersonAttributes, sent: &[(String, String)], onward: &Onward) -> Self {
        let pressed = |button: &str| sent.iter().any(|(name, _)| name == button);
        let typed = AttributesTyped::from_pairs(sent);
        if pressed(CONFIRM) {
            let steps = AttributeStep::from_pairs(sent);
            return match api::set_attributes(person.member, steps).await {
                Ok(_) => {
                    onward.go(&format!("{}?saved=1", routes::person_attributes(person.member)));
                    Self::Looking(person)
                }
                Err(Failure(Problem::Form(errors))) => {
                    Self::Filling { typed: typed.over(&person.held), person, said: Said::Wrong(errors) }
                }
                Err(Failure(problem)) => Self::Stopped(problem),
            };
        }
        if pressed(BACK) {
            return Self::Filling { typed: typed.over(&person.held), person, said: Said::Nothing };
        }
        match typed.changes(&person.held) {
            Ok(changes) if changes.is_empty() => Self::Filling { person, typed, said: Said::Same },
            Ok(changes) => Self::Reviewing { person, changes },
            Err(errors) => Self::Filling { person, typed, said: Said::Wrong(errors) },
        }
    }
}

/// Whether anything is asked for.
fn is_asked(person: &PersonAttributes) -> bool {
    person.held.iter().any(|held| !held.attribute.is_retired)
}
