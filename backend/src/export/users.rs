use super::file_name;
use super::permissions::{self, Given};
use super::table::{Cell, Column, Exported, Format, Row, Sheet, Sink, Stopped, begin};
use crate::Backend;
use crate::access::Permit;
use crate::session::Actor;
use crate::store::{Entry, Store, StoredMember};
use domain::access::{Action as _, ExportUsers, ListUsers};
use domain::id::MemberId;
use domain::listing::UserListing;
use domain::moment::Moment;
use domain::problem::Problem;
use domain::product::Product;
use domain::user::Standing;
use serde_json::{Map, Value, json};

/// People read at once.
const AT_ONCE: usize = 500;

/// What is told of the people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum What {
    /// Who they are, their roles and their standing.
    #[default]
    People,
    /// What their roles let them do.
    Permissions,
}

impl What {
    /// As written in URLs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Permissions => "permissions",
        }
    }

    /// Reads what [`What::code`] wrote; people, when it is anything else.
    pub fn from_code(code: &str) -> Self {
        if code == Self::Permissions.code() { Self::Permissions } else { Self::People }
    }
}

/// The people whom the listing's search and filters leave, in its order, over all pages, as a file.
///
/// # Errors
/// [`Problem::Denied`] to whoever may not look after people.
pub async fn users(
    backend: &Backend,
    actor: &Actor,
    listing: UserListing,
    what: What,
    format: Format,
) -> Result<Exported, Problem> {
    let lists = actor.permit(ListUsers)?;
    let listing = listing.tidied();
    let (mut change, actor) = backend.change_by(actor).await?;
    let permit = actor.permit(ExportUsers)?;
    let now = change.at();
    let people = backend.store().find_members(&lists, &listing, now).await?;
    change
        .record(Entry {
            action: ExportUsers::NAME,
            subject_kind: "school",
            subject_id: actor.school().to_string(),
            new_value: Some(entry(&listing, what, format, people.len())),
            ..Entry::default()
        })
        .await?;
    change.commit().await?;
    let settings = crate::school::settings_of(backend, actor.school()).await?;
    let given = Given::new(settings.products, settings.confirmations);
    let sheets = match (what, format) {
        (What::People, _) => vec![Sheet { name: "People".to_owned(), columns: columns(&given.products) }],
        (What::Permissions, Format::Csv) => vec![permissions::listed()],
        (What::Permissions, Format::Xlsx) => {
            given.products.iter().map(|product| permissions::sheet(*product)).collect()
        }
    };
    let store = backend.store().clone();
    let name = file_name(&settings.name, what.code(), now, format);
    Ok(begin(name, format, sheets, move |sink| fill(store, permit, people, given, (what, format), now, sink)))
}

/// What the audit log keeps of it.
fn entry(listing: &UserListing, what: What, format: Format, people: usize) -> Value {
    let asked = listing.pairs().into_iter().filter(|(key, _)| !["page", "size"].contains(key));
    let mut value: Map<String, Value> = asked.map(|(key, value)| (key.to_owned(), json!(value))).collect();
    value.insert("what".to_owned(), json!(what.code()));
    value.insert("format".to_owned(), json!(format.ending()));
    value.insert("people".to_owned(), json!(people));
    Value::Object(value)
}

async fn fill(
    store: Store,
    permit: Permit<ExportUsers>,
    people: Vec<MemberId>,
    given: Given,
    (what, format): (What, Format),
    now: Moment,
    mut sink: Sink,
) -> Result<Sink, Stopped> {
    for some in people.chunks(AT_ONCE) {
        let members = store.exported_members(&permit, some).await?;
        match (what, format) {
            (What::People, _) => {
                sink.put(0, members.iter().map(|member| row(member, &given.products, now)).collect()).await?;
            }
            (What::Permissions, Format::Csv) => {
                // One person has up to 169 permissions.
                for few in members.chunks(20) {
                    sink.put(0, few.iter().flat_map(|member| given.list(member)).collect()).await?;
                }
            }
            (What::Permissions, Format::Xlsx) => {
                for (sheet, product) in given.products.iter().enumerate() {
                    sink.put(sheet, members.iter().map(|member| given.row(member, *product)).collect()).await?;
                }
            }
        }
    }
    Ok(sink)
}

/// What is told of each person, in order; after these come their roles.
type Told = (&'static str, u8, fn(&StoredMember, Moment) -> Cell);

const TOLD: [Told; 9] = [
    ("Title", 8, |member, _| Cell::optional(member.title.clone())),
    ("First name", 16, |member, _| Cell::text(member.first_name.clone())),
    ("Last name", 18, |member, _| Cell::text(member.last_name.clone())),
    ("Email address", 34, |member, _| Cell::text(member.email.clone())),
    ("Job title", 26, |member, _| Cell::optional(member.job_title.clone())),
    ("Username", 14, |member, _| Cell::optional(member.username.clone())),
    ("Staff code", 10, |member, _| Cell::optional(member.staff_code.clone())),
    ("Standing", 18, |member, now| Cell::text(Standing::of(member.registration, member.access_at(now), now).label())),
    ("Last sign-in", 17, |member, _| member.last_sign_in_at.map_or(Cell::Empty, Cell::At)),
];

fn columns(products: &[Product]) -> Vec<Column> {
    let told = TOLD.into_iter().map(|(heading, width, _)| Column::new(heading, width));
    told.chain(products.iter().map(|product| Column::new(format!("Role in {}", product.name()), 18))).collect()
}

fn row(member: &StoredMember, products: &[Product], now: Moment) -> Row {
    let told = TOLD.into_iter().map(|(_, _, cell)| cell(member, now));
    told.chain(products.iter().map(|product| Cell::text(member.roles.label_in(*product)))).collect()
}
