//! What each plain field's definition promises. Nothing here names a field, so one that is added is tested as well.

use crate::edit::edit;
use crate::import::{confirm, preview, staged};
use crate::test_context::{Person, TestContext};
use backend::{account, audit, export, import, users};
use domain::audit::AuditListing;
use domain::form::user::UserForm;
use domain::id::MemberId;
use domain::import::{ImportConfirmResult, ImportField, PreviewFilter, RowClass};
use domain::listing::UserListing;
use domain::member::{Kind, PlainField, PlainTyped};
use domain::moment::DAY;
use domain::person::{MemberAction, MemberActionForm};
use domain::problem::Problem;
use domain::role::Role;
use domain::user::MemberStatus;

/// A text in this field that stands nowhere else.
fn text(field: PlainField, word: &str) -> String {
    format!("{word} of {}", field.code())
}

fn typed(word: &str) -> PlainTyped {
    let mut typed = PlainTyped::default();
    PlainField::ALL.iter().for_each(|field| typed.set(*field, text(*field, word)));
    typed
}

fn all(word: &str) -> Vec<String> {
    PlainField::ALL.iter().map(|field| text(*field, word)).collect()
}

fn somebody(plain: PlainTyped) -> UserForm {
    UserForm {
        first_name: "Nell".to_owned(),
        last_name: "Ashby".to_owned(),
        email: "nell@hillside.uk".to_owned(),
        role: Role::PartialEdit.code().to_owned(),
        plain,
        ..UserForm::default()
    }
}

/// What the form about somebody shows.
async fn shown(world: &TestContext, by: &Person, member: MemberId) -> PlainTyped {
    users::person(&world.backend, &by.actor, member).await.unwrap().form.user.plain
}

/// What the log says was changed about somebody the last time: label, before and after.
async fn last_entry(
    world: &TestContext,
    by: &Person,
    member: MemberId,
) -> Vec<(String, Option<String>, Option<String>)> {
    let member = member.to_string();
    let listing = AuditListing::read(|name| (name == "subject").then(|| member.clone()));
    let rows = audit::list(&world.backend, &by.actor, listing).await.unwrap().rows;
    rows[0].changes.iter().map(|field| field.words()).collect()
}

/// What the log says of each field that went from one word to another.
fn moved(
    fields: impl Iterator<Item = PlainField>,
    old: Option<&str>,
    new: Option<&str>,
) -> Vec<(String, Option<String>, Option<String>)> {
    let value = |field, word: Option<&str>| word.map(|word| text(field, word));
    fields.map(|field| (field.definition().logged.to_owned(), value(field, old), value(field, new))).collect()
}

