//! Which roles can be given in which product: one rule for every way of giving a role.

use backend::{account, users};
use domain::access::Denial;
use domain::bulk::{BulkChange, BulkForm};
use domain::form::user::UserForm;
use domain::id::MemberId;
use domain::invitation::InviteListing;
use domain::permission::{RoleChoice, RoleOverride};
use domain::person::{EditConfirmResult, EditSubmission, MemberAction, MemberActionForm};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::Role;
use domain::user::{Access, MemberStatus};
use sqlx::AssertSqlSafe;

use crate::test_context::{HERE, PASSWORD, Person, TestContext};

/// Gives a person a role in Portal without the rules, as it may have been given before they existed.
async fn held_before(world: &TestContext, by: &Person, member: MemberId, role: &str) {
    let school = by.actor.school();
    for sql in [
        format!("DELETE FROM member_roles WHERE member_id = '{member}'"),
        format!(
            "INSERT INTO member_roles (school_id, member_id, product, role) VALUES ('{school}', '{member}', 'portal', '{role}')"
        ),
        "UPDATE schools SET change_no = change_no + 1, people_no = people_no + 1".to_owned(),
    ] {
        sqlx::query(AssertSqlSafe(sql)).execute(&world.pool).await.unwrap();
    }
}

async fn roles(world: &TestContext, by: &Person, member: MemberId) -> RoleChoice {
    users::person(&world.backend, &by.actor, member).await.unwrap().roles
}

/// Sets a member's role in Portal by the edit form.
async fn edit(world: &TestContext, by: &Person, member: MemberId, portal: &str) -> Result<(), Problem> {
    let base = users::person(&world.backend, &by.actor, member).await?.form;
    let mut form = base.clone();
    form.user.other_roles.set(Product::PORTAL, portal.to_owned());
    match users::confirm(&world.backend, &by.actor, member, &EditSubmission { form, base }).await? {
        EditConfirmResult::Saved { .. } => Ok(()),
        other => panic!("{other:?}"),
    }
}

/// Sets a member's role in Portal by a bulk change; gives why they were skipped, if they were.
async fn bulk(world: &TestContext, by: &Person, member: MemberId, to: RoleOverride) -> Result<Option<String>, Problem> {
    let form = BulkForm::of(&[member], BulkChange::Role { product: Product::PORTAL, to });
    let review = users::bulk_review(&world.backend, &by.actor, &form).await?;
    let id = users::bulk_do(&world.backend, &by.actor, &review.form).await?;
    let left = users::bulk_done(&world.backend, &by.actor, id).await?.left_out;
    Ok(left.into_iter().next().map(|left| left.why.sentence()))
}

/// Sets a member's role in Portal by inviting many; gives how many were skipped.
async fn invite(world: &TestContext, by: &Person, member: MemberId, role: Role) -> Result<u32, Problem> {
    let listing = InviteListing { product: Some(Product::PORTAL), role: role.into(), ..InviteListing::default() };
    Ok(users::invite_many(&world.backend, &by.actor, &listing, &[member.to_string()]).await?.left_out)
}

both! {
    async fn nobody_gives_more_in_another_product_than_in_sonar_tracker(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        for (by, given) in [(&admin, Role::AccountAdmin), (&admin, Role::AccountOwner), (&owner, Role::AccountOwner)] {
            let denial = Denial::RoleNotYoursIn { role: given, product: Product::PORTAL };
            assert_eq!(edit(&world, by, teacher, given.code()).await, Err(Problem::Denied(denial)), "{given}");
            let Err(Problem::Form(errors)) = bulk(&world, by, teacher, given.into()).await else { panic!("{given}") };
            assert_eq!((errors[0].field.as_str(), errors[0].fault.clone()), ("role", denial.into()));
            assert_eq!(invite(&world, by, teacher, given).await, Err(Problem::Denied(denial)), "{given}");
            let form = UserForm {
                first_name: "Ada".to_owned(),
                last_name: "Reed".to_owned(),
                email: "ada.reed@hillside.uk".to_owned(),
                role: Role::FullEdit.code().to_owned(),
                other_roles: [(Product::PORTAL, given.code().to_owned())].into_iter().collect(),
                ..UserForm::default()
            };
            assert_eq!(users::create(&world.backend, &by.actor, &form).await.map(drop), Err(Problem::Denied(denial)));
        }
        assert_eq!(roles(&world, &owner, teacher).await, RoleChoice::in_every_product(Role::FullEdit));
        edit(&world, &owner, teacher, Role::AccountAdmin.code()).await.unwrap();
        assert_eq!(roles(&world, &owner, teacher).await.role_in(Product::PORTAL), Role::AccountAdmin.into());
    }

    async fn a_higher_role_from_before_stays_until_the_owner_changes_it(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        for high in [Role::AccountAdmin, Role::AccountOwner] {
            held_before(&world, &owner, teacher, high.code()).await;
            let kept = Denial::RoleKept { role: high, product: Product::PORTAL };
            for then in ["", "none", Role::PartialEdit.code()] {
                assert_eq!(edit(&world, &admin, teacher, then).await, Err(Problem::Denied(kept)), "{then}");
            }
            assert_eq!(bulk(&world, &admin, teacher, RoleOverride::Same).await, Ok(Some(kept.sentence())));
            assert_eq!(invite(&world, &admin, teacher, Role::PartialEdit).await, Ok(1), "left out");
            assert_eq!(roles(&world, &owner, teacher).await.role_in(Product::PORTAL), high.into());
            // Restoring a person gives the role again, so it needs an actor who may give it.
            world.set_access(&owner, teacher, Access::Deleted).await;
            let restore = async |by: &Person| users::act(&world.backend, &by.actor, teacher, MemberAction::Restore, &MemberActionForm::default()).await.map(drop);
            let refused = Denial::RoleNotYoursIn { role: high, product: Product::PORTAL };
            assert_eq!(restore(&admin).await, Err(Problem::Denied(refused)));
            assert!(!users::person(&world.backend, &admin.actor, teacher).await.unwrap().acts.contains(&MemberAction::Restore));
            restore(&owner).await.unwrap();
            edit(&world, &owner, teacher, "").await.unwrap();
        }
    }

    async fn undoing_gives_back_only_what_the_one_who_undoes_may_give(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        held_before(&world, &owner, teacher, Role::AccountAdmin.code()).await;
        let form = BulkForm::of(&[teacher], BulkChange::Role { product: Product::PORTAL, to: Role::PartialEdit.into() });
        let review = users::bulk_review(&world.backend, &owner.actor, &form).await.unwrap();
        let id = users::bulk_do(&world.backend, &owner.actor, &review.form).await.unwrap();
        // The owner handed the school over in the meantime, so they count as any other admin.
        account::offer(&world.backend, &owner.actor, admin.member).await.unwrap();
        account::accept(&world.backend, &admin.actor, PASSWORD, HERE).await.unwrap();
        let lowered = world.sign_in(&owner.email).await;
        users::bulk_undo(&world.backend, &lowered.actor, &[id]).await.unwrap();
        assert_eq!(roles(&world, &admin, teacher).await.role_in(Product::PORTAL), Role::PartialEdit.into());
        let undone = users::bulk_done(&world.backend, &lowered.actor, id).await.unwrap().undone.unwrap();
        assert_eq!(undone.left[0].why, Denial::RoleNotYoursIn { role: Role::AccountAdmin, product: Product::PORTAL }.into());
    }
}
