//! The screens of Rolecall.
use leptos::prelude::*;

/// The application.
#[component]
pub fn App() -> impl IntoView {
    view! { <h1>"Rolecall"</h1> }
}
