//! A person erased after 90 days is in no column of any table, and can be employed again.

use crate::import::{confirm, count, preview, staged, staged_as};
use crate::pictures::jpeg;
use crate::test_context::{HERE, PASSWORD, Person, TestContext};
use backend::public::BrowserContext;
use backend::session::IDLE;
use backend::{account, attributes, audit, drafts, import, observations, photo, users};
use domain::attribute::AttributeForm;
use domain::bulk::{BulkChange, BulkForm};
use domain::exception::{DENY, ExceptionForm};
use domain::form::account::{ChangeEmailForm, ChangePasswordForm};
use domain::form::settings::SettingsForm;
use domain::form::user::UserForm;
use domain::id::MemberId;
use domain::import::{Decisions, ImportConfirmResult, PreviewFilter, RowClass};
use domain::moment::DAY;
use domain::person::{DELETED_STAFF, MemberAction, MemberActionForm};
use domain::photo::Crop;
use domain::role::Role;
use domain::user::MemberStatus;
use sqlx::AssertSqlSafe;

/// Texts that only this person ever had, none so short that a random hash could contain it. "Quaghorn" is their later name.
const MARKS: &[&str] = &[
    "Zebedee",
    "Quagmire",
    "Quaghorn",
    "ZQMIS77",
    "ZQ9-KL8",
    "Quagmarker",
    "Wizmarker",
    "Zebmarker",
    "Nutmarker",
    "moved.marker",
    "Mailmarker",
    "Reasonmarker",
    "zqlabel",
];

/// Tables that contain nothing about a person beyond ids; in all others something is planted.
const ABOUT_NOBODY: &[&str] = &[
    "permission_confirmations",
    "member_roles",
    "observation_areas",
    "observation_photos",
    "observation_pupils",
    "ownership_offers",
    "class_changes",
    "mark_edits",
    "marks",
    "pupil_photos",
    "pupil_workers",
    "pupils",
    "role_cells",
    "roles",
    "scheduled_jobs",
    "server_secrets",
    "limit_buckets",
    "search_keys",
    "sign_in_attempts",
    "account_networks",
    "account_notices",
];

const HEAD: &str = "Staff ID,Forename,Surname,Work Email,Post,Staff Code,Title";
const EMAIL: &str = "zebedee.quagmire@hillside.uk";

fn row(surname: &str) -> String {
    format!("{HEAD}\r\nZQMIS77,Zebedee,{surname},{EMAIL},Quagmarker,ZQ9-KL8,Wizmarker\r\n")
}

/// Imports the person, renames them by another import, and registers them.
async fn employed(world: &TestContext, owner: &Person) -> Person {
    for surname in ["Quagmire", "Quaghorn"] {
        let id = staged_as(world, owner, "Zebedee Quagmire.csv", row(surname)).await;
        assert_eq!(confirm(world, owner, id).await, Ok(ImportConfirmResult::Done));
    }
    let member = MemberId::parse(&world.texts("SELECT id FROM members WHERE mis_id = 'ZQMIS77'").await[0]).unwrap();
    users::invite(&world.backend, &owner.actor, member).await.unwrap();
    // Sent twice, so that the link has an earlier token. The second mail fails at first.
    world.deliver().await;
    sql(world, "DELETE FROM demo_outbox").await;
    sql(world, "UPDATE outbox SET state = 'waiting', next_attempt_at = 0").await;
    world.clock.advance(1_000);
    world.register(EMAIL).await;
    sql(
        world,
        "UPDATE outbox SET trouble = 'zebedee.quagmire@hillside.uk has no mailbox' WHERE to_address LIKE 'zebedee%'",
    )
    .await;
    world.sign_in(EMAIL).await
}

