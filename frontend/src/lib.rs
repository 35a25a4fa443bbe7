//! Brings the server's pages to life in the browser, and nothing else.

/// Called by the page's own script once the module is loaded.
///
/// Lazily: a page whose code lies in a part of its own is hydrated once that part is there.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_lazy(app::App);
}
