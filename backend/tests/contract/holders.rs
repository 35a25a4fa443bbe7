//! Who has a permission, by role, confirmation or exception.

use backend::{school, users};
use domain::access::Denial;
use domain::catalogue::{Catalogue, Cell, Feature};
use domain::form::settings::SettingsForm;
use domain::holder::HolderListing;
use domain::permission::{RoleOverride, SchoolRoles, decide};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::Role;
use domain::user::MemberStatus;
use sqlx::AssertSqlSafe;

/// A permission of the product that Full Edit has and Partial Edit does not.
fn only_full(product: Product) -> Feature {
    let none = SchoolRoles::none();
    let found = |feature: &Feature| {
        let has = |role| decide(*feature, role, &none).allowed;
        feature.product() == product && has(Role::FullEdit) && !has(Role::PartialEdit)
    };
    Catalogue::published().features().find(found).unwrap()
}

fn asking(feature: Feature, page: u32) -> HolderListing {
    HolderListing { feature: Some(feature), page, ..HolderListing::default() }
}

both! {
    async fn those_whose_role_in_the_product_gives_it_and_nobody_else(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let full = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let partial = world.add_member(&owner, Role::PartialEdit, MemberStatus::Active).await.member;
        let invited = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await.member;
        for status in [MemberStatus::Blocked, MemberStatus::Deactivated, MemberStatus::Deleted] {
            world.add_member(&owner, Role::FullEdit, status).await;
        }
        let other = world.school_with_owner("Riverside").await;
        let feature = only_full(Product::PORTAL);
        let found = async |feature: Feature| {
            let page = users::holders(&world.backend, &admin.actor, asking(feature, 1)).await.unwrap();
            assert_eq!(page.total, page.people.len() as u64);
            assert_eq!(page.total, page.roles.iter().map(|(_, people)| people).sum::<u64>());
            let mut people: Vec<_> = page.people.into_iter().map(|person| (person.member.to_string(), person.role.unwrap().level())).collect();
            people.sort_by_key(|(member, _)| member.clone());
            people
        };
        let sorted = |mut people: Vec<(domain::id::MemberId, Role)>| {
            people.sort_by_key(|(member, _)| member.to_string());
            people.into_iter().map(|(member, role)| (member.to_string(), role)).collect::<Vec<_>>()
        };
        let always = [(owner.member, Role::AccountOwner), (admin.member, Role::AccountAdmin)];
        let expected = |more: &[(domain::id::MemberId, Role)]| sorted([&always[..], more].concat());
        assert_eq!(found(feature).await, expected(&[(full, Role::FullEdit), (invited, Role::FullEdit)]));
        // A role in the product counts for that product only.
        for (member, role) in [(full, RoleOverride::Nothing), (partial, RoleOverride::from(Role::FullEdit))] {
            let sql = format!("INSERT INTO member_roles (school_id, member_id, product, role) SELECT school_id, id, 'portal', '{}' FROM members WHERE id = '{member}'", role.code());
            sqlx::query(AssertSqlSafe(sql)).execute(&world.pool).await.unwrap();
        }
        assert_eq!(found(feature).await, expected(&[(partial, Role::FullEdit), (invited, Role::FullEdit)]));
        assert_eq!(found(only_full(Product::SONAR_TRACKER)).await, expected(&[(full, Role::FullEdit), (invited, Role::FullEdit)]));
        let theirs = users::holders(&world.backend, &other.actor, asking(feature, 1)).await.unwrap();
        assert_eq!(theirs.people.iter().map(|person| person.member).collect::<Vec<_>>(), [other.member]);
    }

    async fn what_the_school_confirms_counts_at_once(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let full = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let none = SchoolRoles::none();
        let open = Catalogue::published().features().find(|feature| {
            feature.published(Role::FullEdit) == Cell::ToBeConfirmed && !decide(*feature, Role::FullEdit, &none).allowed
        }).unwrap();
        let has = async || {
            let page = users::holders(&world.backend, &owner.actor, asking(open, 1)).await.unwrap();
            page.people.iter().any(|person| person.member == full)
        };
        assert!(!has().await);
        school::confirm_cell(&world.backend, &owner.actor, &open.code(), Role::FullEdit.code(), Some(true)).await.unwrap();
        assert!(has().await);
    }

    async fn who_may_ask_and_about_what(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let feature = only_full(Product::PORTAL);
        let denied = users::holders(&world.backend, &teacher.actor, asking(feature, 1)).await.unwrap_err();
        assert_eq!(denied, Problem::Denied(Denial::ForAdmins));
        let none = users::holders(&world.backend, &owner.actor, HolderListing::default()).await.unwrap_err();
        assert_eq!(none, Problem::NotFound);
        // A page beyond the last one gives the last one.
        assert_eq!(users::holders(&world.backend, &owner.actor, asking(feature, 99)).await.unwrap().listing.page, 1);
        let form = SettingsForm { name: "Hillside".to_owned(), ..SettingsForm::default() };
        school::change_settings(&world.backend, &owner.actor, &form).await.unwrap();
        let unused = users::holders(&world.backend, &owner.actor, asking(feature, 1)).await.unwrap_err();
        assert_eq!(unused, Problem::NotFound, "of a product the school does not use");
        // A permission that no role gives has no holders.
        let nobody = Catalogue::published().features().find(|feature| {
            feature.product() == Product::SONAR_TRACKER
                && !Role::ALL.into_iter().any(|role| decide(*feature, role, &SchoolRoles::none()).allowed)
        });
        if let Some(nobody) = nobody {
            assert_eq!(users::holders(&world.backend, &owner.actor, asking(nobody, 1)).await.unwrap().total, 0);
        }
    }
}
