//! The style sheets, one that every page loads and one for everything beyond signing in and the School page, and the font.

use leptos::prelude::*;
use leptos_meta::Stylesheet;

/// The paths of the style sheets and of the font.
#[derive(Clone, Debug)]
pub struct Styles {
    /// The path of the style sheet that every page loads.
    pub main: String,
    /// The path of the style sheet that the first pages do without, so that they load quickly.
    pub more: String,
    /// The path of the font that every page needs, if the site has one. The style sheet asks for it too, but later.
    pub font: Option<String>,
}

/// Adds the second style sheet to the page.
#[component]
pub(crate) fn MoreStyle() -> impl IntoView {
    use_context::<Styles>().map(|styles| view! { <Stylesheet href=styles.more/> })
}
