//! Importing a list of staff, from the upload to the result.

use crate::test_context::{Person, TestContext};
use backend::import;
use backend::session::Actor;
use backend::users;
use domain::access::Denial;
use domain::fault::Fault;
use domain::form::edit::EditForm;
use domain::form::settings::SettingsForm;
use domain::id::{ImportId, MemberId};
use domain::import::{
    ChangedCount, Decisions, ImportConfirmResult, ImportListing, ImportStage, PreviewFilter, PreviewView, RowClass,
};
use domain::moment::DAY;
use domain::person::EditSubmission;
use domain::problem::Problem;
use domain::role::{HeldRole, Role};
use domain::role_customisation::RoleForm;
use domain::user::MemberStatus;

const HEAD: &str = "Staff ID,Forename,Surname,Work Email,Post";

pub async fn stage(world: &TestContext, by: &Person, file: impl AsRef<[u8]>) -> Result<ImportId, Problem> {
    import::stage(&world.backend, &by.actor, "staff.csv", file.as_ref().to_vec()).await
}

/// Stages a file, with its columns matched as suggested and a role for everybody else.
pub async fn staged(world: &TestContext, by: &Person, file: impl AsRef<[u8]>) -> ImportId {
    staged_as(world, by, "staff.csv", file).await
}

/// As [`staged`], with this file name.
pub async fn staged_as(world: &TestContext, by: &Person, name: &str, file: impl AsRef<[u8]>) -> ImportId {
    let id = import::stage(&world.backend, &by.actor, name, file.as_ref().to_vec()).await.unwrap();
    // A file with the same columns as the last one is matched in the same way.
    let listing = ImportListing { columns: true, ..ImportListing::default() };
    let ImportStage::Columns(view) = view_import(world, &by.actor, id, listing).await else { panic!("columns first") };
    let columns = view
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| (format!("column_{place}"), column.field.map_or("", |field| field.code()).to_owned()))
        .collect();
    import::match_columns(&world.backend, &by.actor, id, view.has_header, columns).await.unwrap();
    let other_role = Some(Role::MinimalReadOnly.code().to_owned());
    import::decide(&world.backend, &by.actor, id, &Decisions { other_role, ..Decisions::default() }).await.unwrap();
    id
}

pub async fn view_import(world: &TestContext, actor: &Actor, id: ImportId, listing: ImportListing) -> ImportStage {
    import::view_import(&world.backend, actor, id, listing).await.unwrap().stage
}

pub async fn preview(world: &TestContext, by: &Person, id: ImportId, shown: Option<PreviewFilter>) -> PreviewView {
    let listing = ImportListing { shown, page: 1, ..ImportListing::default() };
    match view_import(world, &by.actor, id, listing).await {
        ImportStage::Preview(view) => *view,
        other => panic!("not a preview: {other:?}"),
    }
}

pub fn count(view: &PreviewView, shown: PreviewFilter) -> u32 {
    view.count(shown)
}

pub async fn confirm(world: &TestContext, by: &Person, id: ImportId) -> Result<ImportConfirmResult, Problem> {
    let looked_at = preview(world, by, id, None).await.looked_at;
    import::confirm(&world.backend, &by.actor, id, &looked_at, &Decisions::default()).await
}

