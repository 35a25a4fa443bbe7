//! Values before and after a change, side by side.
use super::words;
use leptos::prelude::*;

/// A value before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The value's label.
    pub label: String,
    /// The old value; `None` for nothing.
    pub old: Option<String>,
    /// The new value; `None` for nothing.
    pub new: Option<String>,
}

/// Changed values, one per line: the old one on the left, the new one on the right. Values without an old one are shown
/// alone.
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
                    <dd class="old-value">
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
