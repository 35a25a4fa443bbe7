//! Icons: small line drawings beside text, never instead of it.
use leptos::prelude::*;

/// The available icons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Icon {
    /// A padlock: closed to the reader.
    Lock,
    /// A tick: done, valid, allowed.
    Tick,
    /// A cross: wrong, stopped.
    Cross,
    /// A dash: no.
    Dash,
    /// An empty ring: not started.
    #[default]
    Ring,
    /// A triangle with an exclamation mark.
    Warning,
    /// A circled i.
    Fact,
    /// An envelope.
    Mail,
    /// A clock: waiting, expired.
    Clock,
    /// A barred circle: blocked, not allowed.
    Barred,
    /// Several people.
    People,
    /// A magnifying glass.
    Search,
    /// A plus sign.
    Plus,
    /// An arrow back to the previous page.
    Back,
    /// An arrow to the next page.
    Forward,
    /// An arrow up, to move one place up.
    Up,
    /// An arrow down, to move one place down.
    Down,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Icon::Tick => "m4.5 12.5 5 5 10-11",
            Icon::Cross => "m6 6 12 12M18 6 6 18",
            Icon::Dash => "M5 12h14",
            Icon::Ring => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z",
            Icon::Warning => "M12 3.5 2.5 20h19zM12 10v4.5m0 2.8v.1",
            Icon::Fact => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 8v5.5m0-9v.1",
            Icon::Mail => "M3 5.5h18v13H3zm0 .8 9 7 9-7",
            Icon::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5.2l3.4 2",
            Icon::Barred => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.8 5.8l12.4 12.4",
            Icon::People => {
                "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2 19.5c.5-3.5 3.2-4.8 7-4.8s6.5 1.3 7 4.8M16 5.3a3.4 3.4 0 0 1 0 6.4m2.2 3.3c2.2.6 3.5 2 3.8 4.5"
            }
            Icon::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm4.8 11.3 5.2 5.2",
            Icon::Plus => "M12 5v14M5 12h14",
            Icon::Back => "M19 12H5m6-6-6 6 6 6",
            Icon::Lock => "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
            Icon::Forward => "M5 12h14m-6-6 6 6-6 6",
            Icon::Up => "M12 19V5m-6 6 6-6 6 6",
            Icon::Down => "M12 5v14m-6-6 6 6 6-6",
        }
    }
}

/// Draws an icon in the size and colour of the surrounding text, hidden from assistive technology.
#[component]
pub fn IconView(
    /// The icon.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path()></path>
        </svg>
    }
}

/// The logo of Rolecall: names on a register, with the last one ticked.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect width="32" height="32" rx="7" fill="#0a4741" stroke="#ffffff40"></rect>
            <g fill="none" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">
                <path stroke="#fff" d="M8 8.5h16M8 16h9M8 23.5h3.5"></path>
                <path stroke="#ffb163" d="m15.5 20.5 3.8 3.8 6-9.8"></path>
            </g>
        </svg>
    }
}
