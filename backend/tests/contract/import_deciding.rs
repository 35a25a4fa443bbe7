//! What an import decides, writes, remembers and undoes.

use crate::import::{confirm, count, preview, staged, view_import};
use crate::test_context::{Person, TestContext};
use backend::{import, users};
use domain::fault::FieldFault;
use domain::form::user::UserForm;
use domain::id::{ImportId, MemberId};
use domain::import::{
    Decisions, DoneView, ImportConfirmResult, ImportListing, ImportStage, PreviewFilter, QuestionKind, RowClass,
    RowNote, RowOutcome,
};
use domain::moment::{DAY, MINUTE};
use domain::person::{MemberAction, MemberActionForm};
use domain::problem::Problem;
use domain::role::Role;
use domain::school::Availability;
use domain::user::MemberStatus;
use sqlx::AssertSqlSafe;

const HEAD: &str = "Staff ID,Forename,Surname,Work Email,Post";
const QUESTIONS: Option<PreviewFilter> = Some(PreviewFilter::Class(RowClass::Question));

async fn sql(world: &TestContext, sql: &str) {
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&world.pool).await.unwrap();
}

/// Adds a person with this name, address and MIS id.
async fn named(
    world: &TestContext,
    owner: &Person,
    (first, last): (&str, &str),
    email: &str,
    id: &str,
    role: Role,
) -> MemberId {
    let person = world.add_with_email(owner, email, role, MemberStatus::Active).await;
    sql(
        world,
        &format!(
            "UPDATE members SET first_name = '{first}', last_name = '{last}', mis_id = {id} WHERE id = '{}'",
            person.member
        ),
    )
    .await;
    person.member
}

async fn confirm_with(
    world: &TestContext,
    by: &Person,
    id: ImportId,
    decisions: Decisions,
) -> Result<ImportConfirmResult, Problem> {
    let looked_at = preview(world, by, id, None).await.looked_at;
    import::confirm(&world.backend, &by.actor, id, &looked_at, &decisions).await
}

async fn done(world: &TestContext, by: &Person, id: ImportId, outcome: Option<RowOutcome>) -> DoneView {
    match view_import(world, &by.actor, id, ImportListing { outcome, ..ImportListing::default() }).await {
        ImportStage::Done(view) => *view,
        other => panic!("not done: {other:?}"),
    }
}

async fn names(world: &TestContext) -> Vec<String> {
    world.texts("SELECT first_name || ' ' || last_name || ' ' || email FROM members WHERE role <> 'account-owner' ORDER BY first_name").await
}

