//! Lists that real schools send, from the bytes to each row's action. Each is imported twice, and the second time
//! changes nothing.

use crate::import::{confirm, count, preview};
use crate::test_context::{Person, TestContext};
use backend::import;
use domain::id::ImportId;
use domain::import::{
    Decisions, ImportConfirmResult, ImportListing, ImportStage, PreviewFilter, PreviewView, RowClass, RowView,
};
use domain::role::Role;
use domain::user::MemberStatus;
use sqlx::AssertSqlSafe;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Stages a list with its columns as detected, and Minimal Read-only for everybody else.
async fn taken(world: &TestContext, by: &Person, file: &[u8]) -> ImportId {
    let id = import::stage(&world.backend, &by.actor, "list.csv", file.to_vec()).await.unwrap();
    let listing = ImportListing { columns: true, ..ImportListing::default() };
    let page = import::view_import(&world.backend, &by.actor, id, listing).await.unwrap();
    let ImportStage::Columns(view) = page.stage else { panic!("columns") };
    let columns = view.columns.iter().enumerate();
    let columns =
        columns.map(|(place, one)| (format!("column_{place}"), one.field.map_or("", |field| field.code()).to_owned()));
    import::match_columns(&world.backend, &by.actor, id, view.has_header, columns.collect()).await.unwrap();
    let decisions = Decisions { other_role: Some(Role::MinimalReadOnly.code().to_owned()), ..Decisions::default() };
    import::decide(&world.backend, &by.actor, id, &decisions).await.unwrap();
    id
}

async fn sql(world: &TestContext, sql: &str) {
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&world.pool).await.unwrap();
}

/// The first row of a class.
async fn row(world: &TestContext, by: &Person, id: ImportId, class: RowClass) -> RowView {
    preview(world, by, id, Some(PreviewFilter::Class(class))).await.rows.remove(0)
}

fn notes(row: &RowView) -> String {
    row.notes.iter().filter_map(domain::import::RowNote::sentence).collect::<Vec<_>>().join(" | ")
}

fn counts(view: &PreviewView) -> Vec<(&'static str, u32)> {
    view.counts.iter().filter(|(_, count)| *count > 0).map(|(shown, count)| (shown.label(), *count)).collect()
}

/// Confirms the import, then asserts that the same file changes nothing.
async fn twice(world: &TestContext, by: &Person, id: ImportId, file: &[u8]) {
    assert_eq!(confirm(world, by, id).await, Ok(ImportConfirmResult::Done));
    let again = taken(world, by, file).await;
    let view = preview(world, by, again, None).await;
    assert!(!view.changes_anything, "{:?} {:#?}", counts(&view), view.rows);
    import::discard(&world.backend, &by.actor, again).await.unwrap();
}

async fn here(world: &TestContext, owner: &Person, (first, last): (&str, &str), email: &str) {
    let person = world.add_with_email(owner, email, Role::PartialEdit, MemberStatus::Active).await;
    sql(
        world,
        &format!("UPDATE members SET first_name = '{first}', last_name = '{last}' WHERE id = '{}'", person.member),
    )
    .await;
}

