//! A menu of further links, behind a button.
use leptos::prelude::*;

/// The further links, each with its address and label. It is closed at first.
#[component]
pub fn MoreMenu(
    /// The button's label.
    #[prop(into)]
    label: String,
    /// What the button's label leaves out, for screen readers.
    #[prop(into)]
    about: String,
    /// The address and the label of each link.
    items: Vec<(String, String)>,
) -> impl IntoView {
    let links = items
        .into_iter()
        .map(|(href, label)| {
            view! {
                <li>
                    <a href=href>{label}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="menu more-menu">
            <summary class="button button-secondary">
                <span>{label} <span class="hidden">" " {about}</span></span>
            </summary>
            <div class="menu-list">
                <ul class="menu-links">{links}</ul>
            </div>
        </details>
    }
}
