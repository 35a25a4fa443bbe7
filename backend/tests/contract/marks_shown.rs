//! What is made of marks: a child's page, what is due, and a page as a file.

use crate::exceptions::{make, week};
use crate::marks::{class, edit, one, other, reading, save, saved};
use crate::pupils::{assign, children, confirmed, form};
use crate::test_context::Person;
use backend::export::{Exported, Format};
use backend::marks;
use domain::access::Denial;
use domain::assessment::{EditOutcome, HalfTerm, MarkKind, SheetListing, Subject};
use domain::exception::{ALLOW, DENY};
use domain::moment::DAY;
use domain::problem::Problem;
use domain::pupil::WorkerKind;
use domain::role::Role;

/// A file's text.
async fn text(mut exported: Exported) -> String {
    let mut bytes = Vec::new();
    while let Some(part) = exported.parts.recv().await {
        bytes.extend(part.unwrap());
    }
    String::from_utf8(bytes).unwrap()
}

both! {
    async fn a_child_s_page_has_what_the_reader_may_see_and_what_was_changed(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (teacher, governor) = (world.person(&owner, Role::FullEdit).await, world.person(&owner, Role::MinimalReadOnly).await);
        let pupils = children(&world, &owner, "2", "Rowan", 6).await;
        assign(&world, &owner, confirmed(form(teacher.member, WorkerKind::Key, &[], &pupils[..1]))).await.unwrap();
        let phonics = other(MarkKind::Statutory, 2025, "phonics");
        let edits = [
            edit(pupils[0], reading(2025), "B", 0), edit(pupils[0], reading(2026), "JA", 0),
            edit(pupils[0], phonics.clone(), "34", 0), edit(pupils[1], reading(2026), "AB", 0),
        ];
        assert!(save(&world, &teacher, &edits).await.iter().all(|outcome| matches!(outcome, EditOutcome::Saved(_))));
        world.clock.advance(DAY / 24);
        assert_eq!(one(&world, &owner, &edit(pupils[0], reading(2026), "SA", 1)).await, saved("SA", 2));
        let page = marks::child(&world.backend, &teacher.actor, pupils[0]).await.unwrap();
        assert_eq!((page.name().as_str(), page.pupil.class.as_str(), page.work), ("Child0 OfRowan", "Rowan", Some(WorkerKind::Key)));
        let years: Vec<_> = page.years.as_ref().unwrap().iter().map(|year| (year.year.begins(), year.subjects[0].marks[1].clone())).collect();
        assert_eq!(years, [(2026, "SA".to_owned()), (2025, "B".to_owned())], "earlier years have nothing");
        assert_eq!(page.results.iter().map(|one| (one.label.as_str(), one.value.as_str())).collect::<Vec<_>>(), [("Phonics", "34")]);
        assert_eq!(page.changes.len(), 4);
        let newest = &page.changes[0];
        assert_eq!((newest.about.as_str(), newest.value.as_str(), newest.before.as_deref()), ("Reading, Autumn 2 2026/2027", "SA", Some("JA")));
        assert_eq!(newest.by, owner.actor.name());
        assert_eq!(marks::child(&world.backend, &owner.actor, pupils[0]).await.unwrap().work, None);
        make(&world, &owner.actor, teacher.member, &week(&world, "sonar-tracker/assessments/view-summative", DENY)).await.unwrap();
        let without = marks::child(&world.backend, &teacher.actor, pupils[0]).await.unwrap();
        assert_eq!(without.years, Err(Denial::WithoutMarks { kind: MarkKind::Summative }));
        assert_eq!(without.changes.iter().map(|change| change.about.as_str()).collect::<Vec<_>>(), ["Phonics, 2025/2026"]);
        let refused = marks::child(&world.backend, &governor.actor, pupils[0]).await.unwrap_err();
        assert_eq!(refused, Problem::Denied(Denial::WithoutNames));
        let elsewhere = world.school_with_owner("Elsewhere").await;
        assert_eq!(marks::child(&world.backend, &elsewhere.actor, pupils[0]).await.unwrap_err(), Problem::NotFound);
    }

    async fn what_is_due_are_marks_of_this_half_term_of_one_s_own_children(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let [teacher, reader, governor] = [Role::PartialEdit, Role::FullReadOnly, Role::MinimalReadOnly].map(|role| world.person(&owner, role));
        let (teacher, reader, governor) = (teacher.await, reader.await, governor.await);
        let pupils = children(&world, &owner, "2", "Rowan", 3).await;
        let due = async |by: &Person| marks::due(&world.backend, &by.actor).await.unwrap();
        assert_eq!(due(&teacher).await, None, "nobody is theirs");
        for person in [&teacher, &reader] {
            assign(&world, &owner, confirmed(form(person.member, WorkerKind::Worker, &[], &pupils[..2]))).await.unwrap();
        }
        let all = due(&teacher).await.unwrap();
        assert_eq!((all.half_term, all.children), (HalfTerm::Autumn2, 2));
        assert!(all.subjects.len() > 1 && all.subjects.iter().all(|one| one.missing == 2), "{all:?}");
        let mut early = reading(2026);
        early.half_term = Some(HalfTerm::Autumn1);
        save(&world, &teacher, &[edit(pupils[0], reading(2026), "B", 0), edit(pupils[1], early, "B", 0), edit(pupils[2], reading(2026), "B", 0)]).await;
        let missing = due(&teacher).await.unwrap().subjects.into_iter().find(|one| one.subject == Subject::Reading).unwrap().missing;
        assert_eq!(missing, 1, "neither another half-term's nor another child's counts");
        assert_eq!((due(&reader).await, due(&governor).await), (None, None), "who enters nothing owes nothing");
    }

    async fn a_page_is_exported_as_it_is_seen_by_those_who_may(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (teacher, governor) = (world.person(&owner, Role::FullEdit).await, world.person(&owner, Role::MinimalReadOnly).await);
        let pupils = children(&world, &owner, "2", "Rowan", 5).await;
        assert_eq!(one(&world, &owner, &edit(pupils[0], reading(2026), "B", 0)).await, saved("B", 1));
        let listing = SheetListing { kind: Some(MarkKind::Summative), subject: Some(Subject::Reading), ..class("Rowan") };
        let export = async |by: &Person| backend::export::marks(&world.backend, &by.actor, listing.clone(), Format::Csv).await;
        let file = export(&owner).await.unwrap();
        assert_eq!(file.file_name, "hillside-summative-marks-rowan-reading-2026-2027-2026-11-18.csv");
        let text = text(file).await;
        let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines[0], "Pupil,Autumn 1,Autumn 2,Spring 1,Spring 2,Summer 1,Summer 2");
        assert_eq!((lines[1], lines.len()), ("Child0 OfRowan,,B,,,,", 6));
        let noted = world.texts("SELECT new_value FROM audit_log WHERE action = 'export marks'").await;
        assert_eq!(noted, [r#"{"academic_year":2026,"format":"csv","mark_kind":"summative","pupils":5}"#]);
        for refused in [&teacher, &governor] {
            assert_eq!(export(refused).await.unwrap_err(), Problem::Denied(Denial::WithoutExport), "not confirmed here");
        }
        make(&world, &owner.actor, governor.member, &week(&world, "sonar-tracker/school/export-data", ALLOW)).await.unwrap();
        let aliased = self::text(export(&governor).await.unwrap()).await;
        assert!(aliased.contains("Pupil ") && !aliased.contains("Child") && !aliased.contains("Rowan"), "{aliased}");
    }
}
