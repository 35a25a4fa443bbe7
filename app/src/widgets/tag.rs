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

/// The tone in which something is drawn wherever it is shown, one of eight, 1 to 8; and a frame of dashes for what the
/// school added itself. The text beside it says the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// The text, such as "PE".
    pub text: String,
    /// The tone.
    pub tone: u8,
    /// Whether the school added it.
    pub is_own: bool,
}

const CODES: [(&str, &str); 8] = [
    ("short tone-1", "short tone-1 school-own"),
    ("short tone-2", "short tone-2 school-own"),
    ("short tone-3", "short tone-3 school-own"),
    ("short tone-4", "short tone-4 school-own"),
    ("short tone-5", "short tone-5 school-own"),
    ("short tone-6", "short tone-6 school-own"),
    ("short tone-7", "short tone-7 school-own"),
    ("short tone-8", "short tone-8 school-own"),
];

impl Code {
    /// The CSS classes.
    pub fn class(&self) -> &'static str {
        let (class, own) = CODES.get(usize::from(self.tone.wrapping_sub(1)) % CODES.len()).copied().unwrap_or_default();
        if self.is_own { own } else { class }
    }
}

/// A role's code. It is hidden from screen readers, because the role's name is always beside it.
#[component]
pub fn CodeTag(
    /// The code.
    code: Code,
) -> impl IntoView {
    let class = code.class();
    view! {
        <span class=class aria-hidden="true">
            {code.text}
        </span>
    }
}

/// A role's code, followed by its name.
#[component]
pub fn RoleTag(
    /// The code.
    code: Code,
    /// The name.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <span class="role">
            <CodeTag code/>
            <span>{label}</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn every_number_has_a_tone() {
        let class = |tone, is_own| Code { text: String::new(), tone, is_own }.class();
        assert_eq!((class(1, false), class(8, true)), ("short tone-1", "short tone-8 school-own"));
        assert!((0..=u8::MAX).all(|tone| class(tone, false).starts_with("short tone-")));
    }
}
