//! Following changes at the school while a page is open.

use crate::api;
use crate::failure::Failure;
use domain::problem::Problem;
use domain::viewer::{SessionHolder, Viewer};
use leptos::prelude::*;
use std::sync::Arc;

/// The one application-wide context in the browser: the school's change number.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    /// The change number that the page was drawn at.
    pub page: StoredValue<i64>,
    /// The latest change number from the stream.
    pub changes: RwSignal<i64>,
}

/// Keeps a value that came with the page up to date: fetches it again after every change. If a fetch fails, the value
/// stays; the page itself shows that it may be out of date.
pub(crate) fn kept<T, Fetched>(first: T, fetch: impl Fn() -> Fetched + 'static) -> Signal<Arc<T>>
where
    T: PartialEq + Send + Sync + 'static,
    Fetched: Future<Output = Result<T, Failure>> + 'static,
{
    let value = RwSignal::new(Arc::new(first));
    // Answers may arrive out of order: only the newest request counts.
    let newest = StoredValue::new(0_i64);
    // Effects run only in a browser, where the page provides the context.
    Effect::new(move |seen: Option<i64>| {
        let Some(Live { page, changes }) = use_context() else { return 0 };
        let now = changes.get();
        if seen.unwrap_or_else(|| page.get_value()) != now {
            newest.set_value(now);
            let fetched = fetch();
            leptos::task::spawn_local(async move {
                if let Ok(fetched) = fetched.await
                    // Nothing arrives once the island has left the page.
                    && newest.try_get_value() == Some(now)
                    && value.try_with_untracked(|value| **value != fetched) == Some(true)
                {
                    value.set(Arc::new(fetched));
                }
            });
        }
        now
    });
    value.into()
}

/// The reader, kept up to date.
pub(crate) fn kept_viewer(first: Viewer) -> Signal<Arc<Viewer>> {
    kept(first, || async {
        match api::current_site().await?.holder {
            SessionHolder::SignedIn(viewer) => Ok(*viewer),
            SessionHolder::Nobody | SessionHolder::Choosing { .. } => Err(Failure(Problem::SignedOut { kept: false })),
        }
    })
}
