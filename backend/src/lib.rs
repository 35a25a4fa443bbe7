//! Use cases and the database: everything that runs on the server except pages and HTTP, which are in `app` and
//! `server`. Rules and values are in `domain`.
//!
//! A signed-in person is an [`Actor`](session::Actor), who needs a [`Permit`](access::Permit) for every action; use
//! cases without a session are in [`Public`](public::Public).

pub mod access;
pub mod account;
pub mod attempts;
pub mod attributes;
pub mod audit;
mod blocking;
pub mod clock;
pub mod demo;
pub mod device;
pub mod drafts;
pub mod events;
pub mod export;
pub mod finding;
pub mod import;
pub mod limits;
pub mod mail;
pub mod marks;
pub mod measure;
#[cfg(test)]
#[allow(clippy::panic)]
mod mutation;
mod network;
pub mod observations;
pub mod owner;
pub mod parsing;
pub mod password;
pub mod photo;
pub mod public;
pub mod pupils;
pub mod retention;
pub mod roles;
pub mod scheduler;
pub mod school;
mod search_key;
pub mod secret;
pub mod seed;
pub mod session;
pub mod stamp;
pub mod store;
mod throttle;
pub mod token;
pub mod users;
mod versioned_cache;
pub mod viewing;

use access::Permit;
use clock::Clock;
use domain::access::Action;
use domain::problem::Problem;
use secret::{Key, Purpose, Secrets};
use session::Actor;
use std::sync::Arc;
use store::{SchoolTransaction, Store, StoreError};
use tokio::sync::OnceCell;

/// A server's configuration.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The address people reach it at, which begins all links in mails. Without a final slash.
    pub base_url: String,
    /// Whether this is the demonstration.
    pub is_demo: bool,
    /// Where uploaded files are parsed.
    pub parsing: parsing::Runner,
}

/// The server's shared state, which every use case takes. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Backend {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    setup: Setup,
    store: Store,
    clock: Clock,
    passwords: password::Passwords,
    parser: parsing::Parser,
    limits: OnceCell<throttle::Limits>,
    attempts: attempts::Attempts,
    mail_signal: mail::MailSignal,
    changes: events::Changes,
    counts: users::Counts,
    settings: school::Settings,
    secrets: Secrets,
}

impl Backend {
    /// A backend with this configuration, database and clock.
    pub fn new(setup: Setup, store: Store, clock: Clock) -> Self {
        let inner = Inner {
            limits: OnceCell::new(),
            attempts: attempts::Attempts::default(),
            parser: parsing::Parser::new(setup.parsing.clone()),
            setup,
            store,
            clock,
            passwords: password::Passwords::new(),
            mail_signal: mail::MailSignal::new(),
            changes: events::Changes::new(),
            counts: users::Counts::new(),
            settings: school::Settings::new(),
            secrets: Secrets::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The server's configuration.
    pub fn setup(&self) -> &Setup {
        &self.inner.setup
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Change notifications for open pages.
    pub fn changes(&self) -> &events::Changes {
        &self.inner.changes
    }

    /// The use cases that need no session.
    pub fn public(&self) -> public::Public {
        public::Public::new(self.clone())
    }

    /// The installation's key for `purpose`, stored in the database.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn key(&self, purpose: Purpose) -> Result<Arc<Key>, StoreError> {
        self.inner.secrets.key(self.store(), self.clock(), purpose).await
    }

    pub(crate) fn passwords(&self) -> &password::Passwords {
        &self.inner.passwords
    }

    pub(crate) fn parser(&self) -> &parsing::Parser {
        &self.inner.parser
    }

    /// The throttles. The first call restores their state from the database.
    pub(crate) async fn limits(&self) -> Result<&throttle::Limits, StoreError> {
        let begin = || async {
            let key = self.key(Purpose::Limit).await?;
            let saved = self.store().limit_buckets(&access::AttemptLog::new(), self.clock().now()).await?;
            Ok(throttle::Limits::new(self.clock(), key, &saved))
        };
        self.inner.limits.get_or_try_init(begin).await
    }

    /// The throttles, if they were used since the start.
    pub(crate) fn limits_so_far(&self) -> Option<&throttle::Limits> {
        self.inner.limits.get()
    }

    /// Sign-in attempts that are not written yet.
    pub(crate) fn attempts(&self) -> &attempts::Attempts {
        &self.inner.attempts
    }

    /// Wakes the mail worker when a mail is put into the outbox.
    pub(crate) fn mail_signal(&self) -> &mail::MailSignal {
        &self.inner.mail_signal
    }

    pub(crate) fn counts(&self) -> &users::Counts {
        &self.inner.counts
    }

    pub(crate) fn settings(&self) -> &school::Settings {
        &self.inner.settings
    }

    /// Begins a transaction by `actor` for `permit`. Inside it the actor is read again and the permit is asked for
    /// again.
    pub(crate) async fn change_with<A: Action + Copy>(
        &self,
        actor: &Actor,
        permit: Permit<A>,
    ) -> Result<(SchoolTransaction, Actor, Permit<A>), Problem> {
        SchoolTransaction::begin_with(self.store(), actor, permit, self.clock().now()).await
    }

    /// Begins a transaction that only records in the log what `actor` reads.
    pub(crate) async fn note_with<A: Action + Copy>(
        &self,
        actor: &Actor,
        permit: Permit<A>,
    ) -> Result<(SchoolTransaction, Actor, Permit<A>), Problem> {
        SchoolTransaction::begin_logging(self.store(), actor, permit, self.clock().now()).await
    }

    /// Makes and reads the stamps of pages.
    pub(crate) async fn stamps(&self) -> Result<stamp::Stamps, store::StoreError> {
        Ok(stamp::Stamps::new(self.key(Purpose::Form).await?))
    }
}
