//! The door for everybody who is not, or not yet, signed in. Nothing of a school lies open behind it.

mod attempt;
mod choose_school;
mod demo;
mod device;
mod link;
mod reset;
mod sign_in;
mod site;

pub use link::LinkDone;
pub(crate) use site::choices;

use crate::Backend;
use crate::access::SessionCheck;
use crate::device::DeviceCookie;
use crate::session::{Actor, StoredSession};
use crate::token::SessionToken;
use domain::problem::Problem;
use domain::session_end::SessionEnd;
use std::net::IpAddr;

/// Use cases that need nobody to be signed in.
#[derive(Clone, Debug)]
pub struct FrontDoor {
    backend: Backend,
}

/// A browser that somebody signs in with, or wants to.
#[derive(Clone, Copy, Debug)]
pub struct Browser<'a> {
    /// Where it asks from.
    pub ip: IpAddr,
    /// What it says of itself.
    pub device: &'a str,
    /// What it keeps of the accounts that signed in with it.
    pub cookie: Option<&'a DeviceCookie>,
}

impl Browser<'_> {
    /// A browser at this address of which nothing else is known.
    pub const fn at(ip: IpAddr) -> Self {
        Self { ip, device: "", cookie: None }
    }
}

/// A session that has just begun.
#[derive(Debug)]
pub struct SignedIn {
    /// For the browser's cookie.
    pub token: SessionToken,
    /// What the browser is to keep from now on of the accounts that signed in with it.
    pub device: Option<DeviceCookie>,
}

impl FrontDoor {
    pub(crate) const fn new(backend: Backend) -> Self {
        Self { backend }
    }

    /// Whoever is signed in, in a school that lets them in. Notes that the session is in use.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when nobody is.
    pub async fn actor(&self, token: Option<&SessionToken>) -> Result<Actor, Problem> {
        let now = self.backend.clock().now();
        let session = self.session(token).await?;
        session.and_then(|session| session.actor(now)).ok_or(Problem::SignedOut { kept: false })
    }

    /// Whether `actor` is still signed in with this token. Asking does not count as using the session: a page that is
    /// merely open would keep it alive.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_still(&self, token: &SessionToken, actor: &Actor) -> Result<bool, Problem> {
        let session = self.backend.store().session(&SessionCheck::new(), token).await?;
        let now = session.and_then(|session| session.actor(self.backend.clock().now()));
        Ok(now.is_some_and(|now| {
            (now.session(), now.school(), now.member()) == (actor.session(), actor.school(), actor.member())
        }))
    }

    /// Why the session with this token cannot be used any more. Nothing while it can, and where no session has it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn why_ended(&self, token: &SessionToken) -> Result<Option<SessionEnd>, Problem> {
        let session = self.backend.store().session(&SessionCheck::new(), token).await?;
        Ok(session.and_then(|session| session.end(self.backend.clock().now())))
    }

    /// Ends the session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sign_out(&self, token: &SessionToken) -> Result<(), Problem> {
        Ok(self.backend.store().end_session(&SessionCheck::new(), token, self.backend.clock().now()).await?)
    }

    /// The session this token is of, if it is live.
    async fn session(&self, token: Option<&SessionToken>) -> Result<Option<StoredSession>, Problem> {
        let Some(token) = token else { return Ok(None) };
        let (store, check, now) = (self.backend.store(), SessionCheck::new(), self.backend.clock().now());
        let Some(session) = store.session(&check, token).await?.filter(|session| session.is_live(now)) else {
            return Ok(None);
        };
        // A database that can be read but not written still shows its pages.
        if let Err(trouble) = store.note_use(&check, &session, now).await {
            tracing::warn!(error = %trouble, "noting that a session is in use");
        }
        Ok(Some(session))
    }
}