async fn exported(world: &TestContext, by: &Person) -> Vec<Vec<String>> {
    let which = export::ExportSelection::Listed(UserListing::default());
    let mut exported =
        export::users(&world.backend, &by.actor, which, export::ExportDetail::People, export::Format::Csv)
            .await
            .unwrap();
    let mut bytes = Vec::new();
    while let Some(part) = exported.parts.recv().await {
        bytes.extend(part.unwrap());
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    let rows = reader
        .records()
        .map(|row| row.unwrap().iter().map(|cell| cell.trim_start_matches('\u{FEFF}').to_owned()).collect());
    rows.collect()
}

both! {
    async fn forms_add_change_and_empty_each_field_and_the_log_has_both_sides(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let nell = users::create(&world.backend, &owner.actor, &somebody(typed("First"))).await.unwrap().member;
        assert_eq!(shown(&world, &owner, nell).await, typed("First"));
        let added = last_entry(&world, &owner, nell).await;
        for change in moved(PlainField::ALL.iter().copied(), None, Some("First")) {
            assert!(added.contains(&change), "{change:?} in {added:?}");
        }
        let codes: Vec<_> = PlainField::ALL.iter().map(|field| field.code()).collect();
        assert_eq!(edit(&world, &owner, nell, |form| form.user.plain = typed("Second")).await.unwrap(), codes);
        assert_eq!(shown(&world, &owner, nell).await, typed("Second"));
        assert_eq!(last_entry(&world, &owner, nell).await, moved(PlainField::ALL.iter().copied(), Some("First"), Some("Second")));
        edit(&world, &owner, nell, |form| form.user.plain = PlainTyped::default()).await.unwrap();
        assert_eq!(shown(&world, &owner, nell).await, PlainTyped::default());
        assert_eq!(last_entry(&world, &owner, nell).await, moved(PlainField::ALL.iter().copied(), Some("Second"), None));
    }

    async fn what_is_too_long_is_refused_at_its_field(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for field in PlainField::ALL {
            let Kind::Line { most, .. } = field.definition().kind else { panic!("{field:?} is no line") };
            let mut plain = PlainTyped::default();
            plain.set(*field, "x".repeat(most + 1));
            let refused = users::create(&world.backend, &owner.actor, &somebody(plain.clone())).await.unwrap_err();
            let Problem::Form(errors) = refused else { panic!("{refused:?}") };
            assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), [field.code()]);
            let own = account::change_own_details(&world.backend, &owner.actor, &plain).await;
            assert_eq!(matches!(own, Err(Problem::Form(_))), field.definition().is_own, "{field:?}");
        }
    }

    async fn members_set_their_own_fields_and_no_others(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::MinimalReadOnly).await;
        account::change_own_details(&world.backend, &amy.actor, &typed("Mine")).await.unwrap();
        let seen = shown(&world, &owner, amy.member).await;
        for field in PlainField::ALL {
            let expected = if field.definition().is_own { text(*field, "Mine") } else { String::new() };
            assert_eq!(seen.get(*field), expected);
        }
        assert_eq!(last_entry(&world, &owner, amy.member).await, moved(PlainField::own(), None, Some("Mine")));
        assert_eq!(account::own(&world.backend, &amy.actor).await.unwrap().details, seen);
        // Nobody else's, and nothing again.
        assert_eq!(shown(&world, &owner, owner.member).await, PlainTyped::default());
        let entries = world.audit_of(amy.member).await;
        account::change_own_details(&world.backend, &amy.actor, &typed("Mine")).await.unwrap();
        assert_eq!(world.audit_of(amy.member).await, entries);
        account::change_own_details(&world.backend, &amy.actor, &PlainTyped::default()).await.unwrap();
        assert_eq!(account::own(&world.backend, &amy.actor).await.unwrap().details, PlainTyped::default());
    }

    async fn an_export_has_each_field_and_comes_back_by_import(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        users::create(&world.backend, &owner.actor, &somebody(typed("First"))).await.unwrap();
        let rows = exported(&world, &owner).await;
        let email = rows[0].iter().position(|heading| heading == "Email address").unwrap();
        let nell = rows.iter().find(|row| row[email] == "nell@hillside.uk").unwrap();
        for field in PlainField::ALL {
            let column = rows[0].iter().position(|heading| heading == field.definition().label);
            assert_eq!(column.map(|column| nell[column].clone()), field.definition().export.map(|_| text(*field, "First")), "{field:?}");
        }
        let file = rows.iter().map(|row| row.join(";")).collect::<Vec<_>>().join("\n");
        let id = staged(&world, &owner, &file).await;
        assert!(!preview(&world, &owner, id, None).await.changes_anything);
        import::discard(&world.backend, &owner.actor, id).await.unwrap();
        // In an empty school it makes the same people.
        let other = world.school_with_owner("Riverside").await;
        let id = staged(&world, &other, &file).await;
        assert_eq!(confirm(&world, &other, id).await, Ok(ImportConfirmResult::Done));
        for field in PlainField::ALL.iter().filter(|field| field.definition().export.is_some()) {
            let sql = format!("SELECT {} FROM members WHERE first_name = 'Nell'", field.code());
            assert_eq!(world.texts(&sql).await, [text(*field, "First"), text(*field, "First")]);
        }
    }

    async fn an_import_adds_changes_and_keeps_each_field(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let taken: Vec<_> = PlainField::ALL.iter().copied().filter(|field| field.definition().import.is_some()).collect();
        let headings: Vec<_> = taken.iter().map(|field| field.definition().label).collect();
        let file = |values: Vec<String>| format!("Forename,Surname,Email,Post,{}\nNell,Ashby,nell@hillside.uk,Cook,{}\n", headings.join(","), values.join(","));
        let values = |word: &str| taken.iter().map(|field| text(*field, word)).collect::<Vec<_>>();
        let id = staged(&world, &owner, file(values("First"))).await;
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        let nell = MemberId::parse(&world.texts("SELECT id FROM members WHERE first_name = 'Nell'").await[0]).unwrap();
        let added = last_entry(&world, &owner, nell).await;
        for change in moved(taken.iter().copied(), None, Some("First")) {
            assert!(added.contains(&change), "{change:?} in {added:?}");
        }
        let id = staged(&world, &owner, file(values("Second"))).await;
        let rows = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::Update))).await.rows;
        let changes: Vec<_> = rows[0].changes.iter().map(|change| (change.field, change.old.clone(), change.new.clone())).collect();
        let expected: Vec<_> = taken.iter().map(|field| (ImportField::Plain(*field), text(*field, "First"), text(*field, "Second"))).collect();
        assert_eq!(changes, expected);
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        let mut entry = last_entry(&world, &owner, nell).await;
        let from = entry.iter().position(|(label, ..)| label == "From the file").unwrap();
        assert!(entry.remove(from).2.is_some(), "the entry names the file");
        assert_eq!(entry, moved(taken.iter().copied(), Some("First"), Some("Second")));
        // A blank cell keeps what is there, and the preview says so.
        let blank = file(vec![String::new(); taken.len()]).replace("Cook", "Baker");
        let id = staged(&world, &owner, blank).await;
        let rows = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::Update))).await.rows;
        let kept: Vec<_> = taken.iter().map(|field| (ImportField::Plain(*field), text(*field, "Second"))).collect();
        assert_eq!(rows[0].kept, kept);
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        for field in &taken {
            assert_eq!(shown(&world, &owner, nell).await.get(*field), text(*field, "Second"));
        }
    }

    async fn nothing_of_them_is_left_of_somebody_who_is_forgotten(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        edit(&world, &owner, amy.member, |form| form.user.plain = typed("First")).await.unwrap();
        let own = world.sign_in(&amy.email).await;
        account::change_own_details(&world.backend, &own.actor, &typed("Mine")).await.unwrap();
        let marks = [all("First"), all("Mine")].concat();
        let marks: Vec<_> = marks.iter().map(String::as_str).collect();
        assert!(!world.places_of(&marks).await.is_empty());
        let form = MemberActionForm { typed: "delete".to_owned(), ..MemberActionForm::default() };
        users::act(&world.backend, &owner.actor, amy.member, MemberAction::Delete, &form).await.unwrap();
        world.clock.advance(91 * DAY);
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 1);
        assert_eq!(world.places_of(&marks).await, []);
    }
}
