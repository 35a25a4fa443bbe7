//! Use cases and the database: everything that happens on the server and is not a screen.
//!
//! Whoever is signed in comes in as an [`Actor`](session::Actor) and shows a [`Permit`](access::Permit) for what they do;
//! everybody else goes through the [`FrontDoor`](front_door::FrontDoor).

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
mod fold;
pub mod front_door;
pub mod import;
pub mod limits;
pub mod mail;
pub mod measure;
#[cfg(test)]
#[allow(clippy::panic)]
mod mutation;
pub mod owner;
pub mod parsing;
pub mod password;
pub mod photo;
pub mod pupils;
mod remembered;
pub mod retention;
pub mod roles;
pub mod scheduler;
pub mod school;
pub mod secret;
pub mod seed;
pub mod session;
pub mod stamp;
pub mod store;
mod throttle;
pub mod token;
pub mod users;
pub mod viewing;

use access::Permit;
use clock::Clock;
use domain::access::Action;
use domain::problem::Problem;
use secret::{Key, Purpose, Secrets};
use session::Actor;
use std::sync::Arc;
use store::{Change, Store, Trouble};
use tokio::sync::OnceCell;

/// What a Rolecall server is told when it starts.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Where people reach it: links in mails begin with this. No slash at the end.
    pub base_url: String,
    /// Whether it is the demonstration.
    pub is_demo: bool,
    /// Where files that people send are parsed.
    pub parsing: parsing::Runner,
}

/// Everything a request needs. Cheap to clone.
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
    mail_bell: mail::Bell,
    changes: events::Changes,
    counts: users::Counts,
    settings: school::Settings,
    secrets: Secrets,
}

impl Backend {
    /// A backend on this database.
    pub fn new(setup: Setup, store: Store, clock: Clock) -> Self {
        let inner = Inner {
            limits: OnceCell::new(),
            attempts: attempts::Attempts::default(),
            parser: parsing::Parser::new(setup.parsing.clone()),
            setup,
            store,
            clock,
            passwords: password::Passwords::new(),
            mail_bell: mail::Bell::new(),
            changes: events::Changes::new(),
            counts: users::Counts::new(),
            settings: school::Settings::new(),
            secrets: Secrets::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// What it was told when it started.
    pub fn setup(&self) -> &Setup {
        &self.inner.setup
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// What time it is.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// What changed, for pages that are open.
    pub fn changes(&self) -> &events::Changes {
        &self.inner.changes
    }

    /// The door for everybody who is not, or not yet, signed in.
    pub fn front_door(&self) -> front_door::FrontDoor {
        front_door::FrontDoor::new(self.clone())
    }

    /// The installation's key for `purpose`, kept in the database.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn key(&self, purpose: Purpose) -> Result<Arc<Key>, Trouble> {
        self.inner.secrets.key(self.store(), self.clock(), purpose).await
    }

    pub(crate) fn passwords(&self) -> &password::Passwords {
        &self.inner.passwords
    }

    pub(crate) fn parser(&self) -> &parsing::Parser {
        &self.inner.parser
    }

    /// How often things may be tried. The first call goes on from what the database has of it.
    pub(crate) async fn limits(&self) -> Result<&throttle::Limits, Trouble> {
        let begin = || async {
            let key = self.key(Purpose::Limit).await?;
            let saved = self.store().limit_buckets(&access::AttemptLog::new(), self.clock().now()).await?;
            Ok(throttle::Limits::new(self.clock(), key, &saved))
        };
        self.inner.limits.get_or_try_init(begin).await
    }

    /// The same, if anybody asked for it yet.
    pub(crate) fn limits_so_far(&self) -> Option<&throttle::Limits> {
        self.inner.limits.get()
    }

    /// What was tried and is not written yet.
    pub(crate) fn attempts(&self) -> &attempts::Attempts {
        &self.inner.attempts
    }

    /// Rings when a mail was put into the outbox.
    pub(crate) fn mail_bell(&self) -> &mail::Bell {
        &self.inner.mail_bell
    }

    pub(crate) fn counts(&self) -> &users::Counts {
        &self.inner.counts
    }

    pub(crate) fn settings(&self) -> &school::Settings {
        &self.inner.settings
    }

    /// Begins a change by `actor` for which `permit` was given; they are read anew in it, and asked for the permit again.
    pub(crate) async fn change_with<A: Action + Copy>(
        &self,
        actor: &Actor,
        permit: Permit<A>,
    ) -> Result<(Change, Actor, Permit<A>), Problem> {
        Change::begin_with(self.store(), actor, permit, self.clock().now()).await
    }

    /// Begins the writing of what `actor` reads into the log.
    pub(crate) async fn note_with<A: Action + Copy>(
        &self,
        actor: &Actor,
        permit: Permit<A>,
    ) -> Result<(Change, Actor, Permit<A>), Problem> {
        Change::begin_noting(self.store(), actor, permit, self.clock().now()).await
    }

    /// Makes and reads the stamps of pages.
    pub(crate) async fn stamps(&self) -> Result<stamp::Stamps, store::Trouble> {
        Ok(stamp::Stamps::new(self.key(Purpose::Form).await?))
    }
}
