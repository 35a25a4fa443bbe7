//! The heading of a page.
use super::{Icon, IconView, words};
use leptos::prelude::*;

/// The page's only `h1`, a lead sentence, and the page's actions.
#[component]
pub fn PageHeading(
    /// The heading.
    #[prop(into)]
    title: String,
    /// A sentence under the heading; empty for none.
    #[prop(optional, into)]
    lead: String,
    /// The address of the page one level up; empty for none.
    #[prop(optional, into)]
    back: String,
    /// The text of the link to that page.
    #[prop(optional, into)]
    back_label: String,
    /// Buttons at the end of the heading.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    let back_label = if back_label.is_empty() { words::BACK.to_owned() } else { back_label };
    view! {
        <div class="heading">
            {(!back.is_empty())
                .then(|| {
                    view! {
                        <a class="back" href=back>
                            <IconView icon=Icon::Back/>
                            <span>{back_label}</span>
                        </a>
                    }
                })}
            <div class="heading-row">
                <div>
                    <h1>{title}</h1>
                    {(!lead.is_empty()).then(|| view! { <p class="lead">{lead}</p> })}
                </div>
                {actions.map(|actions| view! { <div class="actions">{actions.run()}</div> })}
            </div>
        </div>
    }
}

/// The contents of a long page: the id and the heading of each part.
#[component]
pub fn Contents(parts: Vec<(&'static str, &'static str)>) -> impl IntoView {
    let parts = parts
        .into_iter()
        .map(|(id, label)| {
            view! {
                <li>
                    <a href=format!("#{id}")>{label}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="contents" aria-label=words::ON_THIS_PAGE>
            <ul>{parts}</ul>
        </nav>
    }
}
