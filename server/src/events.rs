//! `/events`: a stream that tells the signed-in person *that* something changed at the school, or that their session
//! ended; never what changed.

use crate::limits;
use crate::served::RouterState;
use app::Visit;
use axum::extract::{Extension, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use backend::events::{Announced, Listener};
use backend::session::Actor;
use domain::assessment::ClassChanges;
use domain::id::SessionId;
use std::convert::Infallible;
use tokio::sync::broadcast;
use tokio::time::Instant;

/// The last message, in place of a number.
const ENDED: &str = "ended";

/// The name of messages about marks.
const MARKS: &str = "marks";

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
            StreamEvent::Marks(classes) => Event::default().event(MARKS).data(classes),
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
    /// Classes whose marks changed, each as "number:changes".
    Marks(String),
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
    /// What the stream has told; None before the first message.
    told: Option<Announced>,
    /// A message that follows at once.
    next: Option<StreamEvent>,
}

impl Stream {
    fn begin(served: RouterState, actor: Actor) -> Self {
        let listener = served.backend.changes().subscribe(actor.school());
        let ended = served.backend.changes().ended_sessions();
        Self {
            actor,
            listener,
            ended,
            look_at: Instant::now() + limits::STREAM_SESSION_EVERY,
            is_over: false,
            told: None,
            next: None,
            served,
        }
    }

    /// The next message; `None` after the last one, or when the server stops.
    async fn next(&mut self) -> Option<StreamEvent> {
        if self.is_over {
            return None;
        }
        if let Some(next) = self.next.take() {
            return Some(next);
        }
        loop {
            let mut announced = None;
            tokio::select! {
                biased;
                () = self.served.stopping.cancelled() => return None,
                changed = self.listener.changed() => {
                    changed.ok()?;
                    announced = Some(self.listener.borrow_and_update().clone());
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
            if let Some(event) = announced.and_then(|announced| self.events(announced)) {
                return Some(event);
            }
        }
    }

    /// What is new in an announcement; a second message waits in `next`.
    fn events(&mut self, announced: Announced) -> Option<StreamEvent> {
        let told = self.told.replace(announced.clone());
        let changed = told.as_ref().is_none_or(|told| told.change_no != announced.change_no);
        let is_new = |class: &&ClassChanges| told.as_ref().is_none_or(|told| !told.marks.contains(class));
        let classes: Vec<_> =
            announced.marks.iter().filter(is_new).map(|one| format!("{}:{}", one.class, one.changes)).collect();
        let marks = (!classes.is_empty()).then(|| StreamEvent::Marks(classes.join(" ")));
        if !changed {
            return marks;
        }
        self.next = marks;
        Some(StreamEvent::Changed(announced.change_no))
    }

    async fn is_let_in(&self) -> bool {
        // A database that does not answer ends the stream too: the browser reconnects.
        self.served.backend.public().is_still(&self.actor).await.unwrap_or(false)
    }
}
