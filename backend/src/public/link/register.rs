//! Registering at a school, with a new account or the existing account of the address.

use crate::access::SigningIn;
use crate::public::Public;
use crate::store::{AccountProof, Author, Entry, InvitedMember, LinkKind, SchoolTransaction};
use crate::token::LinkToken;
use domain::audit::LoggedEvent;
use domain::fault::Fault;
use domain::form::password::PasswordForm;
use domain::id::{AccountId, MemberId, SchoolId};
use domain::link::LinkResult;
use domain::name::EmailAddress;
use domain::problem::{LinkError, Problem};

/// How a person registers.
pub(super) enum Credentials {
    /// The hash of a new password, for a new account.
    New(String),
    /// An existing account, proved to be theirs.
    Account(AccountProof),
}

impl Public {
    /// Uses up the invitation's link and gives the account its membership.
    pub(super) async fn register(
        &self,
        token: &LinkToken,
        school: SchoolId,
        (member, name): (MemberId, String),
        credentials: &Credentials,
    ) -> Result<LinkResult, Problem> {
        let at = self.backend.clock().now();
        let author = Author::Member { id: member, name };
        let mut change = SchoolTransaction::begin(self.backend.store(), &SigningIn::new(), school, author, at).await?;
        // Read under the school's lock, so that of two simultaneous uses only one succeeds.
        let link = change.link(&SigningIn::new(), token).await?.ok_or(Problem::Link(LinkError::Mangled))?;
        if let Some(trouble) = link.error(at) {
            return Err(Problem::Link(trouble));
        }
        let LinkKind::Registration(member) = link.kind else { return Err(Problem::Unexpected) };
        if !change.use_up(&SigningIn::new(), link.id, token).await? {
            return Err(Problem::Link(LinkError::Used));
        }
        let account = account(&mut change, &member, credentials).await?;
        if !change.register(&SigningIn::new(), member.id, account).await? {
            return Err(Problem::Link(LinkError::NotLetIn));
        }
        let (action, set_password, signed_in) = match credentials {
            Credentials::New(_) => (LoggedEvent::Register, true, false),
            Credentials::Account(proof) => (LoggedEvent::Join, false, proof.is_session()),
        };
        change
            .record(Entry {
                action: action.logged(),
                subject_kind: "user",
                subject_id: member.id.to_string(),
                subject_name: Some(member.name()),
                ..Entry::default()
            })
            .await?;
        change.commit().await?;
        Ok(LinkResult { email: member.email, school: Some(member.school_name), set_password, signed_in })
    }
}

/// The account for the membership: a new one, or the proved one if the address is still its own.
async fn account(
    change: &mut SchoolTransaction,
    member: &InvitedMember,
    credentials: &Credentials,
) -> Result<AccountId, Problem> {
    let refused = |fault: Fault| Err(Problem::field(PasswordForm::PASSWORD, fault));
    match (member.account, credentials) {
        (None, Credentials::New(hash)) => {
            let email = EmailAddress::parse(&member.email).map_err(|_| Problem::Unexpected)?;
            match change.open_account(&SigningIn::new(), &email, hash).await? {
                (account, true) => Ok(account),
                (_, false) => refused(Fault::HasAccount),
            }
        }
        (Some(_), Credentials::New(_)) => refused(Fault::HasAccount),
        (None, Credentials::Account(_)) => refused(Fault::HasNoAccount),
        (Some(account), Credentials::Account(proof)) => {
            if proof.account() == account && change.holds(&SigningIn::new(), proof).await? {
                Ok(account)
            } else {
                refused(Fault::EnterPassword)
            }
        }
    }
}
