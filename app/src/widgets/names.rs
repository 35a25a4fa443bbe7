//! Many names in little room.
use leptos::prelude::*;

/// Names under a heading, in as many columns as there is room for. Each `Name` is one.
#[component]
pub fn Names(
    /// The heading.
    #[prop(into)]
    title: String,
    /// A short note beside it, such as how many.
    #[prop(optional, into)]
    note: String,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="names">
            <h3>
                {title} {(!note.is_empty()).then(|| view! { " " <small>{note}</small> })}
            </h3>
            <ul>{children()}</ul>
        </section>
    }
}

/// A name, and a word about it.
#[component]
pub fn Name(
    /// The name.
    #[prop(into)]
    name: String,
    /// A word about it; empty for none.
    #[prop(optional, into)]
    about: String,
) -> impl IntoView {
    view! {
        <li>
            <bdi>{name}</bdi> {(!about.is_empty()).then(|| view! { " " <small>{about}</small> })}
        </li>
    }
}
