//! Lists that real schools send, from the file to the school: people, messages, and no change when the same file is
//! imported again.

use crate::import::{confirm, preview, staged_as};
use crate::test_context::{Person, TestContext};
use domain::import::{ImportConfirmResult, PreviewFilter, RowClass, RowNote};
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

/// A description of each row: class, name, address, id, job title and messages.
async fn rows(world: &TestContext, owner: &Person, file: &[u8]) -> Vec<String> {
    let id = staged_as(world, owner, "staff", file).await;
    let mut said = Vec::new();
    for class in RowClass::ALL {
        let view = preview(world, owner, id, Some(PreviewFilter::Class(class))).await;
        for row in view.rows {
            let notes = row.notes.iter().filter_map(RowNote::sentence);
            let errors = row.errors.iter().map(|error| error.sentence());
            let facts = [row.name, row.email, row.mis_id, row.staff_code, row.job_title];
            let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" / ");
            let sentences = notes.chain(errors).collect::<Vec<_>>().join(" + ");
            said.push(format!("{}: {facts}: {sentences}", class.code()));
        }
    }
    said
}

/// Imports a file twice; the second time must change nothing.
async fn twice(world: &TestContext, owner: &Person, file: &[u8]) {
    let id = staged_as(world, owner, "staff", file).await;
    assert_eq!(confirm(world, owner, id).await, Ok(ImportConfirmResult::Done));
    let again = staged_as(world, owner, "staff", file).await;
    let view = preview(world, owner, again, None).await;
    assert!(!view.changes_anything, "{:?} {:#?}", view.tally, view.rows);
}

/// Asserts that each expected text is in a row's description.
fn says(said: &[String], expected: &[&str]) {
    for part in expected {
        assert!(said.iter().any(|said| said.contains(part)), "{part} in {said:#?}");
    }
}

