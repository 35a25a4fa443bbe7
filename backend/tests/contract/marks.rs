//! The markbook: what each role sees and enters, and what happens when two people or two tabs enter the same.

use crate::exceptions::{make, week};
use crate::pupils::{assign, children, confirmed, form};
use crate::test_context::{Person, TestContext};
use backend::events::watch;
use backend::marks;
use domain::access::Denial;
use domain::assessment::{
    AcademicYear, AssessmentSettings, CellKey, Closed, EditOutcome, EditRefused, Group, HalfTerm, Mark, MarkEdit,
    MarkKind, RowId, SavedMark, Sheet, SheetListing, Subject,
};
use domain::exception::{ALLOW, DENY};
use domain::form::assessment::AssessmentForm;
use domain::id::{EditKey, PupilId};
use domain::moment::DAY;
use domain::problem::Problem;
use domain::pupil::{WorkerKind, Years};
use domain::role::Role;
use domain::user::Access;
use std::time::Duration;
use tokio::sync::oneshot;
use uuid::Uuid;

fn year(begins: i16) -> AcademicYear {
    AcademicYear::beginning(begins).unwrap()
}

/// A summative mark in reading, of the half-term in which these tests take place.
pub fn reading(begins: i16) -> CellKey {
    let half_term = Some(HalfTerm::Autumn2);
    CellKey { year: year(begins), kind: MarkKind::Summative, item: "reading".to_owned(), half_term }
}

pub fn other(kind: MarkKind, begins: i16, item: &str) -> CellKey {
    CellKey { year: year(begins), kind, item: item.to_owned(), half_term: None }
}

pub fn edit(pupil: PupilId, cell: CellKey, value: &str, base: i64) -> MarkEdit {
    MarkEdit { key: EditKey::new(Uuid::new_v4()), pupil, cell, value: value.to_owned(), base }
}

pub async fn save(world: &TestContext, by: &Person, edits: &[MarkEdit]) -> Vec<EditOutcome> {
    marks::save(&world.backend, &by.actor, edits).await.unwrap()
}

pub async fn one(world: &TestContext, by: &Person, edit: &MarkEdit) -> EditOutcome {
    save(world, by, std::slice::from_ref(edit)).await.remove(0)
}

pub fn saved(value: &str, version: i64) -> EditOutcome {
    EditOutcome::Saved(SavedMark { value: value.to_owned(), version })
}

fn closed(outcome: &EditOutcome) -> String {
    match outcome {
        EditOutcome::Refused(why) => why.sentence(),
        other => panic!("{other:?}"),
    }
}

async fn sheet(world: &TestContext, by: &Person, listing: SheetListing) -> Sheet {
    marks::sheet(&world.backend, &by.actor, listing).await.unwrap()
}

pub fn class(name: &str) -> SheetListing {
    SheetListing { group: Some(Group::Class(name.to_owned())), ..SheetListing::default() }
}

/// The values of a pupil's row.
fn row(sheet: &Sheet, pupil: PupilId) -> Vec<String> {
    let row = sheet.rows.iter().find(|row| row.id == RowId::Pupil(pupil)).unwrap();
    row.marks.iter().map(|mark| mark.as_ref().map_or("-", |mark| &*mark.value).to_owned()).collect()
}

