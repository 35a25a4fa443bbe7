//! The result of an import, one page of its lines.

use crate::Backend;
use crate::access::Permit;
use crate::import::basis::number;
use crate::session::Actor;
use crate::store::StoredImport;
use crate::users::bulk_done;
use domain::access::ViewImports;
use domain::import::{DoneView, ImportListing, ResultLine, RowOutcome};
use domain::problem::Problem;

pub(super) async fn done(
    backend: &Backend,
    actor: &Actor,
    permit: &Permit<ViewImports>,
    stored: &StoredImport,
    listing: ImportListing,
) -> Result<DoneView, Problem> {
    let result = stored.result.clone().unwrap_or_default();
    let lines = backend.store().import_lines(permit, stored.id).await?.unwrap_or_default();
    let counts = RowOutcome::ALL.map(|outcome| (outcome, number(lines.iter().filter(|line| line.outcome == outcome))));
    let is_shown = |line: &ResultLine| listing.outcome.is_none_or(|outcome| line.outcome == outcome);
    let shown = number(lines.iter().filter(|line| is_shown(line)));
    let pages = shown.div_ceil(ImportListing::SIZE).max(1);
    let page = listing.page.clamp(1, pages);
    let (from, size) = (((page - 1) * ImportListing::SIZE) as usize, ImportListing::SIZE as usize);
    let mut bulks = Vec::new();
    for bulk in &result.bulks {
        match bulk_done(backend, actor, *bulk).await {
            Ok(done) => bulks.push(done),
            // The bulk change is another actor's, or too old to be undone.
            Err(Problem::NotFound) => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(DoneView {
        result,
        counts: counts.into_iter().filter(|(_, count)| *count > 0).collect(),
        shown: listing.outcome,
        lines: lines.into_iter().filter(is_shown).skip(from).take(size).collect(),
        page,
        pages,
        bulks,
    })
}
