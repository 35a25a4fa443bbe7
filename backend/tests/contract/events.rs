//! What open pages are told: changes, expiring invitations and ended sessions.

use crate::users::form;
use backend::events::{Listener, watch};
use backend::users;
use domain::moment::{DAY, HOUR};
use domain::role::Role;
use domain::session_end::SessionEnd;
use domain::user::{Access, MemberStatus};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::timeout;

/// The next number heard. The promise is one second; a busy machine gets more.
async fn heard(listener: &mut Listener) -> i64 {
    timeout(Duration::from_secs(10), listener.changed())
        .await
        .expect("nothing was announced")
        .expect("the stream ended");
    listener.borrow_and_update().change_no
}

both! {
    async fn a_change_made_anywhere_is_announced_to_its_school(world: TestContext) {
        let hillside = world.school_with_owner("Hillside").await;
        let riverside = world.school_with_owner("Riverside").await;
        let (stop, stopped) = oneshot::channel::<()>();
        let watching = tokio::spawn(watch(world.backend.clone(), async { drop(stopped.await) }));
        let changes = world.backend.changes();
        let mut here = changes.subscribe(hillside.actor.school());
        let mut there = changes.subscribe(riverside.actor.school());
        let (first, _) = (heard(&mut here).await, heard(&mut there).await);
        assert_eq!(first, world.number(&format!("SELECT change_no FROM schools WHERE id = '{}'", hillside.actor.school())).await);

        let other = world.another_process().await;
        users::create(&other, &hillside.actor, &form("Amy", "Webb", "amy@hillside.uk")).await.unwrap();
        other.store().close().await;
        assert_eq!(heard(&mut here).await, first + 1);
        assert_eq!(changes.current(hillside.actor.school()), Some(first + 1));
        assert!(!there.has_changed().unwrap(), "the other school hears nothing");

        // A late listener hears the current number at once.
        let mut late = changes.subscribe(hillside.actor.school());
        assert_eq!(heard(&mut late).await, first + 1);

        stop.send(()).unwrap();
        watching.await.unwrap();
        assert!(here.changed().await.is_err(), "streams end with the server");
        assert!(changes.subscribe(hillside.actor.school()).changed().await.is_err());
    }

    async fn an_invitation_that_expires_is_announced_without_a_change(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        world.clock.advance(HOUR);
        world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let (_stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(watch(world.backend.clone(), async { drop(stopped.await) }));
        let mut listener = world.backend.changes().subscribe(owner.actor.school());
        let number = heard(&mut listener).await;
        for later in [14 * DAY - HOUR, HOUR] {
            world.clock.advance(later);
            assert_eq!(heard(&mut listener).await, number);
        }
        assert!(!listener.has_changed().unwrap());
    }

    async fn a_session_that_ends_is_told_once_and_keeps_why(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let (_stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(watch(world.backend.clone(), async { drop(stopped.await) }));
        let mut ended = world.backend.changes().ended_sessions();
        let mut listener = world.backend.changes().subscribe(owner.actor.school());
        heard(&mut listener).await;
        let door = world.backend.public();
        assert_eq!(door.why_ended(&admin.token).await.unwrap(), None);
        world.sign_out(&admin.token).await;
        let told = timeout(Duration::from_secs(10), ended.recv()).await.expect("nothing was told").unwrap();
        assert_eq!(told, admin.actor.session());
        assert_eq!(door.why_ended(&admin.token).await.unwrap(), Some(SessionEnd::SignedOut));
        // From then on the school's decision is given as the reason.
        world.set_access(&owner, admin.member, Access::Blocked).await;
        assert_eq!(door.why_ended(&admin.token).await.unwrap(), Some(SessionEnd::NotLetIn(Access::Blocked)));
        assert!(timeout(Duration::from_millis(600), ended.recv()).await.is_err(), "told once");
    }

    async fn watching_goes_on_after_the_database_failed(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (_stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(watch(world.backend.clone(), async { drop(stopped.await) }));
        world.texts("ALTER TABLE schools RENAME TO elsewhere").await;
        let mut listener = world.backend.changes().subscribe(owner.actor.school());
        assert!(timeout(Duration::from_millis(600), listener.changed()).await.is_err());
        world.texts("ALTER TABLE elsewhere RENAME TO schools").await;
        heard(&mut listener).await;
    }
}
