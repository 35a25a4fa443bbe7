//! A person's history for an admin who may not know pupils.

use crate::exceptions::{VIEW_PUPILS, make, week};
use crate::observations::classroom;
use crate::pupils::{assign, confirmed, form as picks};
use crate::test_context::{Person, TestContext};
use backend::audit;
use domain::audit::UNNAMED_PUPIL;
use domain::exception::DENY;
use domain::pupil::WorkerKind;
use domain::role::Role;

/// What every child in the classroom of these tests is called.
const NAME: &str = "OfWillow";

/// Everything that a person's history says. The whole log and its file, which only owners read, are made of the same rows.
async fn said(world: &TestContext, by: &Person, of: &Person) -> String {
    let words = |rows: &[domain::audit::AuditRow]| {
        let row = |row: &domain::audit::AuditRow| {
            let changes: Vec<_> = row.changes.iter().map(|change| format!("{:?}", change.words())).collect();
            format!("{} {} {}", row.action.words(), row.subject.name, changes.join(" "))
        };
        rows.iter().map(row).collect::<Vec<_>>().join("\n")
    };
    let history = audit::history(&world.backend, &by.actor, of.member, 1).await.unwrap();
    words(&history.rows)
}

both! {
    async fn whoever_may_not_know_pupils_reads_of_a_pupil(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let (admin, teacher) = (world.person(&owner, Role::AccountAdmin).await, world.person(&owner, Role::FullEdit).await);
        assign(&world, &owner, confirmed(picks(teacher.member, WorkerKind::Key, &[], &class[..2]))).await.unwrap();
        let history = said(&world, &admin, &teacher).await;
        assert!(history.contains(NAME), "{history}");
        make(&world, &owner.actor, admin.member, &week(&world, VIEW_PUPILS, DENY)).await.unwrap();
        let history = said(&world, &admin, &teacher).await;
        assert!(!history.contains(NAME) && history.contains(UNNAMED_PUPIL), "{history}");
        assert!(said(&world, &owner, &teacher).await.contains(NAME), "others read on");
    }
}
