//! Undoing one save of a person's form.

use crate::test_context::{Person, TestContext};
use backend::users;
use domain::access::Denial;
use domain::bulk::{BulkChange, LeftOutBecause};
use domain::fault::Fault;
use domain::form::edit::EditForm;
use domain::id::{BulkId, MemberId};
use domain::moment::MINUTE;
use domain::permission::RoleOverride;
use domain::person::{EditConfirmResult, EditSubmission};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::Role;
use domain::user::{Access, MemberStatus};

/// Saves the form as it was filled in; gives what can be undone.
async fn save(world: &TestContext, by: &Person, member: MemberId, fill: impl FnOnce(&mut EditForm)) -> Vec<BulkId> {
    let base = users::person(&world.backend, &by.actor, member).await.unwrap().form;
    let mut form = base.clone();
    fill(&mut form);
    match users::confirm(&world.backend, &by.actor, member, &EditSubmission { form, base }).await.unwrap() {
        EditConfirmResult::Saved { undoable, .. } => undoable,
        EditConfirmResult::Overtaken(review) => panic!("{review:?}"),
    }
}

/// The role in Sonar Tracker and in Portal, and the access.
async fn state(world: &TestContext, by: &Person, member: MemberId) -> (Role, RoleOverride, Access) {
    let person = users::person(&world.backend, &by.actor, member).await.unwrap();
    (person.roles.level(), person.roles.other(Product::PORTAL), person.access)
}

/// Why undoing left the person as they were.
async fn left(world: &TestContext, by: &Person, id: BulkId) -> Vec<LeftOutBecause> {
    let done = users::bulk_done(&world.backend, &by.actor, id).await.unwrap();
    done.undone.unwrap().left.iter().map(|left| left.why).collect()
}

both! {
    async fn one_save_of_roles_and_status_is_undone_at_once(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let before = state(&world, &owner, amy).await;
        let undoable = save(&world, &owner, amy, |form| {
            form.user.job_title = "Bursar".to_owned();
            form.user.role = Role::PartialEdit.code().to_owned();
            form.user.other_roles.set(Product::PORTAL, "none".to_owned());
            form.set_access(Access::Blocked);
        }).await;
        assert_eq!(state(&world, &owner, amy).await, (Role::PartialEdit, RoleOverride::Nothing, Access::Blocked));
        let mut said = Vec::new();
        for id in &undoable {
            let done = users::bulk_done(&world.backend, &owner.actor, *id).await.unwrap();
            assert!(done.undo_until.is_some());
            said.push(done.change);
        }
        assert_eq!(said, [
            BulkChange::Role { product: Product::SONAR_TRACKER, to: Role::PartialEdit.into() },
            BulkChange::Role { product: Product::PORTAL, to: RoleOverride::Nothing },
            BulkChange::Block,
        ]);
        users::bulk_undo(&world.backend, &owner.actor, &undoable).await.unwrap();
        assert_eq!(state(&world, &owner, amy).await, before);
        let person = users::person(&world.backend, &owner.actor, amy).await.unwrap();
        assert_eq!(person.row.job_title, "Bursar", "only roles and status are undone");
        let audit = world.audit_of(amy).await;
        // The button is pressed twice.
        users::bulk_undo(&world.backend, &owner.actor, &undoable).await.unwrap();
        assert_eq!(world.audit_of(amy).await, audit);
    }

    async fn somebody_deactivated_who_was_blocked_by_a_save_is_deactivated_again(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let deactivated = save(&world, &owner, amy, |form| form.set_access(Access::Deactivated)).await;
        world.clock.advance(1);
        let blocked = save(&world, &owner, amy, |form| form.set_access(Access::Blocked)).await;
        users::bulk_undo(&world.backend, &owner.actor, &blocked).await.unwrap();
        assert_eq!(state(&world, &owner, amy).await.2, Access::Deactivated);
        // Their status was set again since the first save, although it is the same.
        users::bulk_undo(&world.backend, &owner.actor, &deactivated).await.unwrap();
        assert_eq!(left(&world, &owner, deactivated[0]).await, [LeftOutBecause::ChangedSince]);
        assert_eq!(state(&world, &owner, amy).await.2, Access::Deactivated);
    }

    async fn details_letting_in_and_saving_nothing_leave_nothing_to_undo(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        assert_eq!(save(&world, &owner, amy, |form| form.user.job_title = "Bursar".to_owned()).await, []);
        assert_eq!(save(&world, &owner, amy, |_| ()).await, []);
        save(&world, &owner, amy, |form| form.set_access(Access::Blocked)).await;
        assert_eq!(save(&world, &owner, amy, |form| form.set_access(Access::Active)).await, []);
    }

    async fn what_was_changed_since_stays(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let undoable = save(&world, &admin, amy, |form| form.user.role = Role::PartialEdit.code().to_owned()).await;
        save(&world, &owner, amy, |form| form.user.role = Role::MinimalEdit.code().to_owned()).await;
        users::bulk_undo(&world.backend, &admin.actor, &undoable).await.unwrap();
        assert_eq!(left(&world, &admin, undoable[0]).await, [LeftOutBecause::ChangedSince]);
        assert_eq!(state(&world, &owner, amy).await.0, Role::MinimalEdit);
    }

    async fn it_is_undone_within_ten_minutes_by_whoever_saved_and_still_may(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let role = |role: Role| move |form: &mut EditForm| form.user.role = role.code().to_owned();
        let undoable = save(&world, &admin, amy, role(Role::PartialEdit)).await;
        // Another person, also of another school.
        for by in [&owner, &world.school_with_owner("Oakfield").await] {
            assert_eq!(users::bulk_undo(&world.backend, &by.actor, &undoable).await, Err(Problem::NotFound));
        }
        // Somebody who may no longer act on them, and then no longer on anybody.
        save(&world, &owner, amy, role(Role::AccountAdmin)).await;
        let blocked = save(&world, &owner, amy, role(Role::PartialEdit)).await;
        assert_eq!(blocked.len(), 1);
        save(&world, &owner, admin.member, role(Role::FullEdit)).await;
        let refused = users::bulk_undo(&world.backend, &admin.actor, &undoable).await;
        assert_eq!(refused, Err(Problem::Denied(Denial::ForAdmins)));
        save(&world, &owner, admin.member, role(Role::AccountAdmin)).await;
        world.clock.advance(10 * MINUTE);
        let late = users::bulk_undo(&world.backend, &admin.actor, &undoable).await;
        assert_eq!(late, Err(Problem::field("undo", Fault::UndoOver)));
        assert_eq!(state(&world, &owner, amy).await.0, Role::PartialEdit);
    }
}
