//! The nightly import.

use crate::test_context::{Person, TestContext};
use backend::import::{self, NightlyError, NightlyFile};
use domain::id::ImportId;
use domain::import::{
    Decisions, ImportListing, ImportStage, LimitExceeded, NightlyLimits, NightlyOutcome, NightlyQuestion,
    NightlyReport, RowOutcome,
};
use domain::listing::UserListing;
use domain::role::Role;
use domain::user::MemberStatus;

const HEAD: &str = "Staff ID,Forename,Surname,Work Email,Post,Role,Leaving date";
const ADA: &str = "S1,Ada,Pine,a.pine@hillside.uk,Teacher,,";
const BEN: &str = "S2,Ben,Oak,b.oak@hillside.uk,Teaching assistant,,";

fn list(rows: &[&str]) -> Vec<u8> {
    [&[HEAD], rows].concat().join("\r\n").into_bytes()
}

/// A list that is only previewed.
fn night(by: &Person, rows: &[&str]) -> NightlyFile {
    NightlyFile {
        school: by.actor.school().to_string(),
        name: "/srv/sftp/staff.csv".to_owned(),
        bytes: list(rows),
        applies: false,
        deactivates: false,
        invites: false,
        limits: NightlyLimits { most_leavers: 3, most_new: 20 },
    }
}

/// A list that is applied.
fn applied(by: &Person, rows: &[&str]) -> NightlyFile {
    NightlyFile { applies: true, ..night(by, rows) }
}

async fn run(world: &TestContext, file: NightlyFile) -> NightlyReport {
    import::nightly(&world.backend, file).await.unwrap().0
}

async fn looked_at(world: &TestContext, by: &Person, import: ImportId) -> String {
    match import::view_import(&world.backend, &by.actor, import, ImportListing { page: 1, ..ImportListing::default() })
        .await
        .unwrap()
        .stage
    {
        ImportStage::Preview(view) => view.looked_at,
        other => panic!("not a preview: {other:?}"),
    }
}

/// The owner imports a list by hand, matching its columns and choosing the role for everybody else.
async fn by_hand(world: &TestContext, owner: &Person, rows: &[&str]) {
    let id = import::stage(&world.backend, &owner.actor, "staff.csv", list(rows)).await.unwrap();
    let fields = ["mis_id", "first_name", "last_name", "email", "job_title", "role", "leaving_date"];
    let columns =
        fields.iter().enumerate().map(|(place, field)| (format!("column_{place}"), (*field).to_owned())).collect();
    import::match_columns(&world.backend, &owner.actor, id, true, columns).await.unwrap();
    let decided = Decisions {
        other_role: Some(Role::MinimalReadOnly.code().to_owned()),
        is_ours: Some(true),
        ..Decisions::default()
    };
    import::decide(&world.backend, &owner.actor, id, &decided).await.unwrap();
    let seen = looked_at(world, owner, id).await;
    assert_eq!(
        import::confirm(&world.backend, &owner.actor, id, &seen, &Decisions::default()).await,
        Ok(domain::import::ImportConfirmResult::Done)
    );
}

async fn status_of(world: &TestContext, by: &Person, search: &str) -> Option<MemberStatus> {
    let listing = UserListing { search: search.to_owned(), ..UserListing::default() };
    let found = backend::users::list(&world.backend, &by.actor, listing).await.unwrap().rows;
    found.first().map(|row| row.status)
}

async fn school(world: &TestContext) -> Person {
    let owner = world.school_with_owner("Hillside").await;
    by_hand(world, &owner, &[ADA, BEN]).await;
    world.sign_in(&owner.email).await
}

