//! Picking some out of many: ticks in groups, and a foot that stays in sight and counts them. It counts by style sheet
//! alone, so it is right with each tick, with scripts and without.
use super::{Glyph, Icon};
use leptos::prelude::*;

/// Things to tick that belong together, with a button that ticks or unticks all of them.
#[component]
pub fn PickGroup(
    /// The id by which it is jumped to.
    #[prop(into)]
    id: String,
    /// What the group is.
    #[prop(into)]
    title: String,
    /// How many it has, and the like.
    #[prop(into)]
    note: String,
    /// The button that ticks or unticks all, where there is one.
    all: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="pick-group" id=id tabindex="-1">
            <legend>
                {title} " " <small>{note}</small>
            </legend>
            {all.map(|all| view! { <div class="pick-all">{all}</div> })}
            <div class="pick-list">{children()}</div>
        </fieldset>
    }
}

/// Something to tick, with what should be known before.
#[component]
pub fn Pick(
    /// The id of its box.
    #[prop(into)]
    id: String,
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// What is sent when it is ticked.
    #[prop(into)]
    value: String,
    /// What one ticks.
    #[prop(into)]
    label: String,
    /// It is ticked.
    checked: bool,
    /// What should be known before; empty for nothing.
    #[prop(into)]
    note: String,
    /// Why it cannot be ticked; empty when it can.
    #[prop(into)]
    refused: String,
) -> impl IntoView {
    let note = if refused.is_empty() { note } else { refused.clone() };
    let note_id = format!("{id}-note");
    let described_by = (!note.is_empty()).then(|| note_id.clone());
    view! {
        <div class="pick">
            <input type="checkbox" id=id.clone() name=name value=value checked=checked disabled=!refused.is_empty() aria-describedby=described_by/>
            <label for=id><bdi>{label}</bdi></label>
            {(!note.is_empty()).then(|| view! { <small id=note_id>{note}</small> })}
        </div>
    }
}

/// Something ticked that is not shown at present: it is sent and counted all the same.
#[component]
pub fn Carried(
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// What is sent.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! {
        <span class="carried"><input type="hidden" name=name value=value/></span>
    }
}

/// The foot of a form of ticks: how many there are, and what to do with them.
#[component]
pub fn PickFoot(
    /// What is said behind the number: "ticked".
    #[prop(into)]
    ticked: String,
    /// Something more about the number; empty for nothing.
    #[prop(into)]
    note: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="pick-foot">
            <p class="pick-count">
                <Glyph icon=Icon::Tick/>
                <span>
                    <b></b> " " {ticked}
                    {(!note.is_empty()).then(|| view! { <small>{note}</small> })}
                </span>
            </p>
            <div class="actions">{children()}</div>
        </div>
    }
}
