//! The frame around pages that belong to no school: signing in and out, links from mails, choosing a school.

use crate::views::{demo_banner, tab};
use crate::widgets::AuthPage;
use leptos::prelude::*;

/// One card under the mark; in the demonstration, with the banner that says so.
#[component]
pub(crate) fn Outside(
    /// The heading, and what the browser's tab says.
    #[prop(into)]
    title: String,
    /// A sentence under the heading.
    #[prop(optional, into)]
    lead: String,
    /// Whether something on the page wants correcting: the tab says it first.
    #[prop(optional)]
    wrong: bool,
    /// Whether this is the demonstration.
    is_demo: bool,
    /// A second card.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    tab(&title, wrong);
    let banner = demo_banner(is_demo);
    view! { <AuthPage title lead banner aside>{children()}</AuthPage> }
}
