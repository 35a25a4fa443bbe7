//! Choosing some of many: ticks in groups, and a footer that stays in view and counts them. The style sheet does the
//! counting, so that it is correct with and without scripts.
use super::{Icon, IconView};
use leptos::prelude::*;

/// A group of things to tick, with a button that ticks or unticks them all.
#[component]
pub fn PickGroup(
    /// The id, for links to the group.
    #[prop(into)]
    id: String,
    /// The group's title.
    #[prop(into)]
    title: String,
    /// A note, such as the number in the group.
    #[prop(into)]
    note: String,
    /// The button that ticks or unticks the whole group, if there is one.
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

/// One thing to tick, with a note.
#[component]
pub fn Pick(
    /// The checkbox's id.
    #[prop(into)]
    id: String,
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The value sent when it is ticked.
    #[prop(into)]
    value: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    checked: bool,
    /// A note to read first; empty for none.
    #[prop(into)]
    note: String,
    /// Why it is disabled; empty when it is not.
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

/// A ticked item that is not shown at present, but is still sent and counted.
#[component]
pub fn HiddenTick(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The value that is sent.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! {
        <span class="hidden-tick"><input type="hidden" name=name value=value/></span>
    }
}

/// The footer of a form with ticks: their number, and what to do with them.
#[component]
pub fn PickerFooter(
    /// The text after the number: "ticked".
    #[prop(into)]
    ticked: String,
    /// A note about the number; empty for none.
    #[prop(into)]
    note: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="pick-foot">
            <p class="pick-count">
                <IconView icon=Icon::Tick/>
                <span>
                    <b></b> " " {ticked}
                    {(!note.is_empty()).then(|| view! { <small>{note}</small> })}
                </span>
            </p>
            <div class="actions">{children()}</div>
        </div>
    }
}
