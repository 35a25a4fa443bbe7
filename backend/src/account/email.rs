//! Changing the email address a person signs in with: the request, its withdrawal and the confirmation by link.

use super::proof::{prove, wrong};
use super::{change_everywhere, own_entry};
use crate::Backend;
use crate::access::SigningIn;
use crate::session::{Actor, Renewed};
use crate::store::{AccountProof, ChangeScope, Entry, LinkKind, SchoolTransaction};
use crate::token::LinkToken;
use domain::access::{Action as _, CancelEmailChange, ChangeOwnEmail};
use domain::audit::LoggedEvent;
use domain::fault::Fault;
use domain::form::account::ChangeEmailForm;
use domain::form::password::PasswordForm;
use domain::link::{LinkEndReason, LinkMailResult, LinkResult};
use domain::name::EmailAddress;
use domain::problem::{LinkError, Problem};
use serde_json::json;
use std::net::IpAddr;

/// Requests a new sign-in email. A link goes to the new address; nothing changes until its button is pressed. The
/// answer and its timing are the same whether or not the address already has an account: only the mail differs. The
/// session's token is renewed, because the password was given.
///
/// # Errors
/// [`Problem::Form`] when the address is invalid or the password is wrong; [`Problem::TooMany`] after many attempts.
pub async fn request_email_change(
    backend: &Backend,
    actor: &Actor,
    form: &ChangeEmailForm,
    ip: IpAddr,
) -> Result<Renewed, Problem> {
    actor.may(&ChangeOwnEmail)?;
    let present = backend.store().own_account(actor).await?.email;
    let new = form.parse(&present).map_err(Problem::Form)?;
    let checked = prove(backend, actor, &form.email_password, ip, ChangeEmailForm::PASSWORD).await?;
    backend.limits().await?.new_address(actor.account(), &new)?;
    let entry = |membership: &_| Entry {
        old_value: Some(json!({ "email": checked.email })),
        new_value: Some(json!({ ChangeEmailForm::NEW: new.as_str() })),
        ..own_entry(LoggedEvent::RequestEmailChange.logged(), membership)
    };
    let (mut change, actor) = change_everywhere(backend, actor, entry).await?;
    let asks = actor.permit(ChangeOwnEmail)?;
    if !change.lock_account(&actor, &checked).await? {
        return Err(wrong(ChangeEmailForm::PASSWORD));
    }
    // Repeating the request within a minute does nothing.
    let mailed = change.put_email_link(&asks, actor.account(), &new).await?;
    let renewed = change.renew_session(&asks, actor.session()).await?;
    change.commit().await?;
    if mailed == LinkMailResult::Sent {
        backend.mail_signal().notify();
    }
    Ok(renewed)
}

/// Withdraws the request for a new sign-in email and ends its link.
///
/// # Errors
/// [`Problem::SignedOut`] when the session has ended.
pub async fn withdraw_email(backend: &Backend, actor: &Actor) -> Result<(), Problem> {
    actor.may(&CancelEmailChange)?;
    if backend.store().waiting_email(actor, backend.clock().now()).await?.is_none() {
        return Ok(());
    }
    let entry = |membership: &_| own_entry(CancelEmailChange::LOGGED, membership);
    let (mut change, actor) = change_everywhere(backend, actor, entry).await?;
    let keeps = actor.permit(CancelEmailChange)?;
    change.cancel_email_change(&keeps, actor.account()).await?;
    Ok(change.commit().await?)
}

/// Makes the new address the sign-in email, after its holder opened the link and proved that the account is theirs.
/// The old address is notified, and links sent to it end. The session that gave the proof gets a new token.
///
/// # Errors
/// [`Problem::Link`] when the link no longer works; [`Problem::Form`] when the proof no longer holds.
pub(crate) async fn confirm(
    backend: &Backend,
    token: &LinkToken,
    proof: &AccountProof,
    old: &str,
    new: &str,
) -> Result<(LinkResult, Renewed), Problem> {
    let (account, at) = (proof.account(), backend.clock().now());
    let email = EmailAddress::parse(new).map_err(|_| Problem::Unexpected)?;
    let memberships = backend.store().all_memberships(&SigningIn::new(), account).await?;
    let entry = |membership: &_| Entry {
        old_value: Some(json!({ "email": old })),
        new_value: Some(json!({ "email": new })),
        ..own_entry(ChangeOwnEmail::LOGGED, membership)
    };
    let mut change = SchoolTransaction::begin_everywhere(
        backend.store(),
        &SigningIn::new(),
        &memberships,
        ChangeScope::InPeople,
        at,
        entry,
    )
    .await?
    .ok_or(Problem::Link(LinkError::NotLetIn))?;
    // Read under the schools' locks, so that of two simultaneous uses only one succeeds.
    let link = change.link(&SigningIn::new(), token).await?.ok_or(Problem::Link(LinkError::Mangled))?;
    if let Some(trouble) = link.error(at) {
        return Err(Problem::Link(trouble));
    }
    let same = matches!(&link.kind, LinkKind::Email { old: now, .. } if now == old);
    if !same || link.account() != Some(account) {
        return Err(Problem::Link(LinkError::Replaced));
    }
    if !change.holds(&SigningIn::new(), proof).await? {
        return Err(Problem::field(PasswordForm::PASSWORD, Fault::EnterPassword));
    }
    if change.is_email_taken(&SigningIn::new(), account, &email).await? {
        return Err(Problem::Link(LinkError::Taken));
    }
    if !change.use_up(&SigningIn::new(), link.id, token).await? {
        return Err(Problem::Link(LinkError::Used));
    }
    change.end_links(&SigningIn::new(), account, LinkEndReason::EmailChanged).await?;
    if !change.set_email(&SigningIn::new(), account, &memberships, old, &email).await? {
        return Err(Problem::Link(LinkError::Taken));
    }
    change.put_email_changed(&SigningIn::new(), old).await?;
    let renewed = match proof {
        AccountProof::Session { session, .. } => change.renew_session(&SigningIn::new(), *session).await?,
        AccountProof::Password(_) => Renewed(None),
    };
    change.commit().await?;
    backend.mail_signal().notify();
    let used = LinkResult { email: new.to_owned(), school: None, set_password: false, signed_in: proof.is_session() };
    Ok((used, renewed))
}
