//! Registering at a school: with a new account, or with the one an address has.

use crate::access::SigningIn;
use crate::front_door::FrontDoor;
use crate::store::{AccountProof, Author, Change, Entry, InvitedMember, LinkKind};
use crate::token::LinkToken;
use domain::fault::Fault;
use domain::form::password::PasswordForm;
use domain::id::{AccountId, MemberId, SchoolId};
use domain::link::LinkUsed;
use domain::name::EmailAddress;
use domain::problem::{LinkTrouble, Problem};

/// What somebody registers with.
pub(super) enum Credentials {
    /// The hash of a new password, which makes an account.
    New(String),
    /// An account that exists, proved to be theirs.
    Account(AccountProof),
}

impl FrontDoor {
    /// Uses the link of somebody of a school up, and lets their account in there.
    pub(super) async fn register(
        &self,
        token: &LinkToken,
        school: SchoolId,
        (member, name): (MemberId, String),
        credentials: &Credentials,
    ) -> Result<LinkUsed, Problem> {
        let at = self.backend.clock().now();
        let author = Author::Member { id: member, name };
        let mut change = Change::begin(self.backend.store(), &SigningIn::new(), school, author, at).await?;
        // Read anew, under the school's lock: of two uses at once one finds the link used.
        let link = change.link(&SigningIn::new(), token).await?.ok_or(Problem::Link(LinkTrouble::Mangled))?;
        if let Some(trouble) = link.trouble(at) {
            return Err(Problem::Link(trouble));
        }
        let LinkKind::Registration(member) = link.kind else { return Err(Problem::Unexpected) };
        if !change.use_up(&SigningIn::new(), link.id, token).await? {
            return Err(Problem::Link(LinkTrouble::Used));
        }
        let account = account(&mut change, &member, credentials).await?;
        if !change.register(&SigningIn::new(), member.id, account).await? {
            return Err(Problem::Link(LinkTrouble::NotLetIn));
        }
        let (action, set_password, signed_in) = match credentials {
            Credentials::New(_) => ("register", true, false),
            Credentials::Account(proof) => ("join", false, proof.is_session()),
        };
        change
            .record(Entry {
                action,
                subject_kind: "user",
                subject_id: member.id.to_string(),
                subject_name: Some(member.name()),
                ..Entry::default()
            })
            .await?;
        change.commit().await?;
        Ok(LinkUsed { email: member.email, school: Some(member.school_name), set_password, signed_in })
    }
}

/// The account they sign in with: a new one, or the one that was proved, if it is still that of their address.
async fn account(change: &mut Change, member: &InvitedMember, credentials: &Credentials) -> Result<AccountId, Problem> {
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
