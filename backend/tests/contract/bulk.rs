//! Bulk changes, and undoing them.

use crate::test_context::{Person, TestContext};
use backend::users;
use domain::access::Denial;
use domain::bulk::{BulkChange, BulkDone, BulkForm, BulkReview, LeftOutBecause, SkippedGroup, people_text};
use domain::consequence::Consequence;
use domain::id::{BulkId, MemberId};
use domain::listing::UserListing;
use domain::moment::{DAY, MINUTE};
use domain::permission::{RoleChoice, RoleOverride};
use domain::person::{MemberAction, MemberActionForm};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::{HeldRole, Role};
use domain::user::{Access, MemberStatus};
use std::collections::BTreeSet;
use uuid::Uuid;

const READ_ONLY: BulkChange = role(Product::SONAR_TRACKER, Role::FullReadOnly);

const fn role(product: Product, role: Role) -> BulkChange {
    BulkChange::Role { product, to: RoleOverride::Role(HeldRole::standard(role)) }
}

async fn review(world: &TestContext, by: &Person, people: &[MemberId], change: BulkChange) -> BulkReview {
    users::bulk_review(&world.backend, &by.actor, &BulkForm::of(people, change)).await.unwrap()
}

async fn confirm(world: &TestContext, by: &Person, review: &BulkReview) -> BulkDone {
    let id = users::bulk_do(&world.backend, &by.actor, &review.form).await.unwrap();
    done(world, by, id).await
}

async fn done(world: &TestContext, by: &Person, id: BulkId) -> BulkDone {
    users::bulk_done(&world.backend, &by.actor, id).await.unwrap()
}

/// Reviews a bulk change and confirms it at once.
async fn change(world: &TestContext, by: &Person, people: &[MemberId], change: BulkChange) -> BulkDone {
    confirm(world, by, &review(world, by, people, change).await).await
}

async fn roles(world: &TestContext, by: &Person, member: MemberId) -> RoleChoice {
    users::person(&world.backend, &by.actor, member).await.unwrap().roles
}

async fn access(world: &TestContext, by: &Person, member: MemberId) -> Access {
    users::person(&world.backend, &by.actor, member).await.unwrap().access
}

fn why(left: &[SkippedGroup]) -> Vec<(usize, String)> {
    left.iter().map(|left| (left.people.count, left.why.sentence())).collect()
}

fn deleting() -> MemberActionForm {
    MemberActionForm { typed: "delete".to_owned(), ..MemberActionForm::default() }
}

