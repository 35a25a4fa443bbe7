//! The list of observations: whole, or under aliases. Its two halves share nothing, so that aliases reveal nothing.

use super::children;
use crate::Backend;
use crate::access::Permit;
use crate::pupils::{rules, today};
use crate::session::Actor;
use crate::store::StoredObservation;
use domain::access::{NamePupils, ReadObservations};
use domain::observation::{ObservationLine, ObservationListing, ObservationPage, VisibleObservations};
use domain::problem::Problem;
use domain::pupil::FEWEST;

/// One page of the list of observations, the newest first, as the actor may see them.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see pupils at all; [`Problem::NotFound`] when the school does not have
/// the child.
pub async fn list(backend: &Backend, actor: &Actor, listing: ObservationListing) -> Result<ObservationPage, Problem> {
    let listing = listing.tidied();
    let rules = &rules(backend, actor).await?;
    match actor.permit(NamePupils { rules }) {
        Ok(permit) => by_name(backend, &permit, listing).await,
        Err(_) => under_alias(backend, &actor.permit(ReadObservations { rules })?, listing.page).await,
    }
}

async fn by_name(
    backend: &Backend,
    permit: &Permit<NamePupils<'_>>,
    mut listing: ObservationListing,
) -> Result<ObservationPage, Problem> {
    let store = backend.store();
    let child = match listing.child {
        Some(child) => Some(store.name_of_pupil(permit, child).await?.ok_or(Problem::NotFound)?),
        None => None,
    };
    let total = store.count_observations(permit, &listing).await?;
    let pages = pages(total);
    listing.page = listing.page.min(pages);
    let lines = store.observations(permit, &listing).await?.into_iter().map(line).collect();
    Ok(ObservationPage { listing, child, observations: VisibleObservations::Named(lines), total, pages })
}

/// Filters would reveal what is not shown, so there are none. In a school with few pupils nothing is shown.
async fn under_alias(
    backend: &Backend,
    permit: &Permit<ReadObservations<'_>>,
    page: u32,
) -> Result<ObservationPage, Problem> {
    let (store, today) = (backend.store(), today(backend)?);
    let total = match store.count_aliases(permit, today).await? {
        pupils if pupils < FEWEST => 0,
        _ => store.count_aliased_observations(permit, today).await?,
    };
    let pages = pages(total);
    let listing = ObservationListing { page: page.min(pages), ..ObservationListing::default() };
    let lines = if total == 0 { Vec::new() } else { store.aliased_observations(permit, listing.page, today).await? };
    let observations = VisibleObservations::Aliased(lines);
    Ok(ObservationPage { listing, child: None, observations, total, pages })
}

fn line(stored: StoredObservation) -> ObservationLine {
    ObservationLine {
        id: stored.id,
        observed_on: stored.observed_on,
        children: children(&stored),
        areas: stored.areas,
        text: stored.text,
        author: stored.author_name,
        photos: u32::try_from(stored.photos.len()).unwrap_or(u32::MAX),
        is_shared: stored.shared.is_some(),
    }
}

fn pages(total: u64) -> u32 {
    u32::try_from(total.div_ceil(u64::from(ObservationListing::SIZE))).unwrap_or(u32::MAX).max(1)
}
