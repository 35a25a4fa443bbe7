//! Choosing among the schools of one account, when signing in or later.

use super::Public;
use super::sign_in::entry;
use super::site::choices;
use crate::access::SigningIn;
use crate::session::{Renewed, StoredSession};
use crate::token::SessionToken;
use domain::id::MemberId;
use domain::problem::Problem;
use domain::viewer::SchoolChoice;

impl Public {
    /// The schools of the session's account.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when the session has ended.
    pub async fn schools(&self, token: &SessionToken) -> Result<Vec<SchoolChoice>, Problem> {
        let session = self.live(token).await?;
        let now = self.backend.clock().now();
        let current = session.actor(now).map(|actor| actor.member());
        Ok(choices(self.backend.store().memberships(&SigningIn::new(), session.account, now).await?, current))
    }

    /// Moves the session to one of the account's schools and renews its token. `stamp` is that of the page that showed
    /// the choice.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when the session has ended; [`Problem::PageMismatch`] when the page was drawn for another
    /// session; [`Problem::NotFound`] when the account has no such membership, or no access there.
    pub async fn choose_school(
        &self,
        token: &SessionToken,
        stamp: Option<&str>,
        member: MemberId,
    ) -> Result<Renewed, Problem> {
        let visitor = self.visitor(Some(token)).await?;
        let Some(session) = &visitor.session else { return Err(Problem::SignedOut { kept: false }) };
        if !visitor.is_of_session(stamp) {
            return Err(self.another_session(&visitor).await?);
        }
        let at = self.backend.clock().now();
        if visitor.actor.as_ref().is_some_and(|actor| actor.member() == member) {
            return Ok(Renewed(None));
        }
        let memberships = self.backend.store().memberships(&SigningIn::new(), session.account, at).await?;
        let membership =
            memberships.into_iter().find(|membership| membership.member == member).ok_or(Problem::NotFound)?;
        let mut change = self.change_by_member(&membership, at).await?;
        // Read again: it may have ended in the meantime.
        let still = change.session(&SigningIn::new(), session.id).await?.is_some_and(|session| session.is_live(at));
        if !still {
            return Err(Problem::SignedOut { kept: false });
        }
        if !change.note_sign_in(&SigningIn::new(), member, session.account).await? {
            return Err(Problem::NotFound);
        }
        change.enter_school(&SigningIn::new(), session.id, session.account, member).await?;
        let renewed = change.renew_session(&SigningIn::new(), session.id).await?;
        change.record(entry(&membership)).await?;
        change.commit().await?;
        Ok(renewed)
    }

    async fn live(&self, token: &SessionToken) -> Result<StoredSession, Problem> {
        self.session(Some(token)).await?.ok_or(Problem::SignedOut { kept: false })
    }
}
