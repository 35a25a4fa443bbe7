//! The style sheets: one that every page loads, and one for everything beyond signing in and the School page.

use leptos::prelude::*;
use leptos_meta::Stylesheet;

/// The paths of the style sheets.
#[derive(Clone, Debug)]
pub struct Styles {
    /// The path of the style sheet that every page loads.
    pub main: String,
    /// The path of the style sheet that the first pages do without, so that they load quickly.
    pub more: String,
}

/// Adds the second style sheet to the page.
#[component]
pub(crate) fn MoreStyle() -> impl IntoView {
    use_context::<Styles>().map(|styles| view! { <Stylesheet href=styles.more/> })
}
