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
        let handle =
            window_event_listener_untyped("visibilitychange", move |_| stream.update_value(browser::Stream::follow));
        on_cleanup(move || handle.remove());
    });
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::api;
    use crate::here::Here;
    use crate::routes;
    use futures_util::future::{AbortHandle, FutureExt as _, abortable};
    use futures_util::stream::StreamExt as _;
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
        /// Set while a stream is open; ending its task closes it.
        open: Option<AbortHandle>,
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
                    let (task, handle) = abortable(run(Rc::clone(&self.known), self.here));
                    self.open = Some(handle);
                    // Ended is ended: there is nothing to say of it.
                    spawn_local(task.map(drop));
                }
                (Some(task), false) => {
                    task.abort();
                    self.open = None;
                }
                _ => {}
            }
        }
    }

    async fn run(known: Rc<Cell<i64>>, here: Here) {
        loop {
            if let Ok(mut source) = EventSource::new(routes::EVENTS)
                && let Ok(mut messages) = source.subscribe("message")
            {
                while let Some(Ok((_, message))) = messages.next().await {
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
}
