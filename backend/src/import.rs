//! Importing staff from the school's MIS: a file is read and kept, its columns are matched, its plan can be previewed
//! any number of times, and it is confirmed as a whole. Reading files is in `reading`; the plan itself is in
//! `domain::import`.

mod basis;
mod confirm;
mod memory;
mod nightly;
mod outcome;
mod read_again;
pub(crate) mod reading;
pub mod sample;
mod view;

pub use confirm::confirm;
pub use nightly::{NightlyError, NightlyFile, nightly};
pub use outcome::result_csv;
pub use read_again::{read_again, shape};
pub use view::view_import;

use crate::Backend;
use crate::clock::Clock;
use crate::limits;
use crate::session::Actor;
use crate::store::{ImportState, MappingSource, StagedFile, StoredImport};
use domain::access::{ImportStaff, ViewImports};
use domain::audit::author_words;
use domain::id::ImportId;
use domain::import::{Decisions, FileName, ImportLine, ListFault, Matching, ReadingChoices, ResultView};
use domain::problem::Problem;
use uuid::Uuid;

/// Reads a file and keeps it for a preview. Nothing in the school changes. A file with the same columns as an earlier
/// one gets that one's choices.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not import; [`Problem::Form`] when the file cannot be read, with what to do.
pub async fn stage(backend: &Backend, actor: &Actor, file_name: &str, bytes: Vec<u8>) -> Result<ImportId, Problem> {
    let (views, permit, stamped) = (actor.permit(ViewImports)?, actor.permit(ImportStaff)?, actor.stamped()?);
    if bytes.is_empty() {
        return Err(ListFault::Missing.into());
    }
    let store = backend.store();
    let now = backend.clock().now();
    let found = ReadingChoices {
        school: crate::school::settings_of(backend, &permit).await?.name.to_string(),
        today: Clock::day_of(now),
        ..ReadingChoices::default()
    };
    let last = store.last_reading(&permit).await?;
    let (read, choices) = read_again::first(backend, bytes.clone(), found, last).await?;
    let taken = MappingSource::of(store, &views, &read).await?;
    let new = StoredImport {
        id: ImportId::new(Uuid::new_v4()),
        file_name: FileName::new(tidy_name(file_name)),
        author_name: actor.name().to_owned(),
        created_at: now,
        state: if taken.as_last_time { ImportState::Staged } else { ImportState::Matching },
        matching: taken.matching,
        choices: taken.choices,
        result: None,
        as_last_time: taken.as_last_time,
    };
    let file = read.shape.may_keep_file().then_some(bytes);
    store.discard_imports(&permit, &stamped, None, now.plus(-limits::IMPORT_KEPT)).await?;
    store.put_import(&permit, &stamped, &new, &StagedFile { read, choices, file }).await?;
    Ok(new.id)
}

/// The last part of a file's path, without unprintable characters.
fn tidy_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|sign| !sign.is_control()).take(limits::IMPORT_FILE_NAME).collect();
    name.trim().to_owned()
}

/// The school's imports, the latest first.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see imports.
pub async fn list(backend: &Backend, actor: &Actor) -> Result<Vec<ImportLine>, Problem> {
    let permit = actor.permit(ViewImports)?;
    let found = backend.store().imports(&permit, limits::IMPORTS_LISTED).await?;
    let line = |import: StoredImport| ImportLine {
        id: import.id,
        at: backend.clock().words(import.created_at),
        file: import.file_name,
        by: author_words(&import.author_name).to_owned(),
        result: import.result.map(|result| ResultView { remarks: Vec::new(), ..result }),
    };
    Ok(found.into_iter().map(line).collect())
}

/// Matches the file's columns to fields. Can be repeated until the import is confirmed.
///
/// # Errors
/// [`Problem::Form`] with each column that needs another choice; [`Problem::NotFound`] when no such import is open.
pub async fn match_columns(
    backend: &Backend,
    actor: &Actor,
    import: ImportId,
    has_header: bool,
    columns: Vec<(String, String)>,
) -> Result<(), Problem> {
    let (views, permit, stamped) = (actor.permit(ViewImports)?, actor.permit(ImportStaff)?, actor.stamped()?);
    let store = backend.store();
    let stored = store.import(&views, import).await?.ok_or(Problem::NotFound)?;
    let table = store.import_table(&views, import).await?;
    let matching = Matching::chosen(has_header, &table.headers(has_header), |name| {
        columns.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    })
    .map_err(Problem::Form)?;
    kept(store.decide_import(&permit, &stamped, import, &matching, &stored.choices).await?)
}

/// Saves the decisions made on a page of the preview.
///
/// # Errors
/// [`Problem::Form`] with each field that needs another choice; [`Problem::NotFound`] when no such import is open.
pub async fn decide(backend: &Backend, actor: &Actor, import: ImportId, decisions: &Decisions) -> Result<(), Problem> {
    let (views, permit, stamped) = (actor.permit(ViewImports)?, actor.permit(ImportStaff)?, actor.stamped()?);
    let store = backend.store();
    let stored = store.import(&views, import).await?.ok_or(Problem::NotFound)?;
    let roles = crate::school::settings_of(backend, &views).await?.roles;
    let choices = decisions.add_to(&stored.choices, actor.grants(), &roles).map_err(Problem::Form)?;
    kept(store.decide_import(&permit, &stamped, import, &stored.matching, &choices).await?)
}

fn kept(is_kept: bool) -> Result<(), Problem> {
    if is_kept { Ok(()) } else { Err(Problem::NotFound) }
}

/// Discards an unconfirmed file.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not import.
pub async fn discard(backend: &Backend, actor: &Actor, import: ImportId) -> Result<(), Problem> {
    let (permit, stamped) = (actor.permit(ImportStaff)?, actor.stamped()?);
    backend
        .store()
        .discard_imports(&permit, &stamped, Some(import), backend.clock().now().plus(-limits::IMPORT_KEPT))
        .await?;
    Ok(())
}
