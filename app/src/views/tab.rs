//! What the browser's tab says.

use leptos::prelude::*;
use leptos_meta::Title;

/// The words in the tab, while scripts run. One title shows them for good, because leptos redraws views in place, and
/// a title that is redrawn so goes on saying what it said before.
#[cfg(not(feature = "ssr"))]
#[derive(Clone, Copy)]
struct Words(RwSignal<String>);

/// The title of every page; what it says comes from the page's [`Tab`].
pub(crate) fn title() -> impl IntoView {
    #[cfg(feature = "ssr")]
    {
        view! { <Title/> }
    }
    #[cfg(not(feature = "ssr"))]
    {
        let words = RwSignal::new(document().title());
        provide_context(Words(words));
        view! { <Title text=move || words.get()/> }
    }
}

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
    let says = move || {
        let wrong = wrong.try_get()?;
        text.try_with(|text| full(if wrong { "Error: " } else { "" }, text))
    };
    #[cfg(feature = "ssr")]
    {
        view! { <Title text=untrack(says).unwrap_or_default()/> }
    }
    #[cfg(not(feature = "ssr"))]
    {
        let Words(words) = expect_context();
        // An effect that was told of a change may run once more although its page is gone by then.
        Effect::new(move |_| {
            if let Some(says) = says() {
                words.set(says);
            }
        });
        // Says nothing, and stands where the server's stood.
        view! { <Title/> }
    }
}

fn full(before: &str, text: &str) -> String {
    format!("{before}{text} – Rolecall")
}
