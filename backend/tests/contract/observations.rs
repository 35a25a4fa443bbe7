//! Observations: who records, reads, changes, shares and deletes them, and what readers see who may not know the
//! children.

use crate::pictures::{TOLD, jpeg, telling_jpeg};
use crate::pupils::children;
use crate::test_context::{Person, TestContext};
use backend::{observations, school, users};
use domain::access::Denial;
use domain::exception::{DENY, ExceptionForm};
use domain::id::{ObservationId, ObservationPhotoId, PupilId};
use domain::moment::DAY;
use domain::observation::{
    ChangeResult, LearningArea, Observation, ObservationForm, ObservationListing, ObservationPage, PHOTO_SIDE,
    ShareResult, VisibleObservations,
};
use domain::photo::PhotoError;
use domain::problem::{FieldError, Problem};
use domain::pupil::PupilListing;
use domain::role::Role;
use domain::user::{Access, MemberStatus};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

const CREATE: &str = "sonar-tracker/observations/create-observations";
const SHARE: &str = "sonar-tracker/observations/share-with-home";

/// A school that has confirmed observations as the demonstration has, and its class of five.
pub async fn classroom(world: &TestContext) -> (Person, Vec<PupilId>) {
    let owner = world.school_with_owner("Hillside").await;
    for (feature, roles) in
        [(CREATE, &[Role::FullEdit, Role::PartialEdit, Role::MinimalEdit][..]), (SHARE, &[Role::FullEdit])]
    {
        for role in roles {
            school::confirm_cell(&world.backend, &owner.actor, feature, role.code(), Some(true)).await.unwrap();
        }
    }
    let class = children(world, &owner, "R", "Willow", 5).await;
    (world.sign_in(&owner.email).await, class)
}

pub fn form(children: &[PupilId], text: &str) -> ObservationForm {
    ObservationForm {
        text: text.to_owned(),
        observed_on: "2026-11-10".to_owned(),
        areas: vec!["M".to_owned(), "CL".to_owned()],
        children: children.iter().map(ToString::to_string).collect(),
        ..ObservationForm::default()
    }
}

pub async fn create(world: &TestContext, by: &Person, form: &ObservationForm) -> Result<ObservationId, Problem> {
    observations::create(&world.backend, &by.actor, form).await
}

pub async fn find(world: &TestContext, by: &Person, id: ObservationId) -> Result<Observation, Problem> {
    observations::find(&world.backend, &by.actor, id).await
}

async fn list(world: &TestContext, by: &Person, listing: ObservationListing) -> ObservationPage {
    observations::list(&world.backend, &by.actor, listing).await.unwrap()
}

fn texts(page: &ObservationPage) -> Vec<&str> {
    match &page.observations {
        VisibleObservations::Named(lines) => lines.iter().map(|line| line.text.as_str()).collect(),
        VisibleObservations::Aliased(_) => panic!("aliases"),
    }
}

pub async fn contact(world: &TestContext, child: PupilId, email: &str) {
    let sql = format!("UPDATE pupils SET home_email = '{email}' WHERE id = '{child}'");
    sqlx::query(AssertSqlSafe(sql)).execute(&world.pool).await.unwrap();
}

pub async fn share(world: &TestContext, by: &Person, id: ObservationId, version: i64) -> Result<ShareResult, Problem> {
    observations::share(&world.backend, &by.actor, id, version).await
}

/// Takes a permission away from somebody from today on.
async fn deny(world: &TestContext, owner: &Person, of: &Person, feature: &str) {
    let day = |days: i64| backend::clock::Clock::day_of(world.clock.now().plus(days * DAY)).unwrap().to_string();
    let form = ExceptionForm {
        feature: feature.to_owned(),
        effect: DENY.to_owned(),
        starts_on: day(0),
        ends_on: day(30),
        reason: "A relative's class".to_owned(),
    };
    users::make_exception(&world.backend, &owner.actor, of.member, &form).await.unwrap();
}

fn fields(problem: Problem) -> Vec<(String, String)> {
    match problem {
        Problem::Form(errors) => {
            errors.iter().map(|error: &FieldError| (error.field.clone(), error.sentence())).collect()
        }
        other => panic!("{other:?}"),
    }
}

