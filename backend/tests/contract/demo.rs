//! The demonstration school, and schools made up for measuring.

use crate::test_context::BROWSER;
use backend::session::Actor;
use backend::{Backend, demo, observations, school, seed, users};
use domain::access::is_admin;
use domain::catalogue::Catalogue;
use domain::listing::UserListing;
use domain::observation::{ObservationListing, VisibleObservations};
use domain::permission::Confirmation;
use domain::role::Role;
use domain::user::MemberStatus;
use std::collections::BTreeSet;

/// Signs in as the demonstration's person with this role.
async fn signed_in(demo: &Backend, role: Role) -> Actor {
    let door = demo.public();
    let person = door.demo_people().await.unwrap().into_iter().find(|person| person.role == role).unwrap();
    let token = door.demo_sign_in(person.member, BROWSER).await.unwrap().token;
    let visitor = door.visitor(Some(&token)).await.unwrap();
    visitor.actor(Some(&visitor.stamp())).unwrap()
}

both! {
    async fn the_demonstration_is_a_school_with_everything_in_it(world: TestContext) {
        let demo = world.as_demo();
        demo::seed(&demo).await.unwrap();
        let people = demo.public().demo_people().await.unwrap();
        assert_eq!(people.iter().map(|person| person.role).collect::<Vec<_>>(), Role::ALL);
        assert_eq!(people[0].name, "Margaret Ashworth");

        let owner = signed_in(&demo, Role::AccountOwner).await;
        let widget = school::widget(&demo, &owner).await.unwrap();
        assert!((38..=50).contains(&widget.total), "{}", widget.total);
        assert_eq!(widget.roles[0], (Role::AccountOwner, 1));
        assert!(widget.roles.iter().all(|(_, count)| *count > 0), "{:?}", widget.roles);
        assert!(widget.statuses.iter().all(|(_, count)| *count > 0), "{:?}", widget.statuses);
        assert!(widget.sign_ins.iter().filter(|count| **count > 5).count() >= 7, "{:?}", widget.sign_ins);
        assert_eq!(widget.newest_sign_ins.len(), 5);
        assert_eq!(widget.needs.undelivered.len(), 1);
        let deleted = users::list(&demo, &owner, UserListing { status: Some(MemberStatus::Deleted), ..UserListing::default() }).await.unwrap();
        assert_eq!(deleted.total, 1);
        for (search, name) in [("obrien", "O'Brien"), ("lukaszewski", "Łukaszewski"), ("celik ibrahim", "Çelik"), ("美玲", "Li"), ("sian llewellyn jones", "Llewellyn-Jones")] {
            let page = users::list(&demo, &owner, UserListing { search: search.to_owned(), ..UserListing::default() }).await.unwrap();
            assert_eq!(page.rows.iter().map(|row| row.last_name.as_str()).collect::<Vec<_>>(), [name], "{search}");
        }

        let settings = school::settings_of(&demo, &owner).await.unwrap();
        assert_eq!((settings.name.as_str(), &settings.products[..]), ("Hillside Primary School", Catalogue::published().products()));
        assert!(!settings.help_contact.is_empty());
        let confirmed: Vec<Confirmation> = settings.roles.confirmations.iter().collect();
        assert_eq!(confirmed.len(), 16);
        assert!(confirmed.iter().all(|cell| cell.allowed && !is_admin(cell.role) && !cell.role.is_read_only()));
    }

    async fn its_children_are_observed_by_their_key_workers(world: TestContext) {
        let demo = world.as_demo();
        demo::seed(&demo).await.unwrap();
        let teacher = signed_in(&demo, Role::FullEdit).await;
        let page = observations::list(&demo, &teacher, ObservationListing::default()).await.unwrap();
        assert!((50..=60).contains(&page.total), "{}", page.total);
        let VisibleObservations::Named(lines) = page.observations else { panic!("aliases") };
        assert!(lines.iter().all(|line| !line.text.contains('{') && line.text.contains(line.children[0].name.split(' ').next().unwrap())), "{lines:?}");
        let mine = observations::list(&demo, &teacher, ObservationListing { mine: true, ..ObservationListing::default() }).await.unwrap();
        assert!(mine.total > 5, "{}", mine.total);
        let of_others = "SELECT COUNT(*) FROM observations o JOIN observation_pupils w ON w.observation_id = o.id WHERE NOT EXISTS
            (SELECT 1 FROM pupil_workers k WHERE k.pupil_id = w.pupil_id AND k.member_id = o.author_id AND k.kind = 'key')";
        assert_eq!(world.number(of_others).await, 0);
        assert!(world.number("SELECT COUNT(*) FROM observations WHERE shared_at IS NOT NULL").await > 5);
        assert_eq!(world.number("SELECT COUNT(*) FROM observations WHERE observed_on < '2025-09-01' OR observed_on > '2026-11-18'").await, 0);
        assert!(world.number("SELECT COUNT(*) FROM observations WHERE observed_on < '2026-08-01'").await > 10, "last school year");
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE kind = 'observation'").await, 0);
        let homes = world.texts("SELECT home_email FROM pupils WHERE home_email IS NOT NULL").await;
        assert!(homes.len() > 200 && homes.iter().all(|email| email.is_ascii() && email.ends_with("@homes.example")), "{homes:?}");
    }

    async fn its_history_reads_like_one(world: TestContext) {
        let demo = world.as_demo();
        demo::seed(&demo).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'create user'").await, world.number("SELECT COUNT(*) FROM members").await);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log one JOIN audit_log next ON next.number = one.number + 1 WHERE next.at < one.at").await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE at > 1795000000000").await, 0, "nothing of it lies ahead");
        assert_eq!(world.number("SELECT COUNT(*) FROM sessions WHERE created_at > 1795000000000").await, 0);
        let last_sessions = "SELECT COUNT(*) FROM members m WHERE m.last_sign_in_at <> (SELECT MAX(s.created_at) FROM sessions s WHERE s.member_id = m.id)";
        assert_eq!(world.number(last_sessions).await, 0);
        let emails = world.texts("SELECT email FROM members").await;
        assert!(emails.iter().all(|email| email.is_ascii() && email.ends_with(".example")), "{emails:?}");
        // Open invitations have a mail, expired ones have none.
        assert!(demo.public().demo_outbox().await.unwrap().is_empty());
        world.deliver().await;
        let shown: BTreeSet<_> = demo.public().demo_outbox().await.unwrap().into_iter().map(|mail| mail.to).collect();
        let waiting = "SELECT email FROM members WHERE registration = 'invited' AND invited_until > 1795000000000 AND email NOT LIKE 'orla%' ORDER BY email";
        assert_eq!(shown.into_iter().collect::<Vec<_>>(), world.texts(waiting).await);
        assert!(!world.texts(waiting).await.is_empty());
    }

    async fn seeding_again_changes_nothing_and_resetting_everything(world: TestContext) {
        let demo = world.as_demo();
        demo::seed(&demo).await.unwrap();
        let ids = async || world.texts("SELECT id FROM members UNION ALL SELECT id FROM schools ORDER BY 1").await;
        let first = ids().await;
        demo::seed(&demo).await.unwrap();
        assert_eq!(ids().await, first);
        let owner = signed_in(&demo, Role::AccountOwner).await;
        users::create(&demo, &owner, &crate::users::form("Amy", "Webb", "amy@hillside-primary.example")).await.unwrap();
        world.deliver().await;
        demo::reset(&demo).await.unwrap();
        let anew = ids().await;
        assert_eq!(anew.len(), first.len());
        assert!(anew.iter().all(|id| !first.contains(id)));
        assert_eq!(world.number("SELECT COUNT(*) FROM demo_outbox").await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM accounts WHERE id NOT IN (SELECT account_id FROM members WHERE account_id IS NOT NULL)").await, 0);
    }

    async fn a_real_school_is_never_touched(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let before = world.number("SELECT COUNT(*) FROM audit_log").await;
        for refused in [demo::seed(&world.as_demo()).await, demo::reset(&world.as_demo()).await] {
            assert!(matches!(refused, Err(demo::DemoError::RealSchool)));
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log").await, before);
        assert_eq!(world.number("SELECT COUNT(*) FROM schools").await, 1);
        world.sign_in(&owner.email).await;
    }

    async fn a_made_up_school_is_as_large_as_asked(world: TestContext) {
        let email = seed::people(&world.backend, 150, crate::test_context::PASSWORD).await.unwrap();
        let owner = world.sign_in(&email).await;
        assert_eq!(owner.actor.role(), Role::AccountOwner);
        assert_eq!(world.number("SELECT COUNT(*) FROM members").await, 150);
        assert_eq!(world.number("SELECT COUNT(*) FROM members WHERE role = 'account-owner'").await, 1);
        // The first hundred can sign in, with the same password.
        world.sign_in("person99@seed.example").await;
        assert_eq!(world.number("SELECT COUNT(*) FROM members WHERE registration = 'registered' AND account_id IS NULL").await, 0);
    }
}
