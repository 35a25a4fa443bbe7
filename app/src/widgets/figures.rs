//! Numbers that matter at a glance.
use super::{Glyph, Icon};
use leptos::prelude::*;

/// Holds `KeyFigure`s.
#[component]
pub fn KeyFigures(children: Children) -> impl IntoView {
    view! { <ul class="figures">{children()}</ul> }
}

/// A number, what it counts, and where to see what was counted.
#[component]
pub fn KeyFigure(
    /// What is counted.
    #[prop(into)]
    label: String,
    /// The number.
    #[prop(into)]
    value: String,
    /// A few words under it.
    #[prop(optional, into)]
    note: String,
    /// Where to see them; empty for nowhere.
    #[prop(optional, into)]
    href: String,
    /// A symbol beside the label.
    #[prop(optional, into)]
    icon: Option<Icon>,
) -> impl IntoView {
    let icon = icon.map(|icon| view! { <Glyph icon/> });
    let name = if href.is_empty() {
        view! { <span>{label}</span> }.into_any()
    } else {
        view! { <a href=href>{label}</a> }.into_any()
    };
    view! {
        <li class="figure">
            <span class="figure-label">{icon} {name}</span>
            <span class="figure-value">{value}</span>
            {(!note.is_empty()).then(|| view! { <span class="figure-note">{note}</span> })}
        </li>
    }
}
