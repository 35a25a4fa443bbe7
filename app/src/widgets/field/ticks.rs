//! A list of rules that are ticked off one by one.
use crate::widgets::{Icon, IconView, words};
use leptos::prelude::*;

/// A rule, and whether it is satisfied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The rule.
    pub text: String,
    /// Whether the rule is satisfied.
    pub done: bool,
}

/// Rules under a title, ticked off live and announced politely to screen readers.
#[component]
pub fn TickList(
    /// The id of the list, for `aria-describedby`.
    #[prop(into)]
    id: String,
    /// The title.
    #[prop(into)]
    title: String,
    /// The rules.
    #[prop(into)]
    ticks: Signal<Vec<Tick>>,
) -> impl IntoView {
    let lines = move || {
        ticks
            .get()
            .into_iter()
            .map(|Tick { text, done }| {
                let (icon, says) = if done { (Icon::Tick, words::DONE) } else { (Icon::Ring, words::NOT_DONE) };
                view! {
                    <li class:done=done>
                        <IconView icon/>
                        <span>
                            <span class="hidden">{says}</span>
                            {text}
                        </span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div id=id>
            <p>{title}</p>
            <ul class="ticks" aria-live="polite">
                {lines}
            </ul>
        </div>
    }
}
