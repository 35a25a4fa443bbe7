//! People as a file: their details and roles, or the permissions their roles give. The formats are written in
//! `csv_file` and `xlsx_file`.

use super::file_name;
use super::permissions::{self, RolePermissions};
use super::table::{Cell, Column, ReaderGone, Row, Sheet};
use super::writing::{ExportError, Exported, RowSink, begin};
use crate::Backend;
use crate::access::Permit;
use crate::limits;
use crate::session::Actor;
use crate::store::{AttributeSheet, Entry, ExportedMember, Store, StoreError, StoredMember, in_force};
use domain::access::{Action as _, ExportUsers, ListUsers};
use domain::attribute::{Attribute, AttributeCondition, AttributeValue};
use domain::bulk::read_people;
use domain::export::{ExportDetail, Format};
use domain::id::MemberId;
use domain::import::is_import_heading;
use domain::listing::UserListing;
use domain::member::MemberField;
use domain::moment::Moment;
use domain::permission::{Exceptions, SchoolRoles};
use domain::problem::Problem;
use domain::product::Product;
use domain::user::MemberStatus;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Which people are exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportSelection {
    /// The people a listing's search and filters leave, in its order, over all pages.
    Listed(UserListing),
    /// The people whose ids are in a text written by [`domain::bulk::people_text`], in its order.
    Ticked(String),
}

/// Exports people as a file.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not manage people; [`Problem::Form`] when nobody is ticked.
pub async fn users(
    backend: &Backend,
    actor: &Actor,
    which: ExportSelection,
    what: ExportDetail,
    format: Format,
) -> Result<Exported, Problem> {
    let (mut change, actor, lists) = backend.note_with(actor, actor.permit(ListUsers)?).await?;
    let now = change.at();
    let (people, asked, listing) = match which {
        ExportSelection::Listed(listing) => {
            let listing = listing.tidied();
            let attributes = backend.store().attributes(&lists).await?;
            (backend.store().find_members(&lists, &listing, now).await?, asked_by(&listing, &attributes), Some(listing))
        }
        ExportSelection::Ticked(text) => {
            let people = read_people(&text).map_err(|error| Problem::Form(vec![error]))?;
            (people, Map::from_iter([("ticked".to_owned(), json!(true))]), None)
        }
    };
    let permit = actor.permit(ExportUsers { people: people.len() })?;
    change
        .record(Entry {
            action: ExportUsers::LOGGED,
            subject_kind: "school",
            subject_id: actor.school().to_string(),
            new_value: Some(entry(asked, what, format, people.len())),
            ..Entry::default()
        })
        .await?;
    change.commit().await?;
    let settings = crate::school::settings_of(backend, &actor).await?;
    let attributes = backend.store().attributes(&lists).await?;
    let filters = match &listing {
        Some(listing) => filters(listing, &attributes, &settings.roles),
        None => vec![format!("{} chosen", people.len())],
    };
    let asked_for: Vec<_> = attributes.into_iter().filter(|attribute| !attribute.is_retired).collect();
    let given = RolePermissions::new(settings.products, settings.roles, now);
    let sheets = match (what, format) {
        (ExportDetail::People, _) => {
            vec![Sheet { name: "People".to_owned(), columns: columns(&given.products, &asked_for) }]
        }
        (ExportDetail::Permissions, Format::Csv) => vec![permissions::listed()],
        (ExportDetail::Permissions, Format::Xlsx) => {
            given.products.iter().map(|product| permissions::sheet(*product)).collect()
        }
    };
    let store = backend.store().clone();
    let name = file_name(&settings.name, what.code(), &filters, now, format);
    Ok(begin(name, format, sheets, move |sink| async move {
        let told = MemberExport { store, permit, lists, given, asked_for, what, format, now };
        told.fill(people, sink).await
    }))
}

/// The search, filters and order of a listing, as the log keeps them: an attribute by its name, because it may be gone
/// when the entry is read.
fn asked_by(listing: &UserListing, attributes: &[Attribute]) -> Map<String, Value> {
    let asked = listing.pairs().into_iter().filter(|(key, _)| !["page", "size", "attribute"].contains(key));
    let mut asked: Map<_, _> = asked.map(|(key, value)| (key.to_owned(), json!(value))).collect();
    if let Some(filter) = &listing.attribute {
        let named = attributes.iter().find(|attribute| attribute.id == filter.attribute);
        asked.insert("attribute".to_owned(), json!(named.map(|attribute| attribute.name.clone())));
        let (field, value) = match &filter.holding {
            AttributeCondition::Something => ("has_answer", json!(true)),
            AttributeCondition::Nothing => ("has_answer", json!(false)),
            AttributeCondition::Answer(answer) => ("answer", json!(answer)),
        };
        asked.insert(field.to_owned(), value);
    }
    asked
}

