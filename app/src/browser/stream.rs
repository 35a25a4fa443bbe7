//! What changed in the school, as the server tells it: one stream per browser, open only while a page is visible,
//! because a browser allows six connections to a host. It says that something changed, never what; whoever shows
//! something fetches it again.

use crate::routes;
use futures_util::future::{AbortHandle, abortable};
use futures_util::stream::StreamExt as _;
use gloo_net::eventsource::futures::EventSource;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Between a refused or broken stream and the next try.
const PAUSE_MILLISECONDS: u32 = 5_000;

/// Tells of each change number that is another than the one known before.
pub(super) fn listen(known: i64, tell: impl Fn(i64) + 'static) {
    let known = Rc::new(Cell::new(known));
    let tell: Rc<dyn Fn(i64)> = Rc::new(tell);
    let open = RefCell::new(None);
    let follow = move || follow(&mut open.borrow_mut(), &known, &tell);
    follow();
    // For as long as the page is there.
    std::mem::forget(window_event_listener_untyped("visibilitychange", move |_| follow()));
}

/// Opens the stream when the page is visible, closes it when it is not. Ending the task closes it.
fn follow(open: &mut Option<AbortHandle>, known: &Rc<Cell<i64>>, tell: &Rc<dyn Fn(i64)>) {
    let visible = document().visibility_state() == web_sys::VisibilityState::Visible;
    match (open.take(), visible) {
        (None, true) => {
            let (task, handle) = abortable(run(Rc::clone(known), Rc::clone(tell)));
            *open = Some(handle);
            spawn_local(async move {
                // Ended is ended: there is nothing to say of it.
                let _ = task.await;
            });
        }
        (Some(task), false) => task.abort(),
        (task, _) => *open = task,
    }
}

async fn run(known: Rc<Cell<i64>>, tell: Rc<dyn Fn(i64)>) {
    loop {
        if let Ok(mut source) = EventSource::new(routes::EVENTS)
            && let Ok(mut messages) = source.subscribe("message")
        {
            while let Some(Ok((_, message))) = messages.next().await {
                let number = message.data().as_string().and_then(|text| text.parse().ok());
                if let Some(number) = number.filter(|number| *number != known.replace(*number)) {
                    tell(number);
                }
            }
        }
        TimeoutFuture::new(PAUSE_MILLISECONDS).await;
    }
}
