//! Many names in a small space.
use leptos::prelude::*;

/// Names under a heading, in as many columns as fit. Each one is a `Name`.
#[component]
pub fn Names(
    /// The heading.
    #[prop(into)]
    title: String,
    /// A short note beside the heading, such as the number of names.
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

/// A name with an optional remark.
#[component]
pub fn Name(
    /// The name.
    #[prop(into)]
    name: String,
    /// A remark about the name; empty for none.
    #[prop(optional, into)]
    about: String,
    /// Where the name leads; empty for nowhere.
    #[prop(optional, into)]
    href: String,
) -> impl IntoView {
    let name = match href.is_empty() {
        true => view! { <bdi>{name}</bdi> }.into_any(),
        false => view! { <a href=href><bdi>{name}</bdi></a> }.into_any(),
    };
    view! {
        <li>
            {name} {(!about.is_empty()).then(|| view! { " " <small>{about}</small> })}
        </li>
    }
}
