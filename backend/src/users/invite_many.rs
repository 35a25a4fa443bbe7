use crate::Backend;
use crate::session::Actor;
use crate::store::{Change, Entry};
use domain::access::{Action as _, ChangeRoles, Grants, InviteToProduct, ListUsers, SendInvitation, Subject};
use domain::id::MemberId;
use domain::invitation::{InvitablePage, InviteListing, Invited};
use domain::name::EmailAddress;
use domain::permission::Elsewhere;
use domain::problem::Problem;
use domain::product::Product;
use domain::role::Role;
use domain::user::{Access, Registration, Standing};
use serde_json::json;

/// The most people that are invited at once.
const MOST: usize = 1_000;

/// Who lacks a role in a product, or was not invited in time: a page of them.
///
/// # Errors
/// [`Problem::Denied`] to whoever may not see the list of people; [`Problem::Form`] when no product or role is chosen.
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

/// Gives these people the role in the product, and sends an invitation to those who have not registered and whom none is waiting
/// for. All of it or nothing; who has gone meanwhile, or may not be acted on, is left out.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not invite at all, or not with this role; [`Problem::Form`] when something is to be chosen.
pub async fn invite_many(
    backend: &Backend,
    actor: &Actor,
    listing: &InviteListing,
    members: &[String],
) -> Result<Invited, Problem> {
    let _lists_users = actor.permit(ListUsers)?;
    let (product, role) = listing.chosen().map_err(Problem::Form)?;
    if !crate::school::settings_of(backend, actor.school()).await?.products.contains(&product) {
        return Err(Problem::field("product", "Choose one of the products your school uses"));
    }
    let members: Vec<_> = members.iter().filter_map(|member| MemberId::parse(member)).collect();
    if members.is_empty() {
        return Err(Problem::field("people", "Tick the people to invite"));
    }
    if members.len() > MOST {
        return Err(Problem::field("people", format!("Tick {MOST} people or fewer at a time")));
    }
    let (mut change, actor) = backend.change_by(actor).await?;
    let mut invited = Invited::default();
    let mut entries = Vec::new();
    for member in members {
        match invite(&mut change, &actor, (member, product, role)).await? {
            Some(done) => {
                invited.sent += u32::from(done.is_sent);
                invited.roles += u32::from(done.is_role_new);
                entries.extend(done.entry);
            }
            None => invited.left_out += 1,
        }
    }
    change.record_all(entries).await?;
    change.commit().await?;
    backend.mail_bell().ring();
    Ok(invited)
}

struct Done {
    is_sent: bool,
    is_role_new: bool,
    entry: Option<Entry<'static>>,
}

/// Nothing for somebody who is left out.
async fn invite(
    change: &mut Change,
    actor: &Actor,
    (member, product, role): (MemberId, Product, Role),
) -> Result<Option<Done>, Problem> {
    let Some(person) = change.member(member).await? else { return Ok(None) };
    let (subject, access) = (person.subject(), person.access_at(change.at()));
    if access != Access::Active || is_above(actor.grants(), &subject) {
        return Ok(None);
    }
    // A role one may not give is refused as a whole: it is the form's, and not this person's.
    let _invites = actor.permit(InviteToProduct { subject, product, role })?;
    let is_role_new = person.roles.role_in(product) != Some(role);
    if is_role_new {
        let same = product != Product::SonarTracker && role == person.roles.sonar;
        let roles = person.roles.with(product, if same { Elsewhere::Same } else { Elsewhere::Role(role) });
        let permit = actor.permit(ChangeRoles { subject, access, role: roles.sonar })?;
        change.set_roles(&permit, roles).await?;
    }
    let registration = person.registration;
    let invitation = SendInvitation { subject, registration, access, has_email: !person.email.is_empty() };
    let is_waiting = Standing::of(registration, access, change.at()) == Standing::Invited;
    let is_sent = !is_waiting && registration != Registration::Registered && actor.permit(invitation).is_ok();
    if is_sent {
        let email = EmailAddress::parse(&person.email).map_err(|_| Problem::Unexpected)?;
        change.invite(member, &email).await?;
    }
    let old = person.roles.role_in(product).map_or_else(|| Elsewhere::Nothing.code(), Role::code);
    let entry = (is_sent || is_role_new).then(|| {
        person.entry(
            InviteToProduct::NAME,
            Some(json!({ "product": product.code(), "role": old })),
            Some(json!({ "product": product.code(), "role": role.code(), "invited": is_sent })),
        )
    });
    Ok(Some(Done { is_sent, is_role_new, entry }))
}

/// Whether the rule stands between the two, whatever the role that is given.
fn is_above(grants: &Grants, subject: &Subject) -> bool {
    let lowest = InviteToProduct { subject: *subject, product: Product::Portal, role: Role::MinimalReadOnly };
    lowest.check(grants).is_err()
}
