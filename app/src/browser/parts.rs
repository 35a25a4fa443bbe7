//! The parts of the WebAssembly that a page needs: fetched before they are started, because a part that cannot be loaded
//! would otherwise end in a trap.

use super::meta;
use crate::scripts::PARTS_OF;
use gloo_net::http::Request;
use std::cell::RefCell;
use std::collections::HashSet;

thread_local! {
    static FETCHED: RefCell<HashSet<String>> = RefCell::default();
}

/// Whether the parts of an island or function are in the browser's cache, fetching what is not. `name` is in snake case,
/// as `FetchAhead` takes it.
pub(super) async fn are_there(name: &str) -> bool {
    let paths = meta(&format!("\"{PARTS_OF}{name}\"")).unwrap_or_default();
    for path in paths.split_ascii_whitespace() {
        if FETCHED.with_borrow(|fetched| fetched.contains(path)) {
            continue;
        }
        let Ok(answer) = Request::get(path).send().await else { return false };
        if answer.status() != 200 || answer.binary().await.is_err() {
            return false;
        }
        FETCHED.with_borrow_mut(|fetched| fetched.insert(path.to_owned()));
    }
    true
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
