//! What every page needs to know of the site and of the person who is signed in, if anyone is.

use super::Public;
use crate::access::{DemoPages, IdentifyingCaller};
use crate::clock::Clock;
use crate::session::{Actor, StoredSession};
use crate::store::Membership;
use crate::token::SessionToken;
use domain::id::MemberId;
use domain::permission::{Exceptions, RoleChoice};
use domain::problem::Problem;
use domain::school::SchoolSettings;
use domain::viewer::{SchoolChoice, SessionHolder, Site, Viewer};

impl Public {
    /// The session's person and the kind of site.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn site(&self, token: Option<&SessionToken>) -> Result<Site, Problem> {
        let holder = match self.session(token).await? {
            None => SessionHolder::Nobody,
            Some(session) => self.session_holder(&session).await?,
        };
        let ended = match (&holder, token) {
            (SessionHolder::Nobody, Some(token)) => self.why_ended(token).await?,
            _ => None,
        };
        let visitors = match holder {
            SessionHolder::Nobody if self.backend.setup().is_demo => self.demo_settings().await?.map(Box::new),
            _ => None,
        };
        Ok(Site { holder, is_demo: self.backend.setup().is_demo, read_at: self.now_in_words(), ended, visitors })
    }

    /// The site for an actor who is known to be signed in.
    ///
    /// # Errors
    /// When the database does not answer, or they are no longer in the school.
    pub async fn site_of(&self, actor: &Actor) -> Result<Site, Problem> {
        let viewer = self.viewer(actor).await?.ok_or(Problem::SignedOut { kept: false })?;
        Ok(Site {
            holder: SessionHolder::SignedIn(Box::new(viewer)),
            is_demo: self.backend.setup().is_demo,
            read_at: self.now_in_words(),
            ended: None,
            visitors: None,
        })
    }

    fn now_in_words(&self) -> String {
        Clock::written_out(self.backend.clock().now())
    }

    async fn demo_settings(&self) -> Result<Option<SchoolSettings>, Problem> {
        Ok(self.backend.store().demo_settings(&DemoPages::new()).await?)
    }

    async fn session_holder(&self, session: &StoredSession) -> Result<SessionHolder, Problem> {
        if let Some(actor) = session.actor(self.backend.clock().now())
            && let Some(viewer) = self.viewer(&actor).await?
        {
            return Ok(SessionHolder::SignedIn(Box::new(viewer)));
        }
        let schools = choices(
            self.backend
                .store()
                .memberships(&IdentifyingCaller::new(), session.account, self.backend.clock().now())
                .await?,
            None,
        );
        Ok(if schools.is_empty() { SessionHolder::Nobody } else { SessionHolder::Choosing { schools } })
    }

    /// The actor as pages know them; `None` when they are no longer in the school.
    pub(crate) async fn viewer(&self, actor: &Actor) -> Result<Option<Viewer>, Problem> {
        let (store, now) = (self.backend.store(), self.backend.clock().now());
        let Some(seated) = store.signed_in_member(actor, now).await? else {
            return Ok(None);
        };
        let settings = crate::school::settings_at(&self.backend, actor, actor.numbers()).await?;
        Ok(Some(Viewer {
            member: actor.member(),
            name: format!("{} {}", seated.first_name, seated.last_name),
            known_as: seated.known_as,
            first_name: seated.first_name,
            email: seated.email,
            roles: match actor.viewing_from() {
                None => seated.roles,
                Some(_) => RoleChoice::in_every_product(actor.grants().held),
            },
            exceptions: match actor.viewing_from() {
                // Most people have no exceptions.
                None if seated.has_exceptions => store.own_exceptions(actor, now).await?,
                _ => Exceptions::none(),
            },
            viewing_from: actor.viewing_from(),
            school: actor.school(),
            settings,
            has_other_schools: seated.has_other_schools,
        }))
    }
}

/// Schools to choose from; `current` is the session's membership.
pub(crate) fn choices(memberships: Vec<Membership>, current: Option<MemberId>) -> Vec<SchoolChoice> {
    memberships
        .into_iter()
        .map(|membership| SchoolChoice {
            member: membership.member,
            school: membership.school_name,
            role: membership.role,
            current: current == Some(membership.member),
        })
        .collect()
}
