//! Home contacts: who sees and corrects them, what the log says, and what becomes of mails that did not arrive.

use crate::observations::{classroom, contact, create, find, form as observed, share};
use crate::test_context::{Person, TestContext};
use backend::{marks, pupils};
use domain::access::Denial;
use domain::id::PupilId;
use domain::observation::ShareResult;
use domain::problem::Problem;
use domain::pupil::HomeContactForm;
use domain::role::Role;

async fn change(world: &TestContext, by: &Person, pupil: PupilId, email: &str) -> Result<(), Problem> {
    pupils::change_home(&world.backend, &by.actor, pupil, &HomeContactForm { home_email: email.to_owned() }).await
}

both! {
    async fn a_contact_is_seen_and_corrected_by_whoever_may_share_and_by_admins(world: TestContext) {
        let (owner, willow) = classroom(&world).await;
        contact(&world, willow[0], "one@homes.example").await;
        for (role, sees) in [
            (Role::AccountAdmin, true), (Role::FullEdit, true), (Role::PartialEdit, false),
            (Role::MinimalEdit, false), (Role::FullReadOnly, false),
        ] {
            let person = world.person(&owner, role).await;
            let home = marks::child(&world.backend, &person.actor, willow[0]).await.unwrap().home;
            assert_eq!(home.and_then(|home| home.email).as_deref(), sees.then_some("one@homes.example"), "{role:?}");
            let changed = change(&world, &person, willow[1], "two@homes.example").await;
            assert_eq!(changed, if sees { Ok(()) } else { Err(Problem::Denied(Denial::WithoutSharing)) }, "{role:?}");
        }
        let governor = world.person(&owner, Role::MinimalReadOnly).await;
        assert_eq!(change(&world, &governor, willow[1], "x@homes.example").await, Err(Problem::Denied(Denial::WithoutNames)));
        let elsewhere = world.school_with_owner("Elsewhere").await;
        assert_eq!(change(&world, &elsewhere, willow[0], "x@homes.example").await, Err(Problem::NotFound));
        assert!(matches!(change(&world, &owner, willow[0], "no address").await, Err(Problem::Form(_))));
        change(&world, &owner, willow[0], "").await.unwrap();
        let logged = world.texts("SELECT old_value || ' ' || new_value FROM audit_log WHERE action = 'change home contact' ORDER BY number").await;
        assert_eq!(logged.len(), 2, "what changes nothing is not logged: {logged:?}");
        assert!(logged.iter().all(|value| !value.contains('@')), "{logged:?}");
    }

    async fn what_did_not_arrive_is_shown_and_sent_to_the_corrected_address(world: TestContext) {
        let (owner, willow) = classroom(&world).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        contact(&world, willow[0], "wrong@homes.example").await;
        contact(&world, willow[1], "two@homes.example").await;
        let seen = create(&world, &teacher, &observed(&willow[..2], "Built a bridge")).await.unwrap();
        assert_eq!(share(&world, &teacher, seen, 1).await, Ok(ShareResult::Shared));
        let bounced = r#"{"refusal":{"for-good":"550 No such user"},"next":"stopped"}"#;
        let sql = format!("UPDATE outbox SET state = 'failed', attempts = 1, trouble = '{bounced}' WHERE to_address = 'wrong@homes.example'");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&world.pool).await.unwrap();
        world.deliver().await;
        assert_eq!(world.mails_to("two@homes.example").await.len(), 1);

        let home = marks::child(&world.backend, &teacher.actor, willow[0]).await.unwrap().home.unwrap();
        assert_eq!(home.undelivered.iter().map(|one| (one.observation, one.is_tried_again)).collect::<Vec<_>>(), [(seen, false)]);
        let troubles = |met: domain::observation::Observation| met.troubles.into_iter().map(|one| (one.pupil, one.may_correct)).collect::<Vec<_>>();
        assert_eq!(troubles(find(&world, &teacher, seen).await.unwrap()), [(willow[0], true)]);
        let colleague = world.person(&owner, Role::PartialEdit).await;
        assert!(find(&world, &colleague, seen).await.unwrap().troubles.is_empty(), "only for the author and people who may correct it");

        change(&world, &owner, willow[0], "one@homes.example").await.unwrap();
        world.deliver().await;
        assert!(world.mail_to("one@homes.example").await.unwrap().contains("Built a bridge"));
        assert_eq!((world.mail_to("wrong@homes.example").await, world.mails_to("two@homes.example").await.len()), (None, 1));
        assert!(find(&world, &teacher, seen).await.unwrap().troubles.is_empty());
    }
}
