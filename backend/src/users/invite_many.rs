//! Giving many people a role in a product at once, with an invitation for those who need one.

use crate::Backend;
use crate::access::Permit;
use crate::limits;
use crate::session::Actor;
use crate::store::{Entry, StoredMember};
use domain::access::{Action as _, ChangeRoles, Grants, InviteToProduct, ListUsers, SendInvitation, Subject};
use domain::fault::{Fault, FieldFault};
use domain::id::MemberId;
use domain::invitation::{InvitablePage, InviteListing, InviteResult};
use domain::link::LinkMailResult;
use domain::moment::Moment;
use domain::name::EmailAddress;
use domain::permission::RoleOverride;
use domain::problem::Problem;
use domain::product::Product;
use domain::role::{HeldRole, Role};
use domain::user::{Access, MemberStatus, Registration};
use serde_json::json;
use std::collections::HashSet;

/// One page of the people who lack a role in a product, or a current invitation.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list of people; [`Problem::Form`] when no product or role is
/// chosen.
pub async fn invitable(backend: &Backend, actor: &Actor, mut listing: InviteListing) -> Result<InvitablePage, Problem> {
    let permit = actor.permit(ListUsers)?;
    let chosen = listing.chosen().map_err(Problem::Form)?;
    let now = backend.clock().now();
    let store = backend.store();
    let (mut people, total, without_email) = store.invitable(&permit, chosen, actor.role(), &listing, now).await?;
    let pages = u32::try_from(total.div_ceil(u64::from(InviteListing::SIZE))).unwrap_or(u32::MAX).max(1);
    if listing.page > pages {
        listing.page = pages;
        people = store.invitable(&permit, chosen, actor.role(), &listing, now).await?.0;
    }
    Ok(InvitablePage { listing, people, total, pages, without_email })
}

/// Gives these people the role in the product, and invites those who have neither registered nor an open invitation,
/// in one transaction. People who have left the school or whom the actor may not act on are skipped.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not invite at all, or not with this role; [`Problem::Form`] when a choice is
/// missing.
pub async fn invite_many(
    backend: &Backend,
    actor: &Actor,
    listing: &InviteListing,
    members: &[String],
) -> Result<InviteResult, Problem> {
    let lists_users = actor.permit(ListUsers)?;
    let (product, role) = listing.chosen().map_err(Problem::Form)?;
    let mut met = HashSet::new();
    let members: Vec<_> =
        members.iter().filter_map(|member| MemberId::parse(member)).filter(|member| met.insert(*member)).collect();
    if members.is_empty() {
        return Err(Problem::field("people", Fault::TickToInvite));
    }
    if members.len() > limits::INVITED_AT_ONCE {
        return Err(Problem::field(
            "people",
            FieldFault::TickFewer(u32::try_from(limits::INVITED_AT_ONCE).unwrap_or(u32::MAX)),
        ));
    }
    let (mut change, actor, lists_users) = backend.change_with(actor, lists_users).await?;
    let settings = change.settings(&lists_users).await?;
    if !settings.products.contains(&product) {
        return Err(Problem::field("product", Fault::ProductNotUsed));
    }
    if !settings.roles.has(role) {
        return Err(Problem::field("role", Fault::RoleGone));
    }
    let found = change.members(&lists_users, &members).await?;
    let mut invited = InviteResult::default();
    let (mut permitted, mut mails, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    for member in members {
        let plan = match found.get(&member) {
            Some(person) => plan(&actor, person, (product, role), change.at())?,
            None => None,
        };
        let Some(plan) = plan else {
            invited.left_out += 1;
            continue;
        };
        invited.roles += u32::from(plan.roles.is_some());
        entries.extend(plan.entry);
        permitted.extend(plan.roles);
        mails.extend(plan.mail);
    }
    change.set_roles(&permitted).await?;
    for (permit, email) in &mails {
        invited.sent += u32::from(change.invite(permit, email).await? == LinkMailResult::Sent);
    }
    change.record_all(entries).await?;
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(invited)
}

/// The changes to one person.
struct PlannedInvitation {
    roles: Option<Permit<ChangeRoles>>,
    mail: Option<(Permit<SendInvitation>, EmailAddress)>,
    entry: Option<Entry<'static>>,
}

/// None when the person is skipped.
fn plan(
    actor: &Actor,
    person: &StoredMember,
    (product, role): (Product, HeldRole),
    at: Moment,
) -> Result<Option<PlannedInvitation>, Problem> {
    let (subject, access) = (person.subject(), person.access_at(at));
    if access != Access::Active || is_above(actor.grants(), subject, product) {
        return Ok(None);
    }
    // A role the actor may not give refuses the whole form, because it is the same for everybody.
    actor.may(&InviteToProduct { subject, product, role })?;
    let is_role_new = person.roles.role_in(product) != Some(role);
    let same = !product.holds_main_role() && role == person.roles.main;
    let after = person.roles.clone().with(product, if same { RoleOverride::Same } else { RoleOverride::Role(role) });
    let changes = ChangeRoles { subject, access, before: person.roles.clone(), after };
    // The person holds a higher role, which they keep: they are skipped.
    if changes.check(actor.grants()).is_err() {
        return Ok(None);
    }
    let roles = if is_role_new { Some(actor.permit(changes)?) } else { None };
    let registration = person.registration;
    let invitation = SendInvitation { subject, registration, access, has_email: !person.email.is_empty() };
    let is_waiting = MemberStatus::of(registration, access, at) == MemberStatus::Invited;
    let is_due = !is_waiting && registration != Registration::Registered;
    let mail = match actor.permit(invitation) {
        Ok(permit) if is_due => Some((permit, EmailAddress::parse(&person.email).map_err(|_| Problem::Unexpected)?)),
        _ => None,
    };
    let is_sent = mail.is_some();
    let old = person.roles.role_in(product).map_or(RoleOverride::Nothing, RoleOverride::Role).code();
    let entry = (is_sent || is_role_new).then(|| {
        person.entry(
            InviteToProduct::LOGGED,
            Some(json!({ "product": product.code(), "role": old })),
            Some(json!({ "product": product.code(), "role": role.code(), "invited": is_sent })),
        )
    });
    Ok(Some(PlannedInvitation { roles, mail, entry }))
}

/// Whether the rule refuses for any role, because of the two people's levels.
fn is_above(grants: &Grants, subject: Subject, product: Product) -> bool {
    let lowest = InviteToProduct { subject, product, role: Role::MinimalReadOnly.into() };
    lowest.check(grants).is_err()
}
