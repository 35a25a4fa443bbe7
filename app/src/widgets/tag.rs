//! Tags: a symbol and a word, so that the colour only repeats what they say.
use super::{Icon, IconView};
use leptos::prelude::*;

/// The meaning that a tag's colour repeats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Good,
    /// Waiting for someone.
    Waiting,
    /// Needs attention.
    Late,
    /// Refused, blocked, wrong.
    Stopped,
    /// Neutral.
    #[default]
    Plain,
    /// The application's own colour.
    Accent,
}

impl Tone {
    /// The suffix of the CSS class names for this tone.
    pub const fn name(self) -> &'static str {
        match self {
            Tone::Good => "good",
            Tone::Waiting => "waiting",
            Tone::Late => "late",
            Tone::Stopped => "stopped",
            Tone::Plain => "plain",
            Tone::Accent => "accent",
        }
    }

    const fn tag(self) -> &'static str {
        match self {
            Tone::Good => "tag tag-good",
            Tone::Waiting => "tag tag-waiting",
            Tone::Late => "tag tag-late",
            Tone::Stopped => "tag tag-stopped",
            Tone::Plain => "tag",
            Tone::Accent => "tag tag-accent",
        }
    }
}

/// A symbol and a word.
#[component]
pub fn Tag(
    /// The tone.
    #[prop(optional)]
    tone: Tone,
    /// The symbol.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <span class=tone.tag()>
            {icon.map(|icon| view! { <IconView icon/> })} <span>{text}</span>
        </span>
    }
}

/// A role's abbreviation in a frame, followed by its name.
#[component]
pub fn RoleTag(
    /// The abbreviation.
    #[prop(into)]
    short: String,
    /// The name.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <span class="role">
            <span class="short" aria-hidden="true">
                {short}
            </span>
            <span>{label}</span>
        </span>
    }
}
