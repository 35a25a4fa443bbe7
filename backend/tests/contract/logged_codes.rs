//! What the audit log keeps as codes, pages and files show in words, and a search finds by them.

use crate::exceptions::{SEND_SMS, make, week};
use crate::export::{lines, read};
use crate::roles::{create, save};
use crate::test_context::{Person, TestContext};
use backend::export::{self, ExportDetail, ExportSelection, Format};
use backend::{audit, marks, school};
use domain::assessment::{AssessmentSettings, Subject};
use domain::audit::{AuditListing, AuditRow};
use domain::exception::ALLOW;
use domain::form::assessment::AssessmentForm;
use domain::listing::{SortBy, UserListing};
use domain::role::Role;
use domain::user::MemberStatus;
use sqlx::AssertSqlSafe;

const OBSERVATIONS: &str = "sonar-tracker/observations/create-observations";

/// An entry in words: what it is about, and each field before and after.
fn said(row: &AuditRow) -> Vec<String> {
    let side = |side: Option<String>| side.unwrap_or_else(|| "-".to_owned());
    let line =
        |(label, old, new): (String, _, _)| format!("{}; {label}: {} > {}", row.subject.name, side(old), side(new));
    row.changes.iter().map(|change| line(change.words())).collect()
}

/// The entries about an action that a search finds.
async fn found(world: &TestContext, owner: &Person, action: &str, search: &str) -> Vec<String> {
    let listing = AuditListing { action: action.to_owned(), search: search.to_owned(), ..AuditListing::default() };
    let rows = audit::list(&world.backend, &owner.actor, listing).await.unwrap().rows;
    rows.iter().flat_map(said).collect()
}

/// Changes of every kind whose values are codes.
async fn change(world: &TestContext, owner: &Person) {
    let reader = world.person(owner, Role::FullReadOnly).await;
    make(world, &owner.actor, reader.member, &week(world, SEND_SMS, ALLOW)).await.unwrap();
    create(world, &owner.actor, "Music teacher", Role::FullEdit).await.unwrap();
    save(world, owner, Role::FullEdit.into(), &[(SEND_SMS, "not-set")]).await.unwrap();
    school::confirm_cell(&world.backend, &owner.actor, OBSERVATIONS, "partial-edit", Some(true)).await.unwrap();
    let mut form = AssessmentForm::of(&AssessmentSettings::default());
    form.codes = "standards".to_owned();
    form.others.insert(AssessmentForm::subject_field(Subject::Art), "on".to_owned());
    marks::set_up(&world.backend, &owner.actor, &form).await.unwrap();
}

both! {
    async fn codes_are_shown_and_found_as_words(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        change(&world, &owner).await;
        let feature = domain::catalogue::Feature::from_code(SEND_SMS).unwrap().full_name();
        for (action, search, expected) in [
            ("make exception", "Send SMS", format!("Permission: - > {feature}")),
            ("create role", "Full Edit", "Music teacher; Made from: - > Full Edit".to_owned()),
            ("change role", "not set: not allowed", format!("Full Edit; {feature}: - > Not set: not allowed")),
            ("confirm cells", "observations for Partial Edit", "Answer: - > Has it".to_owned()),
            ("set up assessment", "Art and design", "Subjects: Reading, Writing, Mathematics, Science > Reading, Writing, Mathematics, Science, Art and design".to_owned()),
            ("set up assessment", "Working towards", "> PK: Pre-key stage, WTS: Working towards the standard, EXS: At the expected standard, GDS: At greater depth".to_owned()),
        ] {
            let found = found(&world, &owner, action, search).await;
            assert!(found.iter().any(|line| line.ends_with(&expected)), "{action}: {found:#?} lacks {expected}");
        }
        let confirmed = found(&world, &owner, "confirm cells", "").await;
        assert_eq!(confirmed, ["Sonar Tracker: Create observations for Partial Edit; Answer: - > Has it"]);
        let file = export::audit(&world.backend, &owner.actor, AuditListing::default(), Format::Csv).await.unwrap();
        let file = lines(&read(file).await);
        for words in [feature.as_str(), "Not set: not allowed", "Sonar Tracker: Create observations for Partial Edit"] {
            assert!(file.iter().flatten().any(|cell| cell == words), "{words}");
        }
        assert!(!file.iter().flatten().any(|cell| cell.contains(SEND_SMS)));
    }

    async fn an_export_says_in_words_what_it_was_limited_to(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let reader = world.person(&owner, Role::FullReadOnly).await.member;
        let name = world.texts(&format!("SELECT first_name || ' ' || last_name FROM members WHERE id = '{reader}'")).await.remove(0);
        let role = Some(Role::FullReadOnly.into());
        let listing = UserListing { status: Some(MemberStatus::Active), role, sort: SortBy::JobTitle, descending: true, ..UserListing::default() };
        let listed = ExportSelection::Listed(listing);
        drop(export::users(&world.backend, &owner.actor, listed, ExportDetail::Permissions, Format::Xlsx).await.unwrap());
        let listing = AuditListing { action: "sign in".to_owned(), kind: "user".to_owned(), actor: Some(reader), ..AuditListing::default() };
        drop(export::audit(&world.backend, &owner.actor, listing, Format::Csv).await.unwrap());
        let by = format!("Done by: - > {name}");
        for (action, lines) in [
            (
                "export users",
                ["Status: - > Active", "Role: - > Full Read-only", "Sorted by: - > Job title", "Order: - > Descending", "What: - > Permissions", "Kind of file: - > Excel file"].as_slice(),
            ),
            ("export audit log", ["What was done: - > Signed in", "About: - > Person", by.as_str(), "Kind of file: - > CSV file"].as_slice()),
        ] {
            let said = found(&world, &owner, action, "").await;
            for line in lines {
                assert!(said.iter().any(|said| said.ends_with(line)), "{action}: {said:#?} lacks {line}");
            }
        }
        assert!(!found(&world, &owner, "export users", "Excel file").await.is_empty());
    }

    async fn entries_of_earlier_versions_read_as_before(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        change(&world, &owner).await;
        let actions = ["make exception", "create role", "confirm cells"];
        let mut before = Vec::new();
        for action in actions {
            before.extend(found(&world, &owner, action, "").await);
        }
        let feature = domain::catalogue::Feature::from_code(SEND_SMS).unwrap().full_name().replace('\'', "''");
        for sql in [
            format!("UPDATE audit_log SET new_value = REPLACE(new_value, '{SEND_SMS}', '{feature}') WHERE action = 'make exception'"),
            "UPDATE audit_log SET new_value = '{\"like\":\"Full Edit\"}' WHERE action = 'create role'".to_owned(),
            "UPDATE audit_log SET subject_name = 'Sonar Tracker: Create observations for Partial Edit' WHERE action = 'confirm cells'".to_owned(),
            "UPDATE audit_log SET actor_name = 'Story'".to_owned(),
        ] {
            sqlx::query(AssertSqlSafe(sql)).execute(&world.pool).await.unwrap();
        }
        let mut after = Vec::new();
        for action in actions {
            after.extend(found(&world, &owner, action, "").await);
        }
        assert_eq!(after, before);
    }
}
