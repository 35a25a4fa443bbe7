//! The page's forms, and carrying them out.

use super::switches::names;
use crate::api;
use crate::failure::Failure;
use crate::posted::{Redirector, all, first};
use crate::routes;
use domain::catalogue::Feature;
use domain::exception::{ExceptionForm, SwitchesForm};
use domain::id::MemberId;
use domain::problem::Problem;
use domain::product::Product;
use serde::{Deserialize, Serialize};

/// The value that names the form that makes an exception.
pub(super) const MAKE: &str = "make";
/// The value that names the form that ends an exception.
pub(super) const END: &str = "end";
/// The value that names the form with the switches.
pub(super) const SWITCH: &str = "switch";

/// One of the page's forms, filled in.
#[derive(Clone, Debug)]
pub(super) enum SubmittedException {
    Make(ExceptionForm),
    /// Ends the exception for the permission with this code.
    End(String),
    Switch(SwitchesForm),
}

/// Why it failed, and what was typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ExceptionFormFailure {
    pub typed: ExceptionForm,
    pub problem: Problem,
}

impl SubmittedException {
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

    /// Carries out the form and redirects to the page; returns what prevented it.
    pub async fn act(self, member: MemberId, redirector: &Redirector) -> Result<Option<ExceptionFormFailure>, Failure> {
        let (done, about) = match &self {
            Self::Make(form) => (MAKE, form.feature.clone()),
            Self::End(code) => (END, code.clone()),
            Self::Switch(_) => (SWITCH, String::new()),
        };
        let (typed, answer) = match self {
            Self::Make(form) => (form.clone(), api::make_exception(member, form).await),
            Self::End(code) => (ExceptionForm::default(), api::end_exception(member, code).await),
            Self::Switch(form) => (ExceptionForm::default(), api::set_switches(member, form).await),
        };
        match answer {
            Ok(()) => {
                redirector.go(&routes::done_to(&routes::exceptions(member), done, &about));
                Ok(None)
            }
            Err(Failure(problem @ (Problem::SignedOut { .. } | Problem::NotFound))) => Err(Failure(problem)),
            Err(Failure(problem)) => Ok(Some(ExceptionFormFailure { typed, problem })),
        }
    }
}

/// The confirmation of what was just done about a permission, where permissions are set per person in the products
/// `switched`.
pub(super) fn done(done: &str, about: Option<Feature>, name: &str, switched: &[Product]) -> Option<String> {
    let about = about.map(Feature::name);
    match done {
        MAKE => Some(match about {
            Some(about) => format!("The exception for {name} is saved: {about}. You can end it below at any time."),
            None => format!("The exception for {name} is saved. You can end it below at any time."),
        }),
        END => Some(match about {
            Some(about) => format!("The exception for {name} is ended: {about}. Their role decides again."),
            None => format!("The exception for {name} is ended. Their role decides again."),
        }),
        SWITCH if !switched.is_empty() => Some(format!("What {name} may do in {} is saved.", names(switched))),
        _ => None,
    }
}
