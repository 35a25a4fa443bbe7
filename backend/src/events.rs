//! What changed, for pages that are open: it says that something did, never what.
//!
//! One task a process ([`watch`]) looks at the schools' change numbers, so a change made by the command line or by
//! another server on the same database is noticed too. It looks only while somebody listens.

use crate::Backend;
use crate::access::Watcher;
use crate::limits;
use crate::store::Trouble;
use domain::id::{SchoolId, SessionId};
use domain::moment::Moment;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, broadcast, watch as channel};

/// Hears of a school's changes. [`changed`](channel::Receiver::changed) waits for the next one and fails once the server
/// shuts down; the value is the school's change number. The first thing heard is the number as it is: a page that was
/// made at an earlier one is out of date.
pub type Listener = channel::Receiver<i64>;

/// Who listens to which school.
#[derive(Debug)]
pub struct Changes {
    heard: Mutex<Heard>,
    ended: broadcast::Sender<SessionId>,
    /// Rings when somebody begins to listen.
    bell: Notify,
}

#[derive(Debug, Default)]
struct Heard {
    schools: HashMap<SchoolId, School>,
    is_over: bool,
}

#[derive(Debug)]
struct School {
    sender: channel::Sender<i64>,
    /// When an invitation expires next, as far as is known since `change_no`.
    next_expiry: Option<Moment>,
    /// None until it was looked at for the first time.
    change_no: Option<i64>,
}

impl Changes {
    pub(crate) fn new() -> Self {
        Self {
            heard: Mutex::new(Heard::default()),
            ended: broadcast::Sender::new(limits::ENDED_WAITING),
            bell: Notify::new(),
        }
    }

    /// Listens to a school.
    pub fn subscribe(&self, school: SchoolId) -> Listener {
        let mut heard = self.heard();
        if heard.is_over {
            // Its sender is gone at once: whoever waits is told so.
            return channel::channel(0).1;
        }
        let known = heard.schools.entry(school).or_insert_with(|| School {
            sender: channel::channel(0).0,
            next_expiry: None,
            change_no: None,
        });
        let mut listener = known.sender.subscribe();
        if known.change_no.is_some() {
            listener.mark_changed();
        }
        drop(heard);
        self.bell.notify_one();
        listener
    }

    /// Listens to sessions that end: each is told once, within a second.
    pub fn ended_sessions(&self) -> broadcast::Receiver<SessionId> {
        self.ended.subscribe()
    }

    /// The change number that was announced last to those who listen to this school, if anybody does.
    pub fn current(&self, school: SchoolId) -> Option<i64> {
        self.heard().schools.get(&school).and_then(|known| known.change_no)
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets schools nobody listens to any more; whether any is left.
    fn has_listeners(&self) -> bool {
        let mut heard = self.heard();
        heard.schools.retain(|_, known| known.sender.receiver_count() > 0);
        !heard.schools.is_empty()
    }

    /// Ends every stream, now and later.
    fn end(&self) {
        let mut heard = self.heard();
        heard.is_over = true;
        heard.schools.clear();
    }

    /// The schools whose number moved, or whose next invitation has expired.
    fn moved(&self, numbers: &[(SchoolId, i64)], now: Moment) -> Vec<(SchoolId, i64)> {
        let heard = self.heard();
        let has_moved = |(school, number): &&(SchoolId, i64)| {
            heard
                .schools
                .get(school)
                .is_some_and(|known| known.change_no != Some(*number) || known.next_expiry.is_some_and(|at| at <= now))
        };
        numbers.iter().filter(has_moved).copied().collect()
    }

    fn announce(&self, school: SchoolId, change_no: i64, next_expiry: Option<Moment>) {
        if let Some(known) = self.heard().schools.get_mut(&school) {
            known.change_no = Some(change_no);
            known.next_expiry = next_expiry;
            known.sender.send_replace(change_no);
        }
    }
}

/// Announces changes until `shutdown`, then ends every stream. One task a process.
pub async fn watch(backend: Backend, shutdown: impl Future<Output = ()>) {
    let changes = backend.changes();
    tokio::select! {
        () = shutdown => {}
        () = look_on(&backend) => {}
    }
    changes.end();
}

async fn look_on(backend: &Backend) {
    let mut answers = true;
    let mut told = HashSet::new();
    loop {
        if !backend.changes().has_listeners() {
            backend.changes().bell.notified().await;
            continue;
        }
        let looked = look(backend, &mut told).await;
        // Once, not four times a second: the next line says that it is over.
        match (&looked, answers) {
            (Err(trouble), true) => tracing::warn!(error = %trouble, "changes cannot be watched; trying on"),
            (Ok(()), false) => tracing::info!("changes are watched again"),
            _ => {}
        }
        answers = looked.is_ok();
        tokio::time::sleep(limits::WATCHED_EVERY).await;
    }
}

/// Announces what is new; `told` has the ended sessions that were announced before.
async fn look(backend: &Backend, told: &mut HashSet<SessionId>) -> Result<(), Trouble> {
    let (store, changes, watcher) = (backend.store(), backend.changes(), Watcher::new());
    let now = backend.clock().now();
    let numbers = store.change_numbers(&watcher).await?;
    for (school, change_no) in changes.moved(&numbers, now) {
        let next_expiry = store.watched_expiry(&watcher, school, now).await?;
        changes.announce(school, change_no, next_expiry);
    }
    let ended: HashSet<_> =
        store.sessions_ended_since(&watcher, now.plus(-limits::ENDED_LOOKED_BACK)).await?.into_iter().collect();
    for session in ended.difference(told) {
        // Refused where nobody listens.
        let _ = changes.ended.send(*session);
    }
    *told = ended;
    Ok(())
}
