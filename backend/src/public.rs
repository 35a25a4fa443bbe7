//! Use cases that need no session: signing in, links from mails, resetting a password. They reveal nothing about a
//! school.

mod attempt;
mod choose_school;
mod demo;
mod link;
mod reset;
mod sign_in;
mod site;

pub use link::CompletedLink;
pub(crate) use site::choices;

use crate::Backend;
use crate::access::IdentifyingCaller;
use crate::device::DeviceCookie;
use crate::session::{Actor, StoredSession};
use crate::stamp::{PageIdentity, Stamps};
use crate::token::SessionToken;
use domain::problem::Problem;
use domain::session_end::SessionEnd;
use std::net::IpAddr;

/// Use cases that need no session.
#[derive(Clone, Debug)]
pub struct Public {
    backend: Backend,
}

/// A browser that signs in, or wants to.
#[derive(Clone, Copy, Debug)]
pub struct BrowserContext<'a> {
    /// The client's address.
    pub ip: IpAddr,
    /// The browser's description of itself.
    pub user_agent: &'a str,
    /// The browser's device cookie.
    pub cookie: Option<&'a DeviceCookie>,
    /// The browser's session, which ends when another begins.
    pub session: Option<&'a SessionToken>,
}

impl BrowserContext<'_> {
    /// A browser at this address, without any other information.
    pub const fn at(ip: IpAddr) -> Self {
        Self { ip, user_agent: "", cookie: None, session: None }
    }
}

/// A session that has just begun.
#[derive(Debug)]
pub struct SignedIn {
    /// The token for the browser's cookie.
    pub token: SessionToken,
    /// The browser's new device cookie, if it changed.
    pub device: Option<DeviceCookie>,
}

/// The person whose session a browser shows, if any.
#[derive(Clone, Debug)]
pub struct Visitor {
    session: Option<StoredSession>,
    actor: Option<Actor>,
    stamps: Stamps,
}

impl Visitor {
    /// The stamp for a page drawn for this visitor; empty without a session.
    pub fn stamp(&self) -> String {
        let drawn = match (&self.actor, &self.session) {
            (Some(actor), _) => Some(actor.page_identity()),
            (None, Some(session)) => Some(PageIdentity { session: session.id, reader: None }),
            (None, None) => None,
        };
        drawn.map(|drawn| self.stamps.stamp(&drawn)).unwrap_or_default()
    }

    /// Reads the stamp of a page: whom it was drawn for.
    pub fn read(&self, stamp: &str) -> Option<PageIdentity> {
        self.stamps.read(stamp)
    }

    /// The signed-in actor, if they have access to a school. `stamp` is that of the page the request was sent from.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when nobody is signed in.
    pub fn actor(&self, stamp: Option<&str>) -> Result<Actor, Problem> {
        let actor = self.actor.clone().ok_or(Problem::SignedOut { kept: false })?;
        Ok(actor.sent_from(stamp.and_then(|stamp| self.read(stamp)).as_ref()))
    }

    /// Whether the page with this stamp was drawn for the current session, in any school. True when there is no
    /// session, because nothing can be mixed up then.
    pub fn is_of_session(&self, stamp: Option<&str>) -> bool {
        let drawn = stamp.and_then(|stamp| self.read(stamp));
        self.session.as_ref().is_none_or(|session| drawn.is_some_and(|drawn| drawn.session == session.id))
    }
}

impl Public {
    pub(crate) const fn new(backend: Backend) -> Self {
        Self { backend }
    }

    /// The person whose session the browser shows. Records that the session is in use.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn visitor(&self, token: Option<&SessionToken>) -> Result<Visitor, Problem> {
        let session = self.session(token).await?;
        let actor = session.as_ref().and_then(|session| session.actor(self.backend.clock().now()));
        Ok(Visitor { session, actor, stamps: self.backend.stamps().await? })
    }

    /// The signed-in actor, for reading only: without a page's stamp they cannot change anything.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when nobody is signed in, or their school gives them no access.
    pub async fn actor(&self, token: Option<&SessionToken>) -> Result<Actor, Problem> {
        self.visitor(token).await?.actor(None)
    }

    /// Whether `actor` is still signed in. The check does not count as using the session, or an open page would keep
    /// it alive.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_still(&self, actor: &Actor) -> Result<bool, Problem> {
        let session = self.backend.store().session_by_id(&IdentifyingCaller::new(), actor.session()).await?;
        let now = session.and_then(|session| session.actor(self.backend.clock().now()));
        Ok(now.is_some_and(|now| (now.school(), now.member()) == (actor.school(), actor.member())))
    }

    /// Why the session with this token has ended. None while it is live, and for an unknown token.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn why_ended(&self, token: &SessionToken) -> Result<Option<SessionEnd>, Problem> {
        let now = self.backend.clock().now();
        let session = self.backend.store().session(&IdentifyingCaller::new(), token, now).await?;
        Ok(session.and_then(|session| session.end(now)))
    }

    /// Ends the browser's session. `stamp` is that of the page whose form asks for it.
    ///
    /// # Errors
    /// [`Problem::PageMismatch`] when the page was drawn for another session.
    pub async fn sign_out(&self, token: &SessionToken, stamp: Option<&str>) -> Result<(), Problem> {
        let visitor = self.visitor(Some(token)).await?;
        let Some(session) = &visitor.session else { return Ok(()) };
        if !visitor.is_of_session(stamp) {
            return Err(self.another_session(&visitor).await?);
        }
        Ok(self.backend.store().end_session(&IdentifyingCaller::new(), session.id, self.backend.clock().now()).await?)
    }

    /// The answer to a form sent from a page of another session.
    async fn another_session(&self, visitor: &Visitor) -> Result<Problem, Problem> {
        if let Some(actor) = &visitor.actor {
            return Ok(actor.page_mismatch());
        }
        let Some(session) = &visitor.session else { return Ok(Problem::SignedOut { kept: false }) };
        let memberships = self
            .backend
            .store()
            .memberships(&IdentifyingCaller::new(), session.account, self.backend.clock().now())
            .await?;
        // A person who has not chosen a school yet is named as in the first of them.
        let first = memberships.into_iter().next().ok_or(Problem::SignedOut { kept: false })?;
        Ok(Problem::PageMismatch { name: first.name, school: first.school_name, kept: false })
    }

    /// The live session with this token.
    async fn session(&self, token: Option<&SessionToken>) -> Result<Option<StoredSession>, Problem> {
        let Some(token) = token else { return Ok(None) };
        let (store, now) = (self.backend.store(), self.backend.clock().now());
        let Some(session) =
            store.session(&IdentifyingCaller::new(), token, now).await?.filter(|session| session.is_live(now))
        else {
            return Ok(None);
        };
        // A read-only database still shows its pages.
        if let Err(trouble) = store.note_use(&IdentifyingCaller::new(), &session, now).await {
            tracing::warn!(error = %trouble, "noting that a session is in use");
        }
        Ok(Some(session))
    }
}
