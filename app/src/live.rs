//! What changed in the school, as the server tells it: one stream per browser, open only while a page is visible,
//! because a browser allows six connections to a host. It says that something changed, never what; whoever shows
//! something fetches it again.

use crate::here::Here;
use leptos::prelude::*;

/// Tells `here` whenever the school's change number moves away from the one `known`, once that is known.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn listen(_here: Here, _known: Signal<Option<i64>>) {}

/// Tells `here` whenever the school's change number moves away from the one `known`, once that is known.
#[cfg(feature = "hydrate")]
pub(crate) fn listen(here: Here, known: Signal<Option<i64>>) {
    // An effect runs in the browser only, once the page is alive.
    Effect::new(move |_| {
        let Some(known) = known.get() else { return };
        let stream = StoredValue::new_local(browser::Stream::new(known, here));
        stream.update_value(browser::Stream::follow);
        let handle = window_event_listener_untyped("visibilitychange", move |_| stream.update_value(browser::Stream::follow));
        on_cleanup(move || handle.remove());
    });
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::api;
    use crate::here::Here;
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
        here: Here,
        /// Set while a stream is open; clearing it closes that stream.
        open: Option<Rc<Cell<bool>>>,
    }

    impl Stream {
        pub fn new(known: i64, here: Here) -> Self {
            Self { known: Rc::new(Cell::new(known)), here, open: None }
        }

        /// Opens the stream when the page is visible, closes it when it is not.
        pub fn follow(&mut self) {
            let visible = document().visibility_state() == web_sys::VisibilityState::Visible;
            match (&self.open, visible) {
                (None, true) => {
                    let open = Rc::new(Cell::new(true));
                    self.open = Some(Rc::clone(&open));
                    spawn_local(run(open, Rc::clone(&self.known), self.here));
                }
                (Some(open), false) => {
                    open.set(false);
                    self.open = None;
                }
                _ => {}
            }
        }
    }

    async fn run(open: Rc<Cell<bool>>, known: Rc<Cell<i64>>, here: Here) {
        while open.get() {
            if let Ok(mut source) = EventSource::new(routes::EVENTS)
                && let Ok(mut messages) = source.subscribe("message")
            {
                while let Some(Ok((_, message))) = next(&mut messages).await {
                    if !open.get() {
                        return;
                    }
                    let number = message.data().as_string().and_then(|text| text.parse().ok());
                    if let Some(number) = number.filter(|number| *number != known.get()) {
                        known.set(number);
                        here.changes.set(number);
                        spawn_local(look_again(here));
                    }
                }
            }
            TimeoutFuture::new(PAUSE_MILLISECONDS).await;
        }
    }

    /// Roles or settings may be other ones now.
    async fn look_again(here: Here) {
        if let Ok(site) = api::current_site().await {
            here.latest.set(Some(site));
        }
    }

    /// The next message. (The one thing wanted of a whole crate of stream combinators.)
    async fn next<S: futures_core::Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
        std::future::poll_fn(|context| std::pin::Pin::new(&mut *stream).poll_next(context)).await
    }
}
