//! What the page's forms send, and what comes of it.

use crate::api;
use crate::failure::Failure;
use crate::posted::{Onward, all, first};
use crate::routes;
use domain::exception::{ExceptionForm, SwitchesForm};
use domain::id::MemberId;
use domain::problem::Problem;
use serde::{Deserialize, Serialize};

/// The form that makes an exception.
pub(super) const MAKE: &str = "make";
/// The form that ends one.
pub(super) const END: &str = "end";
/// The form with the ticks.
pub(super) const SWITCH: &str = "switch";

/// One of the page's forms, filled in.
#[derive(Clone, Debug)]
pub(super) enum Sent {
    Make(ExceptionForm),
    /// The permission's code.
    End(String),
    Switch(SwitchesForm),
}

/// What stood in the way, and what was typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Outcome {
    pub typed: ExceptionForm,
    pub problem: Problem,
}

impl Sent {
    pub fn read(pairs: &[(String, String)]) -> Self {
        let text = |name| first(pairs, name).unwrap_or_default().to_owned();
        let codes = |name| all(pairs, name).map(str::to_owned).collect();
        if let Some(code) = first(pairs, END) {
            return Self::End(code.to_owned());
        }
        match first(pairs, "do") {
            Some(SWITCH) => Self::Switch(SwitchesForm { on: codes("on"), was: codes("was") }),
            _ => Self::Make(ExceptionForm {
                feature: text("feature"),
                effect: text("effect"),
                starts_on: text("starts_on"),
                ends_on: text("ends_on"),
                reason: text("reason"),
            }),
        }
    }

    /// Does it and leads back to the page; gives what stood in the way.
    pub async fn act(self, member: MemberId, onward: &Onward) -> Result<Option<Outcome>, Failure> {
        let (done, typed, answer) = match self {
            Self::Make(form) => (MAKE, form.clone(), api::make_exception(member, form).await),
            Self::End(code) => (END, ExceptionForm::default(), api::end_exception(member, code).await),
            Self::Switch(form) => (SWITCH, ExceptionForm::default(), api::set_switches(member, form).await),
        };
        match answer {
            Ok(()) => {
                onward.go(&routes::done(&routes::exceptions(member), done));
                Ok(None)
            }
            Err(Failure(problem @ (Problem::SignedOut { .. } | Problem::NotFound))) => Err(Failure(problem)),
            Err(Failure(problem)) => Ok(Some(Outcome { typed, problem })),
        }
    }
}

/// What was just done.
pub(super) fn done(done: &str, name: &str) -> Option<String> {
    match done {
        MAKE => Some(format!("The exception for {name} is saved.")),
        END => Some(format!("The exception is ended. {name} has what their role gives.")),
        SWITCH => Some(format!("What {name} may do in Comms Hub is saved.")),
        _ => None,
    }
}
