//! The page about one import, at any stage. It only reads; decisions are in `import` and confirming in
//! `import::confirm`.

mod done;
mod preview;

use crate::Backend;
use crate::session::Actor;
use crate::store::{ImportState, StoredImport};
use domain::access::ViewImports;
use domain::audit::author_words;
use domain::id::ImportId;
use domain::import::{ColumnView, ColumnsView, ImportListing, ImportPage, ImportStage, Table};
use domain::problem::Problem;

/// First cells shown of each column.
const SAMPLES: usize = 3;
/// The most characters shown of each cell.
const SAMPLE: usize = 40;

/// An import at its current stage: its columns, its preview or its result.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see imports; [`Problem::NotFound`] when the school has no such import.
pub async fn view_import(
    backend: &Backend,
    actor: &Actor,
    import: ImportId,
    listing: ImportListing,
) -> Result<ImportPage, Problem> {
    let permit = actor.permit(ViewImports)?;
    let stored = backend.store().import(&permit, import).await?.ok_or(Problem::NotFound)?;
    let stage = match stored.state {
        ImportState::Done => ImportStage::Done(Box::new(done::done(backend, actor, &permit, &stored, listing).await?)),
        ImportState::Staged if !listing.columns => {
            ImportStage::Preview(Box::new(preview::preview(backend, actor, &permit, &stored, listing).await?))
        }
        ImportState::Matching | ImportState::Staged => {
            let table = backend.store().import_table(&permit, import).await?;
            ImportStage::Columns(columns(&stored, &table))
        }
    };
    Ok(ImportPage {
        id: stored.id,
        file: stored.file_name,
        by: author_words(&stored.author_name).to_owned(),
        at: backend.clock().words(stored.created_at),
        stage,
    })
}

fn columns(stored: &StoredImport, table: &Table) -> ColumnsView {
    let matching = &stored.matching;
    let people = table.people(matching.has_header);
    let sample = |column: usize| {
        let cells = people.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
        cells.take(SAMPLES).map(|cell| cell.chars().take(SAMPLE).collect()).collect()
    };
    let columns = table.headers(matching.has_header).into_iter().enumerate().map(|(column, header)| ColumnView {
        header,
        samples: sample(column),
        field: matching.columns.get(column).copied().flatten(),
    });
    ColumnsView {
        columns: columns.collect(),
        has_header: matching.has_header,
        people: u32::try_from(people.len()).unwrap_or(u32::MAX),
        as_last_time: stored.as_last_time,
    }
}
