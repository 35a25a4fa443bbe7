//! Brings what is interactive on the server's pages to life in the browser, and nothing else.

/// Called by the page's own script once the module is loaded. The script then wakes the islands on the page, each of
/// which may lie in a part of its own.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    app::start();
}
