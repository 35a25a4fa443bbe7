//! Importing an export changes nothing.

use crate::test_context::{Person, TestContext};
use backend::export::{self, ExportDetail, ExportSelection, Format};
use backend::{attributes, import, users};
use domain::attribute::AttributeForm;
use domain::form::user::UserForm;
use domain::id::ImportId;
use domain::import::{Decisions, ImportListing, ImportStage, PreviewFilter, PreviewView, RowClass};
use domain::listing::UserListing;
use domain::role::Role;
use domain::user::MemberStatus;

async fn exported(world: &TestContext, by: &Person, what: ExportDetail, format: Format) -> (String, Vec<u8>) {
    let which = ExportSelection::Listed(UserListing::default());
    let mut exported = export::users(&world.backend, &by.actor, which, what, format).await.unwrap();
    let mut bytes = Vec::new();
    while let Some(part) = exported.parts.recv().await {
        bytes.extend(part.unwrap());
    }
    (exported.file_name, bytes)
}

/// Stages the file, with its columns as suggested.
async fn staged(world: &TestContext, by: &Person, (name, bytes): (String, Vec<u8>)) -> ImportId {
    let id = import::stage(&world.backend, &by.actor, &name, bytes).await.unwrap();
    let listing = ImportListing { page: 1, ..ImportListing::default() };
    if let ImportStage::Columns(view) = import::view_import(&world.backend, &by.actor, id, listing).await.unwrap().stage
    {
        let field = |column: &domain::import::ColumnView| column.field.map_or("", |field| field.code()).to_owned();
        let columns = view.columns.iter().enumerate().map(|(place, column)| (format!("column_{place}"), field(column)));
        import::match_columns(&world.backend, &by.actor, id, view.has_header, columns.collect()).await.unwrap();
    }
    id
}

async fn preview(world: &TestContext, by: &Person, id: ImportId, shown: Option<PreviewFilter>) -> PreviewView {
    let listing = ImportListing { page: 1, shown, ..ImportListing::default() };
    match import::view_import(&world.backend, &by.actor, id, listing).await.unwrap().stage {
        ImportStage::Preview(view) => *view,
        other => panic!("not a preview: {other:?}"),
    }
}

/// Asserts that nothing would change, nothing is asked and nobody is missing.
async fn changes_nothing(world: &TestContext, by: &Person, file: (String, Vec<u8>)) {
    let name = file.0.clone();
    let id = staged(world, by, file).await;
    let view = preview(world, by, id, None).await;
    for (shown, count) in &view.counts {
        let may_be =
            [RowClass::Unchanged, RowClass::LeftAlone, RowClass::Skipped].map(PreviewFilter::Class).contains(shown);
        if *count > 0 && !may_be {
            let page = preview(world, by, id, Some(*shown)).await;
            panic!("{name}: {shown:?} {count}: {:#?} {:#?}", page.rows, page.leavers);
        }
    }
    assert!(!view.changes_anything && view.counts.iter().map(|(_, count)| count).sum::<u32>() > 0, "{name}");
}

/// People whose values a spreadsheet or an import could misread.
fn people() -> Vec<UserForm> {
    let person = |first: &str, last: &str, more: UserForm| UserForm {
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        role: Role::PartialEdit.code().to_owned(),
        ..more
    };
    let with_email = |email: &str| UserForm { email: email.to_owned(), ..UserForm::default() };
    let texts = |job: &str, code: &str, username: &str, number: u8| UserForm {
        job_title: job.to_owned(),
        staff_code: code.to_owned(),
        username: username.to_owned(),
        ..with_email(&format!("p{number}@hillside.uk"))
    };
    vec![
        person("-Minus", "Lead", texts("=Lead", "000451", "007", 1)),
        person("Zoë", "O'Brien, née Łuk", texts("+Plus; \"quoted\"", "1-2", "3E5", 2)),
        person("娜", "李", texts("@home", "0451", "12.30", 3)),
        person("Ada", "'t Hart", texts("12 March", "MAR1", "1_000", 4)),
        person("Jean-Luc", "van der Berg", texts("Teacher, Year 4", "TRUE", "1st", 5)),
        person("Siân", "Llewellyn-Jones", with_email("+plus@hillside.uk")),
        person("Anna", "Pair", with_email("pair1@hillside.uk")),
        person("Anna", "Pair", with_email("pair2@hillside.uk")),
    ]
}