both! {
    /// New people, one for each file: the row's class and its messages.
    async fn rows_of_new_people(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let cases: &[(&str, RowClass, &str)] = &[
            ("sep=;\nForename;Surname;Job Title\nNell;Ashby;Cook", RowClass::New, ""),
            ("Staff id,Forename,Surname\n'000777,Bo,Lund", RowClass::New, ""),
            ("Staff id,Forename,Surname\n2.34561E+11,Mo,Short", RowClass::New, "shortened this number"),
            ("Forename,Surname,Leaving date\nEver,Staying,31/12/9999", RowClass::New, "“31/12/9999” stands for no leaving date"),
            ("Forename,Surname,Leaving date\nZero,Staying,00/00/0000", RowClass::New, "stands for no leaving date"),
            ("Forename,Surname,Leaving date\nOld,Staying,01/01/1900", RowClass::New, "stands for no leaving date"),
            ("Forename,Surname,Leaving date\nGone,Already,01/09/2020", RowClass::Skipped, "Left on 1 September 2020"),
            ("Forename,Surname,Email\nHid,Den,\u{200B}hid.den@hillside.uk", RowClass::New, ""),
            ("Forename,Surname,Email\nMail,To,mailto:mail.to@hillside.uk", RowClass::New, "mailto:"),
            ("Forename,Surname,Email\nTwo,Cells,a@hillside.uk; b@hillside.uk", RowClass::Wrong, ""),
            ("Forename,Surname,Role\nLou,Reed,\"Teacher\nGovernor\"", RowClass::New, "names more than one role"),
            ("Forename,Surname,Role\nOne,Name,Account Admin", RowClass::New, ""),
            ("Forename,Surname,Staff code\nO,Code,O'0", RowClass::New, ""),
        ];
        for (file, class, said) in cases {
            let id = taken(&world, &owner, file.as_bytes()).await;
            let view = preview(&world, &owner, id, None).await;
            assert_eq!(count(&view, PreviewFilter::Class(*class)), 1, "{file}: {:?}", counts(&view));
            let row = row(&world, &owner, id, *class).await;
            assert!(notes(&row).contains(said), "{file}: {}", notes(&row));
            import::discard(&world.backend, &owner.actor, id).await.unwrap();
        }
    }

    async fn blank_cells_keep_and_days_to_come_are_kept(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        here(&world, &owner, ("Dee", "Ray"), "dee@hillside.uk").await;
        let file = b"Forename,Surname,Email,Leaving date\nDee,Ray,,\nIra,Future,,31/08/2031";
        let id = taken(&world, &owner, file).await;
        let kept = row(&world, &owner, id, RowClass::Unchanged).await.kept;
        assert_eq!(kept.iter().map(|(field, value)| (field.label(), value.as_str())).collect::<Vec<_>>(), [("Email address", "dee@hillside.uk")]);
        twice(&world, &owner, id, file).await;
        assert_eq!(world.texts("SELECT leaving_on FROM members WHERE first_name = 'Ira'").await, ["2031-08-31"]);
    }

    async fn a_row_to_correct_is_in_the_file_and_a_named_leaver_comes_first(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        here(&world, &owner, ("Ann", "Bee"), "ann@hillside.uk").await;
        here(&world, &owner, ("Lee", "Ver"), "lee@hillside.uk").await;
        here(&world, &owner, ("Not", "There"), "not@hillside.uk").await;
        let file = b"Forename,Surname,Email,Leaving date\nAnn,Bee,x,\nLee,Ver,lee@hillside.uk,01/09/2020";
        let id = taken(&world, &owner, file).await;
        let view = preview(&world, &owner, id, None).await;
        assert_eq!(counts(&view), [("Needs correcting", 1), ("Leavers the file names", 1), ("Not in the file", 1)]);
        assert_eq!(view.tally.sentence(), "Deactivate 1 person, skip 1 row");
        twice(&world, &owner, id, file).await;
        assert_eq!(world.texts("SELECT first_name FROM members WHERE access = 'deactivated'").await, ["Lee"]);
    }

    async fn a_oneroster_delta_names_only_who_is_in_it(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for (first, last) in [("Amy", "One"), ("Ben", "Two"), ("Cat", "Three")] {
            here(&world, &owner, (first, last), &format!("{}@hillside.uk", first.to_lowercase())).await;
        }
        let file = zipped(&[
            ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,delta\n"),
            ("users.csv", "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,email\nu1,tobedeleted,2026-09-01T00:00:00Z,true,o1,teacher,amy,Amy,One,amy@hillside.uk\n"),
        ]);
        let id = taken(&world, &owner, &file).await;
        let view = preview(&world, &owner, id, None).await;
        assert_eq!((counts(&view), view.is_delta), (vec![("Leavers the file names", 1)], true));
        assert!(view.leavers[0].ticked && view.leavers[0].name == "Amy One", "{:?}", view.leavers);
        assert_eq!(view.tally.sentence(), "Deactivate 1 person");
        twice(&world, &owner, id, &file).await;
        assert_eq!(world.texts("SELECT first_name FROM members WHERE access = 'deactivated'").await, ["Amy"]);
    }

    async fn oneroster_accounts_that_are_off_and_roles_that_do_not_count(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        here(&world, &owner, ("Off", "Here"), "off.here@hillside.uk").await;
        let users = "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,email\n\
            u1,,,0,a,Off,Zero,a@hillside.uk\nu2,,,no,b,Off,No,b@hillside.uk\nu3,,,FALSE,c,Off,False,c@hillside.uk\nu4,,,inactive,d,Off,Word,d@hillside.uk\n\
            u5,,,no,e,Off,Here,off.here@hillside.uk\nu6,,,true,f,Old,Admin,f@hillside.uk\nu7,,,1,g,Pa,Rent,g@hillside.uk\n";
        let roles = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n\
            r1,,,u6,primary,siteAdministrator,,2021-08-31,o1\nr2,,,u6,secondary,aide,,,o1\nr3,,,u7,primary,parent,,,o1\nr4,,,u7,secondary,teacher,,,o1\n";
        let orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Hillside,school,,\n";
        let file = zipped(&[
            ("manifest.csv", "propertyName,value\noneroster.version,1.2\nfile.users,bulk\nfile.roles,bulk\nfile.orgs,bulk\n"),
            ("users.csv", users),
            ("roles.csv", roles),
            ("orgs.csv", orgs),
        ]);
        let id = taken(&world, &owner, &file).await;
        let view = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::Skipped))).await;
        assert_eq!(counts(&view), [("Leavers the file names", 1), ("New", 2), ("Skipped", 4)]);
        assert!(view.rows.iter().all(|row| notes(row).contains("Not enabled in the file")), "{:#?}", view.rows);
        let leavers = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::Leaver))).await.leavers;
        assert_eq!((leavers[0].name.as_str(), leavers[0].ticked), ("Off Here", false), "a disabled account may come back");
        let new = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::New))).await.rows;
        let roles: Vec<_> = new.iter().map(|row| (row.name.as_str(), row.role)).collect();
        assert_eq!(roles, [("Old Admin", Role::PartialEdit.into()), ("Pa Rent", Role::FullEdit.into())]);
        twice(&world, &owner, id, &file).await;
    }
}
