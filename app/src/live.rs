//! What changes in the school while a page is open.

use crate::api;
use crate::failure::Failure;
use domain::problem::Problem;
use domain::viewer::{Seat, Viewer};
use leptos::prelude::*;
use std::sync::Arc;

/// The one application-wide context in the browser: the school's change number.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    /// The number when the page was made.
    pub page: i64,
    /// The number as the stream told it last.
    pub changes: RwSignal<i64>,
}

/// What came with the page, fetched again whenever something changes. What cannot be fetched stays as it was; the page
/// itself says then that it may be out of date.
pub(crate) fn kept<T, Fetched>(first: T, fetch: impl Fn() -> Fetched + 'static) -> Signal<Arc<T>>
where
    T: PartialEq + Send + Sync + 'static,
    Fetched: Future<Output = Result<T, Failure>> + 'static,
{
    let value = RwSignal::new(Arc::new(first));
    // Answers may overtake one another: the newest question counts.
    let newest = StoredValue::new(0_i64);
    // Runs in a browser only, where the context is that of the page.
    Effect::new(move |seen: Option<i64>| {
        let Some(Live { page, changes }) = use_context() else { return 0 };
        let now = changes.get();
        if seen.unwrap_or(page) != now {
            newest.set_value(now);
            let fetched = fetch();
            leptos::task::spawn_local(async move {
                if let Ok(fetched) = fetched.await
                    && newest.get_value() == now
                    && value.with_untracked(|value| **value != fetched)
                {
                    value.set(Arc::new(fetched));
                }
            });
        }
        now
    });
    value.into()
}

/// The person who is looking, as they are now.
pub(crate) fn kept_viewer(first: Viewer) -> Signal<Arc<Viewer>> {
    kept(first, || async {
        match api::current_site().await?.seat {
            Seat::SignedIn(viewer) => Ok(*viewer),
            Seat::Nobody | Seat::Choosing { .. } => Err(Failure(Problem::SignedOut { kept: false })),
        }
    })
}
