//! What a person sees on their own account page, including an open offer of the school's ownership.

use super::sessions::words;
use crate::Backend;
use crate::public::choices;
use crate::session::Actor;
use crate::store::StoredOffer;
use domain::access::{AcceptOwnership, Action as _, OfferOwnership, Subject, WithdrawOwnership};
use domain::account::{Candidate, NewEmail, OwnAccount, Ownership, OwnershipOffer, role_moves};
use domain::member::PlainTyped;
use domain::problem::Problem;

/// The contents of the actor's account page.
///
/// # Errors
/// When the database does not answer.
pub async fn own(backend: &Backend, actor: &Actor) -> Result<OwnAccount, Problem> {
    let (store, clock) = (backend.store(), backend.clock());
    let now = clock.now();
    let details = store.own_details(actor).await?;
    let email = store.own_account(actor).await?.email;
    let mut own = details.names;
    own.push(email.clone());
    let waiting = store.waiting_email(actor, now).await?;
    let open = store.own_offer(actor, now).await?;
    Ok(OwnAccount {
        name: actor.name().to_owned(),
        title: details.title.unwrap_or_default(),
        job_title: details.job_title.unwrap_or_default(),
        known_as: details.known_as.unwrap_or_default(),
        details: PlainTyped::of(&details.plain),
        own,
        email,
        new_email: waiting.map(|(address, until)| NewEmail { address, until: clock.words(until) }),
        sessions: words(store.own_sessions(actor, now).await?, actor, clock),
        schools: choices(store.memberships(actor, actor.account(), now).await?, Some(actor.member())),
        offer: offered(backend, actor, open.as_ref()).await?,
        ownership: ownership(backend, actor, open).await?,
    })
}

/// The open offer of the school's ownership to the actor, if there is one.
async fn offered(
    backend: &Backend,
    actor: &Actor,
    open: Option<&StoredOffer>,
) -> Result<Option<OwnershipOffer>, Problem> {
    let Some(offer) =
        open.filter(|offer| AcceptOwnership { offered_to: Some(offer.member) }.check(actor.grants()).is_ok())
    else {
        return Ok(None);
    };
    let store = backend.store();
    let Some((owner, own)) = store.of_offer(actor, offer).await? else { return Ok(None) };
    let products = crate::school::settings_of(backend, actor).await?.products;
    Ok(Some(OwnershipOffer {
        from: owner.name(),
        until: backend.clock().words(offer.expires_at),
        yours: role_moves(&products, own.roles.clone(), own.roles.taken_over(&owner.roles)),
        theirs: role_moves(&products, owner.roles.clone(), owner.roles.handed_over()),
    }))
}

/// The state of transferring ownership, as the Account Owner sees it.
async fn ownership(backend: &Backend, actor: &Actor, open: Option<StoredOffer>) -> Result<Option<Ownership>, Problem> {
    let Ok(permit) = actor.permit(WithdrawOwnership) else { return Ok(None) };
    let (store, clock) = (backend.store(), backend.clock());
    let now = clock.now();
    if let Some(offer) = open.filter(|offer| offer.owner == actor.member())
        && let Some((_, to)) = store.of_offer(actor, &offer).await?
    {
        let again = OfferOwnership { subject: to.subject(), registration: to.registration, access: to.access_at(now) };
        return Ok(Some(Ownership::Offered {
            to: to.name(),
            since: clock.words(offer.created_at),
            until: clock.words(offer.expires_at),
            stands_still: again.check(actor.grants()).err().map(|denial| denial.sentence()).unwrap_or_default(),
        }));
    }
    let admins = store
        .candidates(&permit)
        .await?
        .into_iter()
        .map(|admin| {
            let subject = Subject { member: admin.member, role: admin.role };
            let rule = OfferOwnership {
                subject,
                registration: admin.registration,
                access: admin.access.at(admin.leaves_at, now),
            };
            Candidate {
                member: admin.member,
                name: admin.name,
                job_title: admin.job_title.unwrap_or_default(),
                refused: rule.check(actor.grants()).err(),
            }
        })
        .collect();
    Ok(Some(Ownership::Free { admins }))
}
