//! Why what was sent by a form was not done, above the form.

use super::{listed, say};
use crate::widgets::{ErrorSummary, FieldError, Notice, NoticeKind};
use domain::problem::Problem;
use leptos::prelude::*;

/// The fields to correct, each a link; or what else stood in the way.
#[component]
pub(crate) fn FormProblem(problem: Option<Problem>) -> impl IntoView {
    problem.map(|problem| {
        say(&problem);
        match problem {
            Problem::Form(errors) => view! { <ErrorSummary errors=Signal::stored(listed(errors))/> }.into_any(),
            problem => view! {
                <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice>
            }
            .into_any(),
        }
    })
}

/// What is wrong with each field.
pub(crate) fn field_errors(problem: Option<&Problem>) -> Vec<FieldError> {
    match problem {
        Some(Problem::Form(errors)) => listed(errors.clone()),
        _ => Vec::new(),
    }
}

/// What is wrong with one.
pub(crate) fn error_of(errors: &[FieldError], field: &str) -> Option<String> {
    errors.iter().find(|error| error.id == field).map(|error| error.message.clone())
}
