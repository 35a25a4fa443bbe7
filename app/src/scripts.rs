//! The browser's files: which there are, and how a document loads them.

use crate::platform::is_part;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use std::collections::HashMap;
use std::sync::Arc;

/// The beginning of the name of an element that lists the files of one island.
pub(crate) const PARTS_OF: &str = "parts-of-";

/// The paths of the browser's scripts and WebAssembly.
#[derive(Clone, Debug, Default)]
pub struct Scripts {
    /// The name of this build: different for different files.
    pub version: String,
    /// The path of the script.
    pub script: String,
    /// The path of the script that loads parts of the WebAssembly later.
    pub splitter: String,
    /// The path of the first WebAssembly file.
    pub module: String,
    /// The paths of the files that each lazy island needs, by the island's name in snake case.
    pub parts: Arc<HashMap<String, Vec<String>>>,
}

/// Starts the application in the browser. Written here rather than taken from leptos, whose preloads carry the nonce
/// where `crossorigin` belongs, so that the browser loads each file twice.
#[component]
pub(crate) fn StartScripts(
    /// The files.
    scripts: Scripts,
    /// Whether they run in the browser already, because a part of a page is asked for.
    is_part: bool,
) -> impl IntoView {
    // Only islands are hydrated: the rest of the page needs no markers for it.
    if let Some(context) = Owner::current_shared_context() {
        context.set_is_hydrating(false);
    }
    let Scripts { version, script, splitter, module, .. } = scripts;
    let start = format!(
        "import({script:?}).then(async m=>{{await m.default({{module_or_path:{module:?}}});m.hydrate((name,island)=>m[name]?.(island))}})"
    );
    (!is_part).then(|| {
        view! {
            <meta name=crate::part::VERSION content=version/>
            <link rel="modulepreload" href=script/>
            <link rel="modulepreload" href=splitter/>
            <link rel="preload" href=module r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
            <script type="module" nonce=use_nonce()>{start}</script>
        }
    })
}

/// Lists the files of a part that is fetched when somebody asks for it.
#[component]
pub(crate) fn ListParts(
    /// The name of the island's or the part's function, in snake case.
    island: &'static str,
) -> impl IntoView {
    let parts = use_context::<Scripts>().and_then(|scripts| scripts.parts.get(island).cloned()).unwrap_or_default();
    view! { <Meta name=format!("{PARTS_OF}{island}") content=parts.join(" ")/> }
}

/// Marks that the page contains this island, so that the browser fetches its code at once rather than when it reaches
/// the island, and knows which files that is.
#[component]
pub(crate) fn FetchAhead(
    /// The name of the island's function, in snake case.
    island: &'static str,
) -> impl IntoView {
    let parts = use_context::<Scripts>().and_then(|scripts| scripts.parts.get(island).cloned()).unwrap_or_default();
    let name = format!("{PARTS_OF}{island}");
    // A document that is open fetches what is missing when the island wakes.
    let links = (!is_part()).then(|| {
        let link = |part: &String| {
            let href = part.clone();
            view! { <Link rel="preload" href as_="fetch" type_="application/wasm" crossorigin="anonymous"/> }
        };
        parts.iter().map(link).collect_view()
    });
    view! { <Meta name content=parts.join(" ")/> {links} }
}
