//! The effect of a change to a person on their mailed link, in every way they can be changed.

use crate::test_context::{Added, HERE, Person, TestContext, token_in};
use backend::public::BrowserContext;
use backend::{account, users};
use domain::bulk::{BulkChange, BulkForm};
use domain::consequence::Consequence;
use domain::form::edit::{EditForm, TICKED};
use domain::id::MemberId;
use domain::link::LinkMailResult;
use domain::moment::{DAY, MINUTE};
use domain::person::{EditConfirmResult, EditSubmission, MemberAction, MemberActionForm};
use domain::problem::{LinkError, Problem};
use domain::role::Role;
use domain::user::MemberStatus;

const HEAD: &str = "head@hillside.uk";

/// Fills in a person's edit form and confirms its summary; gives the summary's effect on the invitation.
async fn edit(world: &TestContext, by: &Person, member: MemberId, fill: impl FnOnce(&mut EditForm)) -> Vec<String> {
    let base = users::person(&world.backend, &by.actor, member).await.unwrap().form;
    let mut form = base.clone();
    fill(&mut form);
    let review = users::review(&world.backend, &by.actor, member, &EditSubmission { form, base }).await.unwrap();
    let confirmed = users::confirm(&world.backend, &by.actor, member, &review.filled).await.unwrap();
    assert!(matches!(confirmed, EditConfirmResult::Saved { .. }));
    Consequence::sentences(&review.consequences)
}

async fn act(world: &TestContext, by: &Person, member: MemberId, act: MemberAction) {
    let form = MemberActionForm { typed: "delete".to_owned(), reason: String::new() };
    users::act(&world.backend, &by.actor, member, act, &form).await.unwrap();
}

/// An invited person, and their link's token.
async fn invited(world: &TestContext, by: &Person) -> (Added, String) {
    let added = world.add_member(by, Role::FullEdit, MemberStatus::Invited).await;
    let token = world.link_to(&added.email).await;
    (added, token)
}

/// Why the link does not work, the same when opened and when used; None when it works.
async fn trouble(world: &TestContext, token: &str) -> Option<LinkError> {
    match world.backend.public().open_link(token, None).await {
        Ok(_) => None,
        Err(Problem::Link(trouble)) => {
            assert_eq!(world.use_link(token).await.unwrap_err(), Problem::Link(trouble));
            Some(trouble)
        }
        Err(other) => panic!("{other:?}"),
    }
}

async fn status_of(world: &TestContext, by: &Person, member: MemberId) -> MemberStatus {
    users::person(&world.backend, &by.actor, member).await.unwrap().row.status
}

