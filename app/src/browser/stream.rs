//! The stream of changes at the school: one per browser, open only while a page is visible, because browsers allow six
//! connections to a host. It reports that something changed, never what; islands and regions fetch their content again.

use super::session::{self, SessionCheck};
use crate::limits;
use crate::routes;
use futures_util::future::{AbortHandle, abortable};
use futures_util::stream::{StreamExt as _, select};
use gloo_net::eventsource::futures::EventSource;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::{CustomEvent, CustomEventInit, MessageEvent};

/// Calls `tell` with each change number that differs from the last known one.
pub(super) fn listen(known: i64, tell: impl Fn(i64) + 'static) {
    let known = Rc::new(Cell::new(known));
    let tell: Rc<dyn Fn(i64)> = Rc::new(tell);
    let open = RefCell::new(None);
    let follow = move || follow(&mut open.borrow_mut(), &known, &tell);
    follow();
    // Kept for the life of the page.
    std::mem::forget(window_event_listener_untyped("visibilitychange", move |_| follow()));
}

/// Opens the stream when the page becomes visible and aborts its task when it is hidden.
fn follow(open: &mut Option<AbortHandle>, known: &Rc<Cell<i64>>, tell: &Rc<dyn Fn(i64)>) {
    let visible = document().visibility_state() == web_sys::VisibilityState::Visible;
    match (open.take(), visible) {
        (None, true) => {
            let (task, handle) = abortable(run(Rc::clone(known), Rc::clone(tell)));
            *open = Some(handle);
            spawn_local(async move {
                // An aborted task has no result.
                let _ = task.await;
            });
        }
        (Some(task), false) => task.abort(),
        (task, _) => *open = task,
    }
}

/// The name of messages about marks, which `marking` hears as an event of its own.
const MARKS: &str = "marks";

fn tell_of_marks(message: &MessageEvent) {
    let about = CustomEventInit::new();
    about.set_detail(&message.data());
    if let Ok(event) = CustomEvent::new_with_event_init_dict("rolecall-marks", &about) {
        // Fails only for an event that is being dispatched.
        let _ = window().dispatch_event(&event);
    }
}

/// Follows the stream until the page ends. A stream that ends or breaks is reopened only after the server has confirmed
/// that the page still belongs to the reader.
async fn run(known: Rc<Cell<i64>>, tell: Rc<dyn Fn(i64)>) {
    let mut pause = limits::STREAM_RETRY;
    loop {
        if let Ok(mut source) = EventSource::new(routes::EVENTS)
            && let (Ok(messages), Ok(marks)) = (source.subscribe("message"), source.subscribe(MARKS))
        {
            let mut messages = select(messages, marks);
            while let Some(Ok((kind, message))) = messages.next().await {
                pause = limits::STREAM_RETRY;
                if kind == MARKS {
                    tell_of_marks(&message);
                    continue;
                }
                // A message that is not a number means that the session has ended.
                let Some(number) = message.data().as_string().and_then(|text| text.parse().ok()) else { break };
                if number != known.replace(number) {
                    tell(number);
                }
            }
        }
        if session::check().await == SessionCheck::Over {
            return;
        }
        // A random delay keeps browsers from reconnecting all at once when a server comes back.
        TimeoutFuture::new(pause + (js_sys::Math::random() * 1_000.0) as u32).await;
        pause = (pause * 2).min(limits::STREAM_RETRY_LONGEST);
    }
}
