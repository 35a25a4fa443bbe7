//! What the browser's tab says.

use leptos::prelude::*;
use leptos_meta::Title;

/// Said first when something on the page wants correcting.
const WRONG: &str = "Error: ";

/// Gives the page its title.
pub(crate) fn tab(text: &str, wrong: bool) {
    let before = if wrong { WRONG } else { "" };
    // A title goes into the head, and draws nothing where it stands.
    let _ = view! { <Title text=format!("{before}{text} – Rolecall")/> };
}

/// Lets the title say, while a form is filled in, whether something on it wants correcting.
pub(crate) fn tab_follows(wrong: Signal<bool>) {
    // Runs in a browser only.
    Effect::new(move |_| {
        let title = document().title();
        let plain = title.strip_prefix(WRONG).unwrap_or(&title);
        document().set_title(&if wrong.get() { format!("{WRONG}{plain}") } else { plain.to_owned() });
    });
}