both! {
    async fn a_file_is_brought_looked_at_and_confirmed(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_with_email(&owner, "amy@hillside.uk", Role::FullEdit, MemberStatus::Active).await;
        let away = world.add_with_email(&owner, "away@hillside.uk", Role::FullEdit, MemberStatus::Invited).await;
        let gone = world.person(&owner, Role::PartialEdit).await;
        sqlx::query("UPDATE members SET last_name = 'Webb' WHERE email = 'amy@hillside.uk'").execute(&world.pool).await.unwrap();
        let file = format!("{HEAD}\r\nS1,Amy,Webb,AMY@hillside.uk,Year 2 teacher\r\nS2,Zoë,\"Ng, MBE\",zoe@hillside.uk,Teaching assistant\r\nS3,Eve,Orr,,Cook\r\nS4,Bad,Row,bad at home,Cook\r\n");
        let id = staged(&world, &owner, &file).await;
        let view = preview(&world, &owner, id, None).await;
        let counts: Vec<_> = view.counts.iter().filter(|(_, count)| *count > 0).map(|(shown, count)| (shown.label(), *count)).collect();
        assert_eq!(counts, [("Needs correcting", 1), ("New", 2), ("Update", 1), ("Not in the file", 2)]);
        assert_eq!(view.shown, PreviewFilter::Class(RowClass::Wrong));
        let wrong = &view.rows[0];
        assert_eq!((wrong.place.as_str(), wrong.errors[0].line()), ("5", "Work Email: “bad at home” has no @ sign".to_owned()));
        let update = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::Update))).await.rows.remove(0);
        let changes: Vec<_> = update.changes.iter().map(|change| (change.field.label(), change.old.as_str(), change.new.as_str())).collect();
        assert_eq!(changes, [("MIS id", "", "S1"), ("Job title", "", "Year 2 teacher")]);
        assert_eq!(world.number("SELECT COUNT(*) FROM members").await, 4, "nothing has happened yet");

        let leavers = preview(&world, &owner, id, Some(PreviewFilter::Leavers)).await.leavers;
        assert!(leavers.iter().all(|leaver| !leaver.ticked));
        let decisions = Decisions { shown_leavers: leavers.iter().map(|leaver| leaver.member.to_string()).collect(), ticked_leavers: vec![gone.member.to_string(), away.member.to_string()], ..Decisions::default() };
        import::decide(&world.backend, &owner.actor, id, &decisions).await.unwrap();
        let waiting = async || backend::school::widget(&world.backend, &owner.actor).await.unwrap().needs.imports;
        assert_eq!(waiting().await.iter().map(|open| open.import).collect::<Vec<_>>(), [id], "it waits on the School page");
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        assert_eq!(waiting().await, []);

        let people = world.texts("SELECT first_name || ' ' || last_name || ' ' || email || ' ' || role || ' ' || registration || ' ' || access FROM members WHERE mis_id IS NOT NULL ORDER BY mis_id").await;
        assert_eq!(people, [
            "Amy Webb amy@hillside.uk full-edit registered active",
            "Zoë Ng, MBE zoe@hillside.uk partial-edit not-registered active",
            "Eve Orr  minimal-read-only not-registered active",
        ]);
        assert_eq!(world.texts("SELECT access FROM members WHERE mis_id IS NULL ORDER BY access").await, ["active", "deactivated", "deactivated"]);
        assert!(world.backend.public().actor(Some(&gone.token)).await.is_err(), "a leaver's session has ended");
        let link = world.mail_to(&away.email).await.map(|mail| crate::test_context::token_in(&mail).to_owned()).unwrap();
        let paused = Problem::Link(domain::problem::LinkError::NotLetIn);
        assert_eq!(world.use_link(&link).await.unwrap_err(), paused, "and their invitation does nothing");
        assert_eq!(world.audit_of(amy.member).await.last().unwrap(), "import staff");
        assert_eq!(world.texts("SELECT old_value FROM audit_log WHERE action = 'import staff' AND subject_name = 'Amy Webb' AND old_value LIKE '%mis_id%'").await, [r#"{"job_title":"","mis_id":""}"#]);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'import staff'").await, 4);
        let named = "SELECT COUNT(*) FROM audit_log WHERE subject_kind = 'user' AND new_value LIKE '%\"import_file\":%'";
        assert_eq!(world.number(named).await, 5, "three rows and two leavers say which file they are from");
        // Leavers are deactivated with an audit entry and the reason.
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'deactivate user' AND new_value LIKE '%not-in-file%'").await, 2);
        assert_eq!(world.number("SELECT COUNT(*) FROM members WHERE access = 'deactivated' AND access_reason_code = 'not-in-file' AND access_by IS NOT NULL").await, 2);

        // The result stays, and can be downloaded.
        let ImportStage::Done(result) = view_import(&world, &owner.actor, id, ImportListing::default()).await else { panic!("done") };
        let result = result.result;
        assert_eq!((result.added, result.updated, result.deactivated, result.left_out, result.without_email), (2, 1, 2, 1, 1));
        let csv = import::result_csv(&world.backend, &owner.actor, id).await.unwrap();
        assert!(csv.contains("\r\n5,Bad Row,,Needs correcting,Work Email: “bad at home” has no"), "{csv}");
        assert_eq!(import::list(&world.backend, &owner.actor).await.unwrap()[0].result.as_ref().unwrap().sentence(), "2 added, 1 updated, 2 deactivated, 1 skipped");

        // Importing the same file again changes nothing.
        let again = staged(&world, &owner, &file).await;
        let view = preview(&world, &owner, again, None).await;
        assert!(!view.changes_anything);
        assert_eq!((count(&view, PreviewFilter::Class(RowClass::Unchanged)), count(&view, PreviewFilter::Class(RowClass::New))), (3, 0));
        let before = world.number("SELECT COUNT(*) FROM audit_log").await;
        assert_eq!(confirm(&world, &owner, again).await, Ok(ImportConfirmResult::Done));
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log").await, before + 1);
        // A person without an address cannot be invited, and is listed as such.
        let eve = users::list(&world.backend, &owner.actor, domain::listing::UserListing { search: "eve".to_owned(), ..Default::default() }).await.unwrap().rows.remove(0);
        assert_eq!((eve.status, eve.may_invite), (MemberStatus::NotRegistered, Err(Denial::NoEmail)));
        assert_eq!(users::invite(&world.backend, &owner.actor, eve.member).await.unwrap_err(), Problem::Denied(Denial::NoEmail));
    }

    async fn confirmed_twice_it_is_done_once(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let id = staged(&world, &owner, format!("{HEAD}\nS1,Zoë,Ng,zoe@hillside.uk,Cook")).await;
        let looked_at = preview(&world, &owner, id, None).await.looked_at;
        let (other, nothing) = (world.another_process().await, Decisions::default());
        let (one, two) = tokio::join!(import::confirm(&world.backend, &owner.actor, id, &looked_at, &nothing), import::confirm(&other, &owner.actor, id, &looked_at, &nothing));
        assert_eq!((one, two), (Ok(ImportConfirmResult::Done), Ok(ImportConfirmResult::Done)));
        other.store().close().await;
        assert_eq!(world.number("SELECT COUNT(*) FROM members").await, 2);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'import staff'").await, 2);
        // A confirmed import takes no more decisions.
        let late = import::decide(&world.backend, &owner.actor, id, &Decisions::default()).await;
        assert_eq!(late, Err(Problem::NotFound));
        import::discard(&world.backend, &owner.actor, id).await.unwrap();
        assert!(matches!(view_import(&world, &owner.actor, id, ImportListing::default()).await, ImportStage::Done(_)));
    }

    async fn confirmed_after_the_people_changed_it_is_looked_at_again(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let id = staged(&world, &owner, format!("{HEAD}\nS1,Amy,Marlowe,amy@hillside.uk,Cook\nS2,Ben,Ng,ben@hillside.uk,Cook")).await;
        let looked_at = preview(&world, &owner, id, None).await.looked_at;
        world.add_with_email(&owner, "amy@hillside.uk", Role::FullEdit, MemberStatus::NotRegistered).await;
        let moved = vec![
            ChangedCount { shown: PreviewFilter::Class(RowClass::New), before: 2, now: 1 },
            ChangedCount { shown: PreviewFilter::Class(RowClass::Update), before: 0, now: 1 },
        ];
        assert_eq!(import::confirm(&world.backend, &owner.actor, id, &looked_at, &Decisions::default()).await, Ok(ImportConfirmResult::LookAgain(moved)));
        assert_eq!(world.number("SELECT COUNT(*) FROM members").await, 2);
        let view = preview(&world, &owner, id, None).await;
        assert_eq!((count(&view, PreviewFilter::Class(RowClass::New)), count(&view, PreviewFilter::Class(RowClass::Update))), (1, 1));
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        assert_eq!(world.number("SELECT COUNT(*) FROM members").await, 3);
    }

    async fn what_fails_half_way_never_happened(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let rows: String = (0..200).map(|n| format!("\nS{n},Bea,Other,amy{n}@hillside.uk,Cook")).collect();
        let id = staged(&world, &owner, format!("{HEAD}{rows}")).await;
        // Written without the rules, so that a later row meets a taken value.
        world.add_with_email(&owner, "other@hillside.uk", Role::FullEdit, MemberStatus::NotRegistered).await;
        let looked_at = preview(&world, &owner, id, None).await.looked_at;
        let (people, log) = (world.number("SELECT COUNT(*) FROM members").await, world.number("SELECT COUNT(*) FROM audit_log").await);
        sqlx::query("UPDATE members SET email_key = 'amy199@hillside.uk' WHERE email = 'other@hillside.uk'").execute(&world.pool).await.unwrap();
        assert!(import::confirm(&world.backend, &owner.actor, id, &looked_at, &Decisions::default()).await.is_err());
        assert_eq!((world.number("SELECT COUNT(*) FROM members").await, world.number("SELECT COUNT(*) FROM audit_log").await), (people, log));
        assert!(matches!(view_import(&world, &owner.actor, id, ImportListing::default()).await, ImportStage::Preview(_)), "it can be confirmed again");
    }

    async fn addresses_change_places_and_invitations_to_old_ones_die(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let first = format!("{HEAD}\nS1,Amy,Marlowe,a@hillside.uk,Cook\nS2,Ben,Ng,b@hillside.uk,Cook\nS3,Cat,Day,c@hillside.uk,Cook");
        let id = staged(&world, &owner, &first).await;
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        for member in world.texts("SELECT id FROM members WHERE mis_id IN ('S1', 'S3')").await {
            users::invite(&world.backend, &owner.actor, MemberId::parse(&member).unwrap()).await.unwrap();
        }
        let token = world.link_to("a@hillside.uk").await;
        let swapped = format!("{HEAD}\nS1,Amy,Marlowe,b@hillside.uk,Cook\nS2,Ben,Ng,a@hillside.uk,Cook\nS3,Cat,Day,c@hillside.uk,Cook\nS9,Amy,Marlowe,,Cook");
        let id = staged(&world, &owner, &swapped).await;
        let said = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::Update))).await.rows.remove(0).notes.iter().filter_map(domain::import::RowNote::sentence).collect::<Vec<_>>();
        assert_eq!(said, ["The link sent to a@hillside.uk no longer works, and no new one goes out. Send an invitation later."]);
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        let people = world.texts("SELECT email || ' ' || registration FROM members WHERE mis_id IS NOT NULL ORDER BY mis_id").await;
        assert_eq!(people, ["b@hillside.uk not-registered", "a@hillside.uk not-registered", "c@hillside.uk invited", " not-registered"]);
        let old = Problem::Link(domain::problem::LinkError::EmailChanged);
        assert_eq!(world.use_link(&token).await.unwrap_err(), old);
    }

    async fn who_may_import_and_what_an_admin_may_not(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let owners_name = world.texts("SELECT first_name FROM members WHERE role = 'account-owner'").await.remove(0);
        let file = format!("{HEAD}\nS1,Zoë,Ng,zoe@hillside.uk,Headteacher\nS2,{},Changed,{},Cook\nS3,Amy,Self,{},Cook", owners_name, owner.email, admin.email);
        assert_eq!(stage(&world, &teacher, &file).await, Err(Problem::Denied(Denial::ForAdmins)));
        let id = staged(&world, &admin, &file).await;
        let denied = Problem::Denied(Denial::ForAdmins);
        assert_eq!(import::confirm(&world.backend, &teacher.actor, id, "", &Decisions::default()).await, Err(denied.clone()));
        assert_eq!(import::result_csv(&world.backend, &teacher.actor, id).await, Err(denied));
        let view = preview(&world, &admin, id, Some(PreviewFilter::Class(RowClass::New))).await;
        assert_eq!(view.rows[0].role, Role::FullEdit.into(), "only the owner gives Account Admin");
        let forged = Decisions { roles: vec![("Headteacher".to_owned(), Role::AccountAdmin.code().to_owned())], other_role: Some(Role::AccountOwner.code().to_owned()), ..Decisions::default() };
        let Err(Problem::Form(errors)) = import::decide(&world.backend, &admin.actor, id, &forged).await else { panic!("refused") };
        assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["role_0", "other_role"]);
        assert_eq!(confirm(&world, &admin, id).await, Ok(ImportConfirmResult::Done));
        assert_eq!(world.texts("SELECT role FROM members WHERE mis_id IS NOT NULL").await, ["full-edit"]);
        assert_eq!(world.texts("SELECT last_name FROM members WHERE role IN ('account-owner', 'account-admin') AND last_name IN ('Changed', 'Self')").await, Vec::<String>::new());
        // Another school's imports do not exist here.
        let other = world.school_with_owner("Riverside").await;
        assert_eq!(import::view_import(&world.backend, &other.actor, id, ImportListing::default()).await.unwrap_err(), Problem::NotFound);
        assert_eq!(import::result_csv(&world.backend, &other.actor, id).await, Err(Problem::NotFound));
    }

    async fn a_role_is_chosen_for_everybody_before_anybody_is_added(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let id = staged(&world, &owner, format!("{HEAD}\nS1,Zoë,Ng,zoe@hillside.uk,Cook\nS2,Ben,Ng,ben@hillside.uk,Teacher")).await;
        import::decide(&world.backend, &owner.actor, id, &Decisions { other_role: Some(String::new()), ..Decisions::default() }).await.unwrap();
        let view = preview(&world, &owner, id, None).await;
        assert_eq!(view.without_role, 1);
        assert_eq!(confirm(&world, &owner, id).await, Err(Problem::field("other_role", Fault::RoleOfOthers)));
        let decisions = Decisions { roles: vec![("cook".to_owned(), Decisions::LEFT_OUT.to_owned()), ("TEACHER".to_owned(), "account-admin".to_owned())], ..Decisions::default() };
        import::decide(&world.backend, &owner.actor, id, &decisions).await.unwrap();
        let view = preview(&world, &owner, id, None).await;
        assert_eq!(view.roles.len(), 2, "who is left out can be taken in again");
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        assert_eq!(world.texts("SELECT role FROM members WHERE mis_id IS NOT NULL").await, ["account-admin"]);
    }

    async fn new_people_get_a_role_of_the_schools_own(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.school_with_owner("Riverside").await;
        let create = async |by: &Person, name: &str| {
            backend::roles::create_role(&world.backend, &by.actor, name, Role::PartialEdit.code()).await.unwrap()
        };
        let (music, theirs) = (create(&owner, "Music teacher").await, create(&other, "Bursar").await);
        let id = staged(&world, &owner, format!("{HEAD}\nS1,Zoë,Ng,zoe@hillside.uk,music TEACHER\nS2,Ben,Ng,ben@hillside.uk,Piper")).await;
        assert_eq!(preview(&world, &owner, id, None).await.roles.iter().find(|line| line.word == "music TEACHER").unwrap().role, Some(Some(music)));
        let to = |role: HeldRole| Decisions { other_role: Some(role.code().into_owned()), ..Decisions::default() };
        let refused = import::decide(&world.backend, &owner.actor, id, &to(theirs)).await;
        assert_eq!(refused, Err(Problem::field("other_role", Fault::RoleNotInList)), "of another school");
        import::decide(&world.backend, &owner.actor, id, &to(music)).await.unwrap();
        let looked_at = preview(&world, &owner, id, None).await.looked_at;
        // A role deleted in the meantime is given to nobody.
        let roles = backend::school::settings_of(&world.backend, &owner.actor).await.unwrap().roles;
        let version = RoleForm::of(music, &roles).version;
        let form = domain::role_customisation::DeletionForm { version, to: Role::PartialEdit.code().to_owned(), seen: String::new() };
        let form = backend::roles::review_deletion(&world.backend, &owner.actor, music, &form).await.unwrap().form;
        backend::roles::delete_role(&world.backend, &owner.actor, music, &form).await.unwrap();
        assert_eq!(import::confirm(&world.backend, &owner.actor, id, &looked_at, &Decisions::default()).await, Ok(ImportConfirmResult::LookAgain(Vec::new())));
        assert_eq!(preview(&world, &owner, id, None).await.without_role, 1);

        let brass = create(&owner, "Brass").await;
        import::decide(&world.backend, &owner.actor, id, &to(brass)).await.unwrap();
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        let piper = world.texts("SELECT role FROM members WHERE first_name = 'Ben'").await;
        assert_eq!(piper, [brass.code().into_owned()]);
        let result = import::result_csv(&world.backend, &owner.actor, id).await.unwrap();
        assert!(result.contains("Role: Brass"), "{result}");
    }

    async fn columns_can_be_matched_again_and_files_do_not_stay_for_ever(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let id = staged(&world, &owner, "Name A,Forename,Surname\nZ,Zoë,Ng").await;
        let pairs = |pairs: &[(&str, &str)]| pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<Vec<_>>();
        let twice = import::match_columns(&world.backend, &owner.actor, id, true, pairs(&[("column_0", "first_name"), ("column_1", "first_name"), ("column_2", "last_name")])).await;
        let Err(Problem::Form(errors)) = twice else { panic!("refused") };
        assert!(errors[0].sentence().contains("both “Name A” and “Forename”"), "{errors:?}");
        import::match_columns(&world.backend, &owner.actor, id, true, pairs(&[("column_0", "first_name"), ("column_2", "last_name")])).await.unwrap();
        assert_eq!(preview(&world, &owner, id, None).await.rows[0].name, "Z Ng");
        world.clock.advance(8 * DAY);
        let owner = world.sign_in(&owner.email).await;
        staged(&world, &owner, "Forename,Surname\nZoë,Ng").await;
        assert_eq!(import::view_import(&world.backend, &owner.actor, id, ImportListing::default()).await.unwrap_err(), Problem::NotFound);
    }

    async fn in_a_school_fed_by_its_mis_others_are_no_leavers(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let id = staged(&world, &owner, format!("{HEAD}\nS1,Zoë,Ng,zoe@hillside.uk,Cook\nS2,Ben,Ng,ben@hillside.uk,Cook")).await;
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        world.add_member(&owner, Role::MinimalReadOnly, MemberStatus::Invited).await;
        let id = staged(&world, &owner, format!("{HEAD}\nS1,Zoë,Ng,zoe@hillside.uk,Cook")).await;
        assert_eq!(preview(&world, &owner, id, Some(PreviewFilter::Leavers)).await.leavers.len(), 2);
        let form = SettingsForm { name: "Hillside".to_owned(), mis_fed: Some("on".to_owned()), ..SettingsForm::default() };
        assert!(backend::school::change_settings(&world.backend, &owner.actor, &form).await.unwrap().is_mis_fed);
        let leavers = preview(&world, &owner, id, Some(PreviewFilter::Leavers)).await.leavers;
        assert_eq!(leavers.iter().map(|leaver| leaver.name.as_str()).collect::<Vec<_>>(), ["Ben Ng"]);
    }

    async fn what_the_mis_says_is_changed_there_and_what_it_does_not_say_is_filled_in_here(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let id = staged(&world, &owner, format!("{HEAD}\nS1,Zoë,Ng,zoe@hillside.uk,Cook\nS2,Eve,Orr,,")).await;
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        let ids = world.texts("SELECT id FROM members WHERE mis_id IS NOT NULL ORDER BY mis_id").await;
        let (zoe, eve) = (MemberId::parse(&ids[0]).unwrap(), MemberId::parse(&ids[1]).unwrap());
        let job = |form: &mut EditForm| form.user.job_title = "Head cook".to_owned();
        edit(&world, &owner, zoe, job).await.unwrap();
        // A person without an address can be edited without adding one.
        edit(&world, &owner, eve, job).await.unwrap();
        edit(&world, &owner, eve, |form| form.leaving_on = "2027-07-20".to_owned()).await.unwrap();

        let form = SettingsForm { name: "Hillside".to_owned(), mis_fed: Some("on".to_owned()), ..SettingsForm::default() };
        backend::school::change_settings(&world.backend, &owner.actor, &form).await.unwrap();
        let refused = edit(&world, &owner, zoe, |form| {
            form.user.last_name = "Other".to_owned();
            form.user.email = "other@hillside.uk".to_owned();
            form.user.staff_code = "ZNG".to_owned();
        });
        assert_eq!(refused.await, Err(vec!["last_name".to_owned(), "email".to_owned()]));
        edit(&world, &owner, zoe, |form| form.user.username = "zoe.ng".to_owned()).await.unwrap();
        edit(&world, &owner, eve, |form| form.user.email = "eve@hillside.uk".to_owned()).await.unwrap();
        let people = world.texts("SELECT first_name || ' ' || email_key || ' ' || COALESCE(username, '') FROM members WHERE mis_id IS NOT NULL ORDER BY mis_id").await;
        assert_eq!(people, ["Zoë zoe@hillside.uk zoe.ng", "Eve eve@hillside.uk "]);
        // A person who does not come from the MIS is edited by the school.
        let governor = world.add_with_email(&owner, "governor@hillside.uk", Role::MinimalReadOnly, MemberStatus::NotRegistered).await;
        edit(&world, &owner, governor.member, job).await.unwrap();
    }
}

/// Edits a person by the form; gives the refused fields.
async fn edit(
    world: &TestContext,
    by: &Person,
    member: MemberId,
    fill: impl FnOnce(&mut EditForm),
) -> Result<(), Vec<String>> {
    let base = users::person(&world.backend, &by.actor, member).await.unwrap().form;
    let mut form = base.clone();
    fill(&mut form);
    match users::confirm(&world.backend, &by.actor, member, &EditSubmission { form, base }).await {
        Ok(_) => Ok(()),
        Err(Problem::Form(errors)) => Err(errors.into_iter().map(|error| error.field).collect()),
        Err(other) => panic!("{other:?}"),
    }
}
