//! An address nothing is at.

use crate::views::ProblemView;
use domain::problem::Problem;
use leptos::prelude::*;
use leptos_meta::Title;

/// There is no such page.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="Page not found"/>
        <ProblemView problem=Problem::NotFound alone=true/>
    }
}
