//! Request bodies: how large they may be, from whom large ones are accepted, and how many at once.
//!
//! Anyone may send a small body. A larger one is read only for signed-in people, and only a few at a time: those
//! waiting cannot send in the meantime, so they take no memory.

use crate::layers::limits::refuse;
use crate::limits;
use crate::served::RouterState;
use app::{ClientAddress, Visit};
use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::id::AccountId;
use domain::problem::Problem;
use futures::StreamExt as _;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub(crate) use crate::limits::BODY_OF_A_FORM as LARGEST;

/// The state for reading bodies.
#[derive(Clone, Debug)]
pub(crate) struct Bodies {
    served: RouterState,
    files: Arc<Semaphore>,
    forms: Arc<Semaphore>,
    thrown_away: Arc<Semaphore>,
    accounts: Arc<Mutex<HashMap<AccountId, Weak<Semaphore>>>>,
}

/// The permits that a large body holds until its request is answered.
type BodyPermits = [OwnedSemaphorePermit; 2];

/// Why a body is not accepted.
enum BodyRefusal {
    /// The body is too large, or broke off.
    TooLarge,
    /// The body is large, and nobody is signed in.
    OfNobody,
}

impl Bodies {
    pub fn new(served: RouterState) -> Self {
        let seats = |seats| Arc::new(Semaphore::new(seats));
        Self {
            served,
            files: seats(limits::FILES_AT_ONCE),
            forms: seats(limits::FORMS_AT_ONCE),
            thrown_away: seats(limits::THROWN_AWAY_AT_ONCE),
            accounts: Arc::default(),
        }
    }

    /// Reads the whole body, and returns the permits to hold until the request is answered.
    async fn read(&self, parts: &Parts, body: Body) -> Result<(Bytes, Option<BodyPermits>), BodyRefusal> {
        let most = largest(parts.uri.path());
        let said = said_length(&parts.headers);
        let mut arriving = Arriving { chunks: body.into_data_stream() };
        let mut kept = Vec::new();
        let is_small = said.is_none_or(|length| length <= limits::BODY_OF_ANYBODY);
        if is_small && arriving.read(&mut kept, limits::BODY_OF_ANYBODY).await? {
            return Ok((kept.into(), None));
        }
        let Some(account) = self.account(parts).await else {
            drop(kept);
            self.throw_away(&mut arriving, most).await;
            return Err(BodyRefusal::OfNobody);
        };
        if said.is_none_or(|length| length <= most) {
            let seats = if most > LARGEST { &self.files } else { &self.forms };
            // The account's own permit comes first, so that an account waiting for itself blocks nobody else.
            let own = self.of_account(account).acquire_owned().await.map_err(|_| BodyRefusal::TooLarge)?;
            let seat = Arc::clone(seats).acquire_owned().await.map_err(|_| BodyRefusal::TooLarge)?;
            kept.reserve_exact(said.unwrap_or_default().saturating_sub(kept.len()));
            if arriving.read(&mut kept, most).await? {
                return Ok((kept.into(), Some([own, seat])));
            }
        }
        drop(kept);
        self.throw_away(&mut arriving, most).await;
        Err(BodyRefusal::TooLarge)
    }

    /// Reads a refused body and discards it. If it breaks off or takes too long, it is answered all the same.
    async fn throw_away(&self, arriving: &mut Arriving, most: usize) {
        let turn = async {
            let _turn = self.thrown_away.acquire().await.map_err(|_| BodyRefusal::TooLarge)?;
            let passing = arriving.pass(most + limits::BODY_READ_BEYOND);
            tokio::time::timeout(limits::THROWING_AWAY, passing).await.map_err(|_| BodyRefusal::TooLarge)?
        };
        let _answered_anyway = tokio::time::timeout(limits::THROWING_AWAY * 2, turn).await;
    }

    /// The signed-in account, if there is one.
    async fn account(&self, parts: &Parts) -> Option<AccountId> {
        let address = parts.extensions.get::<ClientAddress>().copied();
        let actor = Visit::new(self.served.backend.clone(), &parts.headers, address).actor().await;
        actor.ok().map(|actor| actor.account())
    }

    /// The permits of one account. Accounts that send nothing are not remembered.
    fn of_account(&self, account: AccountId) -> Arc<Semaphore> {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(seats) = accounts.get(&account).and_then(Weak::upgrade) {
            return seats;
        }
        accounts.retain(|_, seats| seats.strong_count() > 0);
        let seats = Arc::new(Semaphore::new(limits::BODIES_OF_AN_ACCOUNT));
        accounts.insert(account, Arc::downgrade(&seats));
        seats
    }
}

/// Reads the request's body, if it is accepted.
pub(crate) async fn take(State(bodies): State<Bodies>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match bodies.read(&parts, body).await {
        Ok((body, seat)) => {
            let response = next.run(Request::from_parts(parts, Body::from(body))).await;
            drop(seat);
            response
        }
        // The route itself answers that nobody is signed in.
        Err(BodyRefusal::OfNobody) => next.run(Request::from_parts(parts, Body::empty())).await,
        Err(BodyRefusal::TooLarge) => refuse(&bodies.served, parts.uri.path(), Problem::TooLarge),
    }
}

/// The most bytes that the body of a request to this path may have.
fn largest(path: &str) -> usize {
    match path.rsplit('/').next() {
        Some("photo") => limits::BODY_OF_A_PHOTO,
        Some("import") => limits::BODY_OF_A_LIST,
        _ => LARGEST,
    }
}

/// Whether a request to this path may contain a file, which takes a while on slow Wi-Fi.
pub(crate) fn may_bring_file(path: &str) -> bool {
    largest(path) > LARGEST
}

fn said_length(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// A body as it arrives.
struct Arriving {
    chunks: BodyDataStream,
}

impl Arriving {
    /// The next chunk; `None` after the last one.
    async fn next(&mut self) -> Result<Option<Bytes>, BodyRefusal> {
        let next = tokio::time::timeout(limits::BODY_STALLED, self.chunks.next()).await;
        next.map_err(|_| BodyRefusal::TooLarge)?.transpose().map_err(|_| BodyRefusal::TooLarge)
    }

    /// Reads to the end, or until there are more than `most` bytes. Returns whether the end was reached.
    async fn read(&mut self, kept: &mut Vec<u8>, most: usize) -> Result<bool, BodyRefusal> {
        while kept.len() <= most {
            match self.next().await? {
                Some(chunk) => kept.extend_from_slice(&chunk),
                None => return Ok(true),
            }
        }
        Ok(false)
    }

    /// Reads and discards at most this many bytes.
    async fn pass(&mut self, most: usize) -> Result<(), BodyRefusal> {
        let mut passed = 0;
        while passed <= most {
            match self.next().await? {
                Some(chunk) => passed += chunk.len(),
                None => break,
            }
        }
        Ok(())
    }
}
