//! Form fields, with label, hint and error. A mandatory field has an orange dot, which becomes a tick once its value is
//! valid. Rules are the caller's: a field only shows whether its value is valid. Radio cards and checkboxes are in
//! `choice`.
use super::{Icon, IconView, Tone, form_owner::form_owner, words};
use leptos::prelude::*;

mod area;
mod errors;
mod file;
mod password;
mod select;
mod text;
mod ticks;

pub use area::*;
pub use errors::*;
pub use file::*;
pub use password::*;
pub use select::*;
pub use text::*;
pub use ticks::*;

/// The width of a field: about as wide as its usual content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as possible.
    #[default]
    Full,
    /// For a code.
    Short,
}

impl Width {
    const fn class(self) -> &'static str {
        match self {
            Width::Full => "input",
            Width::Short => "input narrow",
        }
    }

    const fn select(self) -> &'static str {
        match self {
            Width::Full => "select",
            Width::Short => "select narrow",
        }
    }
}

/// The progress or result of checking a field with the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldStatus {
    /// The tone.
    pub tone: Tone,
    /// The text.
    pub text: String,
}

/// The orange dot; a tick once `right`.
#[component]
pub fn FieldMark(
    /// Whether the field's value is valid.
    #[prop(optional, into)]
    right: Signal<bool>,
) -> impl IntoView {
    view! {
        <span class="dot" class:right=right>
            <svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">
                <circle cx="7" cy="7" r="5"></circle>
                <path d="m1.5 7.5 3.8 3.8 7-8.3"></path>
            </svg>
        </span>
    }
}

/// The explanation of the orange dot, above a form with mandatory fields.
#[component]
pub fn Legend() -> impl IntoView {
    view! {
        <p class="legend">
            <span>
                <FieldMark/>
                {words::LEGEND_DOT}
            </span>
            <span>
                <FieldMark right=true/>
                {words::LEGEND_TICK}
            </span>
        </p>
    }
}

/// Fields side by side where they fit.
#[component]
pub fn Fields(children: Children) -> impl IntoView {
    view! { <div class="fields">{children()}</div> }
}

/// The content of a label: dot, name, and in words whether the field is optional.
#[component]
pub(super) fn LabelText(label: String, required: bool, right: Signal<bool>, plain: bool) -> impl IntoView {
    view! {
        {required.then(|| view! { <FieldMark right/> })}
        <span>
            {label} {required.then(|| view! { <span class="hidden">{format!(" ({})", words::REQUIRED)}</span> })}
        </span>
        {(!required && !plain).then(|| view! { <span class="optional">{words::OPTIONAL}</span> })}
    }
}

#[component]
pub(super) fn Hint(id: String, text: String) -> impl IntoView {
    (!text.is_empty()).then(|| {
        view! {
            <p class="hint" id=format!("{id}-hint")>
                {text}
            </p>
        }
    })
}

#[component]
pub(super) fn InlineError(id: String, error: Signal<Option<String>>) -> impl IntoView {
    move || {
        error.get().map(|message| {
            view! {
                <p class="error" id=format!("{id}-error")>
                    <IconView icon=Icon::Warning/>
                    <span>
                        <span class="hidden">{words::ERROR}</span>
                        {message}
                    </span>
                </p>
            }
        })
    }
}

/// The ids of the elements that describe a field at present; `None` when there are none.
pub(super) fn described(id: &str, hint: bool, error: bool, status: bool) -> Option<String> {
    let mut ids = String::new();
    for (there, part) in [(error, "-error"), (hint, "-hint"), (status, "-status")] {
        if there {
            if !ids.is_empty() {
                ids.push(' ');
            }
            ids.push_str(id);
            ids.push_str(part);
        }
    }
    (!ids.is_empty()).then_some(ids)
}

#[cfg(test)]
mod tests {
    use super::described;

    #[test]
    fn a_field_is_described_only_by_what_is_on_the_page() {
        assert_eq!(described("email", true, true, false).as_deref(), Some("email-error email-hint"));
        assert_eq!(described("email", false, false, true).as_deref(), Some("email-status"));
        assert_eq!(described("email", false, false, false), None);
    }
}
