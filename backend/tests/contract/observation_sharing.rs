//! Sharing observations with home: which mails are sent, to whom, and what they say.

use crate::observations::{classroom, contact, create, find, form, share};
use crate::pictures::jpeg;
use backend::observations;
use domain::access::Denial;
use domain::observation::{ChangeResult, ObservationForm, ShareResult};
use domain::problem::Problem;
use domain::role::Role;

both! {
    async fn each_home_gets_a_mail_about_its_own_child_once(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        contact(&world, class[0], "one@homes.example").await;
        contact(&world, class[1], "two@homes.example").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let id = create(&world, &teacher, &form(&class[..3], "Built a bridge\nof blocks")).await.unwrap();
        observations::add_photo(&world.backend, &teacher.actor, id, jpeg(200, 200)).await.unwrap();
        let met = find(&world, &teacher, id).await.unwrap();
        assert_eq!(met.without_contact, ["Child2 OfWillow"]);
        let stale = observations::change(&world.backend, &owner.actor, id, &ObservationForm { version: 1, ..form(&class[..3], "Built two bridges") }).await;
        assert_eq!(stale, Ok(ChangeResult::Saved));
        assert_eq!(share(&world, &teacher, id, met.version).await, Ok(ShareResult::ChangedMeanwhile), "it says something else now");
        world.deliver().await;
        assert_eq!(world.mail_to("one@homes.example").await, None);

        assert_eq!(share(&world, &teacher, id, 2).await, Ok(ShareResult::Shared));
        world.deliver().await;
        for (to, own, other) in [("one@homes.example", "Child0", "Child1"), ("two@homes.example", "Child1", "Child0")] {
            let mail = world.mail_to(to).await.unwrap();
            for part in [own, "Hillside", "10 November 2026", "Built two bridges", "photos, which you can see at school"] {
                assert!(mail.contains(part), "{part}: {mail}");
            }
            assert!(![other, "Child2", "OfWillow"].iter().any(|name| mail.contains(name)), "{mail}");
        }
        assert_eq!(share(&world, &teacher, id, 2).await, Err(Problem::Denied(Denial::SharedAlready)));
        world.deliver().await;
        assert_eq!(world.mails_to("one@homes.example").await.len(), 1);
        let met = find(&world, &owner, id).await.unwrap();
        assert_eq!(met.shared.map(|shared| shared.by).as_deref(), Some("Amy Marlowe"));
        let logged = world.texts("SELECT new_value FROM audit_log WHERE action = 'share with home'").await;
        assert_eq!(logged, [r#"{"shared":["Child0 OfWillow","Child1 OfWillow"]}"#]);
    }

    async fn what_is_on_its_way_home_is_what_was_shared(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        contact(&world, class[0], "one@homes.example").await;
        let id = create(&world, &owner, &form(&class[..1], "Built a bridge")).await.unwrap();
        assert_eq!(share(&world, &owner, id, 1).await, Ok(ShareResult::Shared));
        let other = ObservationForm { version: 1, ..form(&class[..1], "Something that nobody approved") };
        let change = async || observations::change(&world.backend, &owner.actor, id, &other).await;
        assert_eq!(change().await, Err(Problem::Denied(Denial::OnItsWayHome)));
        world.deliver().await;
        assert!(world.mail_to("one@homes.example").await.unwrap().contains("Built a bridge"));
        assert_eq!(change().await, Ok(ChangeResult::Saved));
    }

    async fn a_mail_that_became_pointless_is_not_sent(world: TestContext) {
        let (owner, class) = classroom(&world).await;
        let id = create(&world, &owner, &form(&class[..1], "Seen")).await.unwrap();
        assert_eq!(share(&world, &owner, id, 1).await, Err(Problem::Denied(Denial::NoHomeContact)));
        contact(&world, class[0], "one@homes.example").await;
        contact(&world, class[1], "two@homes.example").await;
        assert_eq!(share(&world, &owner, id, 1).await, Ok(ShareResult::Shared));
        observations::delete(&world.backend, &owner.actor, id).await.unwrap();
        let other = create(&world, &owner, &form(&class[1..2], "Seen")).await.unwrap();
        assert_eq!(share(&world, &owner, other, 1).await, Ok(ShareResult::Shared));
        contact(&world, class[1], "another@homes.example").await;
        world.deliver().await;
        assert_eq!((world.mail_to("one@homes.example").await, world.mail_to("two@homes.example").await), (None, None));
        assert_eq!(world.texts("SELECT DISTINCT state FROM outbox WHERE kind = 'observation'").await, ["withdrawn"]);
        assert_eq!(find(&world, &owner, id).await, Err(Problem::NotFound));
    }
}
