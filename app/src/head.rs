//! The beginning of every document's head.

use crate::styles::Styles;
use leptos::prelude::*;

/// What a browser needs before anything else: the encoding, how to show the page, the icon, the font and the style sheet
/// of every page.
#[component]
pub(crate) fn HeadStart(
    /// The paths of the style sheets and of the font.
    styles: Styles,
) -> impl IntoView {
    let Styles { main, font, .. } = styles;
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="robots" content="noindex"/>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
        // Without `crossorigin` the browser would load the font twice.
        {font.map(|font| view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="anonymous"/> })}
        <link rel="stylesheet" href=main/>
    }
}
