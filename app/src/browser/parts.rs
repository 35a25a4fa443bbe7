//! The parts of the WebAssembly that a page needs: fetched before they are started, because a part that cannot be loaded
//! would otherwise end in a trap.

use super::{meta, page};
use crate::scripts::PARTS_OF;
use futures_util::future::{AbortHandle, abortable, join_all, pending};
use gloo_net::http::Request;
use std::cell::RefCell;
use std::collections::HashSet;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

thread_local! {
    static FETCHED: RefCell<HashSet<String>> = RefCell::default();
    /// What aborts the files that are being fetched.
    static UNDER_WAY: RefCell<Vec<AbortController>> = RefCell::default();
    /// While the reader waits for a page: those who wait until it has come.
    static GIVING_WAY: RefCell<Option<Vec<AbortHandle>>> = const { RefCell::new(None) };
}

/// Gives up what is being fetched, until [`go_on`]: where little comes through at a time, the page that the reader waits
/// for would come after it.
pub(super) fn give_way() {
    GIVING_WAY.with_borrow_mut(|waiting| {
        waiting.get_or_insert_default();
    });
    UNDER_WAY.take().iter().for_each(AbortController::abort);
}

/// Fetches what was given up, if its page is still there.
pub(super) fn go_on() {
    // Those who waited find that their page has ended, or ask again.
    GIVING_WAY.take().iter().flatten().for_each(AbortHandle::abort);
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

/// Fetches a file while the page is there, which `page` says. Gives way to the next page, and asks again if that does
/// not come.
async fn fetch(path: &str, page: &AbortSignal) -> bool {
    loop {
        let turn = GIVING_WAY.with_borrow_mut(|waiting| {
            waiting.as_mut().map(|waiting| {
                let (turn, come) = abortable(pending::<()>());
                waiting.push(come);
                turn
            })
        });
        if let Some(turn) = turn {
            // Aborting is how it is told.
            let _ = turn.await;
        }
        if page.aborted() {
            return false;
        }
        let Ok(controller) = AbortController::new() else { return false };
        let signal = controller.signal();
        UNDER_WAY.with_borrow_mut(|under_way| under_way.push(controller));
        if get(path, &signal).await {
            FETCHED.with_borrow_mut(|fetched| fetched.insert(path.to_owned()));
            return true;
        }
        if !signal.aborted() {
            return false;
        }
    }
}

async fn get(path: &str, signal: &AbortSignal) -> bool {
    let Ok(answer) = Request::get(path).abort_signal(Some(signal)).send().await else { return false };
    let is_found = answer.status() == 200;
    // Left outside the application's memory: the browser keeps the file, and starts it from there.
    let Ok(whole) = web_sys::Response::from(answer).array_buffer() else { return false };
    is_found && JsFuture::from(whole).await.is_ok()
}

/// Says that the page has ended, and gives up what is being fetched for it, when it is dropped.
struct AbortGuard(AbortController);

impl Drop for AbortGuard {
    fn drop(&mut self) {
        self.0.abort();
        UNDER_WAY.take().iter().for_each(AbortController::abort);
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
