//! What the browser's tab says.

use leptos::prelude::*;
use leptos_meta::Title;

/// The page's title. On the server it is read at once: the head is written last, when the signals of the page may be gone.
#[component]
pub(crate) fn Tab(
    /// What the page is about.
    #[prop(into)]
    text: Signal<String>,
    /// Something on it wants correcting: that is said first.
    #[prop(optional, into)]
    wrong: Signal<bool>,
) -> impl IntoView {
    let says = move || text.with(|text| if wrong.get() { format!("Error: {text}") } else { text.clone() });
    #[cfg(feature = "ssr")]
    let says = untrack(says);
    view! { <Title text=says/> }
}
