//! Reasons that earlier versions kept as sentences are codes now, and say the same.

use crate::test_context::TestContext;
use domain::access::Denial;
use domain::bulk::LeftOutBecause;
use domain::day::Day;
use domain::import::MissingReason;
use domain::mail::MailTrouble;
use domain::product::Product;
use domain::reason::Reason;
use domain::role::Role;
use domain::user::{Access, MemberStatus};
use sqlx::{AssertSqlSafe, Executor as _};
use uuid::Uuid;

const MIGRATION: &str = include_str!("../../../migrations/0026_reasons.sql");

/// Makes of a database as it is what it was, and brings it up to date again. `old` are rows as earlier versions wrote them.
async fn migrate(world: &TestContext, old: &[String]) {
    world.pool.execute("ALTER TABLE members DROP COLUMN access_reason_code").await.unwrap();
    for row in old {
        world.pool.execute(AssertSqlSafe(row.clone())).await.unwrap();
    }
    world.pool.execute(MIGRATION).await.unwrap();
}

fn quoted(text: &str) -> String {
    text.replace('\'', "''")
}

/// The sentence that was stored for a reason before the migration: of most, the present one.
fn as_it_was_stored(because: &LeftOutBecause) -> String {
    match because {
        LeftOutBecause::Denied(Denial::NotLetIn) => {
            "This person is blocked, deactivated or deleted. Let them in again first.".to_owned()
        }
        because => because.sentence(),
    }
}

