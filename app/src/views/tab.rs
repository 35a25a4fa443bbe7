//! The document title, shown in the browser's tab.

use leptos::prelude::*;
use leptos_meta::Title;

/// The prefix of the title of a page that shows an error to correct.
const WRONG: &str = "Error: ";

/// The title of a document whose page has this heading.
pub(crate) fn tab_title(text: &str, wrong: bool) -> String {
    let before = if wrong { WRONG } else { "" };
    format!("{before}{text} – Rolecall")
}

/// Sets the page's title.
pub(crate) fn tab(text: &str, wrong: bool) {
    // A title goes into the head and draws nothing here.
    let _ = view! { <Title text=tab_title(text, wrong)/> };
}

/// Keeps the title's error prefix up to date while a form is filled in.
pub(crate) fn tab_follows(wrong: Signal<bool>) {
    // Effects run only in a browser.
    Effect::new(move |_| {
        let title = document().title();
        let plain = title.strip_prefix(WRONG).unwrap_or(&title);
        document().set_title(&if wrong.get() { format!("{WRONG}{plain}") } else { plain.to_owned() });
    });
}
