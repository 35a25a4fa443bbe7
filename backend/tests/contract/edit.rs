//! Editing a person, and the effects on their account.

use crate::test_context::{Person, TestContext};
use backend::users;
use domain::access::Denial;
use domain::form::edit::{EditForm, FieldChange, TICKED};
use domain::id::MemberId;
use domain::moment::DAY;
use domain::permission::SchoolRoles;
use domain::person::{EditConfirmResult, EditSubmission, MemberAction, MemberActionForm};
use domain::problem::Problem;
use domain::reason::Reason;
use domain::role::Role;
use domain::user::{Access, MemberStatus};

async fn form(world: &TestContext, by: &Person, member: MemberId) -> EditForm {
    users::person(&world.backend, &by.actor, member).await.unwrap().form
}

/// Opens the form, fills it in, and confirms its summary.
pub async fn edit(
    world: &TestContext,
    by: &Person,
    member: MemberId,
    fill: impl FnOnce(&mut EditForm),
) -> Result<Vec<String>, Problem> {
    let base = form(world, by, member).await;
    let mut form = base.clone();
    fill(&mut form);
    let review = users::review(&world.backend, &by.actor, member, &EditSubmission { form, base }).await?;
    match users::confirm(&world.backend, &by.actor, member, &review.filled).await? {
        EditConfirmResult::Saved { changes, .. } => Ok(changes.iter().map(name).collect()),
        EditConfirmResult::Overtaken(_) => panic!("nobody else was there"),
    }
}

/// The name of the changed field in the form.
fn name(change: &FieldChange) -> String {
    match change {
        FieldChange::Field { field, .. } => field.name().to_owned(),
        FieldChange::Attribute(change) => change.name.clone(),
    }
}

fn typed(word: &str) -> MemberActionForm {
    MemberActionForm { typed: word.to_owned(), reason: "Left the school".to_owned() }
}

