//! A school that may use another catalogue than the published one: a sixth product with 300 features.

use backend::export::{self, ExportDetail, ExportSelection, Exported, Format};
use backend::{school, users};
use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use domain::audit::AuditListing;
use domain::catalogue::{Catalogue, ProductTable, Row, area, row};
use domain::comparison::Comparison;
use domain::exception::SwitchesForm;
use domain::form::settings::SettingsForm;
use domain::form::user::UserField;
use domain::listing::UserListing;
use domain::person::{EditConfirmResult, EditSubmission};
use domain::product::Product;
use domain::role::Role;
use domain::user::MemberStatus;
use std::io::Cursor;
use std::sync::LazyLock;

const COLUMNS: &[Role] = &[Role::AccountOwner, Role::AccountAdmin, Role::FullEdit];

static SIX: LazyLock<Catalogue> = LazyLock::new(|| {
    let one = |nth: usize| row(COLUMNS, format!("book-{nth}").leak(), format!("Book {nth}").leak(), "✓ ✓ ✓");
    let rows: &'static [Row] = (0..300).map(one).collect::<Vec<_>>().leak();
    let table =
        ProductTable::new("library", "role_library", "Library", COLUMNS, vec![area("books", "Books", rows)].leak());
    Catalogue::published().with(ProductTable { set_per_person: &["books"], ..table }).unwrap()
});

async fn bytes(mut exported: Exported) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some(part) = exported.parts.recv().await {
        bytes.extend(part.unwrap());
    }
    bytes
}

async fn text(exported: Exported) -> String {
    String::from_utf8(bytes(exported).await).unwrap()
}

/// The sheets of a workbook, each with the texts of its rows.
async fn sheets(exported: Exported) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes(exported).await)).unwrap();
    let texts = |row: &[Data]| row.iter().map(Data::to_string).collect();
    book.worksheets().into_iter().map(|(name, range)| (name, range.rows().map(texts).collect())).collect()
}

both! {
    async fn a_sixth_product_is_used_given_shown_and_exported(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        let store = world.backend.store().clone().with_catalogue(*SIX);
        let backend = world.with_store(store);
        let library = SIX.products()[Catalogue::published().products().len()];
        let mut form = SettingsForm::of(&school::settings_of(&backend, &owner.actor).await.unwrap());
        form.products.set(library, "on".to_owned());
        let settings = school::change_settings(&backend, &owner.actor, &form).await.unwrap();
        assert_eq!((settings.products.as_slice(), settings.roles.catalogue), (SIX.products(), *SIX));

        let base = users::person(&backend, &owner.actor, amy.member).await.unwrap().form;
        let mut edited = base.clone();
        edited.user.set(UserField::Role(library), "partial-edit".to_owned());
        let filled = EditSubmission { form: edited, base };
        let review = users::review(&backend, &owner.actor, amy.member, &filled).await.unwrap();
        let told: Vec<_> = review.changes.iter().map(|change| change.words(&settings.roles)).map(|change| (change.label, change.new)).collect();
        assert_eq!(told, [("Role in Library".to_owned(), "Partial Edit".to_owned())]);
        let confirmed = users::confirm(&backend, &owner.actor, amy.member, &review.filled).await.unwrap();
        assert!(matches!(confirmed, EditConfirmResult::Saved { .. }));
        let person = users::person(&backend, &owner.actor, amy.member).await.unwrap();
        assert_eq!(person.roles.role_in(library), Some(Role::PartialEdit.into()));
        assert_eq!(person.roles.role_in(Product::PORTAL), Some(Role::FullEdit.into()));

        let listing = || ExportSelection::Listed(UserListing::default());
        let people = text(export::users(&backend, &owner.actor, listing(), ExportDetail::People, Format::Csv).await.unwrap()).await;
        assert!(people.lines().next().unwrap().ends_with("Role in Library"), "{people}");
        let lines = text(export::users(&backend, &owner.actor, listing(), ExportDetail::Permissions, Format::Csv).await.unwrap()).await;
        // The owner has all of it, Amy nothing: Partial Edit has no column in its table.
        assert_eq!(lines.lines().filter(|line| line.contains(",Library,")).count(), 300);
        let roles = text(export::roles(&backend, &settings, &Comparison::read(&[], &settings.roles), Format::Csv)).await;
        assert_eq!(roles.lines().filter(|line| line.starts_with("Library,")).count(), 300);
        let book = sheets(export::users(&backend, &owner.actor, listing(), ExportDetail::People, Format::Xlsx).await.unwrap()).await;
        let last: Vec<_> = book[0].1.iter().map(|row| row.last().unwrap().as_str()).collect();
        assert_eq!(last, ["Role in Library", "Partial Edit", "Account Owner"]);
        let book = sheets(export::users(&backend, &owner.actor, listing(), ExportDetail::Permissions, Format::Xlsx).await.unwrap()).await;
        let (name, rows) = book.last().unwrap();
        assert_eq!((book.len(), name.as_str(), rows.len()), (SIX.products().len(), "Library", 3));
        let given: Vec<_> = rows.iter().map(|row| (row.len(), row.iter().filter(|cell| *cell == "Yes").count())).collect();
        assert_eq!(given, [(305, 0), (305, 0), (305, 300)], "the headings, Amy and the owner");
        let book = sheets(export::roles(&backend, &settings, &Comparison::read(&[], &settings.roles), Format::Xlsx)).await;
        assert_eq!(book[0].1.iter().filter(|row| row[0] == "Library").count(), 300);

        let on = library.features().nth(299).unwrap().code();
        let form = SwitchesForm { on: vec![on.clone()], was: Vec::new() };
        users::set_switches(&backend, &owner.actor, amy.member, &form).await.unwrap();
        let switched = users::person(&backend, &owner.actor, amy.member).await.unwrap().exceptions;
        assert_eq!(switched.iter().map(|one| (&one.code, one.allowed, one.ends_on)).collect::<Vec<_>>(), [(&on, true, None)]);
        let log = backend::audit::list(&backend, &owner.actor, AuditListing::default()).await.unwrap();
        assert!(log.rows.iter().flat_map(|row| &row.changes).any(|field| field.words().0 == "Role in Library"));
    }
}
