//! Things to press.
use super::{Glyph, Icon, form_owner::form_owner};
use leptos::{ev, prelude::*};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing one came to do.
    #[default]
    Primary,
    /// Another thing one may do.
    Secondary,
    /// Looks like a link.
    Quiet,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    /// The classes of such a button.
    pub const fn class(self) -> &'static str {
        match self {
            ButtonKind::Primary => "button button-primary",
            ButtonKind::Secondary => "button button-secondary",
            ButtonKind::Quiet => "button button-quiet",
            ButtonKind::Danger => "button button-danger",
        }
    }
}

/// A link that looks like a button. One that may not be followed says why instead.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// A symbol before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Why it may not be followed; empty when it may.
    #[prop(optional, into)]
    refused: String,
    children: Children,
) -> impl IntoView {
    let inside = view! {
        {icon.map(|icon| view! { <Glyph icon/> })}
        <span>{children()}</span>
    };
    if refused.is_empty() {
        view! {
            <a class=kind.class() href=href>
                {inside}
            </a>
        }
        .into_any()
    } else {
        view! {
            <span>
                <span class=kind.class() role="link" aria-disabled="true">
                    {inside}
                </span>
                <span class="reason">{refused}</span>
            </span>
        }
        .into_any()
    }
}

/// Sends its form. While that is under way it says so and sends nothing twice.
#[component]
pub fn SubmitButton(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// The form is on its way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What it says meanwhile; empty to say the same.
    #[prop(optional, into)]
    busy_label: String,
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// The name it sends, where a form has several buttons.
    #[prop(optional, into)]
    name: Option<String>,
    /// The value it sends.
    #[prop(optional, into)]
    value: Option<String>,
) -> impl IntoView {
    let says = move || {
        if busy.get() && !busy_label.is_empty() { busy_label.clone() } else { label.get() }
    };
    // Not `disabled`: that would take the focus away from whoever pressed it.
    let press = move |event: ev::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        }
    };
    // The field one comes from keeps the focus: what is said of it once it is left would push the button from under the pointer.
    let stay = move |event: ev::MouseEvent| event.prevent_default();
    view! {
        <button
            type="submit"
            class=kind.class()
            name=name
            value=value
            form=form_owner()
            aria-busy=move || busy.get().then_some("true")
            on:mousedown=stay
            on:click=press
        >
            {says}
        </button>
    }
}

/// The buttons at the end of a form. They stay in sight on a phone.
#[component]
pub fn FormActions(children: Children) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}

/// The buttons of a form whose parts fill the page. They stay in sight until the page's last part that belongs to it.
#[component]
pub fn SaveBar(children: Children) -> impl IntoView {
    view! { <div class="actions save-bar">{children()}</div> }
}

/// Does something on the page.
#[component]
pub fn Button(
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// Runs when it is pressed.
    on_press: impl Fn(()) + 'static,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" class=kind.class() on:click=move |_| on_press(())>
            {children()}
        </button>
    }
}
