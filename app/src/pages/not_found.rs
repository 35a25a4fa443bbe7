//! The page for an address that does not exist.

use crate::views::ProblemView;
use domain::problem::Problem;
use leptos::prelude::*;

/// Shows that the page does not exist.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    view! { <ProblemView problem=Problem::NotFound alone=true/> }
}
