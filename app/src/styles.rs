//! The style sheets: one that every page has, and one for everything beyond signing in and the School page.

use leptos::prelude::*;
use leptos_meta::Stylesheet;

/// Where the style sheets are.
#[derive(Clone, Debug)]
pub struct Styles {
    /// The path of the one that every page has.
    pub main: String,
    /// The path of the one that the first pages somebody meets do without, so that those come quickly.
    pub more: String,
}

/// Gives the page the second style sheet too.
#[component]
pub(crate) fn MoreStyle() -> impl IntoView {
    use_context::<Styles>().map(|styles| view! { <Stylesheet href=styles.more/> })
}
