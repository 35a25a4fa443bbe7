//! The choices that a form and the preview beside it share. Each is an island of its own, so that neither loads the
//! other's code; in the browser they share their state here.

use super::{PreviewOf, Previewed, woken};
use crate::live::kept_viewer;
use crate::platform::choosing;
use domain::permission::{Exceptions, RoleChoice};
use domain::user::MemberStatus;
use domain::viewer::Viewer;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The current choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Selection {
    /// The heading of the preview.
    pub title: String,
    /// The chosen roles; `None` before a choice.
    pub roles: Option<RoleChoice>,
    /// The roles before the choice, to compare with.
    pub before: Option<RoleChoice>,
}

/// Where the form and the preview of a page meet: each leaves here what the other follows. A page in the browser has
/// one, made when it is first needed; the server has none, because it draws many pages at once.
#[derive(Clone, Default)]
pub(crate) struct SharedSelection {
    /// The form's choice; `None` until the form is hydrated.
    chosen: ArcRwSignal<Option<Memo<Selection>>>,
    /// The preview's summary in a line; `None` until the preview is hydrated.
    brief: ArcRwSignal<Option<Memo<String>>>,
}

impl SharedSelection {
    /// Makes the page's preview follow the choice.
    pub fn follow(chosen: Memo<Selection>) {
        Effect::new(move |_| {
            if let Some(choosing) = choosing() {
                choosing.chosen.set(Some(chosen));
            }
        });
    }

    /// The summary of the page's preview; `first` is the one the server drew.
    pub fn preview_line(first: String) -> Signal<String> {
        followed(first, |choosing| choosing.brief.get().map(|brief| brief.get())).into()
    }
}

/// The other side's value: `first` until that side is hydrated, because hydration must find the page as the server drew
/// it.
fn followed<T: Clone + PartialEq + Send + Sync + 'static>(
    first: T,
    other: impl Fn(&SharedSelection) -> Option<T> + Send + Sync + 'static,
) -> Memo<T> {
    let is_alive = RwSignal::new(false);
    Effect::new(move |_| is_alive.set(true));
    Memo::new(move |_| {
        let now = is_alive.get().then(choosing).flatten().and_then(|choosing| other(&choosing));
        now.unwrap_or_else(|| first.clone())
    })
}

/// The preview of the current choice.
#[island(lazy)]
pub(crate) fn ChosenPreview(
    /// The id of the preview's heading.
    id: String,
    /// The choice that the page opens with.
    first: Selection,
    /// Whose page it is.
    viewer: Viewer,
    /// The exceptions of the person whom the page is about.
    exceptions: Exceptions,
    /// The person's status.
    status: MemberStatus,
) -> impl IntoView {
    let viewer = kept_viewer(viewer);
    let settings = Memo::new(move |_| viewer.with(|viewer| viewer.settings.clone()));
    let chosen = followed(first, |choosing| choosing.chosen.get().map(|chosen| chosen.get()));
    let title = Memo::new(move |_| chosen.with(|chosen| chosen.title.clone()));
    let roles = Memo::new(move |_| chosen.with(|chosen| chosen.roles.clone()));
    let before = Memo::new(move |_| chosen.with(|chosen| chosen.before.clone()));
    let of = Previewed::of(roles.into(), before.into(), settings.into(), Signal::stored(exceptions));
    let brief = of.brief(status);
    Effect::new(move |_| {
        if let Some(choosing) = choosing() {
            choosing.brief.set(Some(brief));
        }
    });
    woken(view! { <PreviewOf id title of status/> })
}

/// The preview's summary of the initial choice, for the form, which is drawn before the preview.
pub(crate) fn brief_at_first(
    first: &Selection,
    viewer: &Viewer,
    exceptions: Exceptions,
    status: MemberStatus,
) -> String {
    let (roles, before) = (Signal::stored(first.roles.clone()), Signal::stored(first.before.clone()));
    Previewed::of(roles, before, Signal::stored(viewer.settings.clone()), Signal::stored(exceptions))
        .brief(status)
        .get_untracked()
}
