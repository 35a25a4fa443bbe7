//! Setting a new password by a mailed link.

use crate::access::SigningIn;
use crate::public::Public;
use crate::store::{ChangeScope, Entry, Membership, SchoolTransaction};
use crate::token::LinkToken;
use domain::audit::LoggedEvent;
use domain::id::{AccountId, LinkId};
use domain::link::{LinkEndReason, LinkResult};
use domain::problem::{LinkError, Problem};

impl Public {
    /// Sets the password, ends every session of the account, and records it in the log of each of its schools.
    pub(super) async fn reset(
        &self,
        token: &LinkToken,
        link: LinkId,
        account: AccountId,
        email: &str,
        hash: &str,
    ) -> Result<LinkResult, Problem> {
        let at = self.backend.clock().now();
        let memberships = self.backend.store().all_memberships(&SigningIn::new(), account).await?;
        let mut change = SchoolTransaction::begin_everywhere(
            self.backend.store(),
            &SigningIn::new(),
            &memberships,
            ChangeScope::Elsewhere,
            at,
            entry,
        )
        .await?
        .ok_or(Problem::Link(LinkError::NotLetIn))?;
        // Read under the schools' locks, so that of two simultaneous uses only one succeeds.
        let found = change.link(&SigningIn::new(), token).await?.ok_or(Problem::Link(LinkError::Mangled))?;
        if let Some(trouble) = found.error(at) {
            return Err(Problem::Link(trouble));
        }
        if !change.use_up(&SigningIn::new(), link, token).await? {
            return Err(Problem::Link(LinkError::Used));
        }
        change.end_links(&SigningIn::new(), account, LinkEndReason::PasswordSet).await?;
        change.set_password(&SigningIn::new(), account, hash).await?;
        change.end_sessions_of_account(&SigningIn::new(), account, None).await?;
        change.put_password_changed(&SigningIn::new(), email).await?;
        change.commit().await?;
        self.backend.mail_signal().notify();
        Ok(LinkResult { email: email.to_owned(), school: None, set_password: true, signed_in: false })
    }
}

fn entry(membership: &Membership) -> Entry<'static> {
    Entry {
        action: LoggedEvent::SetPassword.logged(),
        subject_kind: "user",
        subject_id: membership.member.to_string(),
        subject_name: Some(membership.name.clone()),
        ..Entry::default()
    }
}
