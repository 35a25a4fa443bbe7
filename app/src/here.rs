//! The one application-wide context: who is looking, and what changed since.

use crate::api;
use crate::failure::Failure;
use crate::live;
use domain::viewer::{Site, Viewer};
use leptos::prelude::*;

/// Who is looking, and what changed since the page was loaded.
#[derive(Clone, Copy)]
pub(crate) struct Here {
    /// Whose session it was when the page was loaded. It is asked for once: signing in and out load a page afresh.
    pub site: Resource<Result<Site, Failure>>,
    /// The school's change number as the stream told it; 0 until it did. What shows something of the school is fetched again when it moves.
    pub changes: ReadSignal<i64>,
    latest: Resource<Option<Site>>,
    listening: StoredValue<bool>,
    told: WriteSignal<i64>,
}

impl Here {
    pub fn provide() {
        let (changes, told) = signal(0_i64);
        let latest = Resource::new(
            move || changes.get(),
            // The site as loaded is the latest one until something changed; then roles or settings may be other ones.
            |change| async move { if change == 0 { None } else { api::current_site().await.ok() } },
        );
        provide_context(Self {
            site: Resource::new(|| (), |()| api::current_site()),
            changes,
            latest,
            listening: StoredValue::new(false),
            told,
        });
    }

    pub fn get() -> Self {
        expect_context()
    }

    /// The person `viewer` was when the page was loaded, kept up to date.
    pub fn follow(self, viewer: Viewer) -> Memo<Viewer> {
        Memo::new(move |_| match self.latest.get().flatten() {
            Some(Site { seat: domain::viewer::Seat::SignedIn(latest), .. }) => *latest,
            _ => viewer.clone(),
        })
    }

    /// Listens to what changes in the school, from the first page of a school on.
    pub fn listen(self, viewer: &Viewer) {
        let begun = self.listening.try_update_value(|listening| std::mem::replace(listening, true));
        if begun == Some(false) {
            live::listen(viewer.settings.change_no, self.told);
        }
    }
}
