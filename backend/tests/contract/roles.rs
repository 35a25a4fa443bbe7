//! Customised roles: what they give, to whom, and how they end. Who may change them is in `roles/authority.rs`, two
//! changes at once in `roles/at_once.rs`.

mod at_once;
mod authority;

use backend::session::Actor;
use backend::{pupils, roles, school, users, viewing};
use domain::access::{Denial, ListUsers};
use domain::bulk::{BulkChange, BulkForm};
use domain::catalogue::{Catalogue, Feature};
use domain::exception::{ALLOW, DENY, ExceptionForm};
use domain::form::user::UserForm;
use domain::holder::HolderListing;
use domain::id::MemberId;
use domain::listing::{SortBy, UserListing};
use domain::moment::DAY;
use domain::permission::{Basis, CellSetting, RoleChoice, RoleOverride, Rules, decide};
use domain::problem::{FieldError, Problem};
use domain::product::Product;
use domain::pupil::PupilListing;
use domain::role::{HeldRole, Role};
use domain::role_customisation::{DeletionForm, NAME, ROLE, RoleConfirmResult, RoleForm, RoleReview, VERSION};
use domain::school::SchoolSettings;
use domain::user::{Access, MemberStatus};
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;

use crate::test_context::{Person, TestContext};

const VIEW_PUPILS: &str = "sonar-tracker/pupils/view-pupils";
const SEND_SMS: &str = "comms-hub/compose-send-messages/send-sms";

fn feature(code: &str) -> Feature {
    Feature::from_code(code).unwrap()
}

async fn settings(world: &TestContext, by: &Person) -> SchoolSettings {
    school::settings_of(&world.backend, &by.actor).await.unwrap()
}

pub async fn create(
    world: &TestContext,
    by: &Actor,
    name: &str,
    like: impl Into<HeldRole>,
) -> Result<HeldRole, Problem> {
    roles::create_role(&world.backend, by, name, &like.into().code()).await
}

/// The role's form as a person opens it, with these cells set.
async fn opened(world: &TestContext, by: &Person, role: HeldRole, cells: &[(&str, &str)]) -> RoleForm {
    let mut form = RoleForm::of(role, &settings(world, by).await.roles);
    form.cells.extend(cells.iter().map(|(code, setting)| ((*code).to_owned(), (*setting).to_owned())));
    form
}

pub async fn save(world: &TestContext, by: &Person, role: HeldRole, cells: &[(&str, &str)]) -> Result<(), Problem> {
    let form = review(world, by, role, cells).await?.form;
    confirm(world, by, role, &form).await
}

/// Confirms the form with its current summary.
async fn confirm(world: &TestContext, by: &Person, role: HeldRole, form: &RoleForm) -> Result<(), Problem> {
    match roles::save_role(&world.backend, &by.actor, role, form).await? {
        RoleConfirmResult::Done => Ok(()),
        RoleConfirmResult::LookAgain(review) => panic!("{review:?}"),
    }
}

async fn review(
    world: &TestContext,
    by: &Person,
    role: HeldRole,
    cells: &[(&str, &str)],
) -> Result<RoleReview, Problem> {
    let form = opened(world, by, role, cells).await;
    roles::review_role(&world.backend, &by.actor, role, &form).await
}

/// Gives a person a role in a product by a bulk change.
async fn give(
    world: &TestContext,
    by: &Person,
    member: MemberId,
    product: Product,
    role: HeldRole,
) -> Result<(), Problem> {
    let form = BulkForm::of(&[member], BulkChange::Role { product, to: RoleOverride::Role(role) });
    let review = users::bulk_review(&world.backend, &by.actor, &form).await?;
    assert!(review.left_out.is_empty(), "{:?}", review.left_out);
    users::bulk_do(&world.backend, &by.actor, &review.form).await.map(drop)
}

async fn held(world: &TestContext, by: &Person, member: MemberId) -> RoleChoice {
    users::person(&world.backend, &by.actor, member).await.unwrap().roles
}

fn fields(problem: Problem) -> Vec<String> {
    let Problem::Form(errors) = problem else { panic!("{problem:?}") };
    errors.into_iter().map(|FieldError { field, .. }| field).collect()
}

