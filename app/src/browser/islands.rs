//! Islands come and go: they wake when their page is put in place, and are dropped with everything that belongs to them
//! when their element has left the document.

use super::parts;
use leptos::prelude::*;
use leptos::tachys::renderer::types::Node;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use std::cell::RefCell;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, js_sys};

const ISLAND: &str = "leptos-island";
/// The property with which an island that holds others makes them its own.
const ON_HYDRATE: &str = "$$on_hydrate";
/// Marks an island that is awake, or being woken: then its value is [`WAKING`]. On the document's element it says that
/// the scripts run.
const AWAKE: &str = "data-awake";
const WAKING: &str = "soon";

/// An island that is awake. The order counts: the state is dropped before its owner.
struct Awake {
    element: Element,
    state: AnyViewState,
    owner: Option<Owner>,
}

thread_local! {
    /// Calls the function of an island's name with its element. It is the document's script that can find it.
    static WAKE: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
    /// The owner of everything that lives as long as the document.
    static ROOT: RefCell<Option<Owner>> = const { RefCell::new(None) };
    static ISLANDS: RefCell<Vec<Awake>> = const { RefCell::new(Vec::new()) };
}

/// Takes what wakes an island. Called once, inside the document's owner.
pub(super) fn begin(wake: js_sys::Function) {
    WAKE.set(Some(wake));
    ROOT.set(Owner::current());
}

/// Says that the scripts run: from here on links, forms and menus answer to them.
pub(super) fn say_scripts_run() {
    if let Some(root) = document().document_element() {
        mark(&root, "");
    }
}

fn mark(element: &Element, awake: &str) {
    // Fails only for an invalid attribute name.
    let _ = element.set_attribute(AWAKE, awake);
}

/// Keeps the state of an island that has just woken, `at` being a node inside its element. Returns the state if there is
/// no such element.
pub(super) fn keep(at: Node, state: AnyViewState) -> Option<AnyViewState> {
    let element = match at.dyn_into::<Element>() {
        Ok(element) => Some(element),
        Err(node) => node.parent_element(),
    };
    let Some(element) = element.and_then(|element| element.closest(ISLAND).ok().flatten()) else { return Some(state) };
    let owner = Owner::current();
    ISLANDS.with_borrow_mut(|islands| islands.push(Awake { element, state, owner }));
    None
}

/// Wakes the islands inside `page`, the outer before the inner. Returns whether each could be loaded.
pub(super) async fn wake(page: &Element) -> bool {
    let mut all = true;
    for island in super::elements(page, ISLAND).filter(|island| !island.has_attribute(AWAKE)) {
        // Left while an earlier one loaded.
        if !island.is_connected() {
            break;
        }
        all &= wake_one(&island).await.is_some();
    }
    drop_gone();
    all
}

async fn wake_one(island: &Element) -> Option<()> {
    let component = island.get_attribute("data-component")?;
    if !parts::are_there(&parts::snake(&component)).await {
        return None;
    }
    mark(island, WAKING);
    ROOT.with_borrow(|root| root.as_ref().map(Owner::set));
    let around = island.parent_element().and_then(|around| around.closest("leptos-children").ok().flatten());
    let own = around.and_then(|around| js_sys::Reflect::get(&around, &JsValue::from_str(ON_HYDRATE)).ok());
    if let Some(own) = own.and_then(|own| own.dyn_into::<js_sys::Function>().ok()) {
        own.call0(&JsValue::NULL).ok()?;
    }
    let name = JsValue::from(component);
    let woken = WAKE.with_borrow(|wake| wake.clone())?.call2(&JsValue::NULL, &name, island).ok()?;
    if let Ok(woken) = woken.dyn_into::<js_sys::Promise>() {
        JsFuture::from(woken).await.ok()?;
    }
    mark(island, "");
    Some(())
}

/// Drops the islands that have left the document.
pub(super) fn drop_gone() {
    let gone = ISLANDS.with_borrow_mut(|islands| {
        let (here, gone) = std::mem::take(islands).into_iter().partition(|island| island.element.is_connected());
        *islands = here;
        gone
    });
    // Outside the borrow, because what is dropped may look here.
    for Awake { state, owner, .. } in gone {
        drop(state);
        if let Some(owner) = owner {
            owner.cleanup();
        }
    }
    ROOT.with_borrow(|root| root.as_ref().map(Owner::set));
}
