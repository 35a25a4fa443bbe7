//! A form's validation errors, as the error summary lists them.

use crate::widgets::FieldError;
use domain::problem;

/// Turns field errors into entries of the summary. A field's name in the form is also its id on the page.
pub(crate) fn listed(errors: Vec<problem::FieldError>) -> Vec<FieldError> {
    errors.into_iter().map(|error| FieldError { message: error.sentence(), id: error.field }).collect()
}
