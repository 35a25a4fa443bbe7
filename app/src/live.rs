//! What changed in the school, as the server tells it: one stream per browser, open only while a page is visible,
//! because a browser allows six connections to a host. It says that something changed, never what; whoever shows
//! something fetches it again.

use leptos::prelude::*;

/// Writes the school's change number to `told` whenever it moves away from `known`.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn listen(_known: i64, _told: WriteSignal<i64>) {}

/// Writes the school's change number to `told` whenever it moves away from `known`.
#[cfg(feature = "hydrate")]
pub(crate) fn listen(known: i64, told: WriteSignal<i64>) {
    // An effect runs in the browser only, once the page is alive.
    Effect::new(move |_| {
        let stream = StoredValue::new_local(browser::Stream::new(known, told));
        stream.update_value(browser::Stream::follow);
        let handle = window_event_listener_untyped("visibilitychange", move |_| stream.update_value(browser::Stream::follow));
        on_cleanup(move || handle.remove());
    });
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::routes;
    use gloo_net::eventsource::futures::EventSource;
    use gloo_timers::future::TimeoutFuture;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use std::cell::Cell;
    use std::rc::Rc;

    /// Between a refused or broken stream and the next try.
    const PAUSE_MILLISECONDS: u32 = 5_000;

    pub(super) struct Stream {
        known: Rc<Cell<i64>>,
        told: WriteSignal<i64>,
        /// Set while a stream is open; clearing it closes that stream.
        open: Option<Rc<Cell<bool>>>,
    }

    impl Stream {
        pub fn new(known: i64, told: WriteSignal<i64>) -> Self {
            Self { known: Rc::new(Cell::new(known)), told, open: None }
        }

        /// Opens the stream when the page is visible, closes it when it is not.
        pub fn follow(&mut self) {
            let visible = document().visibility_state() == web_sys::VisibilityState::Visible;
            match (&self.open, visible) {
                (None, true) => {
                    let open = Rc::new(Cell::new(true));
                    self.open = Some(Rc::clone(&open));
                    spawn_local(run(open, Rc::clone(&self.known), self.told));
                }
                (Some(open), false) => {
                    open.set(false);
                    self.open = None;
                }
                _ => {}
            }
        }
    }

    async fn run(open: Rc<Cell<bool>>, known: Rc<Cell<i64>>, told: WriteSignal<i64>) {
        while open.get() {
            if let Ok(mut source) = EventSource::new(routes::EVENTS) {
                if let Ok(mut messages) = source.subscribe("message") {
                    while let Some(Ok((_, message))) = next(&mut messages).await {
                        if !open.get() {
                            return;
                        }
                        let number = message.data().as_string().and_then(|text| text.parse().ok());
                        if let Some(number) = number.filter(|number| *number != known.get()) {
                            known.set(number);
                            told.set(number);
                        }
                    }
                }
            }
            TimeoutFuture::new(PAUSE_MILLISECONDS).await;
        }
    }

    /// The next message. (The one thing wanted of a whole crate of stream combinators.)
    async fn next<S: futures_core::Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
        std::future::poll_fn(|context| std::pin::Pin::new(&mut *stream).poll_next(context)).await
    }
}
