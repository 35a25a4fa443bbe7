//! Which actions ask for the password again, and who is notified of a new Account Admin.

use backend::export::{self, ExportDetail, ExportSelection, Format};
use backend::session::Renewed;
use backend::{account, roles, users};
use domain::audit::AuditListing;
use domain::bulk::{BulkChange, BulkForm};
use domain::form::user::UserField;
use domain::form::user::UserForm;
use domain::import::Decisions;
use domain::invitation::InviteListing;
use domain::listing::UserListing;
use domain::moment::MINUTE;
use domain::permission::RoleOverride;
use domain::person::{EditSubmission, MemberAction, MemberActionForm};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::Role;
use domain::role_customisation::{DeletionForm, RoleConfirmResult};
use domain::user::{Access, MemberStatus};

use crate::import;
use crate::test_context::{HERE, PASSWORD, Person, TestContext};

/// The person as their next request finds them.
async fn next_request(world: &TestContext, person: &Person) -> Person {
    let actor = world.actor(&person.token).await;
    Person { actor, ..person.clone() }
}

/// The person after giving their password again, which renews their session's token.
async fn proved(world: &TestContext, person: &Person) -> Person {
    let Renewed(token) = account::step_up(&world.backend, &person.actor, PASSWORD, HERE).await.unwrap();
    next_request(world, &Person { token: token.expect("another token"), ..person.clone() }).await
}

/// The form that adds a person with this role.
fn form(email: &str, role: Role) -> UserForm {
    UserForm {
        first_name: "Ada".to_owned(),
        last_name: "Reed".to_owned(),
        email: email.to_owned(),
        role: role.code().to_owned(),
        ..UserForm::default()
    }
}

/// Tries every way to make a person an Account Admin except restoring and undoing; gives the names of those not
/// refused for the password.
async fn refused(world: &TestContext, owner: &Person, member: domain::id::MemberId) -> Vec<&'static str> {
    let backend = &world.backend;
    let mut through = Vec::new();
    let mut note = |what: &'static str, answer: Result<(), Problem>| {
        if answer != Err(Problem::StepUp) {
            through.push(what);
        }
    };
    note(
        "add",
        users::create(backend, &owner.actor, &form("ada.reed@hillside.uk", Role::AccountAdmin)).await.map(drop),
    );
    let base = users::person(backend, &owner.actor, member).await.unwrap().form;
    for portal in [false, true] {
        let mut edited = base.clone();
        let field = UserField::Role(if portal { Product::PORTAL } else { Product::SONAR_TRACKER });
        edited.user.set(field, Role::AccountAdmin.code().to_owned());
        let filled = EditSubmission { form: edited, base: base.clone() };
        // The summary does not ask for the password.
        assert!(users::review(backend, &owner.actor, member, &filled).await.is_ok());
        note("edit", users::confirm(backend, &owner.actor, member, &filled).await.map(drop));
    }
    for product in [Product::SONAR_TRACKER, Product::PORTAL] {
        let bulk =
            BulkForm::of(&[member], BulkChange::Role { product, to: RoleOverride::Role(Role::AccountAdmin.into()) });
        let review = users::bulk_review(backend, &owner.actor, &bulk).await.unwrap();
        note("bulk", users::bulk_do(backend, &owner.actor, &review.form).await.map(drop));
        let listing =
            InviteListing { product: Some(product), role: Role::AccountAdmin.into(), ..InviteListing::default() };
        note("invite many", users::invite_many(backend, &owner.actor, &listing, &[member.to_string()]).await.map(drop));
    }
    through
}

/// A list that adds an Account Admin.
async fn imported_admin(world: &TestContext, owner: &Person) -> domain::id::ImportId {
    let id = import::staged(world, owner, "Forename,Surname,Work Email\r\nEve,Orr,eve.orr@hillside.uk\r\n").await;
    let decisions = Decisions {
        other_role: Some(Role::AccountAdmin.code().to_owned()),
        is_ours: Some(true),
        ..Decisions::default()
    };
    backend::import::decide(&world.backend, &owner.actor, id, &decisions).await.unwrap();
    id
}

