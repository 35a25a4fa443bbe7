//! The audit log as a file, one line for each changed value.

use super::file_name;
use super::table::{Cell, Column, Row, Sheet};
use super::writing::{ExportError, Exported, RowSink, begin};
use crate::Backend;
use crate::access::Permit;
use crate::audit::PupilNames;
use crate::clock::Clock;
use crate::limits;
use crate::session::Actor;
use crate::store::{AuditFilter, Entry, EntryRange, Store, StoredEntry};
use domain::access::{Action as _, ExportAuditLog, ViewAuditLog};
use domain::audit::AuditListing;
use domain::export::Format;
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use serde_json::{Map, Value, json};

/// The entries that match the listing, the newest first, over all pages, as a file with one line for each changed
/// value.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the log.
pub async fn audit(
    backend: &Backend,
    actor: &Actor,
    listing: AuditListing,
    format: Format,
) -> Result<Exported, Problem> {
    let views = actor.permit(ViewAuditLog)?;
    let listing = listing.tidied();
    let names_of_pupils = PupilNames::of(backend, actor).await?;
    let filter = crate::audit::filter(&listing, names_of_pupils);
    let (mut change, actor, views) = backend.note_with(actor, views).await?;
    let permit = actor.permit(ExportAuditLog)?;
    let now = change.at();
    let entries = backend.store().count_audit(&views, &filter).await?;
    let asked = listing.pairs().into_iter().filter(|(key, _)| !["page", "kind", "actor", "subject"].contains(key));
    let mut value: Map<String, Value> = asked.map(|(key, value)| (key.to_owned(), json!(value))).collect();
    if !listing.kind.is_empty() {
        value.insert("about".to_owned(), json!(listing.kind));
    }
    for (field, member) in [("actor", listing.actor), ("subject", listing.subject)] {
        if let Some(member) = member {
            value.insert(field.to_owned(), json!(backend.store().name_in_log(&views, member).await?));
        }
    }
    value.insert("format".to_owned(), json!(format.ending()));
    value.insert("entries".to_owned(), json!(entries));
    change
        .record(Entry {
            action: ExportAuditLog::LOGGED,
            subject_kind: "school",
            subject_id: actor.school().to_string(),
            new_value: Some(Value::Object(value)),
            ..Entry::default()
        })
        .await?;
    change.commit().await?;
    let settings = crate::school::settings_of(backend, &actor).await?;
    let name = file_name(&settings.name, "audit-log", &filters(&listing), now, format);
    let sheet = Sheet {
        name: "Audit log".to_owned(),
        columns: COLUMNS.map(|(heading, width)| Column::new(heading, width)).to_vec(),
    };
    let roles = backend.store().roles_ever(&actor).await?;
    let (store, clock) = (backend.store().clone(), backend.clock().clone());
    Ok(begin(name, format, vec![sheet], move |sink| {
        fill(store, Reading { clock, roles, names_of_pupils }, permit, filter, sink)
    }))
}

/// The listing's filters, for the file's name. Ids are left out, because they mean nothing there.
fn filters(listing: &AuditListing) -> Vec<String> {
    let told = ["search", "action", "kind", "from", "to"];
    let pairs = listing.pairs().into_iter().filter(|(key, _)| told.contains(key));
    pairs.map(|(key, value)| if matches!(key, "from" | "to") { format!("{key} {value}") } else { value }).collect()
}

const COLUMNS: [(&str, u8); 9] = [
    ("Number", 9),
    ("When", 17),
    ("Who", 24),
    ("What was done", 34),
    ("To what kind of thing", 14),
    ("To whom or what", 30),
    ("Value", 22),
    ("Before", 34),
    ("After", 34),
];

/// What turns entries into lines.
struct Reading {
    clock: Clock,
    roles: SchoolRoles,
    names_of_pupils: PupilNames,
}

async fn fill(
    store: Store,
    reading: Reading,
    permit: Permit<ExportAuditLog>,
    filter: AuditFilter,
    mut sink: RowSink,
) -> Result<RowSink, ExportError> {
    let mut before = None;
    loop {
        let stretch = EntryRange { skip: 0, limit: limits::EXPORTED_ENTRIES_AT_ONCE, before };
        let entries = store.exported_entries(&permit, &filter, stretch).await?;
        let Some(last) = entries.last() else { return Ok(sink) };
        before = Some(last.number);
        sink.put(0, entries.into_iter().flat_map(|entry| rows(entry, &reading)).collect()).await?;
    }
}

fn rows(entry: StoredEntry, reading: &Reading) -> Vec<Row> {
    let at = entry.at;
    let row = crate::audit::row(entry, &reading.clock, &reading.roles, reading.names_of_pupils);
    let head = [
        Cell::Number(row.number),
        Cell::At(at),
        Cell::Text(row.actor.name),
        Cell::Text(row.action.words()),
        Cell::Text(row.kind.words()),
        Cell::Text(row.subject.name),
    ];
    if row.changes.is_empty() {
        return vec![head.into_iter().chain([Cell::Empty, Cell::Empty, Cell::Empty]).collect()];
    }
    let changes = row.changes.iter();
    let line = |change: &domain::audit::ChangedField| {
        let (label, old, new) = change.words();
        let values = [Cell::Text(label), Cell::optional(old), Cell::optional(new)];
        head.iter().cloned().chain(values).collect()
    };
    changes.map(line).collect()
}
