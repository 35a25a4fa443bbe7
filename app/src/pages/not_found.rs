//! An address nothing is at.

use crate::views::ProblemView;
use domain::problem::Problem;
use leptos::prelude::*;

/// There is no such page.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    view! { <ProblemView problem=Problem::NotFound alone=true/> }
}