both! {
    async fn who_was_left_out_and_why(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (school, bulk) = (owner.actor.school(), Uuid::new_v4().simple());
        let mut denials = vec![
            Denial::Yourself,
            Denial::ForAdmins,
            Denial::ForOwner,
            Denial::NoEmail,
            Denial::NotLetIn,
            Denial::AlreadyRegistered,
        ];
        denials.extend(Access::ALL.map(|access| Denial::NotAsTheyAre { access }));
        // Every row of the migration: what it can be about is fixed for good.
        for role in [Role::AccountOwner, Role::AccountAdmin] {
            denials.extend([Denial::EqualOrAbove { role }, Denial::RoleNotYours { role }]);
            for product in [Product::JUNIPER_MIS, Product::PORTAL, Product::COMMS_HUB, Product::JUNIPER_WEBSITES] {
                denials.extend([Denial::RoleNotYoursIn { role, product }, Denial::RoleKept { role, product }]);
            }
        }
        let mut expected: Vec<_> = denials.into_iter().map(LeftOutBecause::Denied).collect();
        expected.extend([LeftOutBecause::Gone, LeftOutBecause::ChangedMeanwhile, LeftOutBecause::ChangedSince, LeftOutBecause::RoleDeleted]);
        let mut old = vec![format!(
            "INSERT INTO bulk_changes (school_id, id, act, product, role, reason, done_by, done_at, already) VALUES ('{school}', '{bulk}', 'block', '', '', 'Typed', '{}', 0, 0)",
            owner.member
        )];
        let mut texts: Vec<_> = expected.iter().map(as_it_was_stored).collect();
        texts.push("A rule that nobody remembers.".to_owned());
        expected.push(LeftOutBecause::Unknown);
        for (place, text) in texts.iter().enumerate() {
            let text = quoted(text);
            old.push(format!(
                "INSERT INTO bulk_people (school_id, bulk_id, member_id, before_value, after_value, left_because, stays_because) VALUES ('{school}', '{bulk}', '{place:02}', '', '', '{text}', '{text}')"
            ));
        }
        old.push(format!("INSERT INTO bulk_people (school_id, bulk_id, member_id, before_value, after_value) VALUES ('{school}', '{bulk}', '99', '', '')"));
        migrate(&world, &old).await;
        for column in ["left_because", "stays_because"] {
            let kept = world.texts(&format!("SELECT {column} FROM bulk_people WHERE {column} IS NOT NULL ORDER BY member_id")).await;
            let read: Vec<LeftOutBecause> = kept.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
            assert_eq!(read, expected, "{column}");
        }
        assert_eq!(world.texts("SELECT reason FROM bulk_changes").await, ["Typed"], "what somebody typed stays");
    }

    async fn why_somebody_is_let_in_or_not(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let left = |reason| Some(Reason::Left(reason));
        let typed = |text: &str| Some(Reason::Typed(text.to_owned()));
        let months = (1..=12).map(|month| {
            let day = Day::new(2025, month, 10 + month).unwrap();
            (format!("Left on {}", day.words()), left(MissingReason::LeftOn(day)))
        });
        let cases = [
            ("Undoes a change to several people", Some(Reason::Undone)),
            ("Not in the list of staff from the MIS", left(MissingReason::NotInFile)),
            ("Not enabled in the file", left(MissingReason::NotEnabled)),
            ("Status in the file: Leaver: gone", left(MissingReason::Status("Leaver: gone".to_owned()))),
            ("Left on 1 January 2026", left(MissingReason::LeftOn(Day::new(2026, 1, 1).unwrap()))),
            ("Left on 31 August 2026", left(MissingReason::LeftOn(Day::new(2026, 8, 31).unwrap()))),
            ("Left on Friday, sadly", typed("Left on Friday, sadly")),
            ("Long absence", typed("Long absence")),
        ];
        let cases: Vec<_> = cases.map(|(text, reason)| (text.to_owned(), reason)).into_iter().chain(months).collect();
        let mut old = Vec::new();
        let mut people = Vec::new();
        for (text, _) in &cases {
            let member = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await.member;
            old.push(format!("UPDATE members SET access_at = 1, access_reason = '{text}' WHERE id = '{member}'"));
            people.push(member);
        }
        migrate(&world, &old).await;
        for (member, (text, reason)) in people.into_iter().zip(cases) {
            let person = backend::users::person(&world.backend, &owner.actor, member).await.unwrap();
            let note = person.access_note.unwrap();
            assert_eq!(note.reason, reason, "{text}");
            // What an undoing is called has changed since.
            let text = text.replace("a change to several people", "an earlier change");
            assert_eq!(note.reason.unwrap().sentence(), text);
        }
    }

    async fn what_stood_in_the_way_of_mail(world: TestContext) {
        let refusals = [
            r#"The mail server refused this address (550 5.1.1 "Nobody\here" (at all))."#,
            "The mail server did not take the mail (451 Later).",
            "The mail server does not let Rolecall in (535 No).",
            "No encrypted connection to the mail server can be made.",
            "The mail server did not answer in time.",
            "The mail server cannot be reached.",
            "The mail could not be written.",
        ];
        let nexts = [
            ("waiting", "Rolecall goes on trying by itself."),
            ("failed", "Rolecall tried for a day and has stopped. Send the invitation again once mail works."),
            ("failed", "Check the address, then send the invitation again."),
        ];
        let mut texts: Vec<(&str, String)> = Vec::new();
        for refusal in refusals {
            texts.extend(nexts.map(|(state, next)| (state, format!("{refusal} {next}"))));
        }
        let known = texts.len();
        texts.push(("waiting", "Something else.".to_owned()));
        let insert = |(place, (state, text)): (usize, &(&str, String))| format!(
            "INSERT INTO outbox (id, kind, to_address, state, attempts, next_attempt_at, created_at, trouble) VALUES ('{place:02}', 'reset', 'x@y.uk', '{state}', 1, 0, 0, '{}')",
            quoted(text)
        );
        let old: Vec<_> = texts.iter().enumerate().map(insert).collect();
        migrate(&world, &old).await;
        let kept = world.texts("SELECT trouble FROM outbox ORDER BY id").await;
        let said: Vec<_> = kept.iter().map(|text| serde_json::from_str::<MailTrouble>(text).unwrap().sentence()).collect();
        let expected: Vec<_> = texts.into_iter().map(|(_, text)| text).collect();
        assert_eq!(said[..known], expected[..known]);
        assert_eq!(said[known..], ["The mail did not get through. Rolecall goes on trying by itself."]);
    }
}