/// Everything the person can do, and everything others can write about them.
async fn leave_traces(world: &TestContext, owner: &Person, zebedee: &Person, amy: MemberId) {
    let backend = &world.backend;
    let stamp = world.stamp(&zebedee.token).await;
    account::change_known_as(backend, &zebedee.actor, "Zebmarker").await.unwrap();
    let form = ChangePasswordForm { current_password: PASSWORD.to_owned(), password: "Vinegar-canal-8".to_owned() };
    account::change_password(backend, &zebedee.actor, &form, HERE).await.unwrap();
    let new_email = "moved.marker@hillside.uk".to_owned();
    let form = ChangeEmailForm { new_email: new_email.clone(), email_password: "Vinegar-canal-8".to_owned() };
    account::request_email_change(backend, &zebedee.actor, &form, HERE).await.unwrap();
    let token = world.link_to(&new_email).await;
    world.use_link_with(&token, "Vinegar-canal-8").await.unwrap();
    backend.public().request_reset(&new_email, BrowserContext::at(HERE)).await.unwrap();
    let _mailed = account::send_password_link(backend, &owner.actor, zebedee.member).await.unwrap();
    world.deliver().await;

    // A skipped row, and a role for a word that names the person: both are remembered for the next list.
    let words = "PA to Zebedee Quaghorn";
    let file = format!("{HEAD}\r\nZQMIS77,Other,Person,other@hillside.uk,{words},,\r\n");
    let id = staged(world, owner, file).await;
    let decisions = Decisions {
        answers: vec![(2, "leave".to_owned())],
        roles: vec![(words.to_owned(), Role::FullReadOnly.code().to_owned())],
        ..Decisions::default()
    };
    import::decide(backend, &owner.actor, id, &decisions).await.unwrap();
    assert_eq!(confirm(world, owner, id).await, Ok(ImportConfirmResult::Done));
    let form = AttributeForm { name: "Notes".to_owned(), kind: "text".to_owned(), ..AttributeForm::default() };
    let attribute = attributes::add(backend, &owner.actor, &form).await.unwrap();
    crate::attributes::set(world, owner, zebedee.member, &[(&attribute, "Nutmarker")]).await.unwrap();
    crate::attributes::set(world, owner, amy, &[(&attribute, "Shares a desk with Zebedee Quaghorn")]).await.unwrap();
    photo::set(backend, &owner.actor, zebedee.member, jpeg(200, 200), Crop::default()).await.unwrap();
    let day = backend::clock::Clock::day_of(world.clock.now()).unwrap().to_string();
    let later = backend::clock::Clock::day_of(world.clock.now().plus(300 * DAY)).unwrap().to_string();
    for (member, reason) in [(zebedee.member, "Reasonmarker"), (amy, "Covers for Zebedee Quagmire")] {
        let exception = ExceptionForm {
            feature: "sonar-tracker/pupils/view-pupils".to_owned(),
            effect: DENY.to_owned(),
            starts_on: day.clone(),
            ends_on: later.clone(),
            reason: reason.to_owned(),
        };
        users::make_exception(backend, &owner.actor, member, &exception).await.unwrap();
    }
    let help = "Ask Zebedee Quaghorn, moved.marker@hillside.uk";
    let form = SettingsForm { name: "Hillside".to_owned(), help_contact: help.to_owned(), ..SettingsForm::default() };
    backend::school::change_settings(backend, &owner.actor, &form).await.unwrap();
    // An observation has their name in its text.
    let child = crate::pupils::children(world, owner, "R", "Willow", 1).await;
    let seen = crate::observations::form(&child, "Built a bridge with Zebedee Quaghorn's help");
    observations::create(backend, &owner.actor, &seen).await.unwrap();
    draft(world, zebedee, &stamp, "last_name=Quaghorn").await;
}

/// Keeps a draft for a page with this stamp.
async fn draft(world: &TestContext, of: &Person, stamp: &str, body: &str) {
    let ended = format!(
        "UPDATE sessions SET ended_at = last_seen_at, ended_because = 'replaced' WHERE id = '{}'",
        of.actor.session()
    );
    sql(world, &ended).await;
    assert!(drafts::keep(&world.backend, None, stamp, "/users/new", body).await.unwrap());
}

async fn delete(world: &TestContext, by: &Person, member: MemberId) {
    let form = MemberActionForm { typed: "delete".to_owned(), reason: "Reasonmarker".to_owned() };
    users::act(&world.backend, &by.actor, member, MemberAction::Delete, &form).await.unwrap();
}

async fn sql(world: &TestContext, sql: &str) {
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&world.pool).await.unwrap();
}

/// Mentions the person after their deletion, before they are erased.
async fn mention_once_more(world: &TestContext, owner: &Person, amy: MemberId) {
    // An import that skips them because they are deleted, and one that is not confirmed.
    let id = staged(world, owner, format!("{}S1,Eve,Orr,eve@hillside.uk,Cook,,\r\n", row("Quaghorn"))).await;
    assert_eq!(confirm(world, owner, id).await, Ok(ImportConfirmResult::Done));
    staged(world, owner, row("Quaghorn")).await;
    let review =
        users::bulk_review(&world.backend, &owner.actor, &BulkForm::of(&[amy], BulkChange::Block)).await.unwrap();
    let form = BulkForm { reason: "Fell out with Zebedee Quaghorn".to_owned(), ..review.form };
    users::bulk_do(&world.backend, &owner.actor, &form).await.unwrap();
    let stamp = world.stamp(&owner.token).await;
    draft(world, owner, &stamp, "reason=as+Zebedee+Quaghorn+said").await;
}

