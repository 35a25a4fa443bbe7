//! Buttons, and links that look like buttons.
use super::{Icon, IconView, form_owner::form_owner};
use leptos::{ev, prelude::*};

/// The emphasis of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The page's main action.
    #[default]
    Primary,
    /// Another possible action.
    Secondary,
    /// An action that looks like a link.
    Quiet,
    /// A destructive action.
    Danger,
}

impl ButtonKind {
    /// The CSS classes of the button.
    pub const fn class(self) -> &'static str {
        match self {
            ButtonKind::Primary => "button button-primary",
            ButtonKind::Secondary => "button button-secondary",
            ButtonKind::Quiet => "button button-quiet",
            ButtonKind::Danger => "button button-danger",
        }
    }
}

/// A link that looks like a button. When it is disabled, it shows the reason.
#[component]
pub fn LinkButton(
    /// The address of the link.
    #[prop(into)]
    href: String,
    /// The button's emphasis.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the label.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Why the link is disabled; empty when it is not.
    #[prop(optional, into)]
    refused: String,
    children: Children,
) -> impl IntoView {
    let inside = view! {
        {icon.map(|icon| view! { <IconView icon/> })}
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

/// Submits its form. While the form is being sent, the button shows this and prevents a second submission.
#[component]
pub fn SubmitButton(
    /// The button's label.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the form is being sent.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The label while the form is being sent; empty for the same label.
    #[prop(optional, into)]
    busy_label: String,
    /// The button's emphasis.
    #[prop(optional)]
    kind: ButtonKind,
    /// The name that the button sends, in a form with several buttons.
    #[prop(optional, into)]
    name: Option<String>,
    /// The value that the button sends.
    #[prop(optional, into)]
    value: Option<String>,
) -> impl IntoView {
    let says = move || {
        if busy.get() && !busy_label.is_empty() { busy_label.clone() } else { label.get() }
    };
    // Not `disabled`, which would take the focus away.
    let press = move |event: ev::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        }
    };
    // The current field keeps the focus: leaving it can show an error that pushes the button away from under the
    // pointer.
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

/// The buttons at the end of a form. They stay in view on a phone.
#[component]
pub fn FormActions(children: Children) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}

/// The buttons of a form whose parts fill the page. They stay in view up to the last part that belongs to the form.
#[component]
pub fn SaveBar(children: Children) -> impl IntoView {
    view! { <div class="actions save-bar">{children()}</div> }
}

/// A button that runs code on the page.
#[component]
pub fn Button(
    /// The button's emphasis.
    #[prop(optional)]
    kind: ButtonKind,
    /// Called when the button is pressed.
    on_press: impl Fn(()) + 'static,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" class=kind.class() on:click=move |_| on_press(())>
            {children()}
        </button>
    }
}