both! {
    async fn making_an_admin_asks_for_the_password_again_however_it_is_done(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let former = world.add_member(&owner, Role::AccountAdmin, MemberStatus::Active).await.member;
        let lowered = world.add_member(&owner, Role::AccountAdmin, MemberStatus::Active).await.member;
        let music = roles::create_role(&world.backend, &owner.actor, "Music teacher", Role::FullEdit.code()).await.unwrap();
        let give = |member, to: RoleOverride| BulkForm::of(&[member], BulkChange::Role { product: Product::SONAR_TRACKER, to });
        let bulk = users::bulk_review(&world.backend, &owner.actor, &give(teacher, music.into())).await.unwrap();
        users::bulk_do(&world.backend, &owner.actor, &bulk.form).await.unwrap();
        world.set_access(&owner, former, Access::Deleted).await;
        world.clock.advance(9 * MINUTE);
        let bulk = users::bulk_review(&world.backend, &owner.actor, &give(lowered, Role::FullEdit.into())).await.unwrap();
        let done = users::bulk_do(&world.backend, &owner.actor, &bulk.form).await.unwrap();
        world.clock.advance(2 * MINUTE);
        let owner = next_request(&world, &owner).await;
        let roles_then = world.texts("SELECT id || role FROM members ORDER BY id").await;
        assert_eq!(refused(&world, &owner, teacher).await, Vec::<&str>::new());
        let restore = users::act(&world.backend, &owner.actor, former, MemberAction::Restore, &MemberActionForm::default()).await;
        assert_eq!(restore.map(drop), Err(Problem::StepUp));
        assert_eq!(users::bulk_undo(&world.backend, &owner.actor, &[done]).await, Err(Problem::StepUp));
        let deletion = DeletionForm { version: 1, to: Role::AccountAdmin.code().to_owned(), ..DeletionForm::default() };
        let deletion = roles::review_deletion(&world.backend, &owner.actor, music, &deletion).await.unwrap().form;
        assert_eq!(roles::delete_role(&world.backend, &owner.actor, music, &deletion).await, Err(Problem::StepUp));
        let list = imported_admin(&world, &owner).await;
        assert_eq!(import::confirm(&world, &owner, list).await, Err(Problem::StepUp));
        assert_eq!(world.texts("SELECT id || role FROM members ORDER BY id").await, roles_then, "nothing was changed");

        // Once the password is given, the action succeeds, and it is not asked for again for a while.
        assert!(matches!(account::step_up(&world.backend, &owner.actor, "Wrong-one-1", HERE).await, Err(Problem::Form(_))));
        assert_eq!(users::bulk_undo(&world.backend, &owner.actor, &[done]).await, Err(Problem::StepUp));
        let owner = proved(&world, &owner).await;
        users::bulk_undo(&world.backend, &owner.actor, &[done]).await.unwrap();
        users::act(&world.backend, &owner.actor, former, MemberAction::Restore, &MemberActionForm::default()).await.unwrap();
        assert_eq!(roles::delete_role(&world.backend, &owner.actor, music, &deletion).await, Ok(RoleConfirmResult::Done));
        assert_eq!(import::confirm(&world, &owner, list).await, Ok(domain::import::ImportConfirmResult::Done));
        assert_eq!(world.number("SELECT COUNT(*) FROM members WHERE first_name = 'Eve' AND role = 'account-admin'").await, 1);
        // This does not count for another session of the account.
        world.clock.advance(11 * MINUTE);
        let owner = next_request(&world, &owner).await;
        assert_eq!(users::create(&world.backend, &owner.actor, &form("b.reed@hillside.uk", Role::AccountAdmin)).await.map(drop), Err(Problem::StepUp));
        users::create(&world.backend, &owner.actor, &form("c.reed@hillside.uk", Role::FullEdit)).await.unwrap();
    }

    async fn a_session_that_proved_nothing_lately_hands_over_nothing_and_takes_no_long_list(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        for _ in 0..21 {
            world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        }
        world.clock.advance(11 * MINUTE);
        let (owner, admin) = (next_request(&world, &owner).await, next_request(&world, &admin).await);
        let before = world.number("SELECT MAX(change_no) FROM schools").await;
        assert_eq!(account::offer(&world.backend, &owner.actor, admin.member).await, Err(Problem::StepUp));
        let users = async |listing| export::users(&world.backend, &owner.actor, ExportSelection::Listed(listing), ExportDetail::People, Format::Csv).await.map(drop);
        assert_eq!(users(UserListing::default()).await, Err(Problem::StepUp));
        assert_eq!(export::audit(&world.backend, &owner.actor, AuditListing::default(), Format::Csv).await.map(drop), Err(Problem::StepUp));
        assert_eq!(world.number("SELECT MAX(change_no) FROM schools").await, before, "nothing was changed or written down");
        // Exporting a few names does not ask for it.
        let few = UserListing { role: Some(Role::AccountAdmin.into()), ..UserListing::default() };
        assert_eq!(users(few).await, Ok(()));
        let owner = proved(&world, &owner).await;
        account::offer(&world.backend, &owner.actor, admin.member).await.unwrap();
        // Accepting has its own password field.
        let wrong = account::accept(&world.backend, &admin.actor, "Wrong-one-1", HERE).await;
        assert!(matches!(wrong, Err(Problem::Form(_))), "{wrong:?}");
        let renewed = account::accept(&world.backend, &admin.actor, PASSWORD, HERE).await.unwrap().0.unwrap();
        world.clock.advance(31_000);
        let door = world.backend.public();
        assert!(door.actor(Some(&admin.token)).await.is_err(), "the token from before the password was given works no more");
        assert_eq!(door.actor(Some(&renewed)).await.unwrap().role(), Role::AccountOwner);
    }

    async fn the_owner_and_the_person_are_told_when_somebody_becomes_an_admin(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        world.deliver().await;
        let told = async |email: &str, words: &str| {
            world.mails_to(email).await.iter().filter(|mail| mail.contains(words)).count()
        };
        users::create(&world.backend, &owner.actor, &form("ada.reed@hillside.uk", Role::AccountAdmin)).await.unwrap();
        world.deliver().await;
        assert_eq!(told(&owner.email, "has given Ada Reed the role Account Admin").await, 1);
        assert_eq!(told("ada.reed@hillside.uk", "has given you the role Account Admin at Hillside").await, 1);
        let bulk = BulkForm::of(&[teacher.member], BulkChange::Role { product: Product::PORTAL, to: Role::AccountAdmin.into() });
        let bulk = users::bulk_review(&world.backend, &owner.actor, &bulk).await.unwrap();
        users::bulk_do(&world.backend, &owner.actor, &bulk.form).await.unwrap();
        // They and the owner are notified even if they are deleted at once.
        let typed = MemberActionForm { typed: "delete".to_owned(), ..MemberActionForm::default() };
        users::act(&world.backend, &owner.actor, teacher.member, MemberAction::Delete, &typed).await.unwrap();
        world.deliver().await;
        assert_eq!(told(&teacher.email, "has given you the role Account Admin").await, 1);
        assert_eq!(told(&owner.email, "has given Amy Marlowe the role Account Admin").await, 1);
        users::act(&world.backend, &owner.actor, teacher.member, MemberAction::Restore, &MemberActionForm::default()).await.unwrap();
        world.deliver().await;
        assert_eq!(told(&owner.email, "has given Amy Marlowe the role Account Admin").await, 2, "restoring gives it again");
        // Lesser roles notify nobody.
        users::create(&world.backend, &owner.actor, &form("b.reed@hillside.uk", Role::FullEdit)).await.unwrap();
        world.deliver().await;
        assert_eq!(told("b.reed@hillside.uk", "Account Admin").await, 0);
        let admin = world.person(&owner, Role::AccountAdmin).await;
        account::offer(&world.backend, &owner.actor, admin.member).await.unwrap();
        world.deliver().await;
        assert_eq!(told(&owner.email, "has asked Amy Marlowe to become the Account Owner").await, 1);
    }
}