both! {
    async fn a_list_nobody_has_taken_yet_is_asked_about_once(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let first = run(&world, applied(&owner, &[ADA])).await;
        assert_eq!((first.questions.as_slice(), first.exit_code(), first.end), (&[NightlyQuestion::Columns][..], 3, NightlyOutcome::Looked));
        let page = import::view_import(&world.backend, &owner.actor, first.answer_at.unwrap(), ImportListing::default()).await.unwrap();
        assert!(matches!(page.stage, ImportStage::Columns(_)) && page.by == "Nightly import" && page.file.words() == "staff.csv", "{page:?}");
        // The question was asked before, and only one list waits for an answer.
        let second = run(&world, applied(&owner, &[ADA])).await;
        assert_eq!((second.questions.len(), second.exit_code()), (1, 0));
        assert_eq!(world.number("SELECT COUNT(*) FROM imports").await, 1);
        assert_eq!(status_of(&world, &owner, "pine").await, None);
    }

    async fn what_needs_no_answer_is_applied_and_everything_is_applied_once(world: TestContext) {
        let owner = school(&world).await;
        let rows = [ADA, "S2,Ben,Oak,b.oak@hillside.uk,Teacher,,", "S3,Cem,Elm,c.elm@hillside.uk,Teacher,,"];
        let looked = run(&world, night(&owner, &rows)).await;
        assert_eq!((looked.end, looked.exit_code(), looked.result.added, looked.result.updated), (NightlyOutcome::Looked, 0, 1, 1));
        assert!(looked.as_last_time && looked.answer_at.is_none());
        assert_eq!((status_of(&world, &owner, "elm").await, world.number("SELECT COUNT(*) FROM imports WHERE state <> 'done'").await), (None, 0));
        let done = run(&world, applied(&owner, &rows)).await;
        assert_eq!((done.end, done.exit_code(), done.result.added, done.result.updated, done.invited), (NightlyOutcome::Applied, 0, 1, 1, 0));
        let owner = world.sign_in(&owner.email).await;
        assert_eq!(status_of(&world, &owner, "elm").await, Some(MemberStatus::NotRegistered));
        // It has its own author, and sends no mail.
        let by = "SELECT DISTINCT actor_name FROM audit_log WHERE action = 'import staff' ORDER BY actor_name";
        assert_eq!(world.texts(by).await, ["Ada Owens", "nightly-import"]);
        world.deliver().await;
        assert!(world.mail_to("c.elm@hillside.uk").await.is_none());
        assert!(backend::audit::verify(&world.backend, None, &[]).await.unwrap().iter().all(|log| log.fault.is_none()));
        let imports = import::list(&world.backend, &owner.actor).await.unwrap();
        assert!(imports.len() == 2 && imports.iter().any(|import| import.by == "Nightly import"), "{imports:?}");
        let again = run(&world, applied(&owner, &rows)).await;
        assert_eq!((again.end, again.exit_code(), again.lines.len()), (NightlyOutcome::NothingToDo, 0, 0));
        assert_eq!(world.number("SELECT COUNT(*) FROM imports").await, 2);
    }

    async fn whoever_left_stays_unless_they_are_to_be_deactivated(world: TestContext) {
        let owner = school(&world).await;
        let rows = ["S1,Ada,Pine,a.pine@hillside.uk,Teacher,,31/08/2026"];
        let kept = run(&world, applied(&owner, &rows)).await;
        assert_eq!((kept.kept_leavers, kept.result.deactivated), (2, 0));
        assert_ne!(status_of(&world, &world.sign_in(&owner.email).await, "pine").await, Some(MemberStatus::Deactivated));
        let file = NightlyFile { deactivates: true, ..applied(&owner, &rows) };
        let beyond = run(&world, NightlyFile { limits: NightlyLimits { most_leavers: 1, most_new: 20 }, ..file }).await;
        assert_eq!((beyond.beyond.as_slice(), beyond.exit_code(), beyond.end), (&[LimitExceeded::Leavers { found: 2, most: 1 }][..], 4, NightlyOutcome::Refused));
        let done = run(&world, NightlyFile { deactivates: true, ..applied(&owner, &rows) }).await;
        assert_eq!((done.result.deactivated, done.end), (2, NightlyOutcome::Applied));
        let owner = world.sign_in(&owner.email).await;
        for name in ["pine", "oak"] {
            assert_eq!(status_of(&world, &owner, name).await, Some(MemberStatus::Deactivated), "{name}");
        }
    }

    async fn too_many_new_people_are_refused(world: TestContext) {
        let owner = school(&world).await;
        let new: Vec<_> = ["Ca", "Cb", "Cc"].iter().map(|name| format!("N{name},{name},Elm,{name}@hillside.uk,Teacher,,")).collect();
        let rows: Vec<&str> = [ADA, BEN].into_iter().chain(new.iter().map(String::as_str)).collect();
        let few = NightlyLimits { most_leavers: 3, most_new: 2 };
        let refused = run(&world, NightlyFile { limits: few, ..applied(&owner, &rows) }).await;
        assert_eq!((refused.beyond, refused.end), (vec![LimitExceeded::New { found: 3, most: 2 }], NightlyOutcome::Refused));
        assert_eq!(status_of(&world, &owner, "elm").await, None);
    }

    async fn questions_are_left_asked_once_and_answered_on_a_page(world: TestContext) {
        let owner = school(&world).await;
        // Ada's id with another name and address; and a new person, who needs no answer.
        let rows = ["S1,Greta,Moor,g.moor@hillside.uk,Cook,,", BEN, "S3,Cem,Elm,c.elm@hillside.uk,Teacher,,"];
        let first = run(&world, applied(&owner, &rows)).await;
        assert_eq!((first.end, first.exit_code(), first.questions.len()), (NightlyOutcome::Applied, 3, 1), "{:?}", first.questions);
        assert!(matches!(&first.questions[0], NightlyQuestion::Who { name, candidates, .. } if name == "Greta Moor" && candidates == &["Ada Pine"]));
        assert!(first.lines.iter().any(|line| line.outcome == RowOutcome::Unanswered));
        let owner = world.sign_in(&owner.email).await;
        assert_eq!((status_of(&world, &owner, "elm").await, status_of(&world, &owner, "moor").await), (Some(MemberStatus::NotRegistered), None));
        let second = run(&world, applied(&owner, &rows)).await;
        assert_eq!((second.exit_code(), second.questions.len(), second.new_questions), (0, 1, 0));
        // Once answered on the page, it is not asked again.
        let page = second.answer_at.unwrap();
        let leave = Decisions { kinds: vec![("same-id".to_owned(), "leave".to_owned())], ..Decisions::default() };
        let seen = looked_at(&world, &owner, page).await;
        assert_eq!(import::confirm(&world.backend, &owner.actor, page, &seen, &leave).await, Ok(domain::import::ImportConfirmResult::Done));
        let third = run(&world, applied(&owner, &rows)).await;
        assert_eq!((third.exit_code(), third.questions), (0, Vec::new()));
    }

    async fn it_acts_as_an_account_admin_and_gives_no_such_role(world: TestContext) {
        let owner = school(&world).await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let rows = [
            ADA.to_owned(),
            BEN.replace(",,", ",Full Edit,"),
            "S3,Cem,Elm,c.elm@hillside.uk,Head,Account Admin,".to_owned(),
            format!("S9,Adam,Changed,{},,,", admin.email),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let done = run(&world, applied(&owner, &rows)).await;
        // A higher role needs an answer, and so does a role that nobody may give here.
        assert!(done.questions.iter().any(|question| matches!(question, NightlyQuestion::HigherRole { name, .. } if name == "Ben Oak")), "{done:?}");
        assert_eq!(world.number("SELECT COUNT(*) FROM members WHERE role_order = 1").await, 1);
        assert_eq!(world.number("SELECT COUNT(*) FROM members WHERE first_name = 'Adam'").await, 0);
    }

    async fn whoever_is_added_is_invited_only_where_that_is_asked_for(world: TestContext) {
        let owner = school(&world).await;
        let rows = [ADA, BEN, "S3,Cem,Elm,c.elm@hillside.uk,Teacher,,", "S4,Dee,Fir,,Teacher,,"];
        let done = run(&world, NightlyFile { invites: true, ..applied(&owner, &rows) }).await;
        assert_eq!((done.result.added, done.invited), (2, 1));
        world.deliver().await;
        assert!(world.mail_to("c.elm@hillside.uk").await.is_some());
        assert!(world.mail_to("b.oak@hillside.uk").await.is_none());
    }

    async fn no_other_school_is_touched_and_a_wrong_one_is_refused(world: TestContext) {
        let owner = school(&world).await;
        let other = world.school_with_owner("Riverside").await;
        let by_name = run(&world, NightlyFile { school: "hillside".to_owned(), ..applied(&owner, &[ADA, BEN]) }).await;
        assert_eq!((by_name.school.as_str(), by_name.end), ("Hillside", NightlyOutcome::NothingToDo));
        let strange = run(&world, applied(&other, &[ADA, BEN])).await;
        assert_eq!(strange.questions[0], NightlyQuestion::Columns);
        for school in ["Nowhere", "00000000000000000000000000000000"] {
            let file = NightlyFile { school: school.to_owned(), ..applied(&owner, &[ADA]) };
            assert!(matches!(import::nightly(&world.backend, file).await, Err(NightlyError::NoSchool)), "{school}");
        }
        let damaged = NightlyFile { bytes: b"PK\x03\x04 no".to_vec(), ..applied(&owner, &[]) };
        assert!(matches!(import::nightly(&world.backend, damaged).await, Err(NightlyError::Problem(_))));
    }
}