/// A listing's filters in a few words, for the file's name.
fn filters(listing: &UserListing, attributes: &[Attribute], roles: &SchoolRoles) -> Vec<String> {
    let attribute = listing.attribute.as_ref().and_then(|filter| {
        let name = &attributes.iter().find(|attribute| attribute.id == filter.attribute)?.name;
        Some(match &filter.holding {
            AttributeCondition::Something => name.clone(),
            AttributeCondition::Nothing => format!("without {name}"),
            AttributeCondition::Answer(answer) => format!("{name} {answer}"),
        })
    });
    let role = listing.role.map(|role| roles.label(role));
    let status = listing.status.map(|status| status.label().to_owned());
    let search = Some(listing.search.clone()).filter(|search| !search.is_empty());
    [role, status, attribute, search].into_iter().flatten().collect()
}

/// The audit entry for an export.
fn entry(mut value: Map<String, Value>, what: ExportDetail, format: Format, people: usize) -> Value {
    value.insert("what".to_owned(), json!(what.code()));
    value.insert("format".to_owned(), json!(format.ending()));
    value.insert("people".to_owned(), json!(people));
    Value::Object(value)
}

/// What is exported about the people, and what is needed to read it.
struct MemberExport {
    store: Store,
    permit: Permit<ExportUsers>,
    lists: Permit<ListUsers>,
    given: RolePermissions,
    /// The school's attributes in use.
    asked_for: Vec<Attribute>,
    what: ExportDetail,
    format: Format,
    now: Moment,
}

/// A batch of people as read from the database.
struct MemberBatch {
    members: Vec<ExportedMember>,
    /// Attribute values; empty where the export has none.
    known: AttributeSheet,
    /// Exceptions; empty where the export has no permissions.
    exceptions: HashMap<MemberId, Exceptions>,
}

impl MemberExport {
    /// Writes all of them. The next batch is read while the previous one is written.
    async fn fill(self, people: Vec<MemberId>, mut sink: RowSink) -> Result<RowSink, ExportError> {
        let parts = people.len().div_ceil(limits::EXPORTED_PEOPLE_AT_ONCE);
        let told = Arc::new(self);
        let (sender, mut read) = mpsc::channel(1);
        let reading = Arc::clone(&told);
        tokio::spawn(async move {
            for some in people.chunks(limits::EXPORTED_PEOPLE_AT_ONCE) {
                if sender.send(reading.read(some).await).await.is_err() {
                    return;
                }
            }
        });
        for _ in 0..parts {
            let some = read.recv().await.ok_or(Problem::Unexpected)??;
            told.write(&some, &mut sink).await?;
        }
        Ok(sink)
    }

    async fn read(&self, people: &[MemberId]) -> Result<MemberBatch, StoreError> {
        let members = self.store.exported_members(&self.permit, people).await?;
        let (mut known, mut exceptions) = (AttributeSheet::default(), HashMap::new());
        match self.what {
            ExportDetail::People if self.asked_for.is_empty() => {}
            ExportDetail::People => known = self.store.attributes_of(&self.lists, people).await?,
            ExportDetail::Permissions => exceptions = self.exceptions(people).await?,
        }
        Ok(MemberBatch { members, known, exceptions })
    }

    async fn write(&self, some: &MemberBatch, sink: &mut RowSink) -> Result<(), ReaderGone> {
        let MemberBatch { members, known, exceptions } = some;
        match (self.what, self.format) {
            (ExportDetail::People, _) => {
                sink.put(0, members.iter().map(|member| self.row(member, known)).collect()).await
            }
            (ExportDetail::Permissions, Format::Csv) => {
                // A person has up to 169 permissions.
                for few in members.chunks(20) {
                    let few = few.iter().map(|exported| &exported.member);
                    let lines = few.flat_map(|member| self.given.list(member, of(exceptions, member)));
                    sink.put(0, lines.collect()).await?;
                }
                Ok(())
            }
            (ExportDetail::Permissions, Format::Xlsx) => {
                for (sheet, product) in self.given.products.iter().enumerate() {
                    let people = members.iter().map(|exported| &exported.member);
                    let rows = people.map(|member| self.given.row(member, *product, of(exceptions, member)));
                    sink.put(sheet, rows.collect()).await?;
                }
                Ok(())
            }
        }
    }