both! {
    async fn shapes_of_files(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let noted = b"sep=;\nForename;Surname;Job Title\nNell;Ashby;Cook";
        says(&rows(&world, &owner, noted).await, &["new: Nell Ashby / Cook"]);
        twice(&world, &owner, noted).await;
        let titled = b"Staff list,Autumn 2026\nPrinted 03/09/2026\n\nForename,Surname,Email\nOwen,Tidy,o.tidy@hillside.uk\nTotal: 1";
        let said = rows(&world, &owner, titled).await;
        says(&said, &["new: Owen Tidy / o.tidy@hillside.uk"]);
        assert_eq!(said.len(), 1, "{said:?}");
        twice(&world, &owner, titled).await;
    }

    async fn cells_as_they_are_meant(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let file = "Staff id,Forename,Surname,Email,Staff code,Job title\n\
'000777,Bo,Lund,mailto:b.lund@hillside.uk,BL,'=Lead\n\
2.34561E+11,Eve,Orr,eve\u{200B}@hillside.uk,EO,Cook\n\
2.34562E+11,-Minus,'t Hart,lena@käse.example,O'0,Head\u{2028}teacher\n\
9,Zoe\u{308},Ng,kate@@oak.sch,,Cook\n\
10,Al,Two,a@hillside.uk; b@hillside.uk,,#N/A\n";
        let said = rows(&world, &owner, file.as_bytes()).await;
        says(&said, &[
            "new: Bo Lund / b.lund@hillside.uk / 000777 / BL / =Lead",
            "“mailto:”",
            "new: Eve Orr / eve@hillside.uk / EO / Cook",
            "shortened this number to 2.34561E+11",
            "new: -Minus 't Hart / lena@xn--kse-qla.example / Head teacher",
            "O'0",
            "“kate@@oak.sch” has two @ signs",
            "is 2 email addresses. Keep one",
            "#N/A",
        ]);
        twice(&world, &owner, file.as_bytes()).await;
        assert_eq!(world.texts("SELECT mis_id FROM members WHERE mis_id IS NOT NULL").await, ["000777"]);
        // Composed and decomposed letters are the same name.
        let composed = "Forename,Surname,Email,Job title\nZoë,Ng,z@hillside.uk,Équipe\n";
        let parted = "Forename,Surname,Email,Job title\nZoe\u{308},Ng,z@hillside.uk,E\u{301}quipe\n";
        let id = staged_as(&world, &owner, "staff", composed).await;
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        let id = staged_as(&world, &owner, "staff", parted).await;
        assert!(!preview(&world, &owner, id, None).await.changes_anything);
    }

    async fn leaving_dates_that_stand_for_none(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let file = b"Forename,Surname,Leaving date\nA,One,31/12/9999\nB,Two,00/00/0000\nC,Three,01/01/1900\nD,Four,31/08/2031\n";
        let said = rows(&world, &owner, file).await;
        says(&said, &["new: A One: ", "31/12/9999", "new: B Two", "00/00/0000", "new: C Three", "01/01/1900", "new: D Four"]);
        assert_eq!(said.len(), 4, "{said:?}");
        twice(&world, &owner, file).await;
    }

    async fn one_roster_counts_what_is_said_today_and_here(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let users = "sourcedId,status,enabledUser,givenName,familyName,preferredGivenName,email\n\
u1,active,true,Margaret,Ng,Maggie,m@hillside.uk\nu2,active,0,Amy,Webb,,a@hillside.uk\nu3,active,no,Bo,Lund,,b@hillside.uk\n\
u4,active,1,Eve,Orr,,e@hillside.uk\nu5,active,1,Far,Away,,f@oak.uk\n";
        let roles = "sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n\
r1,u1,primary,siteAdministrator,2019-09-01,2021-08-31,o1\nr2,u1,secondary,aide,,,o1\n\
r3,u4,primary,parent,,,o1\nr4,u4,secondary,teacher,,,o1\nr5,u5,primary,principal,,,o2\n";
        let orgs = "sourcedId,name,type\no1,Hillside,school\no2,Oak,school\n";
        let file = zipped(&[("users.csv", users), ("roles.csv", roles), ("orgs.csv", orgs), ("__MACOSX/._users.csv", "\0")]);
        let said = rows(&world, &owner, &file).await;
        says(&said, &[
            "new: Margaret Ng", "siteAdministrator ended on 31 August 2021",
            "skipped: Amy Webb", "skipped: Bo Lund", "new: Eve Orr", "skipped: Far Away",
        ]);
        twice(&world, &owner, &file).await;
        let given = world.texts("SELECT first_name || ' ' || role FROM members WHERE role <> 'account-owner' ORDER BY first_name").await;
        assert_eq!(given, ["Eve full-edit", "Margaret partial-edit"]);
        assert_eq!(world.texts("SELECT known_as FROM members WHERE known_as IS NOT NULL").await, ["Maggie"]);
    }

    async fn a_delta_misses_nobody_and_names_who_goes(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let all = "sourcedId,status,givenName,familyName,email\nu1,active,Amy,Webb,a@hillside.uk\nu2,active,Bo,Lund,b@hillside.uk\n";
        let whole = zipped(&[("users.csv", all), ("manifest.csv", "propertyName,value\nfile.users,bulk\n")]);
        twice(&world, &owner, &whole).await;
        let one = "sourcedId,status,givenName,familyName,email\nu2,tobedeleted,Bo,Lund,b@hillside.uk\n";
        let delta = zipped(&[("users.csv", one), ("manifest.csv", "propertyName,value\nfile.users,delta\n")]);
        let id = staged_as(&world, &owner, "staff", &delta).await;
        let view = preview(&world, &owner, id, Some(PreviewFilter::Leavers)).await;
        assert!(view.is_delta);
        assert!(view.leavers.is_empty(), "nobody is missing: {:?}", view.leavers);
        let named = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::Leaver))).await;
        let names: Vec<_> = named.leavers.iter().map(|leaver| leaver.name.as_str()).collect();
        assert_eq!(names, ["Bo Lund"]);
    }
}
