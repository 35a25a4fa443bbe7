//! What the rules found wrong with a form, as its fields say it.

use crate::widgets::FieldError;
use domain::problem;

/// A field's name in the form is its id on the page.
pub(crate) fn listed(errors: Vec<problem::FieldError>) -> Vec<FieldError> {
    errors.into_iter().map(|error| FieldError { message: error.sentence(), id: error.field }).collect()
}
