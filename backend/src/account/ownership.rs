//! Transferring a school's ownership: the Account Owner offers it to an Account Admin, who gives their password and
//! accepts.
//!
//! Every rule is checked again when the button is pressed. An offer cannot be accepted by a person who has since been
//! blocked or changed role, and it ends when the person who made it is no longer the owner.

use super::proof::{prove, wrong};
use crate::Backend;
use crate::session::{Actor, Renewed};
use crate::store::{Entry, OfferOutcome, OwnershipMail, StoredMember};
use crate::users::recorded_roles;
use domain::access::{
    AcceptOwnership, Action as _, DeclineOwnership, Denial, OfferOwnership, ViewSchool, WithdrawOwnership,
};
use domain::fault::Fault;
use domain::form::account::{ACCEPT_PASSWORD, OFFER_TO};
use domain::id::MemberId;
use domain::permission::RoleChoice;
use domain::problem::Problem;
use serde_json::Value;
use std::net::IpAddr;

/// Offers the school's ownership to a member, for 14 days.
///
/// # Errors
/// [`Problem::Denied`] unless the actor is the Account Owner and the person an Account Admin who can accept;
/// [`Problem::Form`] when an offer is already open.
pub async fn offer(backend: &Backend, actor: &Actor, member: MemberId) -> Result<(), Problem> {
    // Only the owner may learn which ids exist.
    let (mut change, actor, owns) = backend.change_with(actor, actor.permit(WithdrawOwnership)?).await?;
    let subject = change.member(&owns, member).await?.ok_or(Problem::NotFound)?;
    let permit = actor.permit(OfferOwnership {
        subject: subject.subject(),
        registration: subject.registration,
        access: subject.access_at(change.at()),
    })?;
    if let Some(open) = change.open_offer(&owns).await? {
        if open.owner != actor.member() {
            // An offer made by a former owner, which cannot be accepted any more.
            change.end_offer(&owns, &open, OfferOutcome::Withdrawn).await?;
        } else {
            return Err(Problem::field(OFFER_TO, Fault::OfferedAlready));
        }
    }
    change.insert_offer(&permit).await?;
    change.put_ownership(&permit, OwnershipMail::Offered, member, actor.name()).await?;
    change.put_ownership(&permit, OwnershipMail::OfferMade, actor.member(), &subject.name()).await?;
    change.record(subject.entry(OfferOwnership::LOGGED, None, None)).await?;
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(())
}

/// Withdraws the open offer, if there is one.
///
/// # Errors
/// [`Problem::Denied`] unless the actor is the Account Owner.
pub async fn withdraw(backend: &Backend, actor: &Actor) -> Result<(), Problem> {
    let (mut change, _, owns) = backend.change_with(actor, actor.permit(WithdrawOwnership)?).await?;
    let Some(offer) = change.open_offer(&owns).await? else { return Ok(()) };
    let subject = change.member(&owns, offer.member).await?.ok_or(Problem::NotFound)?;
    change.end_offer(&owns, &offer, OfferOutcome::Withdrawn).await?;
    change.record(subject.entry(WithdrawOwnership::LOGGED, None, None)).await?;
    Ok(change.commit().await?)
}

/// Declines the offer. The Account Owner is notified.
///
/// # Errors
/// [`Problem::Denied`] unless the school is offered to the actor.
pub async fn decline(backend: &Backend, actor: &Actor) -> Result<(), Problem> {
    let offer = backend.store().own_offer(actor, backend.clock().now()).await?;
    let declines = actor.permit(DeclineOwnership { offered_to: offer.map(|offer| offer.member) })?;
    let (mut change, actor, _) = backend.change_with(actor, declines).await?;
    let offer = change.offered(&actor).await?;
    let offered_to = offer.as_ref().map(|(offer, _)| offer.member);
    let permit = actor.permit(DeclineOwnership { offered_to })?;
    let Some((offer, owner)) = offer else { return Err(Problem::Denied(Denial::NotOffered)) };
    change.end_offer(&permit, &offer, OfferOutcome::Declined).await?;
    change.put_ownership(&permit, OwnershipMail::Declined, owner.id, actor.name()).await?;
    change.record(owner.entry(DeclineOwnership::LOGGED, None, None)).await?;
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(())
}

/// Makes the actor the Account Owner and the previous owner an Account Admin: see [`RoleChoice::handed_over`] and
/// [`RoleChoice::taken_over`]. No session ends: the next request of each is decided by their new role. The session
/// that accepted gets a new token, because the password was given.
///
/// # Errors
/// [`Problem::Denied`] unless the school is offered to the actor; [`Problem::Form`] when the password is wrong;
/// [`Problem::TooMany`] after many attempts.
pub async fn accept(backend: &Backend, actor: &Actor, password: &str, ip: IpAddr) -> Result<Renewed, Problem> {
    // Checked first, so that an actor without an offer learns nothing about the password.
    let offer = backend.store().own_offer(actor, backend.clock().now()).await?;
    let action = AcceptOwnership { offered_to: offer.map(|offer| offer.member) };
    actor.may(&action)?;
    let checked = prove(backend, actor, password, ip, ACCEPT_PASSWORD).await?;
    let (mut change, actor, _) = backend.change_with(actor, actor.permit(ViewSchool)?).await?;
    let offer = change.offered(&actor).await?;
    let offered_to = offer.as_ref().map(|(offer, _)| offer.member);
    let permit = actor.permit(AcceptOwnership { offered_to })?;
    let Some((offer, owner)) = offer else { return Err(Problem::Denied(Denial::NotOffered)) };
    let own = change.own_member(&actor).await?.ok_or(Problem::NotFound)?;
    if !change.lock_account(&actor, &checked).await? {
        return Err(wrong(ACCEPT_PASSWORD));
    }
    let (given, taken) = (owner.roles.clone().handed_over(), own.roles.clone().taken_over(&owner.roles));
    change.end_offer(&permit, &offer, OfferOutcome::Accepted).await?;
    change.move_ownership(&permit, (owner.id, given.clone()), taken.clone()).await?;
    change.record(moved(&own, taken)).await?;
    change.record(moved(&owner, given)).await?;
    change.put_ownership(&permit, OwnershipMail::Taken, own.id, &owner.name()).await?;
    change.put_ownership(&permit, OwnershipMail::Given, owner.id, &own.name()).await?;
    let renewed = change.renew_session(&permit, actor.session()).await?;
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(renewed)
}

/// The log entry for a role that changed with the ownership.
fn moved(subject: &StoredMember, new: RoleChoice) -> Entry<'static> {
    let roles = |roles: &RoleChoice| Some(Value::Object(recorded_roles(roles)));
    subject.entry(AcceptOwnership::LOGGED, roles(&subject.roles), roles(&new))
}
