//! Views that follow signals.

/// A view that follows the signals it reads. On the server, where nothing changes any more once it was fetched, it is
/// made at once: left as a closure it would be made three times, to learn what it waits for, to wait, and to write it.
#[cfg(not(feature = "ssr"))]
pub(crate) fn following<V>(view: impl Fn() -> V + Send + 'static) -> impl Fn() -> V + Send + 'static {
    view
}

/// A view that follows the signals it reads. On the server, where nothing changes any more once it was fetched, it is
/// made at once: left as a closure it would be made three times, to learn what it waits for, to wait, and to write it.
#[cfg(feature = "ssr")]
pub(crate) fn following<V>(view: impl Fn() -> V + Send + 'static) -> V {
    leptos::prelude::untrack(view)
}