both! {
    async fn a_role_is_given_to_many_across_pages_and_taken_back(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let mut people = Vec::new();
        for _ in 0..120 {
            people.push(world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await.member);
        }
        let other = world.add_member(&owner, Role::PartialEdit, MemberStatus::NotRegistered).await.member;
        let listing = UserListing { role: Role::FullEdit.into(), ..UserListing::default() };
        let all = users::bulk_people(&world.backend, &owner.actor, "", Some(listing), 0).await.unwrap();
        assert_eq!((all.members.len(), all.from, all.named.len()), (120, 0, 50));
        // Each of them is on one page, to be left out singly.
        let text = people_text(&all.members);
        let mut named = BTreeSet::new();
        for (from, first, count) in [(0, 0, 50), (50, 50, 50), (100, 100, 20), (9_999, 100, 20)] {
            let some = users::bulk_people(&world.backend, &owner.actor, &text, None, from).await.unwrap();
            assert_eq!((some.members.len(), some.from, some.named.len()), (120, first, count));
            named.extend(some.named.iter().map(|(member, _)| *member));
        }
        assert_eq!(named, all.members.iter().copied().collect());

        let shown = review(&world, &owner, &all.members, READ_ONLY).await;
        assert_eq!((shown.changes.count, shown.already, shown.left_out.len()), (120, 0, 0));
        assert_eq!(shown.moved.iter().map(|moved| (moved.before.clone(), moved.after.clone(), moved.people)).collect::<Vec<_>>(), [
            (RoleChoice::in_every_product(Role::FullEdit), RoleChoice::in_every_product(Role::FullReadOnly), 120)
        ]);
        assert_eq!(roles(&world, &owner, people[0]).await.main, Role::FullEdit, "nothing is changed by looking");
        let told = confirm(&world, &owner, &shown).await;
        assert_eq!((told.changed.count, told.undone.is_none(), told.undo_until.is_some()), (120, true, true));
        let found = UserListing { role: Role::FullReadOnly.into(), ..UserListing::default() };
        let now = world.sign_in(&owner.email).await;
        assert_eq!(users::list(&world.backend, &now.actor, found.clone()).await.unwrap().total, 120);
        assert_eq!(roles(&world, &owner, other).await.main, Role::PartialEdit);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'change roles'").await, 120);
        let entry = "SELECT old_value || new_value FROM audit_log WHERE action = 'change roles' AND subject_id = ";
        assert_eq!(world.texts(&format!("{entry}'{}'", people[7])).await, [r#"{"role":"full-edit"}{"role":"full-read-only","with_others":119}"#]);
        assert_eq!(world.number("SELECT MAX(number) - COUNT(*) FROM audit_log").await, 0, "no number is left out");

        users::bulk_undo(&world.backend, &owner.actor, &[told.id]).await.unwrap();
        let undone = done(&world, &owner, told.id).await;
        assert_eq!((undone.undone.unwrap().back.count, undone.undo_until), (120, None));
        let now = world.sign_in(&owner.email).await;
        assert_eq!(users::list(&world.backend, &now.actor, found).await.unwrap().total, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'change roles'").await, 240);
        let together = "SELECT COUNT(*) FROM audit_log WHERE new_value LIKE '%\"with_others\":119%'";
        assert_eq!(world.number(together).await, 240, "undoing says it too");
        // The button is pressed twice.
        users::bulk_undo(&world.backend, &owner.actor, &[told.id]).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'change roles'").await, 240);
    }

    async fn oneself_the_owner_and_whoever_is_not_below_are_left_out_and_named(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let people = [owner.member, admin.member, amy.member];
        for what in [READ_ONLY, BulkChange::Block, BulkChange::Deactivate] {
            let shown = review(&world, &admin, &people, what).await;
            assert_eq!(shown.changes.names, ["Amy Marlowe"]);
            let told = confirm(&world, &admin, &shown).await;
            assert_eq!((told.changed.count, told.left_out.clone()), (1, shown.left_out), "{what:?}");
            let mut left = why(&told.left_out);
            left.sort_unstable();
            let (owners, own) = (Denial::EqualOrAbove { role: Role::AccountOwner }.sentence(), Denial::Yourself.sentence());
            assert_eq!(left, [(1, owners), (1, own)]);
            for untouched in [&owner, &admin] {
                assert!(world.backend.public().actor(Some(&untouched.token)).await.is_ok());
            }
            users::bulk_undo(&world.backend, &admin.actor, &[told.id]).await.unwrap();
        }
        assert_eq!(roles(&world, &owner, owner.member).await.main, Role::AccountOwner);
        assert_eq!(roles(&world, &owner, admin.member).await.main, Role::AccountAdmin);
    }

    async fn a_role_above_ones_own_is_given_to_nobody(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let upward = role(Product::SONAR_TRACKER, Role::AccountAdmin);
        let refused = Err(Problem::field("role", Denial::RoleNotYours { role: Role::AccountAdmin }));
        let form = BulkForm::of(&[amy], upward);
        assert_eq!(users::bulk_review(&world.backend, &admin.actor, &form).await, refused);
        // A summary made for another change.
        let seen = review(&world, &admin, &[amy], BulkChange::Block).await.form;
        let form = BulkForm { seen: seen.seen, key: seen.key, ..form };
        assert_eq!(users::bulk_do(&world.backend, &admin.actor, &form).await, refused.map(|_| unreachable!()));
        assert_eq!(roles(&world, &owner, amy).await.main, Role::FullEdit);
        // An admin can give no more in another product.
        let told = change(&world, &admin, &[amy], role(Product::PORTAL, Role::FullReadOnly)).await;
        assert_eq!(told.changed.count, 1);
        let now = roles(&world, &owner, amy).await;
        assert_eq!((now.main, now.other(Product::PORTAL)), (Role::FullEdit.into(), RoleOverride::from(Role::FullReadOnly)));
    }

    async fn somebody_deleted_meanwhile_or_changed_is_left_out_and_named_and_nothing_fails(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let mut people = Vec::new();
        for _ in 0..4 {
            people.push(world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member);
        }
        let never = MemberId::new(Uuid::from_u128(5));
        people.push(never);
        let shown = review(&world, &admin, &people, READ_ONLY).await;
        assert_eq!((shown.changes.count, why(&shown.left_out).len()), (4, 1));
        users::act(&world.backend, &owner.actor, people[0], MemberAction::Delete, &deleting()).await.unwrap();
        change(&world, &owner, &people[1..2], role(Product::PORTAL, Role::MinimalEdit)).await;
        let told = confirm(&world, &admin, &shown).await;
        assert_eq!(told.changed.count, 2);
        let mut left = why(&told.left_out);
        left.sort_unstable();
        let mut expected = [
            (1, Denial::NotAsTheyAre { access: Access::Deleted }.sentence()),
            (1, LeftOutBecause::ChangedMeanwhile.sentence()),
            (1, "This person is no longer in your school.".to_owned()),
        ];
        expected.sort_unstable();
        assert_eq!(left, expected);
        assert_eq!(roles(&world, &owner, people[1]).await.main, Role::FullEdit);
        assert_eq!(roles(&world, &owner, people[2]).await.main, Role::FullReadOnly);
    }

    async fn undoing_leaves_whoever_was_changed_since(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let mut people = Vec::new();
        for _ in 0..3 {
            people.push(world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member);
        }
        let told = change(&world, &admin, &people, READ_ONLY).await;
        change(&world, &owner, &people[0..1], role(Product::SONAR_TRACKER, Role::PartialEdit)).await;
        // Another change to them in the meantime, which stays.
        change(&world, &owner, &people[1..2], role(Product::PORTAL, Role::MinimalEdit)).await;
        // A person who is no longer below the actor.
        change(&world, &owner, &people[2..3], role(Product::JUNIPER_MIS, Role::FullEdit)).await;
        users::bulk_undo(&world.backend, &admin.actor, &[told.id]).await.unwrap();
        let undone = done(&world, &admin, told.id).await.undone.unwrap();
        assert_eq!((undone.back.count, why(&undone.left)), (2, vec![(1, "Somebody changed this person since.".to_owned())]));
        assert_eq!(roles(&world, &owner, people[0]).await.main, Role::PartialEdit);
        let second = roles(&world, &owner, people[1]).await;
        assert_eq!((second.main, second.other(Product::PORTAL)), (Role::FullEdit.into(), RoleOverride::from(Role::MinimalEdit)));
    }

    async fn undoing_asks_anew_what_one_may(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let ben = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let told = change(&world, &admin, &[amy, ben], role(Product::PORTAL, Role::FullReadOnly)).await;
        change(&world, &owner, &[amy], role(Product::SONAR_TRACKER, Role::AccountAdmin)).await;
        users::bulk_undo(&world.backend, &admin.actor, &[told.id]).await.unwrap();
        let undone = done(&world, &admin, told.id).await.undone.unwrap();
        let equal = Denial::EqualOrAbove { role: Role::AccountAdmin }.sentence();
        assert_eq!((undone.back.count, why(&undone.left)), (1, vec![(1, equal)]));
        let told = change(&world, &admin, &[ben], BulkChange::Block).await;
        change(&world, &owner, &[admin.member], role(Product::SONAR_TRACKER, Role::FullEdit)).await;
        let refused = users::bulk_undo(&world.backend, &admin.actor, &[told.id]).await;
        assert_eq!(refused, Err(Problem::Denied(Denial::ForAdmins)));
        assert_eq!(access(&world, &owner, ben).await, Access::Blocked);
    }

    async fn blocking_and_deactivating_many_ends_their_sessions_and_is_undone(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let ben = world.person(&owner, Role::PartialEdit).await;
        let people = [amy.member, ben.member];
        let shown = review(&world, &owner, &people, BulkChange::Block).await;
        assert!(Consequence::sentences(&shown.consequences)[0].contains("The 2 sessions they have open end at once."), "{:?}", shown.consequences);
        let blocked = confirm(&world, &owner, &shown).await;
        assert!(world.backend.public().actor(Some(&amy.token)).await.is_err());
        assert_eq!(change(&world, &owner, &people, BulkChange::Block).await.already, 2);
        // Blocked again by hand in the meantime: that decision is not undone.
        world.clock.advance(MINUTE);
        let form = domain::form::edit::EditForm::default;
        let open = async |blocked: bool| {
            let base = users::person(&world.backend, &owner.actor, amy.member).await.unwrap().form;
            let mut filled = domain::person::EditSubmission { form: base.clone(), base };
            filled.form.blocked = if blocked { "yes".to_owned() } else { form().blocked };
            users::confirm(&world.backend, &owner.actor, amy.member, &filled).await.unwrap();
        };
        open(false).await;
        open(true).await;
        users::bulk_undo(&world.backend, &owner.actor, &[blocked.id]).await.unwrap();
        let undone = done(&world, &owner, blocked.id).await.undone.unwrap();
        assert_eq!((undone.back.count, why(&undone.left)), (1, vec![(1, "Somebody changed this person since.".to_owned())]));
        assert_eq!(access(&world, &owner, ben.member).await, Access::Active);
        // Undoing a deactivation restores each person's earlier access.
        let told = change(&world, &owner, &people, BulkChange::Deactivate).await;
        assert_eq!(access(&world, &owner, amy.member).await, Access::Deactivated);
        users::bulk_undo(&world.backend, &owner.actor, &[told.id]).await.unwrap();
        assert_eq!(access(&world, &owner, amy.member).await, Access::Blocked);
        assert_eq!(access(&world, &owner, ben.member).await, Access::Active);
        assert!(world.try_sign_in(&ben.email, crate::test_context::PASSWORD).await.is_ok());
        let said = world.audit_of(amy.member).await;
        assert_eq!(said[said.len() - 3..], ["deactivate user", "reactivate user", "block user"]);
    }

    async fn it_is_undone_within_ten_minutes_by_whoever_did_it_and_by_nobody_else(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await.member;
        let told = change(&world, &admin, &[amy], READ_ONLY).await;
        for by in [&owner, &world.school_with_owner("Oakfield").await] {
            assert_eq!(users::bulk_done(&world.backend, &by.actor, told.id).await, Err(Problem::NotFound));
            assert_eq!(users::bulk_undo(&world.backend, &by.actor, &[told.id]).await, Err(Problem::NotFound));
        }
        world.clock.advance(10 * MINUTE - 1);
        assert!(done(&world, &admin, told.id).await.undo_until.is_some());
        world.clock.advance(1);
        assert_eq!(done(&world, &admin, told.id).await.undo_until, None);
        let late = users::bulk_undo(&world.backend, &admin.actor, &[told.id]).await;
        assert!(matches!(late, Err(Problem::Form(errors)) if errors[0].field == "undo"));
        assert_eq!(roles(&world, &owner, amy).await.main, Role::FullReadOnly);
        // A day later the next bulk change deletes it.
        world.clock.advance(DAY);
        let admin = world.sign_in(&admin.email).await;
        change(&world, &admin, &[amy], READ_ONLY).await;
        assert_eq!(users::bulk_done(&world.backend, &admin.actor, told.id).await, Err(Problem::NotFound));
    }

    async fn the_same_form_sent_twice_does_it_once(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        let shown = review(&world, &owner, &[amy.member], BulkChange::Invite).await;
        let first = confirm(&world, &owner, &shown).await;
        let second = confirm(&world, &owner, &shown).await;
        assert_eq!(first, second);
        world.deliver().await;
        assert_eq!(world.mails_to(&amy.email).await.len(), 1);
        assert_eq!(first.undo_until, None, "a mail cannot be undone");
        let refused = users::bulk_undo(&world.backend, &owner.actor, &[first.id]).await;
        assert!(matches!(refused, Err(Problem::Form(_))));
        world.clock.advance(MINUTE);
        let told = change(&world, &owner, &[amy.member], BulkChange::Invite).await;
        assert_eq!(told.changed.count, 1, "once more is another form");
    }

    async fn all_of_it_is_done_or_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await.member;
        let ben = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await.member;
        let shown = review(&world, &owner, &[amy, ben], BulkChange::Invite).await;
        // The second person's address is corrupted in the database.
        let broken = format!("UPDATE members SET email = 'none' WHERE id = '{ben}'");
        sqlx::query(sqlx::AssertSqlSafe(broken)).execute(&world.pool).await.unwrap();
        assert!(users::bulk_do(&world.backend, &owner.actor, &shown.form).await.is_err());
        assert_eq!(world.number("SELECT COUNT(*) FROM members WHERE registration = 'invited'").await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM bulk_changes").await, 0);
        assert_eq!(world.number("SELECT COUNT(*) FROM audit_log WHERE action = 'send invitation'").await, 0);
    }

    async fn only_those_who_see_the_list_get_there_and_only_into_their_own_school(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let stranger = world.school_with_owner("Oakfield").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let form = BulkForm::of(&[amy.member], READ_ONLY);
        let denied = Problem::Denied(Denial::ForAdmins);
        assert_eq!(users::bulk_people(&world.backend, &amy.actor, &form.people, None, 0).await, Err(denied.clone()));
        assert_eq!(users::bulk_review(&world.backend, &amy.actor, &form).await, Err(denied.clone()));
        assert_eq!(users::bulk_do(&world.backend, &amy.actor, &form).await, Err(denied));
        let shown = review(&world, &stranger, &[amy.member], READ_ONLY).await;
        assert_eq!((shown.changes.count, why(&shown.left_out)), (0, vec![(1, "This person is no longer in your school.".to_owned())]));
        let told = confirm(&world, &stranger, &shown).await;
        assert_eq!((told.changed.count, told.left_out[0].people.names.as_slice()), (0, &["Somebody who is gone".to_owned()][..]));
        assert_eq!(roles(&world, &owner, amy.member).await.main, Role::FullEdit);
    }
}
