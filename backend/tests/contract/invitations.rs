use crate::world::{Person, World};
use backend::users;
use domain::access::Denial;
use domain::id::MemberId;
use domain::invitation::{InviteListing, Invited};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::Role;
use domain::user::Standing;

fn to(product: Product, role: Role) -> InviteListing {
    InviteListing { product: Some(product), role: Some(role), ..InviteListing::default() }
}

async fn listed(world: &World, by: &Person, listing: InviteListing) -> Vec<MemberId> {
    let page = users::invitable(&world.backend, &by.actor, listing).await.unwrap();
    page.people.into_iter().map(|person| person.member).collect()
}

fn sorted(mut members: Vec<MemberId>) -> Vec<String> {
    members.sort_by_key(ToString::to_string);
    members.iter().map(ToString::to_string).collect()
}

both! {
    async fn only_who_lacks_the_role_or_an_invitation_is_listed(world: World) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let registered = world.add_member(&owner, Role::FullEdit, Standing::Active).await.member;
        let lacking = world.add_member(&owner, Role::PartialEdit, Standing::Active).await.member;
        let fresh = world.add_member(&owner, Role::FullEdit, Standing::NotRegistered).await.member;
        let waiting = world.add_member(&owner, Role::FullEdit, Standing::Invited).await.member;
        let late = world.add_member(&owner, Role::FullEdit, Standing::InvitationExpired).await.member;
        for standing in [Standing::Blocked, Standing::Deactivated, Standing::Deleted] {
            world.add_member(&owner, Role::PartialEdit, standing).await;
        }
        let full = to(Product::SonarTracker, Role::FullEdit);
        assert_eq!(sorted(listed(&world, &admin, full.clone()).await), sorted(vec![lacking, fresh, late]));
        assert_eq!(sorted(listed(&world, &owner, full.clone()).await), sorted(vec![admin.member, lacking, fresh, late]));
        let searched = InviteListing { search: "nobody".to_owned(), ..full.clone() };
        assert!(listed(&world, &owner, searched).await.is_empty());

        let all: Vec<_> = [registered, lacking, fresh, waiting, late, owner.member, MemberId::new(uuid::Uuid::new_v4())].iter().map(ToString::to_string).collect();
        let mails = world.number("SELECT COUNT(*) FROM outbox").await;
        let done = users::invite_many(&world.backend, &admin.actor, &full, &all).await.unwrap();
        assert_eq!(done, Invited { sent: 2, roles: 1, left_out: 2 }, "one waits already, and nothing fails because of it");
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox").await, mails + 2);
        assert!(listed(&world, &admin, full).await.is_empty());
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'invite to product'").await, 3);

        // In another product: what differs from Sonar Tracker is a row, what is the same is none.
        let portal = to(Product::Portal, Role::MinimalReadOnly);
        let one = [registered.to_string()];
        assert_eq!(users::invite_many(&world.backend, &admin.actor, &portal, &one).await.unwrap(), Invited { sent: 0, roles: 1, left_out: 0 });
        let roles = "SELECT role FROM member_roles WHERE product = 'portal'";
        assert_eq!(world.texts(roles).await, ["minimal-read-only"]);
        assert!(!listed(&world, &admin, portal).await.contains(&registered));
        users::invite_many(&world.backend, &admin.actor, &to(Product::Portal, Role::FullEdit), &one).await.unwrap();
        assert!(world.texts(roles).await.is_empty());
        // Whose role there was taken away lacks every one.
        sqlx::query("INSERT INTO member_roles (school_id, member_id, product, role) SELECT school_id, id, 'portal', 'none' FROM members WHERE id = $1")
            .bind(registered.to_string()).execute(&world.pool).await.unwrap();
        let full = to(Product::Portal, Role::FullEdit);
        let page = users::invitable(&world.backend, &admin.actor, full.clone()).await.unwrap();
        assert_eq!(page.people.iter().find(|person| person.member == registered).map(|person| person.role), Some(None));
        users::invite_many(&world.backend, &admin.actor, &full, &one).await.unwrap();
        assert!(world.texts(roles).await.is_empty());
    }

    async fn who_may_invite_many_and_to_what(world: World) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let fresh = [world.add_member(&owner, Role::FullEdit, Standing::NotRegistered).await.member.to_string()];
        let full = to(Product::SonarTracker, Role::FullEdit);
        let denied = Problem::Denied(Denial::ForAdmins);
        assert_eq!(users::invitable(&world.backend, &teacher.actor, full.clone()).await.unwrap_err(), denied);
        assert_eq!(users::invite_many(&world.backend, &teacher.actor, &full, &fresh).await.unwrap_err(), denied);
        let admins = to(Product::SonarTracker, Role::AccountAdmin);
        let above = users::invite_many(&world.backend, &admin.actor, &admins, &fresh).await.unwrap_err();
        assert_eq!(above, Problem::Denied(Denial::RoleNotYours { role: Role::AccountAdmin }));
        for product in [Product::SonarTracker, Product::Portal] {
            let owners = to(product, Role::AccountOwner);
            assert_eq!(users::invite_many(&world.backend, &owner.actor, &owners, &fresh).await.unwrap_err().status(), 403);
        }
        assert_eq!(users::invite_many(&world.backend, &admin.actor, &full, &[]).await.unwrap_err().status(), 422);
        assert_eq!(users::invite_many(&world.backend, &admin.actor, &InviteListing::default(), &fresh).await.unwrap_err().status(), 422);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'invite to product'").await, 0);
        let other = world.school_with_owner("Riverside").await;
        let elsewhere = users::invite_many(&world.backend, &other.actor, &full, &fresh).await.unwrap();
        assert_eq!(elsewhere, Invited { left_out: 1, ..Invited::default() });
    }
}
