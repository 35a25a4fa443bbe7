//! The parts of the program that bring islands to life.

/// Says that the page holds this island, so that the browser fetches its part at once and not only when it meets it.
/// `name` is that of the island's function, in snake case.
pub(crate) fn fetch_ahead(name: &'static str) {
    leptos::prefetch_lazy_fn_on_server(name);
}
