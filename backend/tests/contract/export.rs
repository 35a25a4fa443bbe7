//! Exported files: their contents, order and names, and who may export.

use crate::test_context::{Person, TestContext};
use backend::export::{self, ExportDetail, ExportSelection, Exported, Format};
use backend::{attributes, users};
use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use domain::access::Denial;
use domain::attribute::{AttributeCondition, AttributeFilter, AttributeForm};
use domain::audit::AuditListing;
use domain::bulk::people_text;
use domain::form::user::UserForm;
use domain::listing::UserListing;
use domain::problem::Problem;
use domain::role::Role;
use domain::user::MemberStatus;
use std::collections::BTreeSet;
use std::io::Cursor;

pub async fn read(mut exported: Exported) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some(part) = exported.parts.recv().await {
        bytes.extend(part.unwrap());
    }
    bytes
}

/// The lines of a CSV file, including the headings.
pub fn lines(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').expect("the mark that tells Excel");
    assert!(text.ends_with("\r\n"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn sheets(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    book.worksheets().into_iter().map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect())).collect()
}

async fn people(world: &TestContext, by: &Person, listing: UserListing, what: ExportDetail, format: Format) -> Vec<u8> {
    read(export::users(&world.backend, &by.actor, ExportSelection::Listed(listing), what, format).await.unwrap()).await
}

fn formulas() -> UserForm {
    UserForm {
        first_name: "Amy".to_owned(),
        last_name: "Webb".to_owned(),
        email: "+amy@hillside.uk".to_owned(),
        job_title: "=HYPERLINK(\"http://evil.example\")".to_owned(),
        username: "-amy".to_owned(),
        staff_code: "-1".to_owned(),
        role: Role::FullEdit.code().to_owned(),
        other_roles: [(domain::product::Product::PORTAL, Role::MinimalEdit.code().to_owned())].into_iter().collect(),
        ..UserForm::default()
    }
}

both! {
    async fn a_list_of_people_is_what_the_filters_show(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        for status in [MemberStatus::Active, MemberStatus::Blocked, MemberStatus::Deleted] {
            world.add_member(&owner, Role::FullEdit, status).await;
        }
        let listing = UserListing { role: Role::FullEdit.into(), ..UserListing::default() };
        let told = lines(&people(&world, &admin, listing.clone(), ExportDetail::People, Format::Csv).await);
        assert_eq!(told[0][..4], ["Title", "First name", "Last name", "Email address"]);
        assert_eq!(told[0].last().unwrap(), "Role in Juniper Websites");
        let status = told[0].iter().position(|heading| heading == "Status").unwrap();
        // They share one name, so either may come first.
        let statuses: BTreeSet<_> = told[1..].iter().map(|line| line[status].as_str()).collect();
        assert_eq!((told.len(), statuses), (3, BTreeSet::from(["Active", "Blocked"])), "not the deleted");
        let all = lines(&people(&world, &admin, UserListing::default(), ExportDetail::People, Format::Csv).await);
        assert_eq!(all.len(), 5);
        let last = told[0].iter().position(|heading| heading == "Last sign-in").unwrap();
        assert!(all[1..].iter().any(|line| line[last] == "2026-11-18 11:06"), "{all:?}");
        // The same people in a workbook.
        let book = sheets(people(&world, &admin, listing, ExportDetail::People, Format::Xlsx).await);
        assert_eq!((book.len(), book[0].0.as_str(), book[0].1.len()), (1, "People", 3));
        let texts: Vec<_> = book[0].1[1].iter().map(ToString::to_string).collect();
        assert_eq!(texts[status], told[1][status]);
        // Each export is in the audit log, with its contents.
        let written = world.texts("SELECT new_value FROM audit_log WHERE action = 'export users' ORDER BY number").await;
        assert_eq!(written, [
            r#"{"format":"csv","people":2,"role":"full-edit","what":"people"}"#,
            r#"{"format":"csv","people":4,"what":"people"}"#,
            r#"{"format":"xlsx","people":2,"role":"full-edit","what":"people"}"#,
        ]);
    }

    async fn no_cell_is_a_formula(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = users::create(&world.backend, &owner.actor, &formulas()).await.unwrap().member;
        for (name, answer) in [("=1+1", "@SUM(A1)"), ("Allergies", "-")] {
            let form = AttributeForm { name: name.to_owned(), kind: "text".to_owned(), ..AttributeForm::default() };
            let attribute = attributes::add(&world.backend, &owner.actor, &form).await.unwrap();
            crate::attributes::set(&world, &owner, amy, &[(&attribute, answer)]).await.unwrap();
        }
        let answers = |line: &[String]| line[line.len() - 2..].to_vec();
        let listing = UserListing { role: Role::FullEdit.into(), ..UserListing::default() };
        let plain = ["+amy@hillside.uk", "=HYPERLINK(\"http://evil.example\")", "-amy", "-1"];
        let expected = plain.map(|text| format!("'{text}"));
        let told = lines(&people(&world, &owner, listing.clone(), ExportDetail::People, Format::Csv).await);
        assert_eq!(told[1][3..7], expected);
        assert_eq!((answers(&told[0]), answers(&told[1])), (vec!["'=1+1".to_owned(), "Allergies".to_owned()], vec!["'@SUM(A1)".to_owned(), "'-".to_owned()]));
        let book = sheets(people(&world, &owner, listing.clone(), ExportDetail::People, Format::Xlsx).await);
        // A workbook's cells are typed as text.
        assert_eq!(book[0].1[1][3..7], plain.map(|text| Data::String(text.to_owned())));
        let written = |row: usize| book[0].1[row][book[0].1[row].len() - 2..].to_vec();
        let text = |text: &str| Data::String(text.to_owned());
        assert_eq!((written(0), written(1)), (vec![text("=1+1"), text("Allergies")], vec![text("@SUM(A1)"), text("-")]));
        for format in [Format::Csv, Format::Xlsx] {
            read(export::audit(&world.backend, &owner.actor, AuditListing::default(), format).await.unwrap()).await;
        }
        let log = lines(&read(export::audit(&world.backend, &owner.actor, AuditListing::default(), Format::Csv).await.unwrap()).await);
        assert!(log.iter().flatten().any(|cell| cell == "'=HYPERLINK(\"http://evil.example\")"));
        assert!(log.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
    }

    async fn permissions_follow_the_roles_in_each_product(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        users::create(&world.backend, &owner.actor, &formulas()).await.unwrap();
        let listing = UserListing { role: Role::FullEdit.into(), ..UserListing::default() };
        let book = sheets(people(&world, &owner, listing.clone(), ExportDetail::Permissions, Format::Xlsx).await);
        let names: Vec<_> = book.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Juniper MIS", "Sonar Tracker", "Portal", "Comms Hub", "Juniper Websites"]);
        let role_on = |sheet: &str| book.iter().find(|(name, _)| name == sheet).unwrap().1[1][4].to_string();
        assert_eq!((role_on("Sonar Tracker"), role_on("Portal")), ("Full Edit".to_owned(), "Minimal Edit".to_owned()));
        assert_eq!(book[1].1[0].len(), 5 + 31);
        // The CSV list and the sheets have the same number of permissions.
        let yes: usize = book.iter().map(|(_, rows)| rows[1].iter().filter(|cell| matches!(cell, Data::String(text) if text == "Yes")).count()).sum();
        let listed = lines(&people(&world, &owner, listing, ExportDetail::Permissions, Format::Csv).await);
        assert!(yes > 50);
        assert_eq!(listed.len() - 1, yes);
        assert!(listed.iter().any(|line| line[4] == "Portal" && line[5] == "Minimal Edit"));
    }

    async fn a_file_of_permissions_says_first_who_can_do_nothing_now(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for (role, status, now) in [
            (Role::FullEdit, MemberStatus::Active, "As listed"),
            (Role::PartialEdit, MemberStatus::Blocked, "Blocked: nothing now. Once unblocked: as listed."),
            (Role::MinimalEdit, MemberStatus::Deactivated, "Deactivated: nothing now. Once reactivated: as listed."),
            (Role::FullReadOnly, MemberStatus::Deleted, "Deleted: nothing now. Once restored: as listed."),
            (Role::PartialReadOnly, MemberStatus::NotRegistered, "Not invited yet: nothing now. Once registered: as listed."),
        ] {
            world.add_member(&owner, role, status).await;
            let listing = UserListing { role: role.into(), status: Some(status), ..UserListing::default() };
            let book = sheets(people(&world, &owner, listing.clone(), ExportDetail::Permissions, Format::Xlsx).await);
            for (name, rows) in &book {
                assert_eq!((rows[0][3].to_string().as_str(), rows[1][3].to_string().as_str()), ("What counts now", now), "{name}");
            }
            let listed = lines(&people(&world, &owner, listing, ExportDetail::Permissions, Format::Csv).await);
            assert!(listed.len() > 1 && listed[1..].iter().all(|line| line[3] == now), "{role}: {:?}", listed[1]);
        }
    }

    async fn a_file_is_named_after_what_is_in_it(world: TestContext) {
        let owner = world.school_with_owner("St Mary's").await;
        let form = AttributeForm { name: "Key stage".to_owned(), kind: "text".to_owned(), ..AttributeForm::default() };
        let attribute = attributes::add(&world.backend, &owner.actor, &form).await.unwrap();
        let known = AttributeFilter { attribute: attribute.id, holding: AttributeCondition::Nothing };
        let filtered = UserListing { role: Role::FullEdit.into(), status: Some(MemberStatus::Active), search: "O'Brien, Zoë".to_owned(), attribute: Some(known), ..UserListing::default() };
        for (which, what, name) in [
            (ExportSelection::Listed(UserListing::default()), ExportDetail::People, "st-marys-people-2026-11-18.csv"),
            (ExportSelection::Listed(filtered), ExportDetail::Permissions, "st-marys-permissions-full-edit-active-without-key-stage-obrien-zoe-2026-11-18.csv"),
            (ExportSelection::Ticked(people_text(&[owner.member])), ExportDetail::People, "st-marys-people-1-chosen-2026-11-18.csv"),
        ] {
            assert_eq!(export::users(&world.backend, &owner.actor, which, what, Format::Csv).await.unwrap().file_name, name);
        }
    }

    async fn many_people_are_all_there_and_in_order(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for _ in 0..12 {
            world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        }
        let listing = UserListing { descending: true, sort: domain::listing::SortBy::Email, size: 25, page: 9, ..UserListing::default() };
        let told = lines(&people(&world, &owner, listing, ExportDetail::People, Format::Csv).await);
        let emails: Vec<_> = told[1..].iter().map(|line| line[3].clone()).collect();
        let mut sorted = emails.clone();
        sorted.sort_by(|a, b| b.cmp(a));
        assert_eq!((emails.len(), &emails), (13, &sorted));
    }

    async fn those_ticked_are_told_of_in_their_order_and_nobody_of_another_school(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.school_with_owner("Riverside").await;
        let theirs = world.add_member(&other, Role::FullEdit, MemberStatus::Active).await;
        let mut ours = Vec::new();
        for _ in 0..3 {
            ours.push(world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await);
        }
        let ticked = ExportSelection::Ticked(people_text(&[ours[2].member, theirs.member, ours[0].member]));
        let told = export::users(&world.backend, &owner.actor, ticked, ExportDetail::People, Format::Csv).await.unwrap();
        let emails: Vec<_> = lines(&read(told).await)[1..].iter().map(|line| line[3].clone()).collect();
        let email = async |member| users::find(&world.backend, &owner.actor, member).await.unwrap().email;
        assert_eq!(emails, [email(ours[2].member).await, email(ours[0].member).await]);
        let nobody = export::users(&world.backend, &owner.actor, ExportSelection::Ticked(String::new()), ExportDetail::People, Format::Csv).await;
        assert!(matches!(nobody.unwrap_err(), Problem::Form(_)));
    }

    async fn only_those_who_may_take_anything_out(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let entries = async || world.number("SELECT COUNT(*) FROM audit_log").await;
        let before = entries().await;
        let refused = export::users(&world.backend, &teacher.actor, ExportSelection::Listed(UserListing::default()), ExportDetail::People, Format::Csv).await.unwrap_err();
        assert_eq!(refused, Problem::Denied(Denial::ForAdmins));
        let refused = export::audit(&world.backend, &admin.actor, AuditListing::default(), Format::Csv).await.unwrap_err();
        assert_eq!(refused, Problem::Denied(Denial::ForOwner));
        assert_eq!(entries().await, before);
    }

    async fn a_log_is_exported_with_before_and_after(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let river = world.school_with_owner("Riverside").await;
        for _ in 0..3 {
            world.sign_in(&river.email).await;
        }
        let form = domain::form::settings::SettingsForm { name: "Hilltop".to_owned(), ..Default::default() };
        backend::school::change_settings(&world.backend, &owner.actor, &form).await.unwrap();
        let listing = AuditListing { action: "change settings".to_owned(), ..AuditListing::default() };
        let exported = export::audit(&world.backend, &owner.actor, listing, Format::Csv).await.unwrap();
        assert_eq!(exported.file_name, "hilltop-audit-log-change-settings-2026-11-18.csv");
        let told = lines(&read(exported).await);
        assert_eq!(told[0][6..], ["Value", "Before", "After"]);
        assert_eq!((told.len(), &told[1][6..]), (3, &["Name".to_owned(), "Hillside".to_owned(), "Hilltop".to_owned()][..]));
        let whole = lines(&read(export::audit(&world.backend, &owner.actor, AuditListing::default(), Format::Csv).await.unwrap()).await);
        assert!(whole.iter().flatten().all(|cell| !cell.contains("Riverside")));
        let book = sheets(read(export::audit(&world.backend, &owner.actor, AuditListing::default(), Format::Xlsx).await.unwrap()).await);
        assert!(book[0].1.len() > whole.len() && matches!(book[0].1[1][1], Data::DateTime(_)), "{:?}", book[0].1[1]);
    }
}
