//! A child who leaves mid-year: from their leaving date on they are in no list, choice or count, nothing new is recorded
//! about them, and nothing of theirs is lost.

use crate::marks::{class, edit, one, reading, saved};
use crate::observations::{classroom, contact, create, find, form as observed, share};
use crate::pupils::{assign, children, confirmed, form as picks};
use crate::test_context::{Person, TestContext};
use backend::clock::Clock;
use backend::{marks, observations, pupils};
use domain::access::Denial;
use domain::assessment::{Closed, EditOutcome, EditRefused, RowId};
use domain::day::Day;
use domain::fault::FieldFault;
use domain::id::PupilId;
use domain::moment::DAY;
use domain::observation::{ChangeResult, ObservationForm, ObservationListing, ShareResult};
use domain::problem::{FieldError, Problem};
use domain::pupil::{LEFT_ON, LeavingForm, OwnPupils, PupilListing, VisiblePupils, WorkerKind};
use domain::role::Role;

fn day(world: &TestContext, days: i64) -> Day {
    Clock::day_of(world.clock.now().plus(days * DAY)).unwrap()
}

async fn leaves(world: &TestContext, by: &Person, pupil: PupilId, on: &str) -> Result<(), Problem> {
    pupils::mark_left(&world.backend, &by.actor, pupil, &LeavingForm { left_on: on.to_owned() }).await
}

async fn own(world: &TestContext, by: &Person) -> (usize, usize) {
    match pupils::mine(&world.backend, &by.actor).await.unwrap() {
        OwnPupils::Named { key, worker } => (key.len(), worker.len()),
        OwnPupils::Aliased(pupils) => (0, pupils.len()),
    }
}

async fn listed(world: &TestContext, by: &Person, left: bool) -> u64 {
    pupils::list(&world.backend, &by.actor, PupilListing { left, ..PupilListing::default() }).await.unwrap().total
}

/// The teacher of the class, with the first as key child and the others as children they work with.
async fn teacher(world: &TestContext, owner: &Person, class: &[PupilId]) -> Person {
    let teacher = world.person(owner, Role::FullEdit).await;
    for (kind, picked) in [(WorkerKind::Key, &class[..1]), (WorkerKind::Worker, &class[1..])] {
        assign(world, owner, confirmed(picks(teacher.member, kind, &[], picked))).await.unwrap();
    }
    teacher
}