both! {
    async fn nothing_in_the_database_names_them(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::PartialEdit, MemberStatus::Active).await;
        let zebedee = employed(&world, &owner).await;
        leave_traces(&world, &owner, &zebedee, amy.member).await;
        delete(&world, &owner, zebedee.member).await;
        world.clock.advance(90 * DAY - IDLE);
        let owner = world.sign_in(&owner.email).await;
        mention_once_more(&world, &owner, amy.member).await;

        let planted = world.places_of(MARKS).await;
        for place in [
            "members.first_name", "members.search_key", "members.mis_id", "members.access_reason", "members.known_as", "accounts.email_key",
            "imports.lines", "imports.result", "imports.content", "imports.shape", "imports.source", "imports.file_name", "outbox.to_address", "outbox.trouble", "demo_outbox.text_body",
            "drafts.body", "audit_log.subject_name", "audit_log.new_value", "audit_log.search_key", "member_attributes.value", "exceptions.reason",
            "schools.help_contact", "bulk_changes.reason", "observations.body", "email_tokens.new_email",
        ] {
            assert!(planted.iter().any(|(planted, _)| planted == place), "nothing planted in {place}");
        }
        let unplanted: Vec<_> = world.empty_tables().await.into_iter().filter(|table| !ABOUT_NOBODY.contains(&table.as_str())).collect();
        assert!(unplanted.is_empty(), "plant something of the person in {unplanted:?}, or say that they are about nobody");

        world.clock.advance(IDLE);
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 1);
        let left = world.places_of(MARKS).await;
        assert!(left.is_empty(), "{left:#?}");
        assert_eq!(world.number(&format!("SELECT COUNT(*) FROM photos WHERE member_id = '{}'", zebedee.member)).await, 0);

        // Other people's data is unchanged.
        assert_eq!(world.texts("SELECT body FROM observations").await, ["Built a bridge with Deleted staff help"]);
        assert_eq!(world.texts("SELECT first_name || ' ' || access FROM members WHERE access = 'blocked'").await, ["Amy blocked"]);
        let lines = world.texts("SELECT lines FROM imports WHERE lines LIKE '%Eve Orr%'").await;
        assert!(lines[0].contains("eve@hillside.uk") && lines[0].contains(DELETED_STAFF), "{lines:?}");
        assert_eq!(world.number("SELECT COUNT(*) FROM exceptions").await, 1);
        let verified = audit::verify(&world.backend, None, &[]).await.unwrap();
        assert_eq!(verified[0].fault, None);
        assert!(verified[0].erased > 10, "{verified:?}");
    }

    async fn somebody_forgotten_is_employed_again_as_somebody_new(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let zebedee = employed(&world, &owner).await;
        delete(&world, &owner, zebedee.member).await;
        world.clock.advance(91 * DAY);
        let owner = world.sign_in(&owner.email).await;
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 1);
        // Employed again by another list from the MIS, with the same id and address.
        let id = staged(&world, &owner, row("Quaghorn")).await;
        let view = preview(&world, &owner, id, None).await;
        assert_eq!(count(&view, PreviewFilter::Class(RowClass::New)), 1, "{view:?}");
        assert_eq!(confirm(&world, &owner, id).await, Ok(ImportConfirmResult::Done));
        let again = MemberId::parse(&world.texts("SELECT id FROM members WHERE mis_id = 'ZQMIS77'").await[0]).unwrap();
        assert_ne!(again, zebedee.member);
        users::invite(&world.backend, &owner.actor, again).await.unwrap();
        world.register(EMAIL).await;
        assert_eq!(world.sign_in(EMAIL).await.member, again);
        delete(&world, &owner, again).await;
        world.clock.advance(91 * DAY);
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 1);
        // Employed again by the form.
        let form = UserForm {
            first_name: "Zebedee".to_owned(),
            last_name: "Quaghorn".to_owned(),
            email: EMAIL.to_owned(),
            role: Role::FullEdit.code().to_owned(),
            ..UserForm::default()
        };
        let owner = world.sign_in(&owner.email).await;
        let created = users::create(&world.backend, &owner.actor, &form).await.unwrap();
        world.register(&created.email).await;
        assert_eq!(world.sign_in(EMAIL).await.member, created.member);
        assert_eq!(audit::verify(&world.backend, None, &[]).await.unwrap()[0].fault, None);
    }

    async fn a_long_history_is_erased_in_parts_that_lock_nobody_out(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let zebedee = employed(&world, &owner).await;
        for number in 0..250 {
            account::change_known_as(&world.backend, &zebedee.actor, ["Zebmarker", "Zebmarkers"][number % 2]).await.unwrap();
        }
        delete(&world, &owner, zebedee.member).await;
        world.clock.advance(91 * DAY);
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 1);
        let parts = world.texts("SELECT new_value FROM audit_log WHERE action = 'forget user' ORDER BY number").await;
        assert_eq!(parts.len(), 3, "{parts:?}");
        assert!(parts[0].contains("\"entries\":100"), "{parts:?}");
        assert!(world.places_of(MARKS).await.is_empty());
        assert_eq!(audit::verify(&world.backend, None, &[]).await.unwrap()[0].fault, None);
    }
}
