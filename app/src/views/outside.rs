//! The frame around pages that belong to no school: signing in and out, links from mails, choosing a school.

use crate::views::{DemoBanner, Tab, arrive};
use crate::widgets::AuthPage;
use leptos::prelude::*;

/// One card under the mark; in the demonstration, with the banner that says so.
#[component]
pub(crate) fn Outside(
    /// The heading, and what the browser's tab says.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence under the heading.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// Whether something on the page wants correcting: the tab says it first.
    #[prop(optional, into)]
    wrong: Signal<bool>,
    /// Whether this is the demonstration.
    is_demo: bool,
    children: Children,
) -> impl IntoView {
    arrive();
    let card = children();
    let frame = if is_demo {
        view! { <AuthPage title lead banner=DemoBanner>{card}</AuthPage> }.into_any()
    } else {
        view! { <AuthPage title lead>{card}</AuthPage> }.into_any()
    };
    view! {
        <Tab text=title wrong=wrong/>
        {frame}
    }
}
