//! `/events`: a stream that tells the signed-in person *that* something changed at the school, or that their session
//! ended; never what changed.

use crate::limits;
use crate::served::RouterState;
use app::Visit;
use axum::extract::{Extension, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use backend::events::Listener;
use backend::session::Actor;
use domain::id::SessionId;
use std::convert::Infallible;
use tokio::sync::broadcast;
use tokio::time::Instant;

/// The last message, in place of a number.
const ENDED: &str = "ended";

/// The stream of the school's change numbers.
pub(crate) async fn stream(State(served): State<RouterState>, Extension(visit): Extension<Visit>) -> Response {
    let stream = match visit.actor().await {
        Ok(actor) => Stream::begin(served, actor),
        Err(problem) => {
            return StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response();
        }
    };
    let events = futures::stream::unfold(stream, |mut stream| async move {
        let event = match stream.next().await? {
            StreamEvent::Changed(number) => Event::default().data(number.to_string()),
            StreamEvent::Ended => Event::default().data(ENDED),
        };
        Some((Ok::<_, Infallible>(event), stream))
    });
    let mut response =
        Sse::new(events).keep_alive(KeepAlive::new().interval(limits::STREAM_KEPT_ALIVE)).into_response();
    // Proxies would buffer lines otherwise.
    response.headers_mut().insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

/// The messages of a stream.
enum StreamEvent {
    /// The school's change number.
    Changed(i64),
    /// The session is no longer this person's: the last message.
    Ended,
}

struct Stream {
    served: RouterState,
    actor: Actor,
    listener: Listener,
    ended: broadcast::Receiver<SessionId>,
    look_at: Instant,
    is_over: bool,
}

impl Stream {
    fn begin(served: RouterState, actor: Actor) -> Self {
        let listener = served.backend.changes().subscribe(actor.school());
        let ended = served.backend.changes().ended_sessions();
        Self { actor, listener, ended, look_at: Instant::now() + limits::STREAM_SESSION_EVERY, is_over: false, served }
    }

    /// The next message; `None` after the last one, or when the server stops.
    async fn next(&mut self) -> Option<StreamEvent> {
        if self.is_over {
            return None;
        }
        loop {
            let mut number = None;
            tokio::select! {
                biased;
                () = self.served.stopping.cancelled() => return None,
                changed = self.listener.changed() => {
                    changed.ok()?;
                    number = Some(*self.listener.borrow_and_update());
                }
                ended = self.ended.recv() => match ended {
                    Ok(session) if session != self.actor.session() => continue,
                    Err(broadcast::error::RecvError::Closed) => return None,
                    // The school's own change, or some were missed.
                    Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
                },
                () = tokio::time::sleep_until(self.look_at) => self.look_at = Instant::now() + limits::STREAM_SESSION_EVERY,
            }
            if !self.is_let_in().await {
                self.is_over = true;
                return Some(StreamEvent::Ended);
            }
            if let Some(number) = number {
                return Some(StreamEvent::Changed(number));
            }
        }
    }

    async fn is_let_in(&self) -> bool {
        // A database that does not answer ends the stream too: the browser reconnects.
        self.served.backend.public().is_still(&self.actor).await.unwrap_or(false)
    }
}