both! {
    async fn a_role_is_copied_changed_given_and_decides_from_the_next_request_on(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let music = create(&world, &owner.actor, "Music teacher", Role::FullEdit).await.unwrap();
        assert_eq!(music.level(), Role::FullEdit);
        give(&world, &owner, teacher.member, Product::SONAR_TRACKER, music).await.unwrap();
        assert_eq!(held(&world, &owner, teacher.member).await.main, music);
        let see = async || pupils::list(&world.backend, &teacher.actor, PupilListing::default()).await.map(drop);
        assert_eq!(see().await, Ok(()), "until it is changed it gives what Full Edit gives");

        let said = review(&world, &owner, music, &[(VIEW_PUPILS, "deny")]).await.unwrap();
        assert_eq!(said.impact.affected.len(), 1);
        assert_eq!(said.impact.affected[0].loses, [feature(VIEW_PUPILS)]);
        assert_eq!((said.impact.affected[0].people.count, said.cells.len()), (1, 1));
        assert_eq!(see().await, Ok(()), "a summary changes nothing");

        save(&world, &owner, music, &[(VIEW_PUPILS, "deny")]).await.unwrap();
        // Their session continues; the next request is decided by the new permissions.
        let asked_again = world.backend.public().actor(Some(&teacher.token)).await.unwrap();
        assert_eq!(pupils::list(&world.backend, &asked_again, PupilListing::default()).await.map(drop), Err(Problem::Denied(Denial::WithoutPupils)));
        let roles = settings(&world, &owner).await.roles;
        let decision = decide(feature(VIEW_PUPILS), music, &roles);
        assert_eq!((decision.allowed, decision.basis), (false, Basis::SetInRole(CellSetting::Deny)));
        assert!(decide(feature(VIEW_PUPILS), Role::FullEdit, &roles).allowed, "the role it was copied from is as it was");
        assert_eq!(world.number("SELECT COUNT(*) FROM role_cells").await, 1, "only what was changed is kept");
    }

    async fn the_list_of_people_finds_those_who_hold_a_role_of_the_school(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.school_with_owner("Riverside").await;
        let music = create(&world, &owner.actor, "Music teacher", Role::FullEdit).await.unwrap();
        let mut teachers = Vec::new();
        for _ in 0..3 {
            teachers.push(world.person(&owner, Role::FullEdit).await.member);
        }
        for teacher in &teachers[..2] {
            give(&world, &owner, *teacher, Product::SONAR_TRACKER, music).await.unwrap();
        }
        let found = async |by: &Person, listing: UserListing| {
            let page = users::list(&world.backend, &by.actor, listing).await.unwrap();
            assert_eq!(page.total, page.rows.len() as u64);
            page.rows.into_iter().map(|row| row.member).collect::<Vec<_>>()
        };
        let of = |role: HeldRole| UserListing { role: Some(role), ..UserListing::default() };
        for sort in SortBy::ALL {
            for search in ["", "marlowe"] {
                let listing = UserListing { sort, search: search.to_owned(), ..of(music) };
                let people = found(&owner, listing.clone()).await;
                assert_eq!(people.iter().collect::<BTreeSet<_>>(), teachers[..2].iter().collect(), "{sort:?} {search}");
                // A long list is read in another way.
                let permit = owner.actor.permit(ListUsers).unwrap();
                let read_on = world.backend.store().list_members(&permit, &listing, world.clock.now()).await.unwrap();
                assert_eq!(read_on.into_iter().map(|member| member.id).collect::<Vec<_>>(), people);
            }
        }
        assert_eq!(found(&owner, of(Role::FullEdit.into())).await.len(), 3, "with those who hold what was made from it");
        assert_eq!(found(&other, of(music)).await, []);
        assert_eq!(found(&owner, UserListing { status: Some(MemberStatus::Blocked), ..of(music) }).await, []);
    }

    async fn a_standard_role_is_changed_for_the_school_alone_and_put_back(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.school_with_owner("Riverside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let full: HeldRole = Role::FullEdit.into();
        let copy = create(&world, &owner.actor, "Music teacher", full).await.unwrap();
        let holder = world.person(&owner, Role::FullEdit).await;
        give(&world, &owner, holder.member, Product::SONAR_TRACKER, copy).await.unwrap();
        let said = review(&world, &owner, full, &[(VIEW_PUPILS, "not-set")]).await.unwrap();
        assert_eq!(said.impact.people(), 2, "a copy follows what it does not set itself");
        save(&world, &owner, full, &[(VIEW_PUPILS, "not-set")]).await.unwrap();
        let sees = async |person: &Person, role: HeldRole| {
            decide(feature(VIEW_PUPILS), role, &settings(&world, person).await.roles).allowed
        };
        assert!(!sees(&owner, full).await && !sees(&owner, copy).await && sees(&other, full).await);
        // A copy with its own setting does not follow.
        save(&world, &owner, copy, &[(VIEW_PUPILS, "allow")]).await.unwrap();
        assert!(sees(&owner, copy).await);
        let page = users::holders(&world.backend, &owner.actor, HolderListing { feature: Some(feature(VIEW_PUPILS)), page: 1, ..HolderListing::default() }).await.unwrap();
        assert!(page.people.iter().any(|one| one.member == holder.member && one.role == Some(copy)));
        assert!(page.people.iter().all(|one| one.member != teacher.member));
        // Reset: nothing is changed any more.
        save(&world, &owner, full, &[(VIEW_PUPILS, "")]).await.unwrap();
        assert!(sees(&owner, full).await);
        let log = world.texts("SELECT action FROM audit_log WHERE subject_kind = 'role' ORDER BY number").await;
        assert_eq!(log, ["create role", "change role", "change role", "change role"]);
    }

    async fn a_role_in_use_is_deleted_once_its_people_have_another(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let music = create(&world, &owner.actor, "Music teacher", Role::FullEdit).await.unwrap();
        save(&world, &owner, music, &[(VIEW_PUPILS, "deny")]).await.unwrap();
        let teacher = world.person(&owner, Role::FullEdit).await;
        let deleted = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let elsewhere = world.person(&owner, Role::MinimalEdit).await;
        for (member, product) in [(teacher.member, Product::SONAR_TRACKER), (deleted, Product::SONAR_TRACKER), (elsewhere.member, Product::PORTAL)] {
            give(&world, &owner, member, product, music).await.unwrap();
        }
        world.set_access(&owner, deleted, Access::Deleted).await;
        let uses = roles::role_uses(&world.backend, &owner.actor).await.unwrap();
        assert_eq!(uses.iter().find(|one| one.role == music).unwrap().people, 2);

        let version = settings(&world, &owner).await.roles.customised(music).unwrap().version;
        let delete = async |by: &Person, version: i64, to: &str| {
            let form = DeletionForm { version, to: to.to_owned(), ..DeletionForm::default() };
            let form = roles::review_deletion(&world.backend, &by.actor, music, &form).await?.form;
            roles::delete_role(&world.backend, &by.actor, music, &form).await
        };
        for wrong in ["", "headteacher", &music.code(), "account-owner"] {
            assert_eq!(fields(delete(&owner, version, wrong).await.unwrap_err()), [ROLE], "{wrong}");
        }
        assert_eq!(fields(delete(&admin, version, "account-admin").await.unwrap_err()), [ROLE], "a role one may not give");
        assert_eq!(fields(delete(&owner, version - 1, "partial-edit").await.unwrap_err()), [VERSION]);
        let partial = Role::PartialEdit.code();
        let form = DeletionForm { version, to: partial.to_owned(), ..DeletionForm::default() };
        let said = roles::review_deletion(&world.backend, &admin.actor, music, &form).await.unwrap();
        assert_eq!(said.to, Role::PartialEdit);
        assert_eq!((said.impact.people() + said.impact.same, said.impact.deleted), (2, 1));
        assert!(said.impact.affected.iter().any(|group| group.gains.contains(&feature(VIEW_PUPILS))));
        assert_eq!(delete(&admin, version, partial).await, Ok(RoleConfirmResult::Done));
        let counted = world.texts("SELECT new_value FROM audit_log WHERE action = 'delete role'").await;
        assert!(counted[0].contains("\"people\":3"), "as many as the summary showed: {counted:?}");
        assert_eq!(held(&world, &owner, teacher.member).await, RoleChoice::in_every_product(Role::PartialEdit));
        assert_eq!(held(&world, &owner, elsewhere.member).await, RoleChoice::in_every_product(Role::MinimalEdit).with(Product::PORTAL, Role::PartialEdit));
        assert_eq!(held(&world, &owner, deleted).await.main, Role::PartialEdit, "for the day they are restored");
        let moved = format!("SELECT COUNT(*) FROM audit_log WHERE action = 'change roles' AND subject_id = '{deleted}' AND new_value LIKE '%partial-edit%'");
        assert_eq!(world.number(&moved).await, 1, "and the log says so");
        assert!(!settings(&world, &owner).await.roles.has(music));
        // The role is gone for everybody, including a form opened earlier and an undo that would give it again.
        assert_eq!(delete(&owner, version, partial).await, Err(Problem::NotFound));
        assert_eq!(save(&world, &owner, music, &[]).await, Err(Problem::NotFound));
        assert_eq!(fields(give(&world, &owner, teacher.member, Product::SONAR_TRACKER, music).await.unwrap_err()), ["role"]);
        assert_eq!(viewing::view_as(&world.backend, &owner.actor, Some(music)).await, Err(Problem::NotFound));
        // Its name is free again, and the log still names it.
        let again = create(&world, &owner.actor, "music TEACHER", Role::FullEdit).await.unwrap();
        assert_ne!(again, music);
        let history = backend::audit::history(&world.backend, &owner.actor, teacher.member, 1).await.unwrap();
        assert!(history.roles.iter().any(|time| time.role.words() == "Music teacher"), "{:?}", history.roles);
    }

    async fn a_role_of_another_school_is_none_here(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let other = world.school_with_owner("Riverside").await;
        let music = create(&world, &owner.actor, "Music teacher", Role::FullEdit).await.unwrap();
        let theirs = world.add_member(&other, Role::FullEdit, MemberStatus::Active).await.member;
        assert_eq!(fields(give(&world, &other, theirs, Product::PORTAL, music).await.unwrap_err()), ["role"]);
        assert_eq!(save(&world, &other, music, &[]).await, Err(Problem::NotFound));
        let form = DeletionForm { version: 1, to: "full-edit".to_owned(), ..DeletionForm::default() };
        assert_eq!(roles::delete_role(&world.backend, &other.actor, music, &form).await, Err(Problem::NotFound));
        assert_eq!(fields(create(&world, &other.actor, "Copy", music).await.unwrap_err()), [ROLE]);
        let form = UserForm {
            first_name: "Ada".to_owned(),
            last_name: "Reed".to_owned(),
            email: "ada.reed@riverside.example".to_owned(),
            role: Role::MinimalEdit.code().to_owned(),
            other_roles: [(Product::PORTAL, music.code().into_owned())].into_iter().collect(),
            ..UserForm::default()
        };
        assert_eq!(fields(users::create(&world.backend, &other.actor, &form).await.unwrap_err()), ["role_portal"]);
        // The same name is free in the other school.
        create(&world, &other.actor, "Music teacher", Role::FullEdit).await.unwrap();
    }

    async fn what_is_wrong_with_a_form_is_said_and_changes_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let music = create(&world, &owner.actor, " Music   teacher ", Role::FullEdit).await.unwrap();
        assert_eq!(settings(&world, &owner).await.roles.label(music), "Music teacher");
        for (name, like) in [("", "full-edit"), ("Full Edit", "full-edit"), ("MUSIC teacher", "full-edit"), ("\u{202E}x", "full-edit"), (&"x".repeat(41), "full-edit")] {
            assert_eq!(fields(roles::create_role(&world.backend, &owner.actor, name, like).await.unwrap_err()), [NAME], "{name}");
        }
        for like in ["", "headteacher", "full-edit.5f0c7a3e9b1d4c2f8a6e0d1b2c3f4a5b"] {
            assert_eq!(fields(roles::create_role(&world.backend, &owner.actor, "", like).await.unwrap_err()), [NAME, ROLE], "{like}");
        }
        let before = world.number("SELECT MAX(change_no) FROM schools").await;
        for cells in [[("no/such/permission", "allow")], [(VIEW_PUPILS, "perhaps")]] {
            assert_eq!(fields(save(&world, &owner, music, &cells).await.unwrap_err()), [cells[0].0]);
        }
        save(&world, &owner, music, &[]).await.unwrap();
        assert_eq!(world.number("SELECT MAX(change_no) FROM schools").await, before, "nothing was changed, so nothing is announced");
        // A permission that only a newer version knows is ignored.
        save(&world, &owner, music, &[(VIEW_PUPILS, "deny")]).await.unwrap();
        sqlx::query("UPDATE role_cells SET feature = 'no/such/permission'").execute(&world.pool).await.unwrap();
        sqlx::query("UPDATE schools SET change_no = change_no + 1").execute(&world.pool).await.unwrap();
        assert!(settings(&world, &owner).await.roles.customised(music).unwrap().cells.is_empty());
    }

    async fn what_is_set_in_a_product_the_school_does_not_use_stays_for_the_day_it_does(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let music = create(&world, &owner.actor, "Music teacher", Role::FullEdit).await.unwrap();
        save(&world, &owner, music, &[(SEND_SMS, "deny")]).await.unwrap();
        sqlx::query("DELETE FROM school_products WHERE product = 'comms-hub'").execute(&world.pool).await.unwrap();
        let mut form = opened(&world, &owner, music, &[(VIEW_PUPILS, "deny")]).await;
        form.cells.retain(|(code, _)| code != SEND_SMS);
        // Comms Hub is switched on while the form is open; the form names none of its cells.
        let sql = "INSERT INTO school_products (school_id, product) SELECT id, 'comms-hub' FROM schools";
        sqlx::query(sql).execute(&world.pool).await.unwrap();
        let form = roles::review_role(&world.backend, &owner.actor, music, &form).await.unwrap().form;
        confirm(&world, &owner, music, &form).await.unwrap();
        let cells = settings(&world, &owner).await.roles.customised(music).unwrap().cells.clone();
        assert_eq!((cells.get(feature(SEND_SMS)), cells.get(feature(VIEW_PUPILS))), (Some(CellSetting::Deny), Some(CellSetting::Deny)));
    }
}
