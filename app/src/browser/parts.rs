//! The parts of the WebAssembly that a page needs: fetched before they are started, because a part that cannot be loaded
//! would otherwise end in a trap.

use super::{meta, page};
use crate::scripts::PARTS_OF;
use futures_util::future::join_all;
use gloo_net::http::Request;
use std::cell::RefCell;
use std::collections::HashSet;
use web_sys::{AbortController, AbortSignal};

thread_local! {
    static FETCHED: RefCell<HashSet<String>> = RefCell::default();
}

/// Whether the parts of an island or function are in the browser's cache, fetching what is not. `name` is in snake case,
/// as `FetchAhead` takes it.
pub(super) async fn are_there(name: &str) -> bool {
    let paths = meta(&format!("\"{PARTS_OF}{name}\"")).unwrap_or_default();
    let is_missing = |path: &&str| FETCHED.with_borrow(|fetched| !fetched.contains(*path));
    let missing: Vec<_> = paths.split_ascii_whitespace().filter(is_missing).collect();
    if missing.is_empty() {
        return true;
    }
    let Ok(controller) = AbortController::new() else { return false };
    let signal = controller.signal();
    // What is not needed any more makes room for the next page, which matters where little comes through at a time.
    page::hold(AbortGuard(controller));
    join_all(missing.into_iter().map(|path| fetch(path, &signal))).await.into_iter().all(|is_there| is_there)
}

async fn fetch(path: &str, signal: &AbortSignal) -> bool {
    let Ok(answer) = Request::get(path).abort_signal(Some(signal)).send().await else { return false };
    let is_there = answer.status() == 200 && answer.binary().await.is_ok();
    if is_there {
        FETCHED.with_borrow_mut(|fetched| fetched.insert(path.to_owned()));
    }
    is_there
}

/// Gives up what is being fetched when it is dropped.
struct AbortGuard(AbortController);

impl Drop for AbortGuard {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The name of an island's function in snake case, from the name that its element carries: `AddUser_123`.
pub(super) fn snake(component: &str) -> String {
    let name = component.rsplit_once('_').map_or(component, |(name, _)| name);
    name.char_indices().fold(String::new(), |mut snake, (place, letter)| {
        if letter.is_ascii_uppercase() && place > 0 {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
        snake
    })
}
