//! Fields of a form. A mandatory one carries the orange dot, which turns into a tick when what is in it is right.
use super::{Glyph, Icon, Tone, form_owner::form_owner, words};
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

/// How wide a field is: about as wide as what belongs in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as there is room.
    #[default]
    Full,
    /// A code.
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

/// What is being found out, or was, about what stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldStatus {
    /// How it looks.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

/// The orange dot; a tick once `right`.
#[component]
pub fn Dot(
    /// What is in the field is right.
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

/// Explains the orange dot, above a form that has some.
#[component]
pub fn Legend() -> impl IntoView {
    view! {
        <p class="legend">
            <span>
                <Dot/>
                {words::LEGEND_DOT}
            </span>
            <span>
                <Dot right=true/>
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

/// What stands in a label: dot, name, and in words whether the field is needed.
#[component]
pub(super) fn Naming(label: String, required: bool, right: Signal<bool>, plain: bool) -> impl IntoView {
    view! {
        {required.then(|| view! { <Dot right/> })}
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
                    <Glyph icon=Icon::Warning/>
                    <span>
                        <span class="hidden">{words::ERROR}</span>
                        {message}
                    </span>
                </p>
            }
        })
    }
}

/// The ids of what describes a field right now; `None` when nothing does.
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
