//! Pupils: who sees whom and under which name, and assigning them to members.

use crate::test_context::{Person, TestContext};
use backend::{demo, pupils};
use domain::access::Denial;
use domain::form::pupils::{PickForm, taking};
use domain::id::{MemberId, PupilId};
use domain::problem::Problem;
use domain::pupil::{
    Alias, AssignResult, AssignSummary, OwnPupils, PupilListing, PupilPage, VisiblePupils, WorkerKind, YearGroup, Years,
};
use domain::role::Role;
use domain::user::MemberStatus;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Adds a pupil without the backend.
async fn child(world: &TestContext, by: &Person, forename: &str, surname: &str, year: &str, class: &str) -> PupilId {
    let id = PupilId::new(Uuid::new_v4());
    let alias = Alias::drawn(u64::from(world.next()) * 7_919);
    let order = YearGroup::from_code(year).unwrap().order();
    let lower = |text: &str| text.to_lowercase();
    let sql = format!(
        "INSERT INTO pupils (id, school_id, forename, surname, upn, born_on, year_order, class_name, alias, created_at, class_key, name_key, search_key)
         VALUES ('{id}', '{}', '{forename}', '{surname}', NULL, '2018-01-09', {order}, '{class}', '{}', 0, '{}', '{} {}', '{}\n{}')",
        by.actor.school(), alias.code(), lower(class), lower(surname), lower(forename), lower(forename), lower(surname)
    );
    sqlx::query(AssertSqlSafe(sql)).execute(&world.pool).await.unwrap();
    id
}

/// Adds this many pupils in a class.
pub async fn children(world: &TestContext, by: &Person, year: &str, class: &str, many: u32) -> Vec<PupilId> {
    let mut ids = Vec::new();
    for number in 0..many {
        ids.push(child(world, by, &format!("Child{number}"), &format!("Of{class}"), year, class).await);
    }
    ids
}

async fn list(world: &TestContext, by: &Person, listing: PupilListing) -> PupilPage {
    pupils::list(&world.backend, &by.actor, listing).await.unwrap()
}

fn names(page: &PupilPage) -> Vec<String> {
    match &page.pupils {
        VisiblePupils::Named(pupils) => pupils.iter().map(|pupil| pupil.forename.clone()).collect(),
        VisiblePupils::Aliased(_) => panic!("aliases"),
    }
}

fn aliases(page: &PupilPage) -> Vec<String> {
    match &page.pupils {
        VisiblePupils::Aliased(pupils) => pupils.iter().map(|pupil| pupil.alias.to_string()).collect(),
        VisiblePupils::Named(_) => panic!("names"),
    }
}

fn search(text: &str) -> PupilListing {
    PupilListing { search: text.to_owned(), ..PupilListing::default() }
}

fn in_class(class: &str) -> PupilListing {
    PupilListing { class: class.to_owned(), ..PupilListing::default() }
}

fn in_years(code: &str) -> PupilListing {
    PupilListing { years: Years::from_code(code), ..PupilListing::default() }
}

/// The picker's form, filled in by a person who saw the list `was`.
pub fn form(member: MemberId, kind: WorkerKind, was: &[PupilId], picked: &[PupilId]) -> PickForm {
    let texts = |ids: &[PupilId]| ids.iter().map(ToString::to_string).collect();
    PickForm {
        member: member.to_string(),
        kind: kind.code().to_owned(),
        picked: texts(picked),
        was: texts(was),
        ..PickForm::default()
    }
}

pub fn confirmed(form: PickForm) -> PickForm {
    PickForm { confirmed: true, ..form }
}

pub async fn assign(world: &TestContext, by: &Person, form: PickForm) -> Result<AssignResult, Problem> {
    pupils::assign(&world.backend, &by.actor, &form).await
}

async fn summary(world: &TestContext, by: &Person, form: PickForm) -> AssignSummary {
    match assign(world, by, form).await.unwrap() {
        AssignResult::ToConfirm(summary) => summary,
        other => panic!("{other:?}"),
    }
}

/// The numbers of key children and of other pupils.
async fn counts(world: &TestContext, by: &Person, member: MemberId) -> (usize, usize) {
    let children = pupils::children_of(&world.backend, &by.actor, member).await.unwrap();
    (children.key.len(), children.worker.len())
}