both! {
    async fn what_is_confirmed_is_saved_found_and_kept_in_the_audit_log(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        let changed = edit(&world, &owner, amy.member, |form| {
            form.user.last_name = "O'Neill".to_owned();
            form.user.job_title = "Year 4 teacher".to_owned();
            form.user.role = "partial-edit".to_owned();
            form.user.other_roles.set(domain::product::Product::PORTAL, "none".to_owned());
        }).await.unwrap();
        assert_eq!(changed, ["last_name", "job_title", "role", "role_portal"]);
        let person = users::person(&world.backend, &owner.actor, amy.member).await.unwrap();
        assert_eq!((person.row.last_name.as_str(), person.row.role), ("O'Neill", Role::PartialEdit.into()));
        assert_eq!(person.form.user.other_roles.get(domain::product::Product::PORTAL), "none");
        let found = domain::listing::UserListing { search: "oneill".to_owned(), ..Default::default() };
        assert_eq!(users::list(&world.backend, &world.sign_in(&owner.email).await.actor, found).await.unwrap().total, 1);
        let said = world.audit_of(amy.member).await;
        assert_eq!(said[said.len() - 2..], ["edit user", "change roles"]);
        let old = world.texts(&format!("SELECT old_value FROM audit_log WHERE subject_id = '{}' AND action = 'change roles'", amy.member)).await;
        assert_eq!(old, [r#"{"role":"full-edit","role_portal":""}"#]);
    }

    async fn the_second_of_two_admins_is_shown_the_first_ones_change_and_nothing_is_lost(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        let base = form(&world, &owner, amy.member).await;
        let mut mine = base.clone();
        mine.user.job_title = "SENCO".to_owned();
        let review = users::review(&world.backend, &owner.actor, amy.member, &EditSubmission { form: mine, base }).await.unwrap();
        assert!(review.meanwhile.is_empty());
        edit(&world, &admin, amy.member, |form| form.user.last_name = "Stone".to_owned()).await.unwrap();
        let EditConfirmResult::Overtaken(again) = users::confirm(&world.backend, &owner.actor, amy.member, &review.filled).await.unwrap() else {
            panic!("somebody else was there");
        };
        assert_eq!(again.meanwhile.iter().map(|change| change.words(&SchoolRoles::none()).new).collect::<Vec<_>>(), ["Stone"]);
        assert_eq!(form(&world, &owner, amy.member).await.user.job_title, "");
        let saved = users::confirm(&world.backend, &owner.actor, amy.member, &again.filled).await.unwrap();
        assert!(matches!(saved, EditConfirmResult::Saved { .. }));
        let both = form(&world, &owner, amy.member).await.user;
        assert_eq!((both.last_name.as_str(), both.job_title.as_str()), ("Stone", "SENCO"));
    }

    async fn nobody_is_edited_by_an_equal_or_themselves_nor_given_a_role_that_is_not_below(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let other = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.person(&owner, Role::FullEdit).await;
        for (by, on, denial) in [
            (&admin, other.member, Denial::EqualOrAbove { role: Role::AccountAdmin }),
            (&admin, owner.member, Denial::EqualOrAbove { role: Role::AccountOwner }),
            (&admin, admin.member, Denial::Yourself),
            (&owner, owner.member, Denial::Yourself),
            (&amy, other.member, Denial::ForAdmins),
        ] {
            let base = EditForm::default();
            let refused = users::review(&world.backend, &by.actor, on, &EditSubmission { form: base.clone(), base: base.clone() }).await;
            assert_eq!(refused, Err(Problem::Denied(denial)));
            let refused = users::confirm(&world.backend, &by.actor, on, &EditSubmission { form: base.clone(), base }).await;
            assert_eq!(refused, Err(Problem::Denied(denial)));
            for act in MemberAction::ALL {
                let refused = users::act(&world.backend, &by.actor, on, act, &typed("delete")).await;
                assert_eq!(refused, Err(Problem::Denied(denial)), "{act:?}");
            }
        }
        let upward = edit(&world, &admin, amy.member, |form| form.user.role = "account-admin".to_owned()).await;
        assert_eq!(upward, Err(Problem::Denied(Denial::RoleNotYours { role: Role::AccountAdmin })));
        let upward = edit(&world, &owner, amy.member, |form| form.user.role = "account-owner".to_owned()).await;
        assert_eq!(upward, Err(Problem::Denied(Denial::RoleNotYours { role: Role::AccountOwner })));
        assert!(edit(&world, &owner, amy.member, |form| form.user.role = "account-admin".to_owned()).await.is_ok());
    }

    async fn somebody_blocked_is_out_at_once_and_back_with_everything(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        edit(&world, &owner, amy.member, |form| {
            form.blocked = TICKED.to_owned();
            form.reason = "Long absence".to_owned();
        }).await.unwrap();
        let door = world.backend.public();
        assert!(door.actor(Some(&amy.token)).await.is_err());
        assert!(!door.is_still(&amy.actor).await.unwrap());
        assert!(world.try_sign_in(&amy.email, crate::test_context::PASSWORD).await.is_err());
        let person = users::person(&world.backend, &owner.actor, amy.member).await.unwrap();
        assert_eq!((person.access, person.row.status, person.open_sessions), (Access::Blocked, MemberStatus::Blocked, 0));
        assert_eq!(person.access_note.unwrap().reason, Some(Reason::Typed("Long absence".to_owned())));
        edit(&world, &owner, amy.member, |form| form.blocked = String::new()).await.unwrap();
        assert!(door.actor(Some(&amy.token)).await.is_err(), "an ended session stays ended");
        assert!(world.try_sign_in(&amy.email, crate::test_context::PASSWORD).await.is_ok());
        let said = world.audit_of(amy.member).await;
        assert_eq!(said[said.len() - 3..], ["block user", "reinstate user", "sign in"]);
    }

    async fn somebody_who_leaves_is_let_in_until_the_end_of_that_day(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        // It is 18 November 2026, 11:06.
        let wrong = edit(&world, &owner, amy.member, |form| form.leaving_on = "2026-11-17".to_owned()).await;
        assert!(matches!(wrong, Err(Problem::Form(errors)) if errors[0].field == "leaving_on"));
        edit(&world, &owner, amy.member, |form| form.leaving_on = "2026-11-18".to_owned()).await.unwrap();
        let door = world.backend.public();
        world.clock.advance(12 * domain::moment::HOUR);
        assert!(world.try_sign_in(&amy.email, crate::test_context::PASSWORD).await.is_ok());
        world.clock.advance(domain::moment::HOUR);
        // Nothing is stored yet.
        assert!(door.actor(Some(&amy.token)).await.is_err());
        assert!(world.try_sign_in(&amy.email, crate::test_context::PASSWORD).await.is_err());
        assert_eq!(users::deactivate_leavers(&world.backend).await.unwrap(), 1);
        assert_eq!(users::deactivate_leavers(&world.backend).await.unwrap(), 0);
        let owner = world.sign_in(&owner.email).await;
        let person = users::person(&world.backend, &owner.actor, amy.member).await.unwrap();
        assert_eq!((person.access, person.row.status), (Access::Deactivated, MemberStatus::Deactivated));
        assert_eq!(person.access_note.unwrap().by, "");
        assert_eq!(world.audit_of(amy.member).await.last().unwrap(), "deactivate user");
        edit(&world, &owner, amy.member, |form| form.active = TICKED.to_owned()).await.unwrap();
        assert_eq!(form(&world, &owner, amy.member).await.leaving_on, "");
    }

    async fn somebody_deleted_is_restored_for_ninety_days(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let refused = users::act(&world.backend, &owner.actor, amy.member, MemberAction::Delete, &typed("remove")).await;
        assert!(matches!(refused, Err(Problem::Form(_))));
        users::act(&world.backend, &owner.actor, amy.member, MemberAction::Delete, &typed(" Delete ")).await.unwrap();
        assert!(world.backend.public().actor(Some(&amy.token)).await.is_err());
        let again = users::act(&world.backend, &owner.actor, amy.member, MemberAction::Delete, &typed("delete")).await;
        assert_eq!(again, Err(Problem::Denied(Denial::NotAsTheyAre { access: Access::Deleted })));
        world.clock.advance(89 * DAY);
        let owner = world.sign_in(&owner.email).await;
        let person = users::person(&world.backend, &owner.actor, amy.member).await.unwrap();
        assert_eq!((person.restorable.unwrap().days, person.acts), (1, vec![MemberAction::Restore]));
        users::act(&world.backend, &owner.actor, amy.member, MemberAction::Restore, &MemberActionForm::default()).await.unwrap();
        assert!(world.try_sign_in(&amy.email, crate::test_context::PASSWORD).await.is_ok());
        users::act(&world.backend, &owner.actor, amy.member, MemberAction::Delete, &typed("delete")).await.unwrap();
        world.clock.advance(90 * DAY);
        let owner = world.sign_in(&owner.email).await;
        let gone = users::act(&world.backend, &owner.actor, amy.member, MemberAction::Restore, &MemberActionForm::default()).await;
        assert_eq!(gone, Err(Problem::NotFound));
    }

    async fn access_and_invitations_are_taken_back(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        users::act(&world.backend, &owner.actor, amy.member, MemberAction::RevokeAccess, &MemberActionForm::default()).await.unwrap();
        assert!(world.backend.public().actor(Some(&amy.token)).await.is_err());
        assert!(world.try_sign_in(&amy.email, crate::test_context::PASSWORD).await.is_err());
        let person = users::person(&world.backend, &owner.actor, amy.member).await.unwrap();
        assert_eq!(person.row.status, MemberStatus::NotRegistered);
        // They register again with their existing account.
        users::act(&world.backend, &owner.actor, amy.member, MemberAction::Invite, &MemberActionForm::default()).await.unwrap();
        let link = world.link_to(&amy.email).await;
        users::act(&world.backend, &owner.actor, amy.member, MemberAction::RevokeInvitation, &MemberActionForm::default()).await.unwrap();
        assert!(matches!(world.use_link(&link).await, Err(Problem::Link(_))));
        let none = users::act(&world.backend, &owner.actor, amy.member, MemberAction::RevokeInvitation, &MemberActionForm::default()).await;
        assert_eq!(none, Err(Problem::Denied(Denial::NotInvited)));
    }

    async fn an_email_is_corrected_until_somebody_has_registered(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let ben = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let old = world.link_to(&ben.email).await;
        edit(&world, &owner, ben.member, |form| form.user.email = "ben.right@hillside.uk".to_owned()).await.unwrap();
        assert!(matches!(world.use_link(&old).await, Err(Problem::Link(_))));
        world.register("ben.right@hillside.uk").await;
        let fixed = edit(&world, &owner, ben.member, |form| form.user.email = "ben.other@hillside.uk".to_owned()).await;
        assert!(matches!(fixed, Err(Problem::Form(errors)) if errors[0].field == "email"));
        let cleo = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        let taken = edit(&world, &owner, cleo.member, |form| form.user.email = "BEN.right@hillside.uk".to_owned()).await;
        assert!(matches!(taken, Err(Problem::Form(errors)) if errors[0].field == "email"));
    }

    async fn a_role_in_a_product_the_school_does_not_use_now_stays(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        edit(&world, &owner, amy.member, |form| form.user.other_roles.set(domain::product::Product::PORTAL, "minimal-edit".to_owned())).await.unwrap();
        sqlx::query("DELETE FROM school_products WHERE product = 'portal'").execute(&world.pool).await.unwrap();
        sqlx::query("UPDATE schools SET change_no = change_no + 1").execute(&world.pool).await.unwrap();
        let base = form(&world, &owner, amy.member).await;
        let mut filled = EditSubmission { form: base.clone(), base };
        filled.form.user.job_title = "SENCO".to_owned();
        let review = users::review(&world.backend, &owner.actor, amy.member, &filled).await.unwrap();
        assert_eq!((review.changes.len(), review.roles), (1, None));
        users::confirm(&world.backend, &owner.actor, amy.member, &review.filled).await.unwrap();
        assert_eq!(form(&world, &owner, amy.member).await.user.other_roles.get(domain::product::Product::PORTAL), "minimal-edit");
        assert_eq!(world.audit_of(amy.member).await.last().unwrap(), "edit user");
    }

    async fn the_people_of_another_school_are_not_there(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let stranger = world.school_with_owner("Oakfield").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        let filled = EditSubmission::default();
        assert_eq!(users::person(&world.backend, &stranger.actor, amy.member).await, Err(Problem::NotFound));
        assert_eq!(users::review(&world.backend, &stranger.actor, amy.member, &filled).await, Err(Problem::NotFound));
        assert_eq!(users::confirm(&world.backend, &stranger.actor, amy.member, &filled).await, Err(Problem::NotFound));
        for act in MemberAction::ALL {
            assert_eq!(users::act(&world.backend, &stranger.actor, amy.member, act, &typed("delete")).await, Err(Problem::NotFound));
        }
    }
}