both! {
    async fn a_mark_is_saved_and_shown_with_who_entered_it(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let pupils = children(&world, &owner, "1", "Hazel", 3).await;
        let before = world.number("SELECT change_no FROM schools").await;
        let outcomes = save(&world, &teacher, &[edit(pupils[0], reading(2026), " ja ", 0), edit(pupils[1], reading(2026), "B", 0)]).await;
        assert_eq!(outcomes, [saved("JA", 1), saved("B", 1)]);
        let shown = sheet(&world, &teacher, class("hazel")).await;
        assert_eq!(row(&shown, pupils[0]), ["", "JA", "", "", "", ""]);
        let mark = shown.rows[0].marks[1].clone().unwrap();
        assert_eq!((mark.version, mark.at.is_empty(), mark.by), (1, false, teacher.actor.name().to_owned()));
        let open: Vec<_> = shown.columns.iter().map(|column| (column.is_now, column.closed.is_none())).collect();
        assert_eq!(open, [(false, true), (true, true), (false, false), (false, false), (false, false), (false, false)]);
        assert_eq!(shown.years.iter().map(|year| year.begins()).collect::<Vec<_>>(), [2026, 2025, 2024, 2023]);
        assert_eq!(world.number("SELECT change_no FROM schools").await, before, "open pages of other things stay");
        assert_eq!(world.texts("SELECT new_value FROM audit_log WHERE action = 'enter marks'").await, [r#"{"academic_year":2026,"mark_kind":"summative","marks":2}"#]);
        assert_eq!(one(&world, &teacher, &edit(pupils[0], reading(2026), "", 1)).await, saved("", 2));
        assert_eq!(row(&sheet(&world, &teacher, class("Hazel")).await, pupils[0])[1], "");
        assert_eq!(world.number("SELECT COUNT(*) FROM mark_edits").await, 3, "every value is kept");
    }

    async fn each_role_enters_what_its_rows_say(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let pupils = children(&world, &owner, "2", "Rowan", 5).await;
        let cells = [
            reading(2026), reading(2025),
            other(MarkKind::Formative, 2026, "2-reading-1"), other(MarkKind::Formative, 2025, "2-reading-1"),
            other(MarkKind::Statutory, 2026, "ks1-reading"), other(MarkKind::Statutory, 2025, "phonics"),
        ];
        let table = [
            (Role::AccountAdmin, "yyyyyy"),
            (Role::FullEdit, "yyyyyy"),
            (Role::PartialEdit, "y-yy--"),
            (Role::MinimalEdit, "y-yy--"),
            (Role::FullReadOnly, "------"),
            (Role::PartialReadOnly, "------"),
        ];
        for (role, may) in table {
            let person = world.person(&owner, role).await;
            let mut entered = String::new();
            for cell in &cells {
                let value = match cell.kind {
                    MarkKind::Summative => "B",
                    MarkKind::Formative => "S",
                    MarkKind::Statutory if cell.item == "phonics" => "31",
                    MarkKind::Statutory => "EXS",
                };
                let base = world.number(&format!("SELECT COALESCE(MAX(version), 0) FROM marks WHERE item = '{}' AND academic_year = {}", cell.item, cell.year.begins())).await;
                let cleared = one(&world, &owner, &edit(pupils[0], cell.clone(), "", base)).await;
                let EditOutcome::Saved(SavedMark { version, .. }) = cleared else { panic!("{cleared:?}") };
                let outcome = one(&world, &person, &edit(pupils[0], cell.clone(), value, version)).await;
                entered.push(if matches!(outcome, EditOutcome::Saved(_)) { 'y' } else { '-' });
            }
            assert_eq!(entered, may, "{role:?}");
            let shown = sheet(&world, &person, SheetListing { year: Some(year(2025)), ..class("Rowan") }).await;
            assert_eq!(shown.is_editable(), may.as_bytes()[1] == b'y', "what is shown is what is done: {role:?}");
        }
        let partial = world.person(&owner, Role::PartialEdit).await;
        let why = closed(&one(&world, &partial, &edit(pupils[0], reading(2025), "B", 0)).await);
        assert_eq!(why, "You can enter summative marks of this academic year only.");
        let governor = world.person(&owner, Role::MinimalReadOnly).await;
        let refused = marks::save(&world.backend, &governor.actor, &[edit(pupils[0], reading(2026), "B", 0)]).await;
        assert_eq!(refused, Err(Problem::Denied(Denial::WithoutNames)));
    }

    async fn exceptions_and_confirmations_decide_from_the_next_request_on(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let pupils = children(&world, &owner, "1", "Hazel", 1).await;
        let assistant = world.person(&owner, Role::PartialReadOnly).await;
        let enter = async || one(&world, &assistant, &edit(pupils[0], reading(2026), "B", 0)).await;
        assert_eq!(closed(&enter().await), "You can view summative marks, but not enter them.");
        let row = "sonar-tracker/assessments/edit-summative-in-year";
        make(&world, &owner.actor, assistant.member, &week(&world, row, ALLOW)).await.unwrap();
        assert_eq!(enter().await, saved("B", 1));
        make(&world, &owner.actor, assistant.member, &week(&world, "sonar-tracker/assessments/view-summative", DENY)).await.unwrap();
        assert!(closed(&enter().await).starts_with("You may not see summative marks"));
        let refused = marks::sheet(&world.backend, &assistant.actor, SheetListing { kind: Some(MarkKind::Summative), ..SheetListing::default() }).await;
        assert_eq!(refused, Err(Problem::Denied(Denial::WithoutMarks { kind: MarkKind::Summative })));
        assert_eq!(sheet(&world, &assistant, SheetListing::default()).await.listing.kind, Some(MarkKind::Formative), "the first kind there is");
    }

    async fn nobody_overwrites_what_they_have_not_seen(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (amy, bob) = (world.person(&owner, Role::FullEdit).await, world.person(&owner, Role::FullEdit).await);
        let pupils = children(&world, &owner, "1", "Hazel", 1).await;
        assert_eq!(one(&world, &amy, &edit(pupils[0], reading(2026), "B", 0)).await, saved("B", 1));
        let outcome = one(&world, &bob, &edit(pupils[0], reading(2026), "SA", 0)).await;
        let EditOutcome::Conflict(Mark { value, version, by, .. }) = outcome else { panic!("{outcome:?}") };
        assert_eq!((&*value, version, &*by), ("B", 1, amy.actor.name()));
        assert_eq!(one(&world, &bob, &edit(pupils[0], reading(2026), "B", 0)).await, saved("B", 1), "the same value is no conflict");
        assert_eq!(one(&world, &bob, &edit(pupils[0], reading(2026), "SA", 1)).await, saved("SA", 2));
        assert_eq!(world.number("SELECT COUNT(*) FROM mark_edits").await, 2);
    }

    async fn an_edit_that_is_sent_again_changes_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (amy, bob) = (world.person(&owner, Role::FullEdit).await, world.person(&owner, Role::FullEdit).await);
        let pupils = children(&world, &owner, "1", "Hazel", 2).await;
        let first = edit(pupils[0], reading(2026), "B", 0);
        assert_eq!(one(&world, &amy, &first).await, saved("B", 1));
        assert_eq!(one(&world, &amy, &first).await, saved("B", 1));
        assert_eq!(one(&world, &bob, &edit(pupils[0], reading(2026), "AB", 1)).await, saved("AB", 2));
        assert_eq!(one(&world, &amy, &first).await, saved("AB", 2), "what Bob saw and changed stays");
        let stolen = MarkEdit { pupil: pupils[1], value: "SA".to_owned(), ..first.clone() };
        assert_eq!(one(&world, &bob, &stolen).await, EditOutcome::Refused(EditRefused::NoSuchCell));
        assert_eq!(world.number("SELECT COUNT(*) FROM mark_edits").await, 2);
    }

    async fn what_is_wrong_is_refused_alone(world: TestContext) {
        let (owner, theirs) = (world.school_with_owner("Hillside").await, world.school_with_owner("Zebedee").await);
        let pupils = children(&world, &owner, "1", "Hazel", 1).await;
        let foreign = children(&world, &theirs, "1", "Zed", 1).await;
        let future = CellKey { half_term: Some(HalfTerm::Spring1), ..reading(2026) };
        let edits = [
            edit(pupils[0], reading(2026), "XX", 0),
            edit(pupils[0], other(MarkKind::Statutory, 2026, "phonics"), "41", 0),
            edit(foreign[0], reading(2026), "B", 0),
            edit(PupilId::new(Uuid::new_v4()), reading(2026), "B", 0),
            edit(pupils[0], CellKey { item: "alchemy".to_owned(), ..reading(2026) }, "B", 0),
            edit(pupils[0], CellKey { half_term: None, ..reading(2026) }, "B", 0),
            edit(pupils[0], other(MarkKind::Statutory, 2026, "mtc"), "20", 0),
            edit(pupils[0], future, "B", 0),
            edit(pupils[0], reading(2027), "B", 0),
            edit(pupils[0], reading(2022), "B", 0),
            edit(pupils[0], reading(2026), "B", 0),
        ];
        let outcomes = save(&world, &owner, &edits).await;
        let said: Vec<_> = outcomes[..10].iter().map(closed).collect();
        assert_eq!(said[0], "“XX” cannot be entered here. Enter WB, B, JA, SA or AB.");
        assert_eq!(said[1], "“41” cannot be entered here. Enter 0 to 40 or A.");
        assert!(said[2..4].iter().all(|text| text.contains("not at your school")), "{said:?}");
        assert!(said[4..7].iter().all(|text| text.contains("no such mark")), "{said:?}");
        assert_eq!(said[7], "Spring 1 begins on 1 January 2027. Marks can be entered from then.");
        assert!(said[8].starts_with("Autumn 2 begins on 1 November 2027"), "{said:?}");
        assert!(said[9].contains("no such mark"), "{said:?}");
        assert_eq!(outcomes[10], saved("B", 1), "what is right is saved");
        assert_eq!(world.number("SELECT COUNT(*) FROM marks").await, 1);
        let many: Vec<_> = (0..=MarkEdit::MOST).map(|_| edit(pupils[0], reading(2026), "B", 0)).collect();
        assert_eq!(marks::save(&world.backend, &owner.actor, &many).await, Err(Problem::TooLarge));
    }

    async fn a_year_turns_at_midnight_in_london(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let partial = world.person(&owner, Role::PartialEdit).await;
        let pupils = children(&world, &owner, "1", "Hazel", 1).await;
        // 31 August 2027, 23:59 British Summer Time.
        world.clock.advance(1_819_753_140_000 - world.clock.now().0);
        let (partial, owner) = (world.sign_in(&partial.email).await, world.sign_in(&owner.email).await);
        assert_eq!(one(&world, &partial, &edit(pupils[0], reading(2026), "B", 0)).await, saved("B", 1));
        world.clock.advance(120_000);
        let refused = one(&world, &partial, &edit(pupils[0], reading(2026), "SA", 1)).await;
        assert_eq!(refused, EditOutcome::Refused(EditRefused::Closed(Closed::Denied(Denial::WithoutPastEntry { kind: MarkKind::Summative }))));
        assert_eq!(one(&world, &owner, &edit(pupils[0], reading(2026), "SA", 1)).await, saved("SA", 2));
        assert_eq!(sheet(&world, &partial, class("Hazel")).await.listing.year, Some(year(2027)));
    }

    async fn somebody_blocked_saves_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let pupils = children(&world, &owner, "1", "Hazel", 1).await;
        world.set_access(&owner, teacher.member, Access::Blocked).await;
        let refused = marks::save(&world.backend, &teacher.actor, &[edit(pupils[0], reading(2026), "B", 0)]).await;
        assert!(matches!(refused, Err(Problem::SignedOut { .. })), "{refused:?}");
        assert_eq!(world.number("SELECT COUNT(*) FROM marks").await, 0);
    }

    async fn somebody_moved_to_a_role_that_only_reads_saves_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let pupils = children(&world, &owner, "1", "Hazel", 1).await;
        world.change_role(&owner, teacher.member, Role::FullReadOnly).await;
        let sent = marks::save(&world.backend, &teacher.actor, &[edit(pupils[0], reading(2026), "B", 0)]).await;
        assert!(!matches!(&sent, Ok(outcomes) if matches!(outcomes[0], EditOutcome::Saved(_))), "{sent:?}");
        assert_eq!(world.number("SELECT COUNT(*) FROM marks").await, 0);
    }

    async fn governors_meet_aliases_and_nothing_tells_who_they_are(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let governor = world.person(&owner, Role::MinimalReadOnly).await;
        let few = children(&world, &owner, "R", "Willow", 3).await;
        let pupils = children(&world, &owner, "1", "Hazel", 6).await;
        save(&world, &owner, &[edit(pupils[0], reading(2026), "WB", 0), edit(few[0], reading(2026), "AB", 0)]).await;
        let own = [other(MarkKind::Statutory, 2026, "phonics"), other(MarkKind::Formative, 2026, "1-reading-1")];
        let outcomes = save(&world, &owner, &[edit(pupils[1], own[0].clone(), "31", 0), edit(pupils[1], own[1].clone(), "S", 0)]).await;
        assert_eq!(outcomes, [saved("31", 1), saved("S", 1)]);
        let shown = sheet(&world, &governor, SheetListing::default()).await;
        assert_eq!(shown.groups, [Group::Years(Years::from_code("R-1").unwrap())]);
        assert_eq!((shown.rows.len(), shown.is_editable()), (9, false));
        let wire = serde_json::to_string(&shown).unwrap();
        for told in ["Child", "Willow", "Hazel", &*pupils[0].to_string(), owner.actor.name(), "key\":true"] {
            assert!(!wire.contains(told), "{told} in {wire}");
        }
        let values: Vec<_> = shown.rows.iter().flat_map(|row| &row.marks).flatten().filter(|mark| !mark.value.is_empty()).collect();
        assert_eq!(values.len(), 2);
        assert!(values.iter().all(|mark| mark.by.is_empty() && mark.at.is_empty()));
        let order: Vec<_> = shown.rows.iter().map(|row| row.name.clone()).collect();
        assert!(order.is_sorted(), "{order:?}");
        // Phonics is for Year 1 alone, which must not tell whose year that is.
        let statutory = sheet(&world, &governor, SheetListing { kind: Some(MarkKind::Statutory), ..SheetListing::default() }).await;
        assert!(statutory.rows.iter().all(|row| row.marks.iter().all(Option::is_some)));
        for kind in [MarkKind::Statutory, MarkKind::Formative] {
            let shown = sheet(&world, &governor, SheetListing { kind: Some(kind), objectives: Some(domain::pupil::YearGroup::year(1).unwrap()), ..SheetListing::default() }).await;
            assert!(shown.rows.iter().flat_map(|row| &row.marks).flatten().all(|mark| mark.value.is_empty()), "{kind:?} tells a year group");
        }
        assert_eq!(sheet(&world, &governor, class("Hazel")).await.rows.len(), 9, "a class is none of the choices");
        // With five of each, a year group is shown by itself, because its own marks reveal nothing more.
        children(&world, &owner, "R", "Birch", 2).await;
        let alone = SheetListing { group: Group::from_code("years.1"), kind: Some(MarkKind::Statutory), ..SheetListing::default() };
        let alone = sheet(&world, &governor, alone).await;
        assert_eq!(alone.rows.iter().flat_map(|row| &row.marks).flatten().filter(|mark| mark.value == "31").count(), 1);
    }

    async fn my_children_come_first_and_their_classes_are_told(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let (reception, hazel) = (children(&world, &owner, "R", "Willow", 2).await, children(&world, &owner, "1", "Hazel", 2).await);
        assign(&world, &owner, confirmed(form(teacher.member, WorkerKind::Key, &[], &hazel[..1]))).await.unwrap();
        assign(&world, &owner, confirmed(form(teacher.member, WorkerKind::Worker, &[], &reception))).await.unwrap();
        let teacher = world.sign_in(&teacher.email).await;
        let shown = sheet(&world, &teacher, SheetListing::default()).await;
        assert_eq!(shown.listing.group, Some(Group::Mine));
        let rows: Vec<_> = shown.rows.iter().map(|row| (row.is_key, &*row.about)).collect();
        assert_eq!(rows, [(true, "Hazel"), (false, "Willow"), (false, "Willow")]);
        one(&world, &teacher, &edit(hazel[0], reading(2026), "B", 0)).await;
        assert_eq!(row(&sheet(&world, &teacher, SheetListing::default()).await, hazel[0])[1], "B");
        let phonics = sheet(&world, &teacher, SheetListing { kind: Some(MarkKind::Statutory), ..class("Hazel") }).await;
        assert_eq!(phonics.columns.iter().map(|column| &*column.label).collect::<Vec<_>>(), ["Phonics"]);
        let formative = sheet(&world, &teacher, SheetListing { kind: Some(MarkKind::Formative), ..class("Hazel") }).await;
        assert_eq!(formative.columns.len(), 4);
    }

    async fn open_pages_of_the_class_hear_of_it_and_others_do_not(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let pupils = children(&world, &owner, "1", "Hazel", 1).await;
        let (stop, stopped) = oneshot::channel::<()>();
        let watching = tokio::spawn(watch(world.backend.clone(), async { drop(stopped.await) }));
        let mut listener = world.backend.changes().subscribe(owner.actor.school());
        let heard = async |listener: &mut backend::events::Listener| {
            tokio::time::timeout(Duration::from_secs(10), listener.changed()).await.unwrap().unwrap();
            listener.borrow_and_update().clone()
        };
        let first = heard(&mut listener).await;
        one(&world, &owner, &edit(pupils[0], reading(2026), "B", 0)).await;
        let told = heard(&mut listener).await;
        assert_eq!(told.change_no, first.change_no);
        let shown = sheet(&world, &owner, class("Hazel")).await;
        assert_eq!(told.marks.into_iter().collect::<Vec<_>>(), shown.changes);
        assert_eq!(shown.changes.len(), 1);
        stop.send(()).unwrap();
        watching.await.unwrap();
    }

    async fn the_school_chooses_its_codes_subjects_and_half_terms(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let pupils = children(&world, &owner, "1", "Hazel", 1).await;
        one(&world, &owner, &edit(pupils[0], reading(2026), "JA", 0)).await;
        let mut form = AssessmentForm::of(&AssessmentSettings::default());
        form.codes = "standards".to_owned();
        form.others.insert(AssessmentForm::subject_field(Subject::Music), "on".to_owned());
        form.others.insert(AssessmentForm::start_field(HalfTerm::Spring1), "10 November".to_owned());
        form.others.insert(AssessmentForm::start_field(HalfTerm::Autumn2), "20 October".to_owned());
        let refused = marks::set_up(&world.backend, &teacher.actor, &form).await;
        assert_eq!(refused, Err(Problem::Denied(Denial::WithoutAssessmentSettings)));
        assert!(marks::assessment(&world.backend, &teacher.actor).await.is_err());
        marks::set_up(&world.backend, &owner.actor, &form).await.unwrap();
        marks::set_up(&world.backend, &owner.actor, &form).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'set up assessment'").await, 1);
        let shown = sheet(&world, &owner, class("Hazel")).await;
        assert_eq!((shown.half_term, shown.subjects.len()), (HalfTerm::Spring1, 5));
        assert_eq!(row(&shown, pupils[0])[1], "JA", "what was entered stays");
        assert!(closed(&one(&world, &owner, &edit(pupils[0], reading(2026), "WB", 1)).await).contains("PK, WTS, EXS or GDS"));
        let spring = CellKey { half_term: Some(HalfTerm::Spring1), ..reading(2026) };
        assert_eq!(one(&world, &owner, &edit(pupils[0], spring, "exs", 0)).await, saved("EXS", 1));
        let mut wrong = form.clone();
        wrong.objectives = "none".to_owned();
        assert!(matches!(marks::set_up(&world.backend, &owner.actor, &wrong).await, Err(Problem::Form(_))));
    }

    async fn a_page_open_for_an_hour_overwrites_nothing_entered_since(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let pupils = children(&world, &owner, "1", "Hazel", 1).await;
        assert_eq!(one(&world, &owner, &edit(pupils[0], reading(2026), "B", 0)).await, saved("B", 1));
        world.clock.advance(DAY / 24);
        let stale = one(&world, &owner, &edit(pupils[0], reading(2026), "", 0)).await;
        assert!(matches!(stale, EditOutcome::Conflict(_)), "{stale:?}");
    }
}