both! {
    async fn an_invitation_to_ones_own_mailbox_opens_no_account_for_another_address(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let (own, first) = invited(&world, &admin).await;
        edit(&world, &admin, own.member, |form| form.blocked = TICKED.to_owned()).await;
        let said = edit(&world, &admin, own.member, |form| {
            form.user.email = HEAD.to_owned();
            form.blocked = String::new();
        }).await;
        let promised = format!("A new invitation goes to {HEAD}. The link sent to {} no longer works.", own.email);
        assert!(said.contains(&promised), "{said:?}");
        assert_eq!(trouble(&world, &first).await, Some(LinkError::EmailChanged));
        assert_eq!(world.number(&format!("SELECT COUNT(*) FROM accounts WHERE email_key = '{HEAD}'")).await, 0);
        let second = world.link_to(HEAD).await;
        assert_eq!(world.use_link(&second).await.unwrap().email, HEAD);
    }

    async fn every_status_with_every_way_an_address_changes_by_form(world: TestContext) {
        type Fill = fn(&mut EditForm);
        const STAYS: Fill = |_| {};
        const BLOCK: Fill = |form| form.blocked = TICKED.to_owned();
        const UNBLOCK: Fill = |form| form.blocked = String::new();
        const DEACTIVATE: Fill = |form| form.active = String::new();
        const REACTIVATE: Fill = |form| form.active = TICKED.to_owned();
        let owner = world.school_with_owner("Hillside").await;
        for (before, fill, after) in [
            (MemberStatus::NotRegistered, STAYS, MemberStatus::NotRegistered),
            (MemberStatus::Invited, STAYS, MemberStatus::Invited),
            (MemberStatus::Invited, BLOCK, MemberStatus::Blocked),
            (MemberStatus::Invited, DEACTIVATE, MemberStatus::Deactivated),
            (MemberStatus::InvitationExpired, STAYS, MemberStatus::Invited),
            (MemberStatus::Blocked, STAYS, MemberStatus::Blocked),
            (MemberStatus::Blocked, UNBLOCK, MemberStatus::Invited),
            (MemberStatus::Deactivated, STAYS, MemberStatus::Deactivated),
            (MemberStatus::Deactivated, REACTIVATE, MemberStatus::Invited),
        ] {
            let case = format!("{before:?} to {after:?}");
            let amy = world.add_member(&owner, Role::FullEdit, match before {
                MemberStatus::Blocked | MemberStatus::Deactivated => MemberStatus::Invited,
                status => status,
            }).await;
            world.deliver().await;
            let first = world.mail_to(&amy.email).await.map(|mail| token_in(&mail).to_owned());
            match before {
                MemberStatus::Blocked => drop(edit(&world, &owner, amy.member, BLOCK).await),
                MemberStatus::Deactivated => drop(edit(&world, &owner, amy.member, DEACTIVATE).await),
                _ => {}
            }
            let new = format!("new.{}", amy.email);
            let said = edit(&world, &owner, amy.member, |form| {
                form.user.email.clone_from(&new);
                fill(form);
            }).await;
            assert_eq!(status_of(&world, &owner, amy.member).await, after, "{case}");
            let invites = after == MemberStatus::Invited;
            assert_eq!(said.iter().any(|said| said.contains(&format!("A new invitation goes to {new}."))), invites, "{case}: {said:?}");
            let ended = said.iter().any(|said| said.contains(&format!("The link sent to {} no longer works", amy.email)));
            assert_eq!(ended, before != MemberStatus::NotRegistered, "{case}: {said:?}");
            if let Some(first) = &first {
                assert_eq!(trouble(&world, first).await, Some(LinkError::EmailChanged), "{case}");
            }
            world.deliver().await;
            assert_eq!(world.mail_to(&new).await.is_some(), invites, "{case}");
            // After unblocking, the old link stays dead, and the person does not count as invited.
            edit(&world, &owner, amy.member, |form| { UNBLOCK(form); REACTIVATE(form); }).await;
            let then = if invites { MemberStatus::Invited } else { MemberStatus::NotRegistered };
            assert_eq!(status_of(&world, &owner, amy.member).await, then, "{case}");
            if let Some(first) = &first {
                assert_eq!(trouble(&world, first).await, Some(LinkError::EmailChanged), "{case}");
            }
            if let Some(mail) = world.mail_to(&new).await {
                assert_eq!(world.use_link(token_in(&mail)).await.unwrap().email, new, "{case}");
            }
        }
    }

    async fn a_link_does_nothing_for_an_address_written_past_every_rule(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (amy, token) = invited(&world, &owner).await;
        world.backend.public().request_reset(&owner.email, BrowserContext::at(HERE)).await.unwrap();
        let reset = world.link_to(&owner.email).await;
        for sql in [
            format!("UPDATE members SET email = '{HEAD}', email_key = '{HEAD}' WHERE id = '{}'", amy.member),
            "UPDATE accounts SET email = 'x@hillside.uk', email_key = 'x@hillside.uk'".to_owned(),
        ] {
            assert_eq!(sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&world.pool).await.unwrap().rows_affected(), 1);
        }
        assert_eq!(trouble(&world, &token).await, Some(LinkError::EmailChanged));
        assert_eq!(trouble(&world, &reset).await, Some(LinkError::EmailChanged));
        // A link without a recorded address works for nobody.
        sqlx::query("UPDATE email_tokens SET sent_to = NULL").execute(&world.pool).await.unwrap();
        assert_eq!(trouble(&world, &token).await, Some(LinkError::EmailChanged));
    }

    async fn a_link_says_that_its_person_is_not_let_in_and_works_again_when_they_are(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (amy, token) = invited(&world, &owner).await;
        let said = edit(&world, &owner, amy.member, |form| form.blocked = TICKED.to_owned()).await;
        assert!(said.contains(&format!("The link sent to {} does nothing until you let them in again.", amy.email)), "{said:?}");
        assert_eq!(trouble(&world, &token).await, Some(LinkError::NotLetIn));
        let said = edit(&world, &owner, amy.member, |form| form.blocked = String::new()).await;
        assert!(said.contains(&format!("The link sent to {} works again until it expires.", amy.email)), "{said:?}");
        assert_eq!(trouble(&world, &token).await, None);
        edit(&world, &owner, amy.member, |form| form.active = String::new()).await;
        assert_eq!(trouble(&world, &token).await, Some(LinkError::NotLetIn));
        edit(&world, &owner, amy.member, |form| form.active = TICKED.to_owned()).await;

        let shown = users::bulk_review(&world.backend, &owner.actor, &BulkForm::of(&[amy.member], BulkChange::Block)).await.unwrap();
        assert!(shown.consequences.contains(&Consequence::InvitationsPause(1)), "{:?}", shown.consequences);
        let bulk = users::bulk_do(&world.backend, &owner.actor, &shown.form).await.unwrap();
        assert_eq!(trouble(&world, &token).await, Some(LinkError::NotLetIn));
        users::bulk_undo(&world.backend, &owner.actor, &[bulk]).await.unwrap();
        assert_eq!(trouble(&world, &token).await, None);

        let leaves = "UPDATE members SET leaving_on = '2026-11-20', leaves_at = ";
        let sql = format!("{leaves}{} WHERE id = '{}'", world.clock.now().0, amy.member);
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&world.pool).await.unwrap();
        assert_eq!(trouble(&world, &token).await, Some(LinkError::NotLetIn), "before the task has deactivated them");
        assert_eq!(users::deactivate_leavers(&world.backend).await.unwrap(), 1);
        assert_eq!(trouble(&world, &token).await, Some(LinkError::NotLetIn));
    }

    async fn withdrawing_and_deleting_end_a_link_for_good_and_it_says_which(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (amy, token) = invited(&world, &owner).await;
        act(&world, &owner, amy.member, MemberAction::RevokeInvitation).await;
        assert_eq!(trouble(&world, &token).await, Some(LinkError::Withdrawn));
        // An invitation revoked a moment ago can be sent again at once, because nothing is repeated.
        act(&world, &owner, amy.member, MemberAction::Invite).await;
        world.clock.advance(1);
        let second = world.link_to(&amy.email).await;
        assert_eq!(trouble(&world, &token).await, Some(LinkError::Withdrawn));
        assert_eq!(trouble(&world, &second).await, None);
        act(&world, &owner, amy.member, MemberAction::Delete).await;
        assert_eq!(trouble(&world, &second).await, Some(LinkError::NotLetIn));
        act(&world, &owner, amy.member, MemberAction::Restore).await;
        assert_eq!(status_of(&world, &owner, amy.member).await, MemberStatus::NotRegistered);
        assert_eq!(trouble(&world, &second).await, Some(LinkError::NotLetIn));
        act(&world, &owner, amy.member, MemberAction::Invite).await;
        world.clock.advance(1);
        let third = world.link_to(&amy.email).await;
        world.use_link(&third).await.unwrap();
        act(&world, &owner, amy.member, MemberAction::RevokeAccess).await;
        assert_eq!(trouble(&world, &third).await, Some(LinkError::Used));
    }

    async fn a_deleted_persons_mail_does_not_go_out(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        act(&world, &owner, amy.member, MemberAction::Delete).await;
        act(&world, &owner, amy.member, MemberAction::Restore).await;
        assert_eq!(world.deliver().await, 0);
    }

    async fn a_reset_link_is_dead_only_when_no_school_lets_the_account_in(world: TestContext) {
        let hillside = world.school_with_owner("Hillside").await;
        let riverside = world.school_with_owner("Riverside").await;
        let at_hillside = world.add_member(&hillside, Role::FullEdit, MemberStatus::Active).await;
        world.clock.advance(1);
        let at_riverside = world.add_with_email(&riverside, &at_hillside.email, Role::FullEdit, MemberStatus::Active).await;
        world.clock.advance(1);
        world.backend.public().request_reset(&at_hillside.email, BrowserContext::at(HERE)).await.unwrap();
        let token = world.link_to(&at_hillside.email).await;
        edit(&world, &hillside, at_hillside.member, |form| form.blocked = TICKED.to_owned()).await;
        assert_eq!(trouble(&world, &token).await, None);
        for (from, to) in [("blocked", TICKED), ("deactivated", "")] {
            edit(&world, &riverside, at_riverside.member, |form| match from {
                "blocked" => form.blocked = to.to_owned(),
                _ => (form.blocked, form.active) = (String::new(), to.to_owned()),
            }).await;
            assert_eq!(trouble(&world, &token).await, Some(LinkError::NotLetIn), "{from}");
        }
        act(&world, &riverside, at_riverside.member, MemberAction::Delete).await;
        assert_eq!(trouble(&world, &token).await, Some(LinkError::NotLetIn));
        // No other link is mailed, whether its mail is waiting or requested now.
        world.clock.advance(MINUTE);
        let mails = world.mails_to(&at_hillside.email).await.len();
        world.backend.public().request_reset(&at_hillside.email, BrowserContext::at(HERE)).await.unwrap();
        assert_eq!(world.deliver().await, 0);
        assert_eq!(world.mails_to(&at_hillside.email).await.len(), mails);
        act(&world, &riverside, at_riverside.member, MemberAction::Restore).await;
        assert_eq!(trouble(&world, &token).await, None);
    }

    async fn what_is_seconds_old_is_not_sent_again(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (amy, token) = invited(&world, &owner).await;
        let mails = world.number("SELECT COUNT(*) FROM outbox").await;
        let entries = world.audit_of(amy.member).await;
        world.clock.advance(MINUTE - 1);
        let again = users::invite(&world.backend, &owner.actor, amy.member).await.unwrap();
        assert!(again.invited && again.just_sent);
        let acted = users::act(&world.backend, &owner.actor, amy.member, MemberAction::Invite, &MemberActionForm::default()).await.unwrap();
        assert_eq!((acted.just_sent, acted.code()), (true, "just-invited"));
        let shown = users::bulk_review(&world.backend, &owner.actor, &BulkForm::of(&[amy.member], BulkChange::Invite)).await.unwrap();
        assert_eq!((shown.changes.count, shown.already), (0, 1));
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox").await, mails);
        assert_eq!(world.audit_of(amy.member).await, entries);
        assert_eq!(trouble(&world, &token).await, None, "the link that was sent works");
        world.clock.advance(1);
        assert!(!users::invite(&world.backend, &owner.actor, amy.member).await.unwrap().just_sent);
        assert_eq!(trouble(&world, &token).await, Some(LinkError::Replaced));

        // A reset link is not repeated either, no matter who requests it.
        let ben = world.person(&owner, Role::FullEdit).await;
        world.backend.public().request_reset(&ben.email, BrowserContext::at(HERE)).await.unwrap();
        let reset = world.link_to(&ben.email).await;
        world.backend.public().request_reset(&ben.email, BrowserContext::at(HERE)).await.unwrap();
        let by_admin = account::send_password_link(&world.backend, &owner.actor, ben.member).await.unwrap();
        assert_eq!((by_admin, world.deliver().await), (LinkMailResult::JustSent, 0));
        assert_eq!(trouble(&world, &reset).await, None);
    }

    async fn two_who_invite_at_once_send_one_mail(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        let other = world.another_process().await;
        let (one, two) = tokio::join!(
            users::invite(&world.backend, &owner.actor, amy.member),
            users::invite(&other, &owner.actor, amy.member)
        );
        assert_ne!(one.unwrap().just_sent, two.unwrap().just_sent);
        assert_eq!(world.deliver().await, 1);
        other.store().close().await;
    }

    async fn a_link_that_ended_before_reasons_were_kept_says_that_a_newer_one_was_sent(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (_, token) = invited(&world, &owner).await;
        sqlx::query("UPDATE email_tokens SET voided_at = 1").execute(&world.pool).await.unwrap();
        assert_eq!(trouble(&world, &token).await, Some(LinkError::Replaced));
        world.clock.advance(15 * DAY);
        assert_eq!(trouble(&world, &token).await, Some(LinkError::Replaced));
    }
}
