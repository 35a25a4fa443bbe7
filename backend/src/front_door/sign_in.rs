use super::device::device_words;
use super::{FrontDoor, SignedIn};
use crate::access::SigningIn;
use crate::session::LONGEST;
use crate::store::{Author, Change, Entry, Membership, NewSession, StoredAccount};
use crate::token::SessionToken;
use domain::form::sign_in::SignInForm;
use domain::id::{AccountId, SessionId};
use domain::moment::Moment;
use domain::problem::Problem;
use std::net::IpAddr;
use uuid::Uuid;

/// The same for an unknown address, a wrong password and somebody who never registered.
const WRONG: &str = "Email or password is not right";
/// Said only to somebody whose password was right.
const LET_IN_NOWHERE: &str = "Your school does not let you in for now. Ask its Account Owner or an Account Admin";

fn wrong() -> Problem {
    Problem::field("password", WRONG)
}

impl FrontDoor {
    /// Signs in: to the account's school, or with a choice to make when it has several. `device` is what the browser
    /// says of itself.
    ///
    /// # Errors
    /// [`Problem::Form`] when email or password is not right, in the same words and time whether there is such an
    /// account or not; [`Problem::TooMany`] after many attempts.
    pub async fn sign_in(&self, form: &SignInForm, ip: IpAddr, device: &str) -> Result<SignedIn, Problem> {
        let email = form.parse().map_err(Problem::Form)?;
        let backend = &self.backend;
        backend.limits().sign_in(&email, ip)?;
        let account = backend.store().account_by_email(&email).await?;
        let stored = account.as_ref().map(|account| account.password_hash.as_str());
        let right = backend.passwords().verify(&form.password, stored).await?;
        let account = account.filter(|_| right).ok_or_else(wrong)?;
        backend.limits().proved(&email, ip);
        let memberships = backend.store().memberships(account.id, backend.clock().now()).await?;
        match memberships.as_slice() {
            [] => Err(Problem::field("email", LET_IN_NOWHERE)),
            [one] => self.begin_in(one, account.id, Some(&account), device).await,
            _ => self.begin_choosing(&account, device).await,
        }
    }

    /// Begins a session in a school. With `checked`, only if the account's password is still the one that was checked.
    pub(super) async fn begin_in(
        &self,
        membership: &Membership,
        account: AccountId,
        checked: Option<&StoredAccount>,
        device: &str,
    ) -> Result<SignedIn, Problem> {
        let (token, at) = (SessionToken::random(), self.backend.clock().now());
        let mut change = self.change_by_member(membership, at).await?;
        if let Some(checked) = checked
            && !change.hold_account(checked).await?
        {
            return Err(wrong());
        }
        if !change.note_sign_in(membership.member, account).await? {
            return Err(Problem::field("email", LET_IN_NOWHERE));
        }
        let device = device_words(device);
        let member = Some((membership.school, membership.member));
        change.insert_session(NewSession { member, ..session(&token, account, &device, at) }).await?;
        change.record(entry(membership)).await?;
        change.commit().await?;
        Ok(SignedIn { token })
    }

    async fn begin_choosing(&self, account: &StoredAccount, device: &str) -> Result<SignedIn, Problem> {
        let (token, at) = (SessionToken::random(), self.backend.clock().now());
        let device = device_words(device);
        let begun = self.backend.store().begin_choosing(account, session(&token, account.id, &device, at)).await?;
        if begun { Ok(SignedIn { token }) } else { Err(wrong()) }
    }

    /// Begins a change by somebody who has just proved who they are.
    pub(super) async fn change_by_member(&self, membership: &Membership, at: Moment) -> Result<Change, Problem> {
        let author = Author::Member { id: membership.member, name: membership.name.clone() };
        Ok(Change::begin_coming_in(self.backend.store(), &SigningIn::new(), membership.school, author, at).await?)
    }
}

/// The audit log's entry of somebody coming in.
pub(super) fn entry(membership: &Membership) -> Entry<'static> {
    Entry {
        action: "sign in",
        subject_kind: "user",
        subject_id: membership.member.to_string(),
        subject_name: Some(membership.name.clone()),
        ..Entry::default()
    }
}

fn session<'a>(token: &'a SessionToken, account: AccountId, device: &'a str, at: Moment) -> NewSession<'a> {
    NewSession {
        id: SessionId::new(Uuid::new_v4()),
        token,
        account,
        member: None,
        device,
        at,
        ends_at: at.plus(LONGEST),
    }
}
