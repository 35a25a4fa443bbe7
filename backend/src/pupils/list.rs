//! The list of pupils, by name or under aliases. Its two halves share nothing, so that aliases reveal nothing.

use super::aliased::{bands_of, under_aliases};
use super::{choices, named, rules, today};
use crate::Backend;
use crate::access::Permit;
use crate::search_key;
use crate::session::Actor;
use domain::access::{NamePupils, ViewPupils};
use domain::problem::Problem;
use domain::pupil::{PupilListing, PupilPage, VisiblePupils};

/// One page of the list of pupils, by name or under aliases, as the actor may see them.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see pupils at all.
pub async fn list(backend: &Backend, actor: &Actor, listing: PupilListing) -> Result<PupilPage, Problem> {
    let listing = listing.tidied();
    let rules = &rules(backend, actor).await?;
    match actor.permit(NamePupils { rules }) {
        Ok(permit) => by_name(backend, &permit, listing).await,
        Err(_) => under_alias(backend, &actor.permit(ViewPupils { rules })?, listing).await,
    }
}

async fn by_name(
    backend: &Backend,
    permit: &Permit<NamePupils<'_>>,
    mut listing: PupilListing,
) -> Result<PupilPage, Problem> {
    let (store, today) = (backend.store(), today(backend)?);
    let total = store.count_pupils(permit, &listing, today).await?;
    let pages = pages(total);
    listing.page = listing.page.min(pages);
    let mut pupils: Vec<_> = store.named_pupils(permit, &listing, today).await?.into_iter().map(named).collect();
    if listing.left {
        // Work with a pupil ends when they leave.
        pupils.iter_mut().for_each(|pupil| pupil.key_worker = None);
    }
    let (years, classes) = choices(store.pupil_groups(permit, today).await?);
    Ok(PupilPage { listing, pupils: VisiblePupils::Named(pupils), total, pages, years, classes })
}

/// Search and filters use only what is shown; otherwise they would reveal what is not.
async fn under_alias(
    backend: &Backend,
    permit: &Permit<ViewPupils<'_>>,
    listing: PupilListing,
) -> Result<PupilPage, Problem> {
    let everybody = backend.store().aliased_pupils(permit, today(backend)?).await?;
    let bands = bands_of(&everybody);
    // Who has left would be known by no longer being among the others.
    let mut listing = PupilListing {
        class: String::new(),
        left: false,
        years: listing.years.filter(|years| bands.contains(years)),
        ..listing
    };
    let words = search_key::words(&listing.search);
    let mut found = under_aliases(everybody, &bands);
    found.retain(|pupil| {
        let alias = search_key::normalise(&pupil.alias.to_string());
        listing.years.is_none_or(|years| years == pupil.years) && words.iter().all(|word| alias.contains(word))
    });
    let total = found.len() as u64;
    let pages = pages(total);
    listing.page = listing.page.min(pages);
    let size = PupilListing::SIZE as usize;
    let page = found.into_iter().skip((listing.page as usize - 1) * size).take(size).collect();
    Ok(PupilPage { listing, pupils: VisiblePupils::Aliased(page), total, pages, years: bands, classes: Vec::new() })
}

fn pages(total: u64) -> u32 {
    u32::try_from(total.div_ceil(u64::from(PupilListing::SIZE))).unwrap_or(u32::MAX).max(1)
}
