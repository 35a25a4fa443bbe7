//! The notice above a form that failed.

use super::{listed, respond_with};
use crate::widgets::{ErrorSummary, FieldError, Notice, NoticeKind};
use domain::problem::Problem;
use leptos::prelude::*;

/// The fields to correct, each as a link, or the other reason why it failed.
#[component]
pub(crate) fn FormProblem(problem: Option<Problem>) -> impl IntoView {
    problem.map(|problem| {
        respond_with(&problem);
        match problem {
            Problem::Form(errors) => view! { <ErrorSummary errors=Signal::stored(listed(errors))/> }.into_any(),
            problem => view! {
                <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice>
            }
            .into_any(),
        }
    })
}

/// The errors of a form's fields.
pub(crate) fn field_errors(problem: Option<&Problem>) -> Vec<FieldError> {
    match problem {
        Some(Problem::Form(errors)) => listed(errors.clone()),
        _ => Vec::new(),
    }
}

/// The error of one field.
pub(crate) fn error_of(errors: &[FieldError], field: &str) -> Option<String> {
    errors.iter().find(|error| error.id == field).map(|error| error.message.clone())
}
