//! The browser's files: which there are, and how a document loads them.

use crate::platform::is_part;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::Meta;
use std::collections::HashMap;
use std::sync::Arc;

/// The beginning of the name of an element that lists the files of one island.
pub(crate) const PARTS_OF: &str = "parts-of-";

/// The name of the elements that name an island whose files are fetched ahead.
const AHEAD: &str = "fetch-ahead";

/// Fetches the files of the page's islands once the page has been drawn: before that they would only keep it waiting for
/// its style, its letters and the first WebAssembly file.
const FETCH_AHEAD: &str = "requestAnimationFrame(()=>setTimeout(()=>{\
    for(const {content} of document.getElementsByName(AHEAD))\
    for(const href of document.getElementsByName(PARTS_OF+content)[0]?.content.split(' ')??[])\
    document.head.append(Object.assign(document.createElement('link'),{rel:'preload',as:'fetch',crossOrigin:'anonymous',href}))\
    }))";

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
        "import({script:?}).then(async m=>{{await m.default({{module_or_path:{module:?}}});m.hydrate((name,island)=>m[name]?.(island))}});{}",
        FETCH_AHEAD.replace("AHEAD", &format!("{AHEAD:?}")).replace("PARTS_OF", &format!("{PARTS_OF:?}"))
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

/// Marks that the page contains this island, so that the browser fetches its code as soon as the page has been drawn
/// rather than when it reaches the island, and knows which files that is.
#[component]
pub(crate) fn FetchAhead(
    /// The name of the island's function, in snake case.
    island: &'static str,
) -> impl IntoView {
    // A document that is open fetches what is missing when the island wakes.
    let ahead = (!is_part()).then(|| view! { <Meta name=AHEAD content=island/> });
    view! { <ListParts island/> {ahead} }
}
