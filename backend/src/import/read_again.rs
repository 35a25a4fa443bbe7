//! How an open import's file is read: the choices made for it, and reading it again with others.

use super::kept;
use crate::Backend;
use crate::session::Actor;
use crate::store::MappingSource;
use crate::store::StagedFile;
use domain::access::{ImportStaff, ViewImports};
use domain::id::ImportId;
use domain::import::{ListFault, ReadList, ReadingChoices, ReadingForm, ShapeView};
use domain::problem::Problem;

/// How an import's file was read; None once the import is confirmed.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see imports.
pub async fn shape(backend: &Backend, actor: &Actor, import: ImportId) -> Result<Option<ShapeView>, Problem> {
    let permit = actor.permit(ViewImports)?;
    let Some(found) = backend.store().import_reading(&permit, import).await? else { return Ok(None) };
    let table = backend.store().import_table(&permit, import).await?;
    Ok(Some(ShapeView {
        shape: found.shape,
        roster: table.roster,
        skips_hidden_rows: found.choices.skips_hidden_rows,
        can_read_again: found.has_file,
    }))
}

/// Reads an unconfirmed file again with other choices. Decisions about its rows start afresh, or with those of the
/// last file with these columns.
///
/// # Errors
/// [`Problem::Form`] when the file cannot be read with these choices, or is not kept; [`Problem::NotFound`] when no
/// such import is open. The import then stays as it was.
pub async fn read_again(backend: &Backend, actor: &Actor, import: ImportId, form: &ReadingForm) -> Result<(), Problem> {
    let (views, permit, stamped) = (actor.permit(ViewImports)?, actor.permit(ImportStaff)?, actor.stamped()?);
    let store = backend.store();
    let before = store.import_reading(&views, import).await?.ok_or(Problem::NotFound)?;
    let Some(bytes) = store.import_file(&permit, import).await? else {
        return Err(ListFault::NotKept.into());
    };
    let said = form.choices(&before.shape, &before.choices);
    let choices = ReadingChoices { today: backend.clock().today(), ..said };
    let read = backend.parser().staff_list(bytes.clone(), choices.clone()).await?;
    let taken = MappingSource::of(store, &views, &read).await?;
    let file = read.shape.may_keep_file().then_some(bytes);
    let staged = StagedFile { read, choices, file };
    kept(store.put_import_again(&permit, &stamped, import, &taken, &staged).await?)
}

/// Reads a file for the first time: with the choices for the school's last file where they fit, otherwise with what is
/// detected.
pub(super) async fn first(
    backend: &Backend,
    bytes: Vec<u8>,
    found: ReadingChoices,
    last: Option<ReadingChoices>,
) -> Result<(ReadList, ReadingChoices), ListFault> {
    let Some(last) = last else { return read(backend, bytes, found).await };
    let like = ReadingChoices { sheets: last.sheets, organisation: last.organisation, ..found.clone() };
    let has_said_sheets = !like.sheets.is_empty();
    let (list, choices) = match read(backend, bytes.clone(), like.clone()).await {
        Err(ListFault::NoSuchSheet) if has_said_sheets => {
            read(backend, bytes.clone(), ReadingChoices { sheets: Vec::new(), ..like }).await?
        }
        read => read?,
    };
    // When no rule finds the headings, they are in the row where they were last time.
    if list.shape.headings.is_none() && last.headings.is_some() {
        return read(backend, bytes, ReadingChoices { headings: last.headings, ..choices }).await;
    }
    Ok((list, choices))
}

async fn read(
    backend: &Backend,
    bytes: Vec<u8>,
    choices: ReadingChoices,
) -> Result<(ReadList, ReadingChoices), ListFault> {
    let list = backend.parser().staff_list(bytes, choices.clone()).await?;
    Ok((list, choices))
}