both! {
    async fn what_was_observed_is_recorded_and_read(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let teacher = world.person(&owner, Role::MinimalEdit).await;
        let id = create(&world, &teacher, &form(&class[..2], " Built a bridge\r\nof blocks ")).await.unwrap();
        let reader = world.person(&owner, Role::PartialReadOnly).await;
        let met = find(&world, &reader, id).await.unwrap();
        assert_eq!((met.text.as_str(), met.observed_on.to_string().as_str(), met.version), ("Built a bridge\nof blocks", "2026-11-10", 1));
        assert_eq!(met.areas, [LearningArea::Communication, LearningArea::Mathematics]);
        assert_eq!(met.children.iter().map(|child| child.name.as_str()).collect::<Vec<_>>(), ["Child0 OfWillow", "Child1 OfWillow"]);
        assert_eq!((met.author.as_str(), met.changed.is_none(), met.shared.is_none()), ("Amy Marlowe", true, true));
        assert_eq!((met.may_change, met.may_share), (Err(Denial::WithoutObservations), Err(Denial::WithoutSharing)));
        let own = find(&world, &teacher, id).await.unwrap();
        assert_eq!((own.may_change, own.may_share), (Ok(()), Err(Denial::WithoutSharing)));
        let logged = world.texts("SELECT new_value FROM audit_log WHERE action = 'create observation'").await;
        assert_eq!(logged, [r#"{"areas":["CL","M"],"children":["Child0 OfWillow","Child1 OfWillow"],"observed_on":"2026-11-10","photos":0}"#]);
        let subjects = world.texts("SELECT subject_kind || ' ' || subject_name FROM audit_log WHERE action = 'create observation'").await;
        assert_eq!(subjects, ["observation Child0 OfWillow, Child1 OfWillow"]);
    }

    async fn each_role_does_what_its_permissions_say(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        contact(&world, class[0], "home@homes.example").await;
        let id = create(&world, &owner, &form(&class[..1], "Seen")).await.unwrap();
        for role in Role::ALL {
            let person = if role == Role::AccountOwner { owner.clone() } else { world.person(&owner, role).await };
            let recorded = create(&world, &person, &form(&class[..1], "Seen too")).await;
            let expected = match role {
                Role::MinimalReadOnly => Err(Problem::Denied(Denial::WithoutNames)),
                role if role.is_read_only() => Err(Problem::Denied(Denial::WithoutObservations)),
                _ => Ok(()),
            };
            assert_eq!(recorded.clone().map(drop), expected, "{role}");
            let refused = |denial: Denial| Err(Problem::Denied(denial));
            let found = find(&world, &person, id).await.map(drop);
            assert_eq!(found, if role == Role::MinimalReadOnly { refused(Denial::WithoutNames) } else { Ok(()) }, "{role}");
            let changed = observations::change(&world.backend, &person.actor, id, &ObservationForm { version: 1, ..form(&class[..1], "Seen") }).await.map(drop);
            let deleted = match recorded {
                Ok(own) => observations::delete(&world.backend, &person.actor, own).await,
                Err(_) => observations::delete(&world.backend, &person.actor, id).await,
            };
            match role {
                Role::AccountOwner | Role::AccountAdmin => assert_eq!((changed, deleted), (Ok(()), Ok(())), "{role}"),
                Role::FullEdit | Role::PartialEdit | Role::MinimalEdit => assert_eq!((changed, deleted), (refused(Denial::NotYourObservation), Ok(())), "{role}"),
                Role::MinimalReadOnly => assert_eq!((changed, deleted), (refused(Denial::WithoutNames), refused(Denial::WithoutNames)), "{role}"),
                _ => assert_eq!((changed, deleted), (refused(Denial::WithoutObservations), refused(Denial::WithoutObservations)), "{role}"),
            }
            if !matches!(role, Role::AccountOwner | Role::AccountAdmin | Role::FullEdit) {
                let denial = if role == Role::MinimalReadOnly { Denial::WithoutNames } else { Denial::WithoutSharing };
                assert_eq!(share(&world, &person, id, 1).await.map(drop), refused(denial), "{role}");
            }
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM observations").await, 1);
        assert_eq!(world.number("SELECT COUNT(*) FROM observation_pupils").await, 1);
    }

    async fn an_exception_decides_from_the_next_request(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let id = create(&world, &teacher, &form(&class[..1], "Seen")).await.unwrap();
        deny(&world, &owner, &teacher, CREATE).await;
        assert_eq!(create(&world, &teacher, &form(&class[..1], "Seen")).await, Err(Problem::Denied(Denial::WithoutObservations)));
        let changed = observations::change(&world.backend, &teacher.actor, id, &form(&class[..1], "Other")).await;
        assert_eq!(changed, Err(Problem::Denied(Denial::WithoutObservations)), "not even their own");
        deny(&world, &owner, &teacher, SHARE).await;
        assert_eq!(share(&world, &teacher, id, 1).await, Err(Problem::Denied(Denial::WithoutSharing)));
        deny(&world, &owner, &teacher, "sonar-tracker/pupils/view-pupils").await;
        assert_eq!(find(&world, &teacher, id).await, Err(Problem::Denied(Denial::WithoutPupils)));
        assert_eq!(observations::list(&world.backend, &teacher.actor, ObservationListing::default()).await, Err(Problem::Denied(Denial::WithoutPupils)));
    }

    async fn a_form_that_will_not_do_says_why_and_records_nothing(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let theirs = world.school_with_owner("Zebedee").await;
        let foreign = children(&world, &theirs, "R", "Oak", 1).await[0];
        let wrong = async |form: ObservationForm| fields(create(&world, &owner, &form).await.unwrap_err());
        // It is 18 November 2026 in London.
        let tomorrow = ObservationForm { observed_on: "2026-11-19".to_owned(), ..form(&class[..1], "Seen") };
        assert_eq!(wrong(tomorrow).await[0].0, "observed_on");
        let ancient = ObservationForm { observed_on: "2024-08-31".to_owned(), ..form(&class[..1], "Seen") };
        assert!(wrong(ancient).await[0].1.starts_with("Enter 1 September 2024"));
        assert_eq!(wrong(form(&class[..1], &"x".repeat(4_001))).await[0].0, "text");
        assert_eq!(wrong(form(&[], "Seen")).await[0].0, "children");
        for strangers in [vec![foreign], vec![class[0], foreign], vec![PupilId::new(Uuid::from_u128(9))]] {
            let said = wrong(form(&strangers, "Seen")).await;
            assert_eq!(said, [("children".to_owned(), "A child you ticked is not in your school. Tick the children again".to_owned())]);
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM observations").await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE subject_kind = 'observation'").await, 0);
        let id = create(&world, &owner, &form(&class[..1], "Seen")).await.unwrap();
        let moved = ObservationForm { version: 1, ..form(&[foreign], "Seen") };
        let said = fields(observations::change(&world.backend, &owner.actor, id, &moved).await.unwrap_err());
        assert_eq!(said[0].0, "children");
    }

    async fn a_form_sent_twice_records_one_observation(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let keyed = |text: &str| ObservationForm { form_key: Uuid::from_u128(7).to_string(), ..form(&class[..1], text) };
        let first = create(&world, &owner, &keyed("Seen")).await.unwrap();
        assert_eq!(create(&world, &owner, &keyed("Seen")).await, Ok(first));
        assert_ne!(create(&world, &owner, &keyed("Filled in again after going back")).await, Ok(first));
        let other = world.person(&owner, Role::FullEdit).await;
        assert_ne!(create(&world, &other, &keyed("Seen")).await, Ok(first), "a key is its author's");
        assert_eq!(world.number("SELECT COUNT(*) FROM observations").await, 3);
    }

    async fn lists_are_newest_first_and_filtered(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        for (day, child, by) in [("2026-11-01", 0, &owner), ("2026-11-03", 1, &teacher), ("2026-11-02", 0, &teacher)] {
            let one = ObservationForm { observed_on: day.to_owned(), ..form(&class[child..=child], day) };
            create(&world, by, &one).await.unwrap();
        }
        let all = list(&world, &teacher, ObservationListing::default()).await;
        assert_eq!((texts(&all), all.total, all.pages), (vec!["2026-11-03", "2026-11-02", "2026-11-01"], 3, 1));
        let mine = list(&world, &teacher, ObservationListing { mine: true, ..ObservationListing::default() }).await;
        assert_eq!(texts(&mine), ["2026-11-03", "2026-11-02"]);
        let of = list(&world, &teacher, ObservationListing { child: Some(class[0]), ..ObservationListing::default() }).await;
        assert_eq!((texts(&of), of.child.as_deref()), (vec!["2026-11-02", "2026-11-01"], Some("Child0 OfWillow")));
        let named = list(&world, &teacher, ObservationListing { search: "child1".to_owned(), ..ObservationListing::default() }).await;
        assert_eq!(texts(&named), ["2026-11-03"]);
        let beyond = list(&world, &teacher, ObservationListing { page: 99, ..ObservationListing::default() }).await;
        assert_eq!(beyond.listing.page, 1);
        for number in 0..20 {
            create(&world, &owner, &form(&class[2..3], &number.to_string())).await.unwrap();
        }
        let second = list(&world, &owner, ObservationListing { page: 2, ..ObservationListing::default() }).await;
        assert_eq!((texts(&second), second.total, second.pages), (vec!["2026-11-03", "2026-11-02", "2026-11-01"], 23, 2));
    }

    async fn the_second_of_two_changes_is_told_and_nothing_is_lost(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let id = create(&world, &teacher, &form(&class[..1], "First")).await.unwrap();
        let at = |version: i64, text: &str| ObservationForm { version, areas: vec!["PD".to_owned()], ..form(&class[1..3], text) };
        assert_eq!(observations::change(&world.backend, &owner.actor, id, &at(1, "The owner's")).await, Ok(ChangeResult::Saved));
        let second = observations::change(&world.backend, &teacher.actor, id, &at(1, "The teacher's")).await.unwrap();
        let ChangeResult::ChangedMeanwhile(now) = second else { panic!("{second:?}") };
        assert_eq!((now.text.as_str(), now.version, now.changed.as_ref().map(|(by, _)| by.as_str())), ("The owner's", 2, Some("Ada Owens")));
        assert_eq!(observations::change(&world.backend, &teacher.actor, id, &at(2, "The teacher's")).await, Ok(ChangeResult::Saved));
        let met = find(&world, &owner, id).await.unwrap();
        assert_eq!((met.text.as_str(), met.version, met.areas.as_slice(), met.children.len()), ("The teacher's", 3, &[LearningArea::Physical][..], 2));
        let before = world.number("SELECT COUNT(*) FROM audit_log").await;
        assert_eq!(observations::change(&world.backend, &teacher.actor, id, &at(3, "The teacher's")).await, Ok(ChangeResult::Saved));
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log").await, before, "nothing changed");
        let logged = world.texts("SELECT old_value || new_value FROM audit_log WHERE action = 'change observation' ORDER BY number").await;
        assert!(logged[0].contains("\"text\":true") && !logged.concat().contains("owner's"), "the log has no text: {logged:?}");
    }

    async fn photos_are_made_anew_and_four_at_most(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let teacher = world.person(&owner, Role::PartialEdit).await;
        let id = create(&world, &teacher, &form(&class[..1], "Seen")).await.unwrap();
        let add = async |by: &Person, picture: Vec<u8>| observations::add_photo(&world.backend, &by.actor, id, picture).await;
        let wide = add(&teacher, telling_jpeg(2_600, 1_300, 6)).await.unwrap();
        let kept = observations::photo(&world.backend, &teacher.actor, id, wide).await.unwrap();
        let picture = image::load_from_memory(&kept).unwrap();
        assert_eq!((picture.width(), picture.height()), (PHOTO_SIDE / 2, PHOTO_SIDE), "upright, and no larger");
        for told in TOLD {
            assert!(!kept.windows(told.len()).any(|some| some == told.as_bytes()), "{told}");
        }
        let small = add(&teacher, jpeg(300, 200)).await.unwrap();
        let kept = observations::photo(&world.backend, &teacher.actor, id, small).await.unwrap();
        assert_eq!(image::load_from_memory(&kept).unwrap().width(), 300, "not made larger");
        for (picture, error) in [(Vec::new(), PhotoError::Missing), (b"x".to_vec(), PhotoError::OtherKind), (jpeg(90, 90), PhotoError::TooSmall)] {
            assert_eq!(add(&teacher, picture).await, Err(error.into()));
        }
        let other = world.person(&owner, Role::PartialEdit).await;
        assert_eq!(add(&other, jpeg(200, 200)).await, Err(Problem::Denied(Denial::NotYourObservation)));
        add(&owner, jpeg(200, 200)).await.unwrap();
        add(&teacher, jpeg(200, 200)).await.unwrap();
        let fifth = fields(add(&teacher, jpeg(200, 200)).await.unwrap_err());
        assert_eq!(fifth[0].1, "An observation has 4 photos at most. Remove one first");
        assert_eq!(find(&world, &other, id).await.unwrap().photos.len(), 4);
        assert_eq!(observations::remove_photo(&world.backend, &other.actor, id, wide).await, Err(Problem::Denied(Denial::NotYourObservation)));
        for _ in 0..2 {
            observations::remove_photo(&world.backend, &teacher.actor, id, wide).await.unwrap();
        }
        assert_eq!(observations::photo(&world.backend, &teacher.actor, id, wide).await, Err(Problem::NotFound));
        let governor = world.person(&owner, Role::MinimalReadOnly).await;
        assert_eq!(observations::photo(&world.backend, &governor.actor, id, small).await, Err(Problem::Denied(Denial::WithoutNames)));
        observations::delete(&world.backend, &teacher.actor, id).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM observation_photos").await, 0);
    }

    async fn minimal_read_only_meets_aliases_months_and_areas(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        for (day, areas, some) in [("2026-11-10", &["M"][..], &class[..2]), ("2026-11-12", &["PD", "M"], &class[..1]), ("2026-10-05", &[], &class[4..])] {
            let areas = areas.iter().map(|area| (*area).to_owned()).collect();
            create(&world, &owner, &ObservationForm { observed_on: day.to_owned(), areas, ..form(some, "Secret words") }).await.unwrap();
        }
        let governor = world.person(&owner, Role::MinimalReadOnly).await;
        let page = list(&world, &governor, ObservationListing::default()).await;
        let VisibleObservations::Aliased(lines) = &page.observations else { panic!("{page:?}") };
        assert_eq!((lines.len(), page.total), (3, 3));
        let months: Vec<_> = lines.iter().map(|line| line.month.words()).collect();
        assert_eq!(months, ["November 2026", "November 2026", "October 2026"]);
        assert!(lines[0].alias < lines[1].alias, "the order says nothing of who was seen when");
        let of_one: Vec<_> = lines.iter().filter(|line| line.areas.len() == 2).map(|line| line.areas.clone()).collect();
        assert_eq!(of_one, [[LearningArea::Physical, LearningArea::Mathematics]], "two observations of a month are one line");
        let wire = serde_json::to_string(&page).unwrap();
        for told in ["Child", "Willow", "Secret", "Owens", "2026-11-1", "2026-10-05"] {
            assert!(!wire.contains(told), "{told} in {wire}");
        }
        for child in &class {
            assert!(!wire.replace('-', "").contains(&child.to_string()), "{wire}");
        }
        // Filters would reveal what is not shown.
        let asked = ObservationListing { child: Some(class[4]), search: "child4".to_owned(), mine: true, page: 1 };
        assert_eq!(list(&world, &governor, asked).await, page);
        let nobody = ObservationListing { child: Some(PupilId::new(Uuid::from_u128(1))), ..ObservationListing::default() };
        assert_eq!(list(&world, &governor, nobody).await, page);
        assert_eq!(observations::choices(&world.backend, &governor.actor, PupilListing::default(), Vec::new()).await, Err(Problem::Denied(Denial::WithoutNames)));
        // A school of four shows nothing.
        let sql = format!("DELETE FROM observation_pupils WHERE pupil_id = '{}'", class[4]);
        sqlx::query(AssertSqlSafe(sql)).execute(&world.pool).await.unwrap();
        sqlx::query(AssertSqlSafe(format!("DELETE FROM pupils WHERE id = '{}'", class[4]))).execute(&world.pool).await.unwrap();
        let few = list(&world, &governor, ObservationListing::default()).await;
        assert_eq!((few.total, few.observations), (0, VisibleObservations::Aliased(Vec::new())));
    }

    async fn observations_of_another_school_are_not_there(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let id = create(&world, &owner, &form(&class[..1], "Ours")).await.unwrap();
        let photo = observations::add_photo(&world.backend, &owner.actor, id, jpeg(200, 200)).await.unwrap();
        let theirs = world.school_with_owner("Zebedee").await;
        let (backend, them) = (&world.backend, &theirs.actor);
        assert_eq!(find(&world, &theirs, id).await, Err(Problem::NotFound));
        assert_eq!(list(&world, &theirs, ObservationListing::default()).await.total, 0);
        let of = ObservationListing { child: Some(class[0]), ..ObservationListing::default() };
        assert_eq!(observations::list(backend, them, of).await, Err(Problem::NotFound));
        let own = children(&world, &theirs, "R", "Oak", 1).await;
        assert_eq!(observations::change(backend, them, id, &ObservationForm { version: 1, ..form(&own, "Theirs") }).await, Err(Problem::NotFound));
        assert_eq!(observations::delete(backend, them, id).await, Err(Problem::NotFound));
        assert_eq!(share(&world, &theirs, id, 1).await, Err(Problem::NotFound));
        assert_eq!(observations::photo(backend, them, id, photo).await, Err(Problem::NotFound));
        assert_eq!(observations::add_photo(backend, them, id, jpeg(200, 200)).await, Err(Problem::NotFound));
        assert_eq!(observations::remove_photo(backend, them, id, photo).await, Err(Problem::NotFound));
        let another = create(&world, &owner, &form(&class[..1], "Ours too")).await.unwrap();
        assert_eq!(observations::photo(backend, &owner.actor, another, photo).await, Err(Problem::NotFound), "of another observation");
        assert_eq!(observations::photo(backend, &owner.actor, id, ObservationPhotoId::new(Uuid::from_u128(1))).await, Err(Problem::NotFound));
        let choices = observations::choices(backend, them, PupilListing::default(), vec![class[0]]).await.unwrap();
        assert!(choices.ticked.is_empty(), "{choices:?}");
        assert_eq!(find(&world, &owner, id).await.unwrap().text, "Ours");
    }

    async fn own_children_come_first_and_others_are_searched_for(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let other = children(&world, &owner, "1", "Hazel", 2).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let pick = crate::pupils::form(teacher.member, domain::pupil::WorkerKind::Key, &[], &class[..2]);
        crate::pupils::assign(&world, &owner, crate::pupils::confirmed(pick)).await.unwrap();
        let choices = async |listing: PupilListing, ticked: Vec<PupilId>| observations::choices(&world.backend, &teacher.actor, listing, ticked).await.unwrap();
        let opened = choices(PupilListing::default(), vec![class[0], other[0]]).await;
        assert_eq!((opened.key.len(), opened.worker.len(), opened.found.len()), (2, 0, 0));
        assert_eq!(opened.ticked.iter().map(|child| child.pupil).collect::<Vec<_>>(), [other[0]], "each child once");
        assert_eq!((opened.days.today.to_string().as_str(), opened.days.first.to_string().as_str()), ("2026-11-18", "2024-09-01"));
        let searched = choices(PupilListing { class: "Willow".to_owned(), ..PupilListing::default() }, vec![class[4]]).await;
        assert_eq!((searched.found[0].children.len(), searched.ticked.len()), (3, 0));
        assert_eq!(searched.classes, ["Willow", "Hazel"]);
    }

    async fn an_author_who_left_keeps_their_name_until_they_are_forgotten(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let teacher = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        let author = world.sign_in(&teacher.email).await;
        let id = create(&world, &author, &form(&class[..1], "Amy Marlowe and Child0 built a bridge")).await.unwrap();
        world.set_access(&owner, teacher.member, Access::Deleted).await;
        assert_eq!(create(&world, &author, &form(&class[..1], "Seen")).await, Err(Problem::SignedOut { kept: false }));
        assert_eq!(find(&world, &owner, id).await.unwrap().author, "Amy Marlowe");
        world.clock.advance(91 * DAY);
        let owner = world.sign_in(&owner.email).await;
        assert_eq!(backend::audit::forget_due(&world.backend).await.unwrap(), 1);
        let met = find(&world, &owner, id).await.unwrap();
        assert_eq!((met.author.as_str(), met.text.as_str()), ("Deleted staff", "Deleted staff and Child0 built a bridge"));
        assert_eq!(met.may_change, Ok(()), "an admin looks after what they wrote");
    }
}
