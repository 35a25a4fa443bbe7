//! The page that searches and filters the audit log.

use super::{PupilNames, page, row};
use crate::Backend;
use crate::clock::Clock;
use crate::search_key;
use crate::session::Actor;
use crate::store::AuditFilter;
use domain::access::ViewAuditLog;
use domain::audit::{ActionCode, AuditListing, AuditPage, FilteredMember, KindCode};
use domain::problem::Problem;

/// One page of the school's audit log, the newest first.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see it.
pub async fn list(backend: &Backend, actor: &Actor, listing: AuditListing) -> Result<AuditPage, Problem> {
    let permit = actor.permit(ViewAuditLog)?;
    let store = backend.store();
    let mut listing = listing.tidied();
    let names_of_pupils = PupilNames::of(backend, actor).await?;
    let filter = filter(&listing, names_of_pupils);
    let total = store.count_audit(&permit, &filter).await?;
    let (number, pages, stretch) = page(listing.page, total, AuditListing::SIZE);
    listing.page = number;
    let named_roles = store.roles_ever(actor).await?;
    let found = store.audit_entries(&permit, &filter, stretch).await?;
    let (actions, kinds) = store.audit_codes(&permit).await?;
    let mut names = [None, None];
    for (name, member) in names.iter_mut().zip([listing.actor, listing.subject]) {
        if let Some(member) = member {
            let found = store.name_in_log(&permit, member).await?;
            *name = Some(found.map_or(FilteredMember::NotInSchool, FilteredMember::Named));
        }
    }
    let [actor, subject] = names;
    Ok(AuditPage {
        rows: found.into_iter().map(|entry| row(entry, backend.clock(), &named_roles, names_of_pupils)).collect(),
        total,
        pages,
        actions: in_order(actions.into_iter().map(ActionCode), ActionCode::words),
        kinds: in_order(kinds.into_iter().map(KindCode), KindCode::words),
        actor,
        subject,
        listing,
    })
}

/// Codes in the order of their words.
fn in_order<Code>(codes: impl Iterator<Item = Code>, words: impl Fn(&Code) -> String) -> Vec<Code> {
    let mut codes: Vec<_> = codes.collect();
    codes.sort_by_cached_key(|code| search_key::normalise(&words(code)));
    codes
}

/// The store's filter for a listing.
pub(crate) fn filter(listing: &AuditListing, names_of_pupils: PupilNames) -> AuditFilter {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    AuditFilter {
        words: search_key::words(&listing.search),
        from: listing.from.and_then(Clock::start_of),
        until: listing.to.and_then(Clock::end_of),
        action: some(&listing.action),
        kind: some(&listing.kind),
        actor: listing.actor,
        subject: listing.subject,
        // What is found would tell which names it has.
        is_without_pupils: !names_of_pupils.are_shown && !listing.search.is_empty(),
    }
}
