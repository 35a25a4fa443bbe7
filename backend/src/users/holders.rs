//! The page that answers who has a permission.

use crate::Backend;
use crate::session::Actor;
use crate::store::HolderQuery;
use domain::access::ListUsers;
use domain::holder::{HolderListing, HolderPage};
use domain::permission::decide;
use domain::problem::Problem;

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
    Ok(HolderPage { listing, people, total, pages, roles, by_exception, kept_from })
}
