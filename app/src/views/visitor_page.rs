//! The frame around pages that belong to no school: signing in and out, links from mails, choosing a school.

use crate::views::{demo_banner, tab};
use crate::widgets::AuthPage;
use leptos::prelude::*;

/// One card under the logo; in the demonstration, with its banner.
#[component]
pub(crate) fn VisitorPage(
    /// The heading, also used as the document title.
    #[prop(into)]
    title: String,
    /// A sentence under the heading.
    #[prop(optional, into)]
    lead: String,
    /// Whether the page shows an error to correct: the document title then begins with it.
    #[prop(optional)]
    wrong: bool,
    /// Whether this is the demonstration.
    is_demo: bool,
    /// The content of a second card.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    tab(&title, wrong);
    let banner = demo_banner(is_demo);
    view! { <AuthPage title lead banner aside>{children()}</AuthPage> }
}
