//! The one application-wide context: who is looking, and what changed since.

use crate::api;
use crate::failure::Failure;
use crate::live;
use domain::viewer::{Seat, Site, Viewer};
use leptos::prelude::*;

/// Who is looking, and what changed since the page was loaded.
#[derive(Clone, Copy)]
pub(crate) struct Here {
    /// Whose session it was when the page was loaded. It is asked for once: signing in and out load a page afresh.
    pub site: Resource<Result<Site, Failure>>,
    /// The school's change number as the stream told it; 0 until it did. What shows something of the school is fetched again when it moves.
    pub changes: RwSignal<i64>,
    /// What the site was after the latest change; `None` while it is as loaded.
    pub(crate) latest: RwSignal<Option<Site>>,
    /// The change number as loaded, once a page of a school is shown.
    known: RwSignal<Option<i64>>,
}

impl Here {
    pub fn provide() {
        let here = Self {
            site: Resource::new(|| (), |()| api::current_site()),
            changes: RwSignal::new(0),
            latest: RwSignal::new(None),
            known: RwSignal::new(None),
        };
        // Here, and not in the page that first wants it: the stream outlives that page.
        live::listen(here, here.known.into());
        provide_context(here);
    }

    pub fn get() -> Self {
        expect_context()
    }

    /// The person `viewer` was when the page was loaded, kept up to date.
    pub fn follow(self, viewer: Viewer) -> Memo<Viewer> {
        Memo::new(move |_| match self.latest.get() {
            Some(Site { seat: Seat::SignedIn(latest), .. }) => *latest,
            _ => viewer.clone(),
        })
    }

    /// Listens to what changes in the school, from the first page of a school on.
    pub fn listen(self, viewer: &Viewer) {
        if cfg!(feature = "hydrate") && self.known.with_untracked(Option::is_none) {
            self.known.set(Some(viewer.settings.change_no));
        }
    }
}