async fn school(world: &TestContext) -> (Person, Person) {
    let owner = world.school_with_owner("Hillside").await;
    for form in people() {
        users::create(&world.backend, &owner.actor, &form).await.unwrap();
    }
    for status in [MemberStatus::Active, MemberStatus::Invited, MemberStatus::Blocked, MemberStatus::Deactivated] {
        world.add_member(&owner, Role::FullEdit, status).await;
    }
    let mentor = crate::roles::create(world, &owner.actor, "Full Mentor", Role::PartialEdit).await.unwrap();
    let own = UserForm {
        first_name: "Mel".to_owned(),
        last_name: "Mentor".to_owned(),
        email: "mel@hillside.uk".to_owned(),
        role: mentor.code().into_owned(),
        other_roles: [(domain::product::Product::PORTAL, Role::MinimalEdit.code().to_owned())].into_iter().collect(),
        ..UserForm::default()
    };
    users::create(&world.backend, &owner.actor, &own).await.unwrap();
    // Attributes whose names an import could take for one of its fields.
    for name in ["Enabled", "Status", "=Post", "Leaving date"] {
        let form = AttributeForm { name: name.to_owned(), kind: "text".to_owned(), ..AttributeForm::default() };
        let attribute = attributes::add(&world.backend, &owner.actor, &form).await.unwrap();
        let active = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        crate::attributes::set(world, &owner, active.member, &[(&attribute, "No")]).await.unwrap();
    }
    let set = "UPDATE members SET leaving_on = '2027-08-31', leaves_at = 1819666799000, known_as = 'Minnie', mis_id = '0001' WHERE first_name = '-Minus'";
    sqlx::query(set).execute(&world.pool).await.unwrap();
    let admin = world.person(&owner, Role::AccountAdmin).await;
    (world.sign_in(&owner.email).await, admin)
}

both! {
    async fn a_list_of_people_comes_back_without_a_change(world: TestContext) {
        let (owner, admin) = school(&world).await;
        for by in [&owner, &admin] {
            for format in [Format::Csv, Format::Xlsx] {
                let file = exported(&world, by, ExportDetail::People, format).await;
                changes_nothing(&world, by, file).await;
            }
        }
    }

    async fn what_people_can_do_comes_back_without_a_change(world: TestContext) {
        let (owner, _) = school(&world).await;
        let file = exported(&world, &owner, ExportDetail::Permissions, Format::Csv).await;
        changes_nothing(&world, &owner, file).await;
    }

    async fn an_export_makes_the_same_people_in_an_empty_school(world: TestContext) {
        let (owner, _) = school(&world).await;
        let other = world.school_with_owner("Riverside").await;
        let file = exported(&world, &owner, ExportDetail::People, Format::Xlsx).await;
        let id = staged(&world, &other, file).await;
        let decided = Decisions { is_ours: Some(true), other_role: Some(Role::MinimalReadOnly.code().to_owned()), ..Decisions::default() };
        import::decide(&world.backend, &other.actor, id, &decided).await.unwrap();
        let seen = preview(&world, &other, id, None).await.looked_at;
        import::confirm(&world.backend, &other.actor, id, &seen, &Decisions::default()).await.unwrap();
        let fields = ["first_name", "last_name", "known_as", "mis_id", "job_title", "staff_code", "username", "leaving_on", "role"];
        let fields = fields.map(|field| format!("COALESCE({field}, 'none')")).join(" || '|' || ");
        let minus = format!("SELECT {fields} FROM members WHERE first_name = '-Minus' ORDER BY created_at");
        let rows = world.texts(&minus).await;
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0], rows[1]);
        assert_eq!(rows[0], "-Minus|Lead|Minnie|0001|=Lead|000451|007|2027-08-31|partial-edit");
    }
}
