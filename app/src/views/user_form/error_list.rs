//! The errors at the top of a form about a person.

use crate::views::{listed, tab_follows};
use crate::widgets::{ErrorSummary, FieldError as Listed};
use domain::problem::FieldError;
use leptos::prelude::*;

/// The errors that the form's summary lists, and how often they were shown: each time the summary takes the focus.
#[derive(Clone, Copy)]
pub(crate) struct ErrorList {
    errors: RwSignal<Vec<Listed>>,
    attempts: RwSignal<u32>,
}

impl ErrorList {
    /// The list as the page opens. The page's title follows it.
    pub fn new(errors: Vec<FieldError>) -> Self {
        let list = Self { errors: RwSignal::new(listed(errors)), attempts: RwSignal::new(0) };
        tab_follows(Signal::derive(move || list.errors.with(|errors| !errors.is_empty())));
        list
    }

    /// Lists these instead.
    pub fn show(self, errors: Vec<FieldError>) {
        self.errors.set(listed(errors));
        self.attempts.update(|attempts| *attempts += 1);
    }

    /// The summary that lists them.
    pub fn summary(self) -> impl IntoView {
        view! { <ErrorSummary errors=self.errors attempt=self.attempts/> }
    }
}
