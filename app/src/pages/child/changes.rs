//! What was changed of a child's marks lately; folded, because few ask.

use crate::widgets::Panel;
use domain::assessment::MarkChange;
use leptos::prelude::*;

#[component]
pub(super) fn Changes(changes: Vec<MarkChange>) -> impl IntoView {
    (!changes.is_empty()).then(|| {
        let lines = changes
            .into_iter()
            .map(|change| {
                let said = said(&change);
                let MarkChange { at, by, about, .. } = change;
                view! {
                    <li>
                        <b>{about}</b> ": " {said}
                        <span class="soft small">" " <bdi>{by}</bdi> ", " <time datetime=at.iso>{at.text}</time></span>
                    </li>
                }
            })
            .collect_view();
        view! {
            <Panel id="mark-changes">
                <details class="fold">
                    <summary><span>"History of marks"</span></summary>
                    <div class="fold-body"><ul class="child-changes">{lines}</ul></div>
                </details>
            </Panel>
        }
    })
}

/// What a change did.
fn said(change: &MarkChange) -> String {
    let before = change.before.as_deref().unwrap_or_default();
    match (change.value.as_str(), before) {
        ("", "") => "cleared.".to_owned(),
        ("", before) => format!("{before} cleared."),
        (value, "") => format!("{value} entered."),
        (value, before) => format!("{value} in place of {before}."),
    }
}
