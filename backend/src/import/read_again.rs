use crate::Backend;
use crate::clock::Clock;
use crate::session::Actor;
use crate::store::StagedFile;
use domain::access::{ImportStaff, ViewImports};
use domain::id::ImportId;
use domain::import::{ListFault, Matching, ReadingChoices};
use domain::problem::Problem;

/// Reads a file again that was not confirmed, as it was said to be. What was decided about its rows starts anew.
///
/// # Errors
/// [`Problem::Form`] when the file cannot be read so, or is not kept; [`Problem::NotFound`] when there is no such import to
/// decide about. The import then stays as it was.
pub async fn read_again(
    backend: &Backend,
    actor: &Actor,
    import: ImportId,
    said: ReadingChoices,
) -> Result<(), Problem> {
    let (views, permit, stamped) = (actor.permit(ViewImports)?, actor.permit(ImportStaff)?, actor.stamped()?);
    let store = backend.store();
    let before = store.import_shape(&views, import).await?.ok_or(Problem::NotFound)?;
    let Some(bytes) = store.import_file(&permit, import).await? else {
        return Err(ListFault::NotKept.into());
    };
    let choices = ReadingChoices {
        school: before.choices.school,
        today: Clock::day_of(backend.clock().now()),
        ..said
    };
    let read = backend.parser().staff_list(bytes.clone(), choices.clone()).await?;
    let matching = Matching::with_headings(&read.table, read.shape.headings.is_some());
    let file = read.shape.may_keep_file().then_some(bytes);
    super::kept(store.put_import_again(&permit, &stamped, import, &matching, &StagedFile { read, choices, file }).await?)
}
