use super::{Basis, fingerprint};
use crate::Backend;
use crate::access::Permit;
use crate::clock::Clock;
use crate::session::Actor;
use crate::store::{ImportState, StoredImport};
use domain::access::ViewImports;
use domain::id::ImportId;
use domain::import::{
    Class, ColumnView, ColumnsView, Deed, ImportListing, ImportPage, LeaverView, Plan, PlannedRow, PreviewView,
    RowView, Shown, Stage, Table, strong_role_warning,
};
use domain::problem::Problem;

/// So many first cells of a column are shown.
const SAMPLES: usize = 3;
/// So many letters of each.
const SAMPLE: usize = 40;

/// An import as far as it has come: its columns, what it would do, or what it did.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see imports; [`Problem::NotFound`] when the school has no such import.
pub async fn look(
    backend: &Backend,
    actor: &Actor,
    import: ImportId,
    listing: ImportListing,
) -> Result<ImportPage, Problem> {
    let permit = actor.permit(ViewImports)?;
    let stored = backend.store().import(&permit, import).await?.ok_or(Problem::NotFound)?;
    let stage = match stored.state {
        ImportState::Done => Stage::Done(stored.result.clone().unwrap_or_default()),
        ImportState::Staged if !listing.columns => {
            Stage::Preview(Box::new(preview(backend, actor, &permit, &stored, listing).await?))
        }
        ImportState::Matching | ImportState::Staged => {
            let table = backend.store().import_table(&permit, import).await?;
            Stage::Columns(columns(&stored, &table))
        }
    };
    Ok(ImportPage {
        id: stored.id,
        file: stored.file_name,
        by: stored.author_name,
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
    }
}

async fn preview(
    backend: &Backend,
    actor: &Actor,
    permit: &Permit<ViewImports>,
    stored: &StoredImport,
    listing: ImportListing,
) -> Result<PreviewView, Problem> {
    let (store, now) = (backend.store(), backend.clock().now());
    let basis = Basis {
        table: store.import_table(permit, stored.id).await?,
        matching: stored.matching.clone(),
        choices: stored.choices.clone(),
        known: store.known_people(permit, now).await?,
        importer: *actor.grants(),
        settings: crate::school::settings_of(backend, permit).await?,
        today: Clock::day_of(now).ok_or(Problem::Unexpected)?,
    };
    let (plan, basis) = basis.plan().await?;
    Ok(page(&plan, &basis, listing))
}

fn page(plan: &Plan, basis: &Basis, listing: ImportListing) -> PreviewView {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let count = |shown: Shown| match shown {
        Shown::Class(class) => plan.count(class),
        Shown::Leavers => number(plan.leavers.len()),
    };
    let counts: Vec<_> = Shown::all().map(|shown| (shown, count(shown))).collect();
    let first = counts.iter().find(|(_, count)| *count > 0).map_or(Shown::Class(Class::New), |(shown, _)| *shown);
    let shown = listing.shown.unwrap_or(first);
    let pages = count(shown).div_ceil(ImportListing::SIZE).max(1);
    let page = listing.page.clamp(1, pages);
    let from = ((page - 1) * ImportListing::SIZE) as usize;
    let size = ImportListing::SIZE as usize;
    let rows = plan.rows.iter().filter(|row| shown == Shown::Class(row.class)).skip(from).take(size);
    let leavers = plan.leavers.iter().filter(|_| shown == Shown::Leavers).skip(from).take(size);
    let given = plan.rows.iter().filter_map(|row| match row.deed {
        Deed::Add(role) => Some(role.level()),
        _ => None,
    });
    let giving = basis.setting().giving();
    let is_new = |row: &&PlannedRow| {
        matches!(row.deed, Deed::Add(_) | Deed::Choose) || (row.class == Class::PassedOver && row.is_left_out)
    };
    let new = plan.rows.iter().filter(is_new).filter_map(|row| row.person.as_ref());
    let without_email = |row: &&PlannedRow| {
        matches!(row.deed, Deed::Add(_) | Deed::Choose)
            && row.person.as_ref().is_some_and(|person| person.email.is_none())
    };
    PreviewView {
        counts,
        ticked: number(plan.leavers.iter().filter(|leaver| leaver.ticked).count()),
        shown,
        page,
        pages,
        rows: rows.map(|row| row_view(row, basis)).collect(),
        leavers: leavers
            .map(|leaver| LeaverView {
                member: leaver.member,
                name: leaver.name.clone(),
                job_title: leaver.job_title.clone(),
                role: leaver.role,
                why: leaver.why.clone(),
                ticked: leaver.ticked,
            })
            .collect(),
        roles: giving.lines(new),
        other_role: giving.other_role(),
        without_role: plan.without_role(),
        without_email: number(plan.rows.iter().filter(without_email).count()),
        warning: strong_role_warning(given),
        fingerprint: fingerprint(plan),
        changes_anything: plan.changes_anything(),
    }
}

fn row_view(row: &PlannedRow, basis: &Basis) -> RowView {
    let person = row.person.as_ref();
    let text = |text: Option<String>| text.unwrap_or_default();
    RowView {
        number: row.number,
        name: row.name.clone(),
        email: text(person.and_then(|person| person.email.as_ref()).map(ToString::to_string)),
        job_title: text(person.and_then(|person| person.job_title.as_ref()).map(ToString::to_string)),
        role: match row.deed {
            Deed::Add(role) => Some(role),
            _ => None,
        },
        changes: match &row.deed {
            Deed::Write(_, changes) => changes.clone(),
            _ => Vec::new(),
        },
        notes: row.notes.clone(),
        errors: row.errors.clone(),
        candidates: row.candidates.clone(),
        same: basis
            .choices
            .same
            .get(&row.number)
            .copied()
            .filter(|same| row.candidates.iter().any(|candidate| candidate.member == *same)),
    }
}