both! {
    async fn one_sign_alone_is_asked_about_once_and_renames_nobody(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        named(&world, &owner, ("Ada", "Pine"), "a.pine@hillside.uk", "'0451'", Role::FullEdit).await;
        sql(&world, "UPDATE members SET last_sign_in_at = created_at").await;
        let file = format!("{HEAD}\n0451,Greta,Moor,g.moor@hillside.uk,Cook");
        let id = staged(&world, &owner, &file).await;
        let view = preview(&world, &owner, id, None).await;
        assert_eq!((view.shown, view.tally.sentence()), (PreviewFilter::Class(RowClass::Question), "Finish, skip 1 row".to_owned()));
        let question = view.rows[0].question.clone().unwrap();
        let ada = &question.candidates[0];
        assert_eq!((question.kind, ada.name.as_str(), ada.mis_id.as_str(), ada.role), (QuestionKind::SameId, "Ada Pine", "0451", Role::FullEdit.into()));
        assert!(ada.status == MemberStatus::Active && ada.last_sign_in.is_some(), "{ada:?}");
        assert_eq!(count(&view, PreviewFilter::Leavers), 0, "whoever shares a sign is in the file");
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        assert_eq!(names(&world).await, ["Ada Pine a.pine@hillside.uk"]);
        assert_eq!(done(&world, &owner, id, Some(RowOutcome::Unanswered)).await.lines[0].name, "Greta Moor");

        // Unanswered, the question is asked again. Once skipped, it is not.
        let id = staged(&world, &owner, &file).await;
        let leave = Decisions { answers: vec![(2, "leave".to_owned())], ..Decisions::default() };
        assert_eq!(confirm_with(&world, &owner, id, leave).await, Ok(ImportConfirmResult::Done));
        let id = staged(&world, &owner, &file).await;
        let view = preview(&world, &owner, id, None).await;
        assert_eq!((count(&view, PreviewFilter::Class(RowClass::Question)), count(&view, PreviewFilter::Class(RowClass::Skipped))), (0, 1));
        // Until the row changes, or another answer is given.
        let changed = staged(&world, &owner, file.replace("Greta", "Gerta")).await;
        assert_eq!(preview(&world, &owner, changed, QUESTIONS).await.rows.len(), 1);
        let new = Decisions { answers: vec![(2, "new".to_owned())], ..Decisions::default() };
        assert_eq!(confirm_with(&world, &owner, id, new).await, Ok(ImportConfirmResult::Done));
        assert_eq!(names(&world).await, ["Ada Pine a.pine@hillside.uk", "Greta Moor g.moor@hillside.uk"]);
        assert_eq!(world.texts("SELECT mis_id FROM members WHERE mis_id IS NOT NULL").await, ["0451"], "and the id stays Ada's");
        let again = staged(&world, &owner, &file).await;
        assert!(!preview(&world, &owner, again, None).await.changes_anything);
    }

    async fn questions_of_a_kind_are_answered_together(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        named(&world, &owner, ("Amy", "Webb"), "amy@hillside.uk", "'1'", Role::FullEdit).await;
        named(&world, &owner, ("Bea", "Ng"), "bea@hillside.uk", "'2'", Role::FullEdit).await;
        let file = format!("{HEAD}\n1,Amy,Stone,a.stone@hillside.uk,Cook\n2,Bea,Field,b.field@hillside.uk,Cook");
        let id = staged(&world, &owner, &file).await;
        let view = preview(&world, &owner, id, QUESTIONS).await;
        assert_eq!(view.kinds, [(QuestionKind::NewSurname, 2, None)]);
        let same = Decisions { kinds: vec![("new-surname".to_owned(), "same".to_owned())], ..Decisions::default() };
        assert_eq!(confirm_with(&world, &owner, id, same).await, Ok(ImportConfirmResult::Done));
        // They have registered, so their address stays as it is.
        assert_eq!(names(&world).await, ["Amy Stone amy@hillside.uk", "Bea Field bea@hillside.uk"]);
        let again = staged(&world, &owner, &file).await;
        assert!(!preview(&world, &owner, again, None).await.changes_anything);
    }

    async fn roles_rise_only_when_ticked_and_what_was_done_can_be_undone(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = named(&world, &owner, ("Amy", "Webb"), "amy@hillside.uk", "NULL", Role::PartialEdit).await;
        named(&world, &owner, ("Ben", "Ng"), "ben@hillside.uk", "NULL", Role::FullEdit).await;
        named(&world, &owner, ("Lee", "Ver"), "lee@hillside.uk", "NULL", Role::FullEdit).await;
        let file = "Forename,Surname,Email,Role,Leaving date\nAmy,Webb,amy@hillside.uk,Full Edit,\nBen,Ng,ben@hillside.uk,Minimal Read-only,\nLee,Ver,lee@hillside.uk,Full Edit,01/09/2025";
        let id = staged(&world, &owner, file).await;
        let view = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::RoleRise))).await;
        let shift = view.rows[0].role_change.unwrap();
        assert!(shift.gains > 0 && shift.loses == 0 && !shift.change.ticked, "{shift:?}");
        assert_eq!(shift.difference(), format!("gains {}", shift.gains));
        assert_eq!(view.tally.sentence(), "Import 1, deactivate 1 person");
        let named = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::Leaver))).await;
        assert_eq!((named.leavers[0].name.as_str(), named.leavers[0].ticked), ("Lee Ver", true));
        let tick = Decisions { shown_roles: vec![amy.to_string()], ticked_roles: vec![amy.to_string()], ..Decisions::default() };
        assert_eq!(confirm_with(&world, &owner, id, tick).await, Ok(ImportConfirmResult::Done));
        let roles = async || world.texts("SELECT first_name || ' ' || role || ' ' || access FROM members WHERE role <> 'account-owner' ORDER BY first_name").await;
        assert_eq!(roles().await, ["Amy full-edit active", "Ben minimal-read-only active", "Lee full-edit deactivated"]);
        let again = staged(&world, &owner, file).await;
        assert!(!preview(&world, &owner, again, None).await.changes_anything);

        let view = done(&world, &owner, id, Some(RowOutcome::Updated)).await;
        assert_eq!(view.lines.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), ["Amy Webb", "Ben Ng"]);
        assert_eq!((view.result.updated, view.result.deactivated, view.bulks.len()), (2, 1, 3));
        assert!(view.bulks.iter().all(|bulk| bulk.undo_until.is_some()));
        for bulk in &view.bulks {
            users::bulk_undo(&world.backend, &owner.actor, &[bulk.id]).await.unwrap();
        }
        assert_eq!(roles().await, ["Amy partial-edit active", "Ben full-edit active", "Lee full-edit active"]);
        assert!(done(&world, &owner, id, None).await.bulks.iter().all(|bulk| bulk.undone.is_some()));
        // After ten minutes it cannot be undone.
        let id = staged(&world, &owner, file).await;
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        world.clock.advance(10 * MINUTE);
        assert!(done(&world, &owner, id, None).await.bulks.iter().all(|bulk| bulk.undo_until.is_none()));
    }

    async fn what_is_decided_with_the_confirmation_is_done_with_it(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let file = format!("{HEAD}\nS1,Zoë,Ng,zoe@hillside.uk,Cook\nS2,Wrong,Row,wrong at home,Cook\nS3,Tea,Gov,tea@hillside.uk,Teacher / Governor");
        let id = staged(&world, &owner, &file).await;
        let full = Some(Role::PartialEdit.code().to_owned());
        let open = Decisions { other_role: full.clone(), ..Decisions::default() };
        let refused = confirm_with(&world, &owner, id, open).await;
        let place = preview(&world, &owner, id, None).await.roles.iter().position(|line| line.is_several).unwrap();
        assert_eq!(refused, Err(Problem::field(&Decisions::role_name(place), FieldFault::RoleOfWord("Teacher / Governor".to_owned()))));
        let decisions = Decisions {
            other_role: full,
            roles: vec![("Teacher / Governor".to_owned(), "minimal-edit".to_owned())],
            corrections: vec![(3, "email".to_owned(), "right@hillside.uk".to_owned())],
            ..Decisions::default()
        };
        assert_eq!(confirm_with(&world, &owner, id, decisions).await, Ok(ImportConfirmResult::Done));
        assert_eq!(world.texts("SELECT email || ' ' || role FROM members WHERE mis_id IS NOT NULL ORDER BY mis_id").await, [
            "zoe@hillside.uk partial-edit", "right@hillside.uk partial-edit", "tea@hillside.uk minimal-edit",
        ]);
    }

    async fn what_moved_is_said_and_decisions_are_kept(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let id = staged(&world, &owner, format!("{HEAD}\nS1,Zoë,Ng,zoe@hillside.uk,Cook")).await;
        let looked_at = preview(&world, &owner, id, None).await.looked_at;
        let other = Decisions { roles: vec![("cook".to_owned(), Decisions::LEFT_OUT.to_owned())], ..Decisions::default() };
        import::decide(&world.backend, &admin.actor, id, &other).await.unwrap();
        let mine = Decisions { other_role: Some(Role::FullEdit.code().to_owned()), ..Decisions::default() };
        let Ok(ImportConfirmResult::LookAgain(moved)) = import::confirm(&world.backend, &owner.actor, id, &looked_at, &mine).await else { panic!("look again") };
        assert_eq!(moved.iter().map(|moved| (moved.shown.label(), moved.before, moved.now)).collect::<Vec<_>>(), [("New", 1, 0), ("Skipped", 0, 1)]);
        let view = preview(&world, &owner, id, None).await;
        assert_eq!(view.other_role, Role::FullEdit.into(), "what was decided is kept");
        // A change to a person in no row does not outdate the preview.
        let looked_at = view.looked_at;
        world.add_with_email(&owner, "else@hillside.uk", Role::AccountAdmin, MemberStatus::NotRegistered).await;
        sql(&world, "UPDATE members SET job_title = 'Piper' WHERE email = 'else@hillside.uk'").await;
        let view = preview(&world, &owner, id, None).await;
        assert_ne!(view.looked_at, looked_at, "somebody new is not in the file");
        let looked_at = view.looked_at;
        sql(&world, "UPDATE members SET job_title = 'Fifer' WHERE email = 'else@hillside.uk'").await;
        assert_eq!(import::confirm(&world.backend, &owner.actor, id, &looked_at, &Decisions::default()).await, Ok(ImportConfirmResult::Done));
    }

    async fn the_next_file_with_the_same_columns_is_taken_as_the_last_one(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.school_with_owner("Riverside").await;
        let head = "Given,Called,Surname,Email,Post";
        let columns = [("column_1", "first_name"), ("column_2", "last_name"), ("column_3", "email"), ("column_4", "job_title")];
        let columns = columns.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
        let stage = async |by: &Person, file: String| import::stage(&world.backend, &by.actor, "staff.csv", file.into_bytes()).await.unwrap();
        let id = stage(&owner, format!("{head}\nX,Zoë,Ng,zoe@hillside.uk,Cook\nX,Hed,Ng,hed@hillside.uk,Boss")).await;
        import::match_columns(&world.backend, &owner.actor, id, true, columns).await.unwrap();
        let decisions = Decisions {
            roles: vec![("Cook".to_owned(), "partial-edit".to_owned()), ("Boss".to_owned(), "account-admin".to_owned())],
            ..Decisions::default()
        };
        import::decide(&world.backend, &owner.actor, id, &decisions).await.unwrap();
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));

        let next = format!("{}\nX,Eve,Orr,eve@hillside.uk,COOK\nX,Max,Orr,max@hillside.uk,Boss", head.to_uppercase());
        let id = stage(&owner, next.clone()).await;
        let view = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::New))).await;
        assert!(view.as_last_time);
        let roles: Vec<_> = view.rows.iter().map(|row| (row.name.as_str(), row.role)).collect();
        assert_eq!(roles, [("Eve Orr", Role::PartialEdit.into()), ("Max Orr", None)], "Account Admin is chosen anew each time");
        // Another school, or a file with other columns, is matched by headings.
        let theirs = stage(&other, next.clone()).await;
        assert!(matches!(view_import(&world, &other.actor, theirs, ImportListing::default()).await, ImportStage::Columns(view) if !view.as_last_time));
        let more = stage(&owner, next.replace("SURNAME", "FAMILY NAME")).await;
        assert!(matches!(view_import(&world, &owner.actor, more, ImportListing::default()).await, ImportStage::Columns(_)));
    }

    async fn last_days_and_names_people_go_by_come_in(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        named(&world, &owner, ("Ira", "Here"), "ira@hillside.uk", "NULL", Role::FullEdit).await;
        let file = "Forename,Known as,Surname,Email,Leaving date\nIra,Iggy,Here,ira@hillside.uk,31/08/2031\nNew,,One,new@hillside.uk,31/08/2031\nEver,,Last,ever@hillside.uk,31/12/9999";
        let id = staged(&world, &owner, file).await;
        let update = preview(&world, &owner, id, Some(PreviewFilter::Class(RowClass::Update))).await.rows.remove(0);
        assert_eq!(update.changes.iter().map(|change| change.field.label()).collect::<Vec<_>>(), ["Known as", "Leaving date"]);
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        let kept = world.texts("SELECT first_name || ' ' || COALESCE(known_as, '') || ' ' || COALESCE(leaving_on, '') FROM members WHERE role <> 'account-owner' ORDER BY first_name").await;
        assert_eq!(kept, ["Ever  ", "Ira Iggy 2031-08-31", "New  2031-08-31"]);
        assert_eq!(world.number("SELECT COUNT(*) FROM members WHERE leaves_at IS NOT NULL").await, 2);
        let csv = import::result_csv(&world.backend, &owner.actor, id).await.unwrap();
        assert!(csv.contains("“31/12/9999” stands for no leaving date"), "{csv}");
        let again = staged(&world, &owner, file).await;
        assert!(!preview(&world, &owner, again, None).await.changes_anything);
    }

    async fn a_deleted_person_in_the_file_is_named_with_the_way_back(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let gone = named(&world, &owner, ("Del", "Eted"), "del@hillside.uk", "NULL", Role::FullEdit).await;
        let form = MemberActionForm { typed: "delete".to_owned(), ..MemberActionForm::default() };
        users::act(&world.backend, &owner.actor, gone, MemberAction::Delete, &form).await.unwrap();
        let id = staged(&world, &owner, format!("{HEAD}\n,Del,Eted,del@hillside.uk,Cook")).await;
        let row = preview(&world, &owner, id, None).await.rows.remove(0);
        let RowNote::Deleted { member, deleted: Some(deleted), .. } = &row.notes[0] else { panic!("{row:?}") };
        let now = world.clock.now();
        let day = |moment| backend::clock::Clock::day_of(moment).unwrap();
        assert_eq!((*member, deleted.on, deleted.until), (gone, day(now), day(now.plus(90 * DAY - 1))));
        // The form for adding people says the same.
        let answer = users::email_availability(&world.backend, &owner.actor, "DEL@hillside.uk").await.unwrap();
        assert_eq!(answer, Availability::Deleted { member: gone, deleted: *deleted });
        let form = UserForm {
            first_name: "Del".to_owned(),
            last_name: "Eted".to_owned(),
            email: "del@hillside.uk".to_owned(),
            role: Role::FullEdit.code().to_owned(),
            ..UserForm::default()
        };
        let refused = users::create(&world.backend, &owner.actor, &form).await;
        assert_eq!(refused, Err(Problem::field("email", *deleted)));
    }

    async fn a_file_in_which_nobody_is_known_is_asked_about(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for number in 0..5 {
            let email = format!("p{number}@hillside.uk");
            named(&world, &owner, ("Pat", "Known"), &email, "NULL", Role::FullEdit).await;
        }
        let rows: String = (0..4).map(|n| format!("\nS{n},New{},Face,n{n}@riverside.uk,Cook", ["a", "b", "c", "d"][n])).collect();
        let id = staged(&world, &owner, format!("{HEAD}{rows}")).await;
        assert!(preview(&world, &owner, id, None).await.is_strange);
        let Err(Problem::Form(errors)) = confirm(&world, &owner, id).await else { panic!("asked") };
        assert_eq!(errors[0].field, "ours");
        let ours = Decisions { is_ours: Some(true), ..Decisions::default() };
        assert_eq!(confirm_with(&world, &owner, id, ours).await, Ok(ImportConfirmResult::Done));
        assert_eq!(world.number("SELECT COUNT(*) FROM members WHERE mis_id IS NOT NULL").await, 4);
    }
}
