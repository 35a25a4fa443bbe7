//! Inviting many people to a product, and reminding them.

use crate::test_context::{Person, TestContext};
use backend::{school, users};
use domain::access::Denial;
use domain::form::settings::SettingsForm;
use domain::id::MemberId;
use domain::invitation::{InviteListing, InviteResult};
use domain::moment::DAY;
use domain::problem::{LinkError, Problem};
use domain::product::Product;
use domain::role::Role;
use domain::user::MemberStatus;

fn to(product: Product, role: Role) -> InviteListing {
    InviteListing { product: Some(product), role: role.into(), ..InviteListing::default() }
}

async fn listed(world: &TestContext, by: &Person, listing: InviteListing) -> Vec<MemberId> {
    let page = users::invitable(&world.backend, &by.actor, listing).await.unwrap();
    page.people.into_iter().map(|person| person.member).collect()
}

fn sorted(mut members: Vec<MemberId>) -> Vec<String> {
    members.sort_by_key(ToString::to_string);
    members.iter().map(ToString::to_string).collect()
}

both! {
    async fn only_who_lacks_the_role_or_an_invitation_is_listed(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let registered = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let lacking = world.add_member(&owner, Role::PartialEdit, MemberStatus::Active).await.member;
        let fresh = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await.member;
        let waiting = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await.member;
        let late = world.add_member(&owner, Role::FullEdit, MemberStatus::InvitationExpired).await.member;
        for status in [MemberStatus::Blocked, MemberStatus::Deactivated, MemberStatus::Deleted] {
            world.add_member(&owner, Role::PartialEdit, status).await;
        }
        let full = to(Product::SONAR_TRACKER, Role::FullEdit);
        assert_eq!(sorted(listed(&world, &admin, full.clone()).await), sorted(vec![lacking, fresh, late]));
        assert_eq!(sorted(listed(&world, &owner, full.clone()).await), sorted(vec![admin.member, lacking, fresh, late]));
        let searched = InviteListing { search: "nobody".to_owned(), ..full.clone() };
        assert!(listed(&world, &owner, searched).await.is_empty());

        let all: Vec<_> = [registered, lacking, fresh, waiting, late, owner.member, MemberId::new(uuid::Uuid::new_v4())].iter().map(ToString::to_string).collect();
        let mails = world.number("SELECT COUNT(*) FROM outbox").await;
        let done = users::invite_many(&world.backend, &admin.actor, &full, &all).await.unwrap();
        assert_eq!(done, InviteResult { sent: 2, roles: 1, left_out: 2 }, "one waits already, and nothing fails because of it");
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox").await, mails + 2);
        assert!(listed(&world, &admin, full).await.is_empty());
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'invite to product'").await, 3);

        // In another product, a role is stored only if it differs from the one in Sonar Tracker.
        let portal = to(Product::PORTAL, Role::MinimalReadOnly);
        let one = [registered.to_string()];
        assert_eq!(users::invite_many(&world.backend, &admin.actor, &portal, &one).await.unwrap(), InviteResult { sent: 0, roles: 1, left_out: 0 });
        let roles = "SELECT role FROM member_roles WHERE product = 'portal'";
        assert_eq!(world.texts(roles).await, ["minimal-read-only"]);
        assert!(!listed(&world, &admin, portal).await.contains(&registered));
        users::invite_many(&world.backend, &admin.actor, &to(Product::PORTAL, Role::FullEdit), &one).await.unwrap();
        assert!(world.texts(roles).await.is_empty());
        // A person whose role in the product was removed lacks every role.
        sqlx::query("INSERT INTO member_roles (school_id, member_id, product, role) SELECT school_id, id, 'portal', 'none' FROM members WHERE id = $1")
            .bind(registered.to_string()).execute(&world.pool).await.unwrap();
        let full = to(Product::PORTAL, Role::FullEdit);
        let page = users::invitable(&world.backend, &admin.actor, full.clone()).await.unwrap();
        assert_eq!(page.people.iter().find(|person| person.member == registered).map(|person| person.role), Some(None));
        users::invite_many(&world.backend, &admin.actor, &full, &one).await.unwrap();
        assert!(world.texts(roles).await.is_empty());
    }

    async fn who_may_invite_many_and_to_what(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let fresh = [world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await.member.to_string()];
        let full = to(Product::SONAR_TRACKER, Role::FullEdit);
        let denied = Problem::Denied(Denial::ForAdmins);
        assert_eq!(users::invitable(&world.backend, &teacher.actor, full.clone()).await.unwrap_err(), denied);
        assert_eq!(users::invite_many(&world.backend, &teacher.actor, &full, &fresh).await.unwrap_err(), denied);
        let admins = to(Product::SONAR_TRACKER, Role::AccountAdmin);
        let above = users::invite_many(&world.backend, &admin.actor, &admins, &fresh).await.unwrap_err();
        assert_eq!(above, Problem::Denied(Denial::RoleNotYours { role: Role::AccountAdmin }));
        for product in [Product::SONAR_TRACKER, Product::PORTAL] {
            let owners = to(product, Role::AccountOwner);
            assert_eq!(users::invite_many(&world.backend, &owner.actor, &owners, &fresh).await.unwrap_err().status(), 403);
        }
        assert_eq!(users::invite_many(&world.backend, &admin.actor, &full, &[]).await.unwrap_err().status(), 422);
        assert_eq!(users::invite_many(&world.backend, &admin.actor, &InviteListing::default(), &fresh).await.unwrap_err().status(), 422);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'invite to product'").await, 0);
        let other = world.school_with_owner("Riverside").await;
        let elsewhere = users::invite_many(&world.backend, &other.actor, &full, &fresh).await.unwrap();
        assert_eq!(elsewhere, InviteResult { left_out: 1, ..InviteResult::default() });
    }

    async fn people_are_reminded_once_where_the_school_wants_it(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.school_with_owner("Riverside").await;
        let waits = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let comes = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        for status in [MemberStatus::Blocked, MemberStatus::Deactivated, MemberStatus::Deleted] {
            world.add_member(&owner, Role::FullEdit, status).await;
        }
        world.add_with_email(&other, "elsewhere@riverside.uk", Role::FullEdit, MemberStatus::Invited).await;
        let first = world.link_to(&waits.email).await;
        // Its mail has not been sent, so there is nothing to remind of.
        let stuck = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let remind = async || users::remind_invited(&world.backend).await.unwrap();
        let turn = async |on: bool| {
            let form = SettingsForm { name: "Hillside".to_owned(), reminds: on.then(|| "on".to_owned()), ..SettingsForm::default() };
            // Days pass, and sessions end.
            let owner = world.sign_in(&owner.email).await;
            school::change_settings(&world.backend, &owner.actor, &form).await.unwrap();
        };
        turn(true).await;
        world.clock.advance(11 * DAY - 1);
        assert_eq!(remind().await, 0, "three days before the end, and not sooner");
        world.clock.advance(1);
        turn(false).await;
        assert_eq!(remind().await, 0, "off until the school wants it");
        turn(true).await;
        assert_eq!(remind().await, 1);
        assert_eq!(remind().await, 0, "once");
        assert_eq!(world.texts("SELECT subject_id FROM audit_log WHERE action = 'remind of invitation'").await, [waits.member.to_string()]);
        let second = world.link_to(&waits.email).await;
        assert_eq!(world.texts(&format!("SELECT subject FROM demo_outbox WHERE to_address = '{}' ORDER BY sent_at", waits.email)).await, [
            "Hillside has made an account for you",
            "Reminder: Hillside has made an account for you",
        ]);
        assert_eq!(world.mails_to(&comes.email).await.len(), 1);
        assert_eq!(world.mails_to(&stuck.email).await.len(), 1, "its first mail");
        assert_eq!(world.mails_to("elsewhere@riverside.uk").await.len(), 1);
        assert_eq!(world.use_link(&first).await.unwrap_err(), Problem::Link(LinkError::Replaced));
        // The invitation's end is unchanged.
        world.clock.advance(3 * DAY);
        assert_eq!(world.use_link(&second).await.unwrap_err(), Problem::Link(LinkError::Expired));
        world.clock.advance(-1);
        world.use_link(&second).await.unwrap();
        assert_eq!(remind().await, 1, "whose first mail went out late");
    }
}
