//! Key figures: numbers shown prominently.
use super::{Icon, IconView};
use leptos::prelude::*;

/// The container of `KeyFigure`s.
#[component]
pub fn KeyFigures(children: Children) -> impl IntoView {
    view! { <ul class="figures">{children()}</ul> }
}

/// A number, its label, and a link to what was counted.
#[component]
pub fn KeyFigure(
    /// The label.
    #[prop(into)]
    label: String,
    /// The number.
    #[prop(into)]
    value: String,
    /// A short note under the number.
    #[prop(optional, into)]
    note: String,
    /// The address that lists what was counted; empty for none.
    #[prop(optional, into)]
    href: String,
    /// An icon beside the label.
    #[prop(optional, into)]
    icon: Option<Icon>,
) -> impl IntoView {
    let icon = icon.map(|icon| view! { <IconView icon/> });
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
