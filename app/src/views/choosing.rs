//! What a form chooses, and the preview beside it shows. Each is an island of its own, so that neither brings the other's code
//! along; in the browser they meet here.

use super::{PermissionPreview, preview_said, rules_of};
use crate::live::kept_viewer;
use crate::platform::choosing;
use domain::permission::{Exceptions, RoleChoice};
use domain::viewer::Viewer;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is chosen at the moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Chosen {
    /// The heading of the preview.
    pub title: String,
    /// The roles; none before one is chosen.
    pub roles: Option<RoleChoice>,
    /// The roles before, to compare with.
    pub before: Option<RoleChoice>,
}

/// Where form and preview of a page meet: each leaves here what the other follows. There is one in a browser's page, made when
/// the first of them asks; none on the server, where many pages are made at once.
#[derive(Clone, Default)]
pub(crate) struct Choosing {
    /// What the form chooses; none before scripts have taken it over.
    chosen: ArcRwSignal<Option<Memo<Chosen>>>,
    /// What the preview says of it in a sentence.
    said: ArcRwSignal<Option<Memo<String>>>,
}

impl Choosing {
    /// Has the page's preview follow what is chosen.
    pub fn follow(chosen: Memo<Chosen>) {
        Effect::new(move |_| {
            if let Some(choosing) = choosing() {
                choosing.chosen.set(Some(chosen));
            }
        });
    }

    /// What the page's preview says; `first` as the server drew it.
    pub fn said(first: String) -> Signal<String> {
        followed(first, |choosing| choosing.said.get().map(|said| said.get())).into()
    }
}

/// What one of the two follows of the other: `first` until it is brought to life, which must find the page as the server drew it.
fn followed<T: Clone + PartialEq + Send + Sync + 'static>(
    first: T,
    other: impl Fn(&Choosing) -> Option<T> + Send + Sync + 'static,
) -> Memo<T> {
    let is_alive = RwSignal::new(false);
    Effect::new(move |_| is_alive.set(true));
    Memo::new(move |_| {
        let now = is_alive.get().then(choosing).flatten().and_then(|choosing| other(&choosing));
        now.unwrap_or_else(|| first.clone())
    })
}

/// What comes of what is chosen.
#[island(lazy)]
pub(crate) fn ChosenPreview(
    /// The id of its heading.
    id: String,
    /// What is chosen as the page opens.
    first: Chosen,
    /// Whose page it is.
    viewer: Viewer,
    /// What was made an exception of for the person it is about.
    exceptions: Exceptions,
) -> impl IntoView {
    let viewer = kept_viewer(viewer);
    let settings = Memo::new(move |_| viewer.with(|viewer| viewer.settings.clone()));
    let chosen = followed(first, |choosing| choosing.chosen.get().map(|chosen| chosen.get()));
    let title = Memo::new(move |_| chosen.with(|chosen| chosen.title.clone()));
    let roles = Memo::new(move |_| chosen.with(|chosen| chosen.roles.clone()));
    let before = Memo::new(move |_| chosen.with(|chosen| chosen.before.clone()));
    let exceptions = Signal::stored(exceptions);
    let said = preview_said(roles.into(), before.into(), settings.into(), rules_of(settings.into(), exceptions));
    Effect::new(move |_| {
        if let Some(choosing) = choosing() {
            choosing.said.set(Some(said));
        }
    });
    view! { <PermissionPreview id title roles before settings exceptions/> }
}

/// What the preview says of what is chosen as a page opens: for the form, which is drawn before it.
pub(crate) fn said_at_first(first: &Chosen, viewer: &Viewer, exceptions: Exceptions) -> String {
    let settings = Signal::stored(viewer.settings.clone());
    let rules = rules_of(settings, Signal::stored(exceptions));
    preview_said(Signal::stored(first.roles.clone()), Signal::stored(first.before.clone()), settings, rules)
        .get_untracked()
}
