//! A school that may use another catalogue than the published one: a sixth product with 300 features.

use backend::export::{self, ExportDetail, ExportSelection, Exported, Format};
use backend::{school, users};
use domain::audit::AuditListing;
use domain::catalogue::{Catalogue, ProductTable, Row, area, row};
use domain::comparison::Comparison;
use domain::form::settings::SettingsForm;
use domain::form::user::UserField;
use domain::listing::UserListing;
use domain::person::{EditConfirmResult, EditSubmission};
use domain::product::Product;
use domain::role::Role;
use domain::user::MemberStatus;
use std::sync::LazyLock;

const COLUMNS: &[Role] = &[Role::AccountOwner, Role::AccountAdmin, Role::FullEdit];

static SIX: LazyLock<Catalogue> = LazyLock::new(|| {
    let one = |nth: usize| row(COLUMNS, format!("book-{nth}").leak(), format!("Book {nth}").leak(), "✓ ✓ ✓");
    let rows: &'static [Row] = (0..300).map(one).collect::<Vec<_>>().leak();
    let table =
        ProductTable::new("library", "role_library", "Library", COLUMNS, vec![area("books", "Books", rows)].leak());
    Catalogue::published().with(table).unwrap()
});

async fn text(mut exported: Exported) -> String {
    let mut bytes = Vec::new();
    while let Some(part) = exported.parts.recv().await {
        bytes.extend(part.unwrap());
    }
    String::from_utf8(bytes).unwrap()
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
        let log = backend::audit::list(&backend, &owner.actor, AuditListing::default()).await.unwrap();
        assert!(log.rows.iter().flat_map(|row| &row.changes).any(|field| field.words().0 == "Role in Library"));
    }
}
