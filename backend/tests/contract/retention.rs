//! Retention: data past its time is deleted in batches.

use crate::import::{confirm, staged};
use crate::test_context::TestContext;
use backend::import;
use backend::retention::{Retention, sweep};
use backend::session::{IDLE, LONGEST};
use domain::bulk::{BulkChange, BulkForm};
use domain::id::ImportId;
use domain::import::{ImportConfirmResult, ImportStage};
use domain::moment::DAY;
use domain::role::Role;
use domain::user::MemberStatus;
use sqlx::AssertSqlSafe;

const FILE: &str = "Staff ID,Forename,Surname,Work Email\r\nS1,Eve,Orr,eve@hillside.uk\r\nS2,Bad,Row,bad at home\r\n";

async fn swept(world: &TestContext) -> u64 {
    sweep(&world.backend, Retention::default()).await.unwrap().rows
}

async fn count(world: &TestContext, table: &str) -> i64 {
    world.number(&format!("SELECT COUNT(*) FROM {table}")).await
}

async fn sql(world: &TestContext, sql: &str) {
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&world.pool).await.unwrap();
}

both! {
    async fn each_thing_goes_when_its_time_is_over_and_not_before(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::PartialEdit, MemberStatus::Active).await;
        let id = staged(&world, &owner, FILE).await;
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        staged(&world, &owner, FILE).await;
        let review = backend::users::bulk_review(&world.backend, &owner.actor, &BulkForm::of(&[amy.member], BulkChange::Block)).await.unwrap();
        backend::users::bulk_do(&world.backend, &owner.actor, &review.form).await.unwrap();
        let (account, school, at) = (owner.actor.account(), owner.actor.school(), world.clock.now().0);
        sql(&world, &format!("INSERT INTO drafts (account_id, school_id, page, body, created_at) VALUES ('{account}', '{school}', '/users/new', 'x=1', {at})")).await;
        assert_eq!(swept(&world).await, 0, "nothing is over yet");

        let (sessions, mails, links) = (count(&world, "sessions").await, count(&world, "outbox").await, count(&world, "email_tokens").await);
        assert!(sessions > 0 && mails > 0 && links > 1);
        // When each kind is deleted, after its beginning: a day for bulk changes, plus the session's own length for
        // sessions.
        for (days, longer, table, before, after) in [
            (1, 0, "bulk_people", 1, 0), (1, 0, "bulk_changes", 1, 0), (7, 0, "drafts", 1, 0), (7, 0, "imports", 2, 1),
            (30, LONGEST, "sessions", sessions, 0), (90, 0, "outbox", mails, 0), (90, 0, "demo_outbox", mails, 0),
        ] {
            let end = crate::test_context::NOW.plus(days * DAY + longer);
            if world.clock.now() < end {
                world.clock.advance(end.since(world.clock.now()) - 1);
                swept(&world).await;
                assert_eq!(count(&world, table).await, before, "{table} before its time");
                world.clock.advance(1);
                swept(&world).await;
            }
            assert_eq!(count(&world, table).await, after, "{table}");
        }
        assert_eq!(count(&world, "email_tokens").await, links);
        world.clock.advance(14 * DAY);
        swept(&world).await;
        assert_eq!(count(&world, "email_tokens").await + count(&world, "superseded_email_tokens").await, 0);
        assert!(count(&world, "audit_log").await > 5 && count(&world, "members").await == 3, "the log and the people stay");
    }

    async fn the_counts_of_an_import_stay_when_its_rows_go(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let id: ImportId = staged(&world, &owner, FILE).await;
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        let look = async |world: &TestContext| {
            let owner = world.sign_in(&owner.email).await;
            let page = import::view_import(&world.backend, &owner.actor, id, domain::import::ImportListing::default()).await.unwrap();
            let ImportStage::Done(done) = page.stage else { panic!("{page:?}") };
            (done.result, import::result_csv(&world.backend, &owner.actor, id).await.is_ok())
        };
        let (before, has_file) = look(&world).await;
        assert_eq!((before.added, before.remarks.len(), has_file, before.has_rows), (1, 1, true, true));
        world.clock.advance(90 * DAY);
        swept(&world).await;
        let (after, has_file) = look(&world).await;
        assert_eq!((after.added, after.left_out, after.remarks.len(), has_file, after.has_rows), (1, 1, 0, false, false));
        let owner = world.sign_in(&owner.email).await;
        assert_eq!(import::list(&world.backend, &owner.actor).await.unwrap()[0].result.as_ref().unwrap().sentence(), "1 added, 1 skipped");
    }

    async fn mail_that_still_waits_stays_with_its_link(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        world.add_member(&owner, Role::PartialEdit, MemberStatus::Invited).await;
        sql(&world, "DELETE FROM outbox WHERE state <> 'waiting'").await;
        world.clock.advance(95 * DAY);
        swept(&world).await;
        assert_eq!(count(&world, "outbox").await, 1);
    }

    async fn a_session_that_somebody_ended_goes_by_its_end(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        sql(&world, "DELETE FROM sessions").await;
        let (ended, idle) = (world.sign_in(&owner.email).await, world.sign_in(&owner.email).await);
        world.sign_out(&ended.token).await;
        world.clock.advance(30 * DAY);
        swept(&world).await;
        assert_eq!(count(&world, "sessions").await, 1);
        assert!(world.backend.public().actor(Some(&idle.token)).await.is_err());
        world.clock.advance(LONGEST.max(IDLE));
        swept(&world).await;
        assert_eq!(count(&world, "sessions").await, 0);
    }

    async fn much_is_taken_away_in_batches(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let account = world.texts("SELECT id FROM accounts").await.remove(0);
        let values: Vec<_> = (0..1_200).map(|n| format!("('s{n}', 't{n}', '{account}', '', 1, 1, 1)")).collect();
        sql(&world, &format!("INSERT INTO sessions (id, token_hash, account_id, device, created_at, last_seen_at, ends_at) VALUES {}", values.join(", "))).await;
        let done = sweep(&world.backend, Retention::default()).await.unwrap();
        assert_eq!(done.rows, 1_200);
        assert!(done.held.len() >= 3, "{done:?}");
        assert!(world.backend.public().actor(Some(&owner.token)).await.is_ok());
    }
}