fn said(problem: Problem) -> String {
    match problem {
        Problem::Form(errors) => errors.iter().map(|error| error.sentence()).collect(),
        other => panic!("{other:?}"),
    }
}

both! {
    async fn pupils_are_found_by_words_class_and_year_group(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        child(&world, &owner, "Zoe", "Webb", "R", "Willow").await;
        child(&world, &owner, "Amy", "Webb", "1", "Hazel").await;
        child(&world, &owner, "Bo", "Lee_", "1", "Hazel").await;
        let all = list(&world, &owner, PupilListing::default()).await;
        assert_eq!(names(&all), ["Zoe", "Bo", "Amy"]);
        assert_eq!((all.total, all.pages, all.classes.as_slice()), (3, 1, &["Willow".to_owned(), "Hazel".to_owned()][..]));
        assert_eq!(all.years.iter().map(|years| years.code()).collect::<Vec<_>>(), ["R", "1"]);
        assert_eq!(names(&list(&world, &owner, search("WEBB am")).await), ["Amy"]);
        assert_eq!(names(&list(&world, &owner, search("e_")).await), ["Bo"]);
        assert_eq!(names(&list(&world, &owner, in_class("hazel")).await), ["Bo", "Amy"]);
        assert_eq!(names(&list(&world, &owner, in_years("R")).await), ["Zoe"]);
        assert_eq!(list(&world, &owner, in_class("Hazel' OR 1=1")).await.total, 0);
        let last = list(&world, &owner, PupilListing { page: 99, ..PupilListing::default() }).await;
        assert_eq!((last.listing.page, last.total), (1, 3));
    }

    async fn a_long_list_has_pages(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        children(&world, &owner, "3", "Birch", 53).await;
        let second = list(&world, &owner, PupilListing { page: 2, ..PupilListing::default() }).await;
        assert_eq!((names(&second).len(), second.total, second.pages), (3, 53, 2));
    }

    async fn minimal_read_only_meets_aliases_and_nothing_tells_who_they_are(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let governor = world.person(&owner, Role::MinimalReadOnly).await;
        children(&world, &owner, "N1", "Acorns", 3).await;
        children(&world, &owner, "N2", "Acorns", 6).await;
        children(&world, &owner, "R", "Willow", 5).await;
        let all = list(&world, &governor, PupilListing::default()).await;
        assert_eq!((all.total, all.classes.len()), (14, 0));
        // A group of three would be too small to hide in.
        assert_eq!(all.years.iter().map(|years| years.code()).collect::<Vec<_>>(), ["N1-N2", "R"]);
        assert_eq!(list(&world, &governor, PupilListing::default()).await, all, "the same each time");
        let wire = serde_json::to_string(&all).unwrap();
        for told in ["Child", "Of", "Acorns", "Willow", "2018"] {
            assert!(!wire.contains(told), "{told} in {wire}");
        }
        // Search and filters reveal nothing that is not shown.
        assert_eq!(list(&world, &governor, search("Child0")).await.total, 0);
        assert_eq!(list(&world, &governor, in_class("Willow")).await.total, 14);
        assert_eq!(list(&world, &governor, in_years("N1")).await.total, 14);
        assert_eq!(list(&world, &governor, in_years("N1-N2")).await.total, 9);
        let one = &aliases(&all)[0];
        assert_eq!(aliases(&list(&world, &governor, search(&one.to_lowercase())).await), [one.as_str()]);
    }

    async fn a_school_of_four_shows_a_governor_nobody(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let governor = world.person(&owner, Role::MinimalReadOnly).await;
        let four = children(&world, &owner, "R", "Willow", 4).await;
        assign(&world, &owner, confirmed(form(governor.member, WorkerKind::Worker, &[], &four))).await.unwrap();
        let page = list(&world, &governor, PupilListing::default()).await;
        assert_eq!((page.total, aliases(&page).len(), page.years.len()), (0, 0, 0));
        assert_eq!(pupils::mine(&world.backend, &governor.actor).await.unwrap(), OwnPupils::Aliased(Vec::new()));
    }

    async fn pupils_of_another_school_are_not_there(world: TestContext) {
        let (ours, theirs) = (world.school_with_owner("Hillside").await, world.school_with_owner("Zebedee").await);
        let teacher = world.person(&ours, Role::FullEdit).await;
        let foreign = child(&world, &theirs, "Zed", "Quagmire", "R", "Z").await;
        assert_eq!(list(&world, &ours, PupilListing::default()).await.total, 0);
        let refused = assign(&world, &ours, confirmed(form(teacher.member, WorkerKind::Key, &[], &[foreign]))).await;
        assert!(said(refused.unwrap_err()).contains("no longer in your school"));
        let own = child(&world, &ours, "Amy", "Webb", "R", "Willow").await;
        let refused = assign(&world, &theirs, form(teacher.member, WorkerKind::Key, &[], &[own])).await;
        assert_eq!(refused, Err(Problem::NotFound));
        assert!(matches!(pupils::children_of(&world.backend, &theirs.actor, teacher.member).await, Err(Problem::NotFound)));
        let picker = pupils::pick(&world.backend, &theirs.actor, teacher.member, WorkerKind::Key, PupilListing::default()).await;
        assert_eq!(picker, Err(Problem::NotFound));
    }

    async fn what_would_change_is_shown_first_and_done_when_it_is_confirmed(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let class = children(&world, &owner, "R", "Willow", 4).await;
        let before = world.number("SELECT MAX(change_no) FROM schools").await;
        let shown = summary(&world, &owner, form(teacher.member, WorkerKind::Key, &[], &class[..3])).await;
        assert_eq!((shown.added.len(), shown.removed.len(), shown.total, shown.is_news), (3, 0, 3, false));
        assert_eq!(counts(&world, &owner, teacher.member).await, (0, 0));
        assert_eq!(world.number("SELECT MAX(change_no) FROM schools").await, before, "nothing is announced");

        assert_eq!(assign(&world, &owner, confirmed(form(teacher.member, WorkerKind::Key, &[], &class[..3]))).await, Ok(AssignResult::Saved));
        assert_eq!(counts(&world, &owner, teacher.member).await, (3, 0));
        let swap = confirmed(form(teacher.member, WorkerKind::Key, &class[..3], &class[1..]));
        assert_eq!(assign(&world, &owner, swap).await, Ok(AssignResult::Saved));
        assert_eq!(counts(&world, &owner, teacher.member).await, (3, 0));
        let of = |column| format!("SELECT {column} FROM audit_log WHERE subject_id = '{}' AND action = 'assign pupils' ORDER BY number", teacher.member);
        assert_eq!(world.texts(&of("old_value")).await, ["", r#"{"key":["Child0 OfWillow"]}"#]);
        assert_eq!(world.texts(&of("new_value")).await[1], r#"{"key":["Child3 OfWillow"]}"#);

        let same = form(teacher.member, WorkerKind::Key, &class[1..], &class[1..]);
        assert!(said(assign(&world, &owner, same).await.unwrap_err()).contains("Nothing would change"));
        let nonsense = PickForm { picked: vec!["'; --".to_owned()], ..form(teacher.member, WorkerKind::Key, &[], &[]) };
        assert!(said(assign(&world, &owner, nonsense).await.unwrap_err()).contains("no child"));
    }

    async fn a_child_is_taken_over_only_from_whom_it_was_shown(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (one, other, third) = (world.person(&owner, Role::FullEdit).await, world.person(&owner, Role::PartialEdit).await, world.person(&owner, Role::FullEdit).await);
        let class = children(&world, &owner, "R", "Willow", 2).await;
        assign(&world, &owner, confirmed(form(one.member, WorkerKind::Key, &[], &class))).await.unwrap();

        let wish = form(other.member, WorkerKind::Key, &[], &class[..1]);
        let shown = summary(&world, &owner, wish.clone()).await;
        let from: Vec<_> = shown.taken_over.iter().map(|taken| (taken.child.pupil, taken.from)).collect();
        assert_eq!(from, [(class[0], one.member)]);
        // Confirmed without a summary, or with one for another person: it is shown again, and nothing is done.
        assert!(summary(&world, &owner, confirmed(wish.clone())).await.is_news);
        let wrong = PickForm { taking: vec![taking(class[0], third.member)], ..confirmed(wish.clone()) };
        assert!(summary(&world, &owner, wrong).await.is_news);
        assert_eq!(counts(&world, &owner, one.member).await, (2, 0));

        let right = PickForm { taking: vec![taking(class[0], one.member)], ..confirmed(wish) };
        assert_eq!(assign(&world, &owner, right).await, Ok(AssignResult::Saved));
        assert_eq!((counts(&world, &owner, one.member).await, counts(&world, &owner, other.member).await), ((1, 0), (1, 0)));
        assert_eq!(world.number("SELECT COUNT(*) FROM pupil_workers WHERE kind = 'key'").await, 2);
        let lost = format!("SELECT old_value FROM audit_log WHERE subject_id = '{}' AND action = 'assign pupils' ORDER BY number", one.member);
        assert_eq!(world.texts(&lost).await[1], r#"{"key":["Child0 OfWillow"]}"#);
    }

    async fn the_database_itself_holds_one_key_worker_a_child(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (one, other) = (world.person(&owner, Role::FullEdit).await, world.person(&owner, Role::FullEdit).await);
        let pupil = child(&world, &owner, "Amy", "Webb", "R", "Willow").await;
        let put = async |member: MemberId, kind: &str| {
            let sql = format!("INSERT INTO pupil_workers (school_id, pupil_id, member_id, kind, since) VALUES ('{}', '{pupil}', '{member}', '{kind}', 0)", owner.actor.school());
            sqlx::query(AssertSqlSafe(sql)).execute(&world.pool).await.is_ok()
        };
        assert!(put(one.member, "key").await);
        assert!(!put(one.member, "worker").await, "one way or the other");
        assert!(!put(other.member, "key").await, "one key worker");
        assert!(put(other.member, "worker").await);
    }

    async fn the_second_of_two_admins_is_told_and_nothing_is_lost(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let class = children(&world, &owner, "R", "Willow", 4).await;
        assign(&world, &owner, confirmed(form(teacher.member, WorkerKind::Key, &[], &class[..2]))).await.unwrap();
        // Both saw the first two pupils. The owner removes the first and adds the third; the admin adds the fourth.
        assign(&world, &owner, confirmed(form(teacher.member, WorkerKind::Key, &class[..2], &class[1..3]))).await.unwrap();
        let mine = confirmed(form(teacher.member, WorkerKind::Key, &class[..2], &[class[0], class[1], class[3]]));
        let Ok(AssignResult::ChangedMeanwhile { picked, now, added, removed }) = assign(&world, &admin, mine).await else { panic!("not told") };
        let sorted = |mut ids: Vec<PupilId>| { ids.sort(); ids };
        assert_eq!(sorted(picked.clone()), sorted(vec![class[1], class[2], class[3]]));
        assert_eq!((added[0].pupil, removed[0].pupil, added.len(), removed.len()), (class[2], class[0], 1, 1));
        assert_eq!(counts(&world, &owner, teacher.member).await, (2, 0));
        assert_eq!(assign(&world, &admin, confirmed(form(teacher.member, WorkerKind::Key, &now, &picked))).await, Ok(AssignResult::Saved));
        assert_eq!(counts(&world, &owner, teacher.member).await, (3, 0));
    }

    async fn the_two_lists_of_a_person_have_no_child_in_common(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let class = children(&world, &owner, "R", "Willow", 2).await;
        assign(&world, &owner, confirmed(form(teacher.member, WorkerKind::Worker, &[], &class))).await.unwrap();
        let shown = summary(&world, &owner, form(teacher.member, WorkerKind::Key, &[], &class[..1])).await;
        assert_eq!(shown.moved.iter().map(|child| child.pupil).collect::<Vec<_>>(), class[..1]);
        assign(&world, &owner, confirmed(form(teacher.member, WorkerKind::Key, &[], &class[..1]))).await.unwrap();
        assert_eq!(counts(&world, &owner, teacher.member).await, (1, 1));
        let both = form(teacher.member, WorkerKind::Worker, &class[1..], &class);
        assert!(said(assign(&world, &owner, both).await.unwrap_err()).starts_with("Untick Child0 OfWillow"));
        let picker = pupils::pick(&world.backend, &owner.actor, teacher.member, WorkerKind::Worker, search("child0")).await.unwrap();
        assert!(picker.found[0].children[0].refused.is_some());
        assert_eq!((picker.now, picker.found.len()), (class[1..].to_vec(), 1));
    }

    async fn nobody_says_whom_an_equal_or_they_themselves_work_with(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (admin, equal) = (world.person(&owner, Role::AccountAdmin).await, world.person(&owner, Role::AccountAdmin).await);
        let teacher = world.person(&owner, Role::FullEdit).await;
        let gone = world.add_member(&owner, Role::FullEdit, MemberStatus::Deactivated).await;
        let class = children(&world, &owner, "R", "Willow", 2).await;
        for (by, member) in [(&admin, equal.member), (&admin, admin.member), (&admin, owner.member), (&owner, owner.member), (&admin, gone.member), (&teacher, equal.member)] {
            let answer = assign(&world, by, form(member, WorkerKind::Key, &[], &class)).await;
            assert!(matches!(answer, Err(Problem::Denied(_))), "{answer:?}");
            let picker = pupils::pick(&world.backend, &by.actor, member, WorkerKind::Key, PupilListing::default()).await;
            assert!(matches!(picker, Err(Problem::Denied(_))));
        }
        // Taking a pupil from a key worker acts on that person too.
        assign(&world, &owner, confirmed(form(equal.member, WorkerKind::Key, &[], &class[..1]))).await.unwrap();
        let picker = pupils::pick(&world.backend, &admin.actor, teacher.member, WorkerKind::Key, PupilListing::default()).await.unwrap();
        let refused: Vec<_> = picker.found[0].children.iter().map(|row| row.refused.is_some()).collect();
        assert_eq!(refused, [true, false]);
        let answer = assign(&world, &admin, form(teacher.member, WorkerKind::Key, &[], &class)).await;
        assert!(said(answer.unwrap_err()).contains("cannot be taken over"));
        assert_eq!(pupils::children_of(&world.backend, &teacher.actor, teacher.member).await, Err(Problem::Denied(Denial::ForAdmins)));
    }

    async fn everybody_meets_their_own_children_as_their_role_may(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (teacher, governor) = (world.person(&owner, Role::MinimalEdit).await, world.person(&owner, Role::MinimalReadOnly).await);
        let class = children(&world, &owner, "R", "Willow", 6).await;
        for member in [teacher.member, governor.member] {
            assign(&world, &owner, confirmed(form(member, WorkerKind::Worker, &[], &class[..4]))).await.unwrap();
        }
        assign(&world, &owner, confirmed(form(teacher.member, WorkerKind::Key, &[], &class[4..]))).await.unwrap();
        let OwnPupils::Named { key, worker } = pupils::mine(&world.backend, &teacher.actor).await.unwrap() else { panic!("aliases") };
        assert_eq!((key.len(), worker.len(), key[0].forename.as_str()), (2, 4, "Child4"));
        let own = async || match pupils::mine(&world.backend, &governor.actor).await.unwrap() {
            OwnPupils::Aliased(own) => own,
            OwnPupils::Named { .. } => panic!("names"),
        };
        assert_eq!(own().await, [], "a few would be known by their aliases on every page");
        assign(&world, &owner, confirmed(form(governor.member, WorkerKind::Worker, &class[..4], &class[..5]))).await.unwrap();
        let own = own().await;
        assert_eq!(own.len(), 5);
        let all = list(&world, &governor, PupilListing::default()).await;
        assert!(own.iter().all(|pupil| aliases(&all).contains(&pupil.alias.to_string())), "the same alias everywhere");
        // Working with pupils neither adds to nor limits the pupils a person sees.
        assert_eq!(list(&world, &teacher, PupilListing::default()).await.total, 6);
    }

    async fn the_demonstration_has_children_and_people_who_work_with_them(world: TestContext) {
        demo::seed(&world.as_demo()).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM pupils").await, 241);
        assert_eq!(world.number("SELECT COUNT(DISTINCT alias) FROM pupils").await, 241);
        assert!(world.number("SELECT COUNT(*) FROM pupil_workers WHERE kind = 'key'").await > 100);
        demo::reset(&world.as_demo()).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM pupils WHERE left_on IS NULL").await, 240);
    }
}
