//! Photos of pupils: who sets and sees them, and what the log says.

use crate::observations::classroom;
use crate::pictures::{TOLD, jpeg, telling_jpeg};
use backend::{marks, pupils};
use domain::access::Denial;
use domain::photo::PhotoError;
use domain::problem::Problem;
use domain::role::Role;

both! {
    async fn a_pupil_has_one_photo_for_those_who_may_know_them(world: TestContext) {
        let (owner, willow) = classroom(&world).await;
        let (backend, ana) = (&world.backend, willow[0]);
        let teacher = world.person(&owner, Role::FullEdit).await;
        let governor = world.person(&owner, Role::MinimalReadOnly).await;
        let refused = pupils::set_photo(backend, &teacher.actor, ana, jpeg(300, 300)).await;
        assert_eq!(refused, Err(Problem::Denied(Denial::ForAdmins)));
        assert_eq!(pupils::set_photo(backend, &owner.actor, ana, Vec::new()).await, Err(PhotoError::Missing.into()));
        let first = pupils::set_photo(backend, &owner.actor, ana, telling_jpeg(300, 300, 1)).await.unwrap();
        let file = pupils::photo(backend, &teacher.actor, ana, first).await.unwrap();
        assert!(!TOLD.iter().any(|told| file.windows(told.len()).any(|part| part == told.as_bytes())));
        assert_eq!(marks::child(backend, &teacher.actor, ana).await.unwrap().photo, Some(first));
        assert_eq!(pupils::photo(backend, &governor.actor, ana, first).await, Err(Problem::Denied(Denial::WithoutNames)));
        let elsewhere = world.school_with_owner("Elsewhere").await;
        assert_eq!(pupils::photo(backend, &elsewhere.actor, ana, first).await, Err(Problem::NotFound));
        assert_eq!(pupils::set_photo(backend, &elsewhere.actor, ana, jpeg(300, 300)).await, Err(Problem::NotFound));
        assert_eq!(pupils::photo(backend, &teacher.actor, willow[1], first).await, Err(Problem::NotFound), "another child's");

        let second = pupils::set_photo(backend, &owner.actor, ana, jpeg(300, 200)).await.unwrap();
        assert_eq!(pupils::photo(backend, &teacher.actor, ana, first).await, Err(Problem::NotFound));
        assert!(pupils::photo(backend, &teacher.actor, ana, second).await.is_ok());
        for _ in 0..2 {
            pupils::remove_photo(backend, &owner.actor, ana).await.unwrap();
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM pupil_photos").await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'set pupil photo'").await, 3);
    }
}
