//! The list of people, one page at a time, and single rows of it.

use crate::Backend;
use crate::clock::Clock;
use crate::session::Actor;
use crate::store::ListedMember;
use crate::users::counts::ListedIds;
use domain::access::{Action as _, Grants, ListUsers, SendInvitation, Subject};
use domain::id::MemberId;
use domain::listing::{UserListing, UserPage, UserRow};
use domain::moment::Moment;
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use domain::user::{MemberStatus, Registration};

/// One page of the list of people.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list.
pub async fn list(backend: &Backend, actor: &Actor, listing: UserListing) -> Result<UserPage, Problem> {
    let permit = actor.permit(ListUsers)?;
    let store = backend.store();
    let now = backend.clock().now();
    let mut listing = listing.tidied();
    let in_list = backend.counts().in_list(store, &permit, actor.numbers(), &listing, now).await?;
    let total = match &in_list {
        ListedIds::Few(members) => members.len() as u64,
        ListedIds::Many(total) => *total,
    };
    let pages = u32::try_from(total.div_ceil(u64::from(listing.size))).unwrap_or(u32::MAX).max(1);
    listing.page = listing.page.min(pages);
    let found = backend.counts().page(store, &permit, actor.numbers(), &listing, &in_list, now).await?;
    let roles = crate::school::settings_at(backend, actor, actor.numbers()).await?.roles;
    let rows = found.iter().map(|member| row(member.clone(), actor.grants(), backend.clock(), now, &roles)).collect();
    Ok(UserPage { listing, rows, total, pages })
}

/// One person, as the list shows them.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list; [`Problem::NotFound`] when the school has no such person.
pub async fn find(backend: &Backend, actor: &Actor, member: MemberId) -> Result<UserRow, Problem> {
    let permit = actor.permit(ListUsers)?;
    let now = backend.clock().now();
    let found = backend.store().listed_members(&permit, &[member], 1).await?;
    let roles = crate::school::settings_at(backend, actor, actor.numbers()).await?.roles;
    found
        .into_iter()
        .next()
        .map(|member| row(member, actor.grants(), backend.clock(), now, &roles))
        .ok_or(Problem::NotFound)
}

pub(super) fn row(member: ListedMember, reader: &Grants, clock: &Clock, now: Moment, roles: &SchoolRoles) -> UserRow {
    let status = MemberStatus::of(member.registration, member.access, now);
    let status_note = match (status, member.registration) {
        (MemberStatus::Invited | MemberStatus::InvitationExpired, Registration::Invited { until }) => {
            Some(clock.words(until))
        }
        _ => None,
    };
    let invitation = SendInvitation {
        subject: Subject { member: member.id, role: member.role.level() },
        registration: member.registration,
        access: member.access,
        has_email: !member.email.is_empty(),
    };
    UserRow {
        member: member.id,
        first_name: member.first_name,
        last_name: member.last_name,
        email: member.email,
        job_title: member.job_title.unwrap_or_default(),
        role_name: roles.label(member.role),
        role: member.role,
        status,
        status_note,
        last_sign_in: member.last_sign_in_at.map(|at| clock.words(at)),
        photo: member.photo,
        mail_trouble: member.mail_trouble,
        may_invite: invitation.check(reader),
    }
}