    /// The exceptions of these people that are in force now.
    async fn exceptions(&self, members: &[MemberId]) -> Result<HashMap<MemberId, Exceptions>, StoreError> {
        let stored = self.store.exceptions_of(&self.lists, members).await?;
        Ok(stored.into_iter().map(|(member, stored)| (member, in_force(&stored, self.now))).collect())
    }

    fn row(&self, exported: &ExportedMember, known: &AttributeSheet) -> Row {
        let member = &exported.member;
        let fields = fields().map(|(field, ..)| field_cell(field, exported));
        let told = fields.chain(TOLD.into_iter().map(|(_, _, cell)| cell(member, self.now)));
        let role = |product| Cell::text(member.roles.label_in(product, &self.given.roles));
        let roles =
            [self.given.roles.catalogue.main_product()].into_iter().chain(others(&self.given.products)).map(role);
        let answers = self
            .asked_for
            .iter()
            .map(|attribute| Cell::optional(known.value(member.id, attribute.id).map(AttributeValue::shown)));
        told.chain(roles).chain(answers).collect()
    }
}

/// A person's exceptions; empty if they have none.
fn of<'e>(exceptions: &'e HashMap<MemberId, Exceptions>, member: &StoredMember) -> &'e Exceptions {
    static NONE: Exceptions = Exceptions::none();
    exceptions.get(&member.id).unwrap_or(&NONE)
}

/// The products in which a role may differ from the main role.
fn others(products: &[Product]) -> impl Iterator<Item = Product> {
    products.iter().copied().filter(|product| !product.holds_main_role())
}

/// The fields of a member that a file has, in order. Their headings are those an import takes for the same field.
fn fields() -> impl Iterator<Item = (MemberField, &'static str, u8)> {
    let exported = |field: MemberField| {
        let definition = field.definition();
        Some((field, definition.label, definition.export?))
    };
    MemberField::all().filter_map(exported)
}

fn field_cell(field: MemberField, known: &ExportedMember) -> Cell {
    let member = &known.member;
    match field {
        MemberField::Title => Cell::optional(member.title.clone()),
        MemberField::FirstName => Cell::text(member.first_name.clone()),
        MemberField::LastName => Cell::text(member.last_name.clone()),
        MemberField::Email => Cell::text(member.email.clone()),
        MemberField::JobTitle => Cell::optional(member.job_title.clone()),
        MemberField::Username => Cell::optional(member.username.clone()),
        MemberField::StaffCode => Cell::optional(member.staff_code.clone()),
        MemberField::MisId => Cell::optional(known.mis_id.clone()),
        MemberField::KnownAs => Cell::optional(known.known_as.clone()),
        MemberField::LeavingOn => member.leaving_on.map_or(Cell::Empty, Cell::On),
        MemberField::Plain(field) => Cell::optional(member.plain.get(field).map(str::to_owned)),
    }
}

/// What is told of each person after the fields; then come their roles, and what the school wants to know.
type ExportColumns = (&'static str, u8, fn(&StoredMember, Moment) -> Cell);

const TOLD: [ExportColumns; 2] = [
    ("Status", 18, |member, now| Cell::text(MemberStatus::of(member.registration, member.access_at(now), now).label())),
    ("Last sign-in", 17, |member, _| member.last_sign_in_at.map_or(Cell::Empty, Cell::At)),
];

/// The person's main role.
const ROLE: &str = "Role";

fn columns(products: &[Product], asked_for: &[Attribute]) -> Vec<Column> {
    let fields = fields().map(|(_, heading, width)| Column::new(heading, width));
    let told = fields.chain(TOLD.into_iter().map(|(heading, width, _)| Column::new(heading, width)));
    let roles = others(products).map(|product| Column::new(format!("Role in {}", product.name()), 18));
    let roles = [Column::new(ROLE, 18)].into_iter().chain(roles);
    told.chain(roles).chain(asked_for.iter().map(|attribute| Column::new(heading(attribute), 18))).collect()
}

/// An attribute's heading. It is written so that no import takes it for another field, whatever the school calls it.
fn heading(attribute: &Attribute) -> String {
    if is_import_heading(&attribute.name) { format!("{} (attribute)", attribute.name) } else { attribute.name.clone() }
}
