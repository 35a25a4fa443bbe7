//! The browser's entry point: starts the islands, the interactive parts of pages that the server rendered. This crate
//! only compiles `app` for the browser, as WebAssembly. Pages, islands and everything else are in `app`, rules in
//! `domain`.

/// Starts the application in the browser. The page's own script calls it once the module is loaded. `wake` calls the
/// function of an island's name with the island's element; the function may be in a part of its own.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate(wake: js_sys::Function) {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    app::start(wake);
}
