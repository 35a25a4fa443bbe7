//! Loading the WebAssembly of islands.

/// Marks that the page contains this island, so that the browser fetches its code at once rather than when it reaches
/// the island. `name` is the name of the island's function, in snake case.
pub(crate) fn fetch_ahead(name: &'static str) {
    leptos::prefetch_lazy_fn_on_server(name);
}
