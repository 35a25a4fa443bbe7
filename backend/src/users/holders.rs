//! The page that answers who has a permission.

use crate::Backend;
use crate::access::Permit;
use crate::session::Actor;
use crate::store::{HolderQuery, in_force};
use domain::access::{Authority, ListUsers, MakeException};
use domain::catalogue::Feature;
use domain::finding::MOST_FOUND;
use domain::holder::{AskedPerson, HolderListing, HolderPage};
use domain::listing::UserListing;
use domain::permission::{SchoolRoles, decide};
use domain::problem::Problem;
use domain::user::MemberStatus;

/// One page of the people who have a permission, by their role in the product or by an exception, with the number of
/// each.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list of people; [`Problem::NotFound`] when no permission is
/// given, or one of a product the school does not use.
pub async fn holders(backend: &Backend, actor: &Actor, mut listing: HolderListing) -> Result<HolderPage, Problem> {
    let permit = actor.permit(ListUsers)?;
    let settings = crate::school::settings_of(backend, actor).await?;
    let feature = listing.feature.filter(|feature| settings.products.contains(&feature.product()));
    let feature = feature.ok_or(Problem::NotFound)?;
    let all = settings.roles.all();
    let have: Vec<_> = all.iter().copied().filter(|role| decide(feature, *role, &settings.roles).allowed).collect();
    let of = HolderQuery { feature, roles: have.clone(), now: backend.clock().now() };
    let (mut roles, mut by_exception, mut kept_from) = (Vec::new(), 0, 0);
    for (role, exception, people) in backend.store().count_holders(&permit, &of).await? {
        let gives = role.is_some_and(|role| have.contains(&role));
        match (exception, role) {
            (Some(true), _) => by_exception += people,
            (Some(false), _) if gives => kept_from += people,
            (None, Some(role)) if gives => roles.push((role, people)),
            _ => {}
        }
    }
    roles.sort_by_key(|(role, _)| all.iter().position(|one| one == role));
    let total = roles.iter().map(|(_, people)| people).sum::<u64>() + by_exception;
    let pages = u32::try_from(total.div_ceil(u64::from(HolderListing::SIZE))).unwrap_or(u32::MAX).max(1);
    listing.page = listing.page.clamp(1, pages);
    let people = match total {
        0 => Vec::new(),
        _ => backend.store().holders(&permit, &of, listing.page).await?,
    };
    let asked = asked(backend, actor, &permit, (feature, &listing.person), &settings.roles).await?;
    Ok(HolderPage { listing, people, total, pages, roles, by_exception, kept_from, asked })
}

/// The people whom a search finds, with what decides whether they have the permission.
async fn asked(
    backend: &Backend,
    actor: &Actor,
    permit: &Permit<ListUsers>,
    (feature, search): (Feature, &str),
    school: &SchoolRoles,
) -> Result<Vec<AskedPerson>, Problem> {
    if search.trim().is_empty() {
        return Ok(Vec::new());
    }
    let (store, now) = (backend.store(), backend.clock().now());
    let listing = UserListing { search: search.to_owned(), size: UserListing::SIZES[0], ..UserListing::default() };
    let in_list = backend.counts().in_list(store, permit, actor.numbers(), &listing, now).await?;
    let found = backend.counts().page(store, permit, actor.numbers(), &listing, &in_list, now).await?;
    let found: Vec<_> = found.iter().take(MOST_FOUND).map(|member| member.id).collect();
    let mut exceptions = store.exceptions_of(permit, &found).await?;
    let own = store.own_exceptions(actor, now).await?;
    let authority = Authority::of(actor.grants(), &own, school);
    let mut asked = Vec::new();
    for member in found {
        let Some(stored) = store.member(permit, member).await? else { continue };
        let (role, access) = (stored.roles.role_in(feature.product()), stored.access_at(now));
        let allowing = MakeException {
            subject: stored.subject(),
            access,
            feature,
            allowed: !feature.is_restriction(),
            may_give: authority.gives(feature, role),
        };
        asked.push(AskedPerson {
            member,
            name: format!("{} {}", stored.first_name, stored.last_name),
            role,
            exception: in_force(&exceptions.remove(&member).unwrap_or_default(), now).get(feature),
            status: MemberStatus::of(stored.registration, access, now),
            may_allow: actor.may(&allowing),
        });
    }
    Ok(asked)
}
