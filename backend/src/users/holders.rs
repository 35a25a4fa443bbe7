use crate::Backend;
use crate::session::Actor;
use domain::access::ListUsers;
use domain::comparison::roles_with;
use domain::holder::{HolderListing, HolderPage};
use domain::problem::Problem;

/// Who can do something: a page of the people whose role in the product gives it, and how many each role has.
///
/// # Errors
/// [`Problem::Denied`] to whoever may not see the list of people; [`Problem::NotFound`] when no permission is asked about, or
/// one of a product the school does not use.
pub async fn holders(backend: &Backend, actor: &Actor, mut listing: HolderListing) -> Result<HolderPage, Problem> {
    let permit = actor.permit(ListUsers)?;
    let settings = crate::school::settings_of(backend, actor.school()).await?;
    let feature = listing.feature.filter(|feature| settings.products.contains(&feature.product()));
    let feature = feature.ok_or(Problem::NotFound)?;
    let have = roles_with(feature, &settings.confirmations);
    let now = backend.clock().now();
    let mut roles = backend.store().count_roles_in(&permit, feature.product(), now).await?;
    roles.retain(|(role, _)| have.contains(*role));
    roles.sort_by_key(|(role, _)| role.index());
    let total: u64 = roles.iter().map(|(_, people)| people).sum();
    let pages = u32::try_from(total.div_ceil(u64::from(HolderListing::SIZE))).unwrap_or(u32::MAX).max(1);
    listing.page = listing.page.clamp(1, pages);
    let people = match total {
        0 => Vec::new(),
        _ => backend.store().holders(&permit, (feature.product(), have), listing.page, now).await?,
    };
    Ok(HolderPage { listing, people, total, pages, roles })
}
