//! What was, and what is: side by side.
use super::words;
use leptos::prelude::*;

/// A value before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What the value is called.
    pub label: String,
    /// What it was; `None` for nothing.
    pub old: Option<String>,
    /// What it is; `None` for nothing.
    pub new: Option<String>,
}

/// Values that changed, one a line: what it was on the left, what it is on the right. Values that were not there before
/// stand alone.
#[component]
pub fn ChangeList(
    /// The values.
    changes: Vec<Changed>,
) -> impl IntoView {
    let lines = changes
        .into_iter()
        .map(|Changed { label, old, new }| {
            let added = old.is_none();
            let side = |value: Option<String>| match value {
                Some(value) => view! { <bdi>{value}</bdi> }.into_any(),
                None => view! { <span class="soft">{words::NONE}</span> }.into_any(),
            };
            let before = (!added).then(|| {
                view! {
                    <dd class="was">
                        <span class="hidden">{words::BEFORE}</span>
                        {side(old)}
                    </dd>
                }
            });
            view! {
                <div class:added=added>
                    <dt>{label}</dt>
                    {before}
                    <dd class="is">
                        {(!added).then(|| view! { <span class="hidden">{words::AFTER}</span> })}
                        {side(new)}
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="changes">{lines}</dl> }
}
