//! Change notifications for open pages: they say that something changed, never what.
//!
//! One task a process ([`watch`]) polls the schools' change numbers, so that changes by the command line or by another
//! server are noticed too. It polls only while there are listeners.

use crate::Backend;
use crate::access::Watcher;
use crate::limits;
use crate::store::{StoreError, WatchedNumbers};
use domain::assessment::ClassChanges;
use domain::id::{SchoolId, SessionId};
use domain::moment::Moment;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, broadcast, watch as channel};

/// Receives a school's change numbers. [`changed`](channel::Receiver::changed) waits for the next one and fails once
/// the server shuts down. The first value is the current one: a page made at an earlier one is out of date.
pub type Listener = channel::Receiver<Announced>;

/// What a school's open pages are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announced {
    /// The school's change number.
    pub change_no: i64,
    /// How often the marks of each class changed.
    pub marks: BTreeSet<ClassChanges>,
}

/// The listeners of each school.
#[derive(Debug)]
pub struct Changes {
    heard: Mutex<Listeners>,
    ended: broadcast::Sender<SessionId>,
    /// Wakes the task when the first listener subscribes.
    signal: Notify,
}

#[derive(Debug, Default)]
struct Listeners {
    schools: HashMap<SchoolId, School>,
    is_over: bool,
}

#[derive(Debug)]
struct School {
    sender: channel::Sender<Announced>,
    /// When the next invitation expires, as known at `change_no`.
    next_expiry: Option<Moment>,
    /// None until the first poll.
    numbers: Option<WatchedNumbers>,
}

impl Changes {
    pub(crate) fn new() -> Self {
        Self {
            heard: Mutex::new(Listeners::default()),
            ended: broadcast::Sender::new(limits::ENDED_WAITING),
            signal: Notify::new(),
        }
    }

    /// Subscribes to a school's changes.
    pub fn subscribe(&self, school: SchoolId) -> Listener {
        let mut heard = self.heard();
        if heard.is_over {
            // The sender is dropped at once, so the receiver learns that the server shuts down.
            return channel::channel(Announced::default()).1;
        }
        let known = heard.schools.entry(school).or_insert_with(|| School {
            sender: channel::channel(Announced::default()).0,
            next_expiry: None,
            numbers: None,
        });
        let mut listener = known.sender.subscribe();
        if known.numbers.is_some() {
            listener.mark_changed();
        }
        drop(heard);
        self.signal.notify_one();
        listener
    }

    /// Subscribes to ended sessions: each is announced once, within a second.
    pub fn ended_sessions(&self) -> broadcast::Receiver<SessionId> {
        self.ended.subscribe()
    }

    /// The change number last announced to this school's listeners, if it has any.
    pub fn current(&self, school: SchoolId) -> Option<i64> {
        self.heard().schools.get(&school).and_then(|known| known.numbers).map(|numbers| numbers.all)
    }

    fn heard(&self) -> MutexGuard<'_, Listeners> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Drops schools without listeners; gives whether any school is left.
    fn has_listeners(&self) -> bool {
        let mut heard = self.heard();
        heard.schools.retain(|_, known| known.sender.receiver_count() > 0);
        !heard.schools.is_empty()
    }

    /// Ends every stream, and refuses new ones.
    fn end(&self) {
        let mut heard = self.heard();
        heard.is_over = true;
        heard.schools.clear();
    }

    /// The schools whose numbers changed, or whose next invitation has expired.
    fn moved(&self, numbers: &[(SchoolId, WatchedNumbers)], now: Moment) -> Vec<(SchoolId, WatchedNumbers)> {
        let heard = self.heard();
        let has_moved = |(school, numbers): &&(SchoolId, WatchedNumbers)| {
            heard
                .schools
                .get(school)
                .is_some_and(|known| known.numbers != Some(*numbers) || known.next_expiry.is_some_and(|at| at <= now))
        };
        numbers.iter().filter(has_moved).copied().collect()
    }

    /// Whether a school's marks changed since they were last announced.
    fn has_new_marks(&self, school: SchoolId, numbers: WatchedNumbers) -> bool {
        let heard = self.heard();
        let known = heard.schools.get(&school).and_then(|known| known.numbers);
        known.is_none_or(|known| known.marks != numbers.marks)
    }

    /// Announces a school's numbers, with those of its marks unless they are as before.
    fn announce(
        &self,
        school: SchoolId,
        numbers: WatchedNumbers,
        marks: Option<BTreeSet<ClassChanges>>,
        next_expiry: Option<Moment>,
    ) {
        if let Some(known) = self.heard().schools.get_mut(&school) {
            known.numbers = Some(numbers);
            known.next_expiry = next_expiry;
            known.sender.send_modify(|announced| {
                announced.change_no = numbers.all;
                announced.marks = marks.unwrap_or_else(|| std::mem::take(&mut announced.marks));
            });
        }
    }
}

/// Announces changes until `shutdown`, then ends every stream. Run one task a process.
pub async fn watch(backend: Backend, shutdown: impl Future<Output = ()>) {
    let changes = backend.changes();
    tokio::select! {
        () = shutdown => {}
        () = run_until_stopped(&backend) => {}
    }
    changes.end();
}

async fn run_until_stopped(backend: &Backend) {
    let mut answers = true;
    let mut told = HashSet::new();
    loop {
        if !backend.changes().has_listeners() {
            backend.changes().signal.notified().await;
            continue;
        }
        let looked = poll(backend, &mut told).await;
        // Logged once, not four times a second; the next line reports the recovery.
        match (&looked, answers) {
            (Err(trouble), true) => tracing::warn!(error = %trouble, "changes cannot be watched; trying on"),
            (Ok(()), false) => tracing::info!("changes are watched again"),
            _ => {}
        }
        answers = looked.is_ok();
        tokio::time::sleep(limits::WATCHED_EVERY).await;
    }
}

/// Announces what is new; `told` holds the ended sessions already announced.
async fn poll(backend: &Backend, told: &mut HashSet<SessionId>) -> Result<(), StoreError> {
    let (store, changes, watcher) = (backend.store(), backend.changes(), Watcher::new());
    let now = backend.clock().now();
    let numbers = store.change_numbers(&watcher).await?;
    for (school, numbers) in changes.moved(&numbers, now) {
        let next_expiry = store.watched_expiry(&watcher, school, now).await?;
        let marks = match changes.has_new_marks(school, numbers) {
            true => Some(store.watched_class_changes(&watcher, school).await?.into_iter().collect()),
            false => None,
        };
        changes.announce(school, numbers, marks, next_expiry);
    }
    let ended: HashSet<_> =
        store.sessions_ended_since(&watcher, now.plus(-limits::ENDED_LOOKED_BACK)).await?.into_iter().collect();
    for session in ended.difference(told) {
        // Fails only when nobody listens.
        let _ = changes.ended.send(*session);
    }
    *told = ended;
    Ok(())
}