both! {
    async fn a_child_who_left_is_in_no_list_and_nothing_of_theirs_is_lost(world: TestContext) {
        let (owner, willow) = classroom(&world).await;
        let ana = willow[0];
        let teacher = teacher(&world, &owner, &willow).await;
        assert_eq!(one(&world, &teacher, &edit(ana, reading(2026), "B", 0)).await, saved("B", 1));
        let seen = create(&world, &teacher, &observed(&willow[..2], "Built a bridge")).await.unwrap();

        // Until the day comes, nothing changes.
        leaves(&world, &owner, ana, &day(&world, 1).to_string()).await.unwrap();
        assert_eq!((own(&world, &teacher).await, listed(&world, &teacher, false).await), ((1, 4), 5));
        assert_eq!(one(&world, &teacher, &edit(ana, reading(2026), "SA", 1)).await, saved("SA", 2));
        leaves(&world, &owner, ana, &day(&world, 0).to_string()).await.unwrap();

        assert_eq!((own(&world, &teacher).await, listed(&world, &teacher, false).await), ((0, 4), 4));
        assert_eq!(listed(&world, &teacher, true).await, 1);
        assert_eq!(marks::due(&world.backend, &teacher.actor).await.unwrap().map(|due| due.children), Some(4));
        let worked = pupils::children_of(&world.backend, &owner.actor, teacher.member).await.unwrap();
        assert_eq!((worked.key.len(), worked.worker.len()), (0, 4));
        let picker = pupils::pick(&world.backend, &owner.actor, teacher.member, WorkerKind::Key, PupilListing::default()).await.unwrap();
        assert_eq!((picker.found[0].children.len(), picker.now.len()), (4, 0));
        let choices = observations::choices(&world.backend, &teacher.actor, PupilListing { class: "Willow".to_owned(), left: true, ..PupilListing::default() }, vec![ana]).await.unwrap();
        assert_eq!((choices.key.len(), choices.worker.len(), choices.found.len()), (0, 4, 0));
        assert_eq!(choices.ticked.len(), 1, "a reader who had ticked them can untick them");

        // The class's year shows what they had, read-only and with the reason, below the others.
        let on = day(&world, 0);
        let sheet = marks::sheet(&world.backend, &teacher.actor, class("Willow")).await.unwrap();
        let row = sheet.rows.last().unwrap();
        assert_eq!((&row.id, &row.closed), (&RowId::Pupil(ana), &Some(Closed::Left { on })));
        assert!(row.marks.iter().flatten().any(|mark| mark.value == "SA"));
        assert!(sheet.rows[..4].iter().all(|row| row.closed.is_none()));
        let mine = domain::assessment::SheetListing { group: Some(domain::assessment::Group::Mine), ..sheet.listing.clone() };
        assert_eq!(marks::sheet(&world.backend, &teacher.actor, mine).await.unwrap().rows.len(), 4);

        // Nothing new by hand.
        let refused = one(&world, &teacher, &edit(ana, reading(2026), "B", 2)).await;
        assert_eq!(refused, EditOutcome::Refused(EditRefused::Closed(Closed::Left { on })));
        let by_hand = create(&world, &teacher, &observed(&willow[..2], "Seen again")).await;
        let fault = FieldFault::ChildrenLeft(vec!["Child0 OfWillow".to_owned()]);
        assert_eq!(by_hand, Err(Problem::Form(vec![FieldError::new("children", fault)])));
        let corrected = ObservationForm { version: 1, ..observed(&willow[..2], "Built a tall bridge") };
        assert_eq!(observations::change(&world.backend, &teacher.actor, seen, &corrected).await, Ok(ChangeResult::Saved));

        // All of it is still on their page.
        let page = marks::child(&world.backend, &teacher.actor, ana).await.unwrap();
        assert!(page.leaving.has_left() && page.work.is_none() && page.pupil.key_worker.is_none());
        assert_eq!(page.years.unwrap()[0].subjects.len(), 1);
        let about = ObservationListing { child: Some(ana), ..ObservationListing::default() };
        assert_eq!(observations::list(&world.backend, &teacher.actor, about).await.unwrap().total, 1);

        pupils::bring_back(&world.backend, &owner.actor, ana).await.unwrap();
        assert_eq!((own(&world, &teacher).await, listed(&world, &teacher, false).await), ((1, 4), 5));
        let logged = world.texts("SELECT action FROM audit_log WHERE subject_kind = 'pupil' ORDER BY number").await;
        assert_eq!(logged, ["mark pupil left", "mark pupil left", "bring pupil back"]);
    }

    async fn only_admins_who_know_pupils_say_that_a_child_left(world: TestContext) {
        let (owner, willow) = classroom(&world).await;
        let elsewhere = world.school_with_owner("Elsewhere").await;
        let today = day(&world, 0).to_string();
        for role in [Role::FullEdit, Role::PartialEdit, Role::FullReadOnly, Role::MinimalReadOnly] {
            let person = world.person(&owner, role).await;
            assert_eq!(leaves(&world, &person, willow[0], &today).await, Err(Problem::Denied(Denial::ForAdmins)), "{role:?}");
            let back = pupils::bring_back(&world.backend, &person.actor, willow[0]).await;
            assert_eq!(back, Err(Problem::Denied(Denial::ForAdmins)), "{role:?}");
        }
        assert_eq!(leaves(&world, &elsewhere, willow[0], &today).await, Err(Problem::NotFound));
        for wrong in ["", "soon", "1999-09-01", "2199-09-01"] {
            let refused = leaves(&world, &owner, willow[0], wrong).await;
            assert!(matches!(&refused, Err(Problem::Form(errors)) if errors[0].field == LEFT_ON), "{wrong}: {refused:?}");
        }
        let admin = world.person(&owner, Role::AccountAdmin).await;
        for _ in 0..2 {
            leaves(&world, &admin, willow[0], &today).await.unwrap();
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'mark pupil left'").await, 1, "once");
    }

    async fn nothing_is_sent_home_after_a_child_left(world: TestContext) {
        let (owner, willow) = classroom(&world).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        contact(&world, willow[0], "one@homes.example").await;
        contact(&world, willow[1], "two@homes.example").await;
        let waiting = create(&world, &teacher, &observed(&willow[..2], "Built a bridge")).await.unwrap();
        assert_eq!(share(&world, &teacher, waiting, 1).await, Ok(ShareResult::Shared));
        let alone = create(&world, &teacher, &observed(&willow[..1], "Sang")).await.unwrap();
        let both = create(&world, &teacher, &observed(&willow[..2], "Sang together")).await.unwrap();
        leaves(&world, &owner, willow[0], &day(&world, 0).to_string()).await.unwrap();
        assert_eq!(share(&world, &teacher, alone, 1).await, Err(Problem::Denied(Denial::ChildrenLeft)));
        let met = find(&world, &teacher, both).await.unwrap();
        assert_eq!((met.left, met.without_contact), (vec!["Child0 OfWillow".to_owned()], vec![]));
        assert_eq!(share(&world, &teacher, both, 1).await, Ok(ShareResult::Shared));
        world.deliver().await;
        assert_eq!(world.mail_to("one@homes.example").await, None);
        assert_eq!(world.mails_to("two@homes.example").await.len(), 2);
    }

    async fn an_alias_of_a_child_who_left_is_nowhere(world: TestContext) {
        let (owner, willow) = classroom(&world).await;
        let hazel = children(&world, &owner, "1", "Hazel", 6).await;
        create(&world, &owner, &observed(&hazel[..2], "Built a bridge")).await.unwrap();
        let governor = world.person(&owner, Role::MinimalReadOnly).await;
        let aliases = async |left: bool| {
            let listing = PupilListing { left, ..PupilListing::default() };
            match pupils::list(&world.backend, &governor.actor, listing).await.unwrap().pupils {
                VisiblePupils::Aliased(pupils) => pupils.into_iter().map(|pupil| pupil.alias).collect::<Vec<_>>(),
                VisiblePupils::Named(_) => panic!("names"),
            }
        };
        let all = aliases(false).await;
        leaves(&world, &owner, hazel[0], &day(&world, 0).to_string()).await.unwrap();
        let now = aliases(false).await;
        let gone: Vec<_> = all.iter().filter(|alias| !now.contains(alias)).collect();
        assert_eq!((all.len(), now.len(), gone.len()), (willow.len() + 6, willow.len() + 5, 1));
        assert_eq!(aliases(true).await, now, "nobody asks for those who left");
        let seen = observations::list(&world.backend, &governor.actor, ObservationListing::default()).await.unwrap();
        assert_eq!(seen.total, 1);
        assert!(!format!("{seen:?}").contains(gone[0].code()));
        for year in [None, domain::assessment::AcademicYear::beginning(2025)] {
            let listing = domain::assessment::SheetListing { year, ..Default::default() };
            let sheet = marks::sheet(&world.backend, &governor.actor, listing).await.unwrap();
            assert!(!format!("{sheet:?}").contains(gone[0].code()) && !format!("{sheet:?}").contains("Left"));
        }
    }
}
