//! The audit log: who reads it, its filters, its chain and anchors, and how people are erased from it.

use crate::test_context::{HERE, PASSWORD, Person, TestContext};
use backend::audit::{self, Anchor, LogFault, LogFlaw, Verified};
use backend::{account, attributes, users};
use domain::access::Denial;
use domain::attribute::AttributeForm;
use domain::audit::{AuditListing, AuditPage};
use domain::form::account::{ChangeEmailForm, ChangePasswordForm};
use domain::form::user::UserForm;
use domain::moment::{DAY, HOUR};
use domain::person::DELETED_STAFF;
use domain::problem::Problem;
use domain::role::Role;
use domain::user::{Access, MemberStatus};
use sha2::{Digest as _, Sha256};
use sqlx::AssertSqlSafe;

async fn list(world: &TestContext, by: &Person, listing: AuditListing) -> AuditPage {
    audit::list(&world.backend, &by.actor, listing).await.unwrap()
}

/// The page's lines, the newest first: subject and action.
fn lines(page: &AuditPage) -> Vec<String> {
    page.rows.iter().map(|row| format!("{} {}", row.subject.name, row.action).trim().to_owned()).collect()
}

async fn verified(world: &TestContext) -> Vec<Verified> {
    audit::verify(&world.backend, None, &[]).await.unwrap()
}

async fn fault(world: &TestContext) -> Option<LogFault> {
    verified(world).await.into_iter().find_map(|verified| verified.fault)
}

/// Changes the database without the backend; `sql` comes from the test itself.
async fn sql(world: &TestContext, sql: &str) {
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&world.pool).await.unwrap();
}

fn read(pairs: &[(&str, &str)]) -> AuditListing {
    AuditListing::read(|key| pairs.iter().find(|(k, _)| *k == key).map(|(_, value)| (*value).to_owned()))
}

/// Marks that belong to one person only.
const MARKS: [&str; 10] = [
    "Zebedee",
    "Quagmire",
    "zq-label",
    "ZQ9",
    "zebedee.quagmire@hillside.uk",
    "Quagmarker",
    "Wizmarker",
    "Zebmarker",
    "moved.marker@hillside.uk",
    "Nutmarker",
];

fn marked() -> UserForm {
    UserForm {
        first_name: MARKS[0].to_owned(),
        last_name: MARKS[1].to_owned(),
        username: MARKS[2].to_owned(),
        staff_code: MARKS[3].to_owned(),
        email: MARKS[4].to_owned(),
        title: MARKS[6].to_owned(),
        job_title: MARKS[5].to_owned(),
        role: Role::AccountAdmin.code().to_owned(),
        ..UserForm::default()
    }
}

/// Adds the marked person, who registers and signs in.
async fn marked_person(world: &TestContext, owner: &Person) -> Person {
    let created = users::create(&world.backend, &owner.actor, &marked()).await.unwrap();
    world.register(&created.email).await;
    world.sign_in(&created.email).await
}

/// The marked person edits their own data, and gets an attribute.
async fn give_more_marks(world: &TestContext, owner: &Person, zebedee: &Person) {
    account::change_known_as(&world.backend, &zebedee.actor, MARKS[7]).await.unwrap();
    let form = ChangePasswordForm { current_password: PASSWORD.to_owned(), password: "Vinegar-canal-8".to_owned() };
    account::change_password(&world.backend, &zebedee.actor, &form, HERE).await.unwrap();
    let form = ChangeEmailForm { new_email: MARKS[8].to_owned(), email_password: "Vinegar-canal-8".to_owned() };
    account::request_email_change(&world.backend, &zebedee.actor, &form, HERE).await.unwrap();
    let token = world.link_to(MARKS[8]).await;
    world.use_link_with(&token, "Vinegar-canal-8").await.unwrap();
    let form = AttributeForm { name: "Allergies".to_owned(), kind: "text".to_owned(), ..AttributeForm::default() };
    let attribute = attributes::add(&world.backend, &owner.actor, &form).await.unwrap();
    crate::attributes::set(world, owner, zebedee.member, &[(&attribute, MARKS[9])]).await.unwrap();
}

/// Every text in these tables, one row a line.
async fn everything_in(world: &TestContext, tables: &[(&str, &str)]) -> String {
    let mut all = String::new();
    for (table, columns) in tables {
        let texts: Vec<_> = columns.split(' ').map(|column| format!("COALESCE(CAST({column} AS TEXT), '')")).collect();
        all.push_str(&world.texts(&format!("SELECT {} FROM {table}", texts.join(" || ' ' || "))).await.join("\n"));
    }
    all.to_lowercase()
}

/// Writes entries as the first versions did, at moment 77.
struct FirstVersion<'a> {
    world: &'a TestContext,
    school: String,
}

impl FirstVersion<'_> {
    /// Writes an entry and gives its number.
    async fn write(&self, name: Option<&str>, action: &str, new: Option<&str>) -> i64 {
        let Self { world, school } = self;
        let number = world.number("SELECT audit_no FROM schools").await + 1;
        let before = world.texts("SELECT audit_chain FROM schools").await.remove(0);
        let mut hasher = Sha256::new();
        hasher.update(b"5a17");
        hasher.update(number.to_be_bytes());
        hasher.update(77_i64.to_be_bytes());
        for word in [Some(action), Some("user"), Some("x"), None, None, name, None, new] {
            hasher.update(word.map_or(u64::MAX, |word| word.len() as u64).to_be_bytes());
            hasher.update(word.unwrap_or_default());
        }
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let digest = hex(&hasher.finalize());
        let chain = hex(&Sha256::digest(format!("{before}{digest}")));
        let text = |text: Option<&str>| text.map_or("NULL".to_owned(), |text| format!("'{text}'"));
        let (name, new) = (text(name), text(new));
        sql(world, &format!(
            "INSERT INTO audit_log (school_id, number, at, action, subject_kind, subject_id, subject_name, new_value, format, salt, digest, chain)
             VALUES ('{school}', {number}, 77, '{action}', 'user', 'x', {name}, {new}, 1, '5a17', '{digest}', '{chain}')"
        )).await;
        sql(world, &format!("UPDATE schools SET audit_no = {number}, audit_chain = '{chain}'")).await;
        number
    }
}

const LOG: (&str, &str) = (
    "audit_log",
    "actor_id actor_name action subject_kind subject_id subject_name old_value new_value salt search_key",
);

both! {
    async fn the_log_is_the_owners(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for role in [Role::AccountAdmin, Role::FullEdit] {
            let person = world.person(&owner, role).await;
            let refused = audit::list(&world.backend, &person.actor, AuditListing::default()).await.unwrap_err();
            assert_eq!(refused, Problem::Denied(Denial::ForOwner));
        }
        let page = list(&world, &owner, AuditListing::default()).await;
        assert_eq!(page.rows.first().map(|row| row.number), Some(page.total as i64), "the newest first");
        assert_eq!(lines(&page).last().unwrap(), "Hillside School was set up");
        assert_eq!((page.actor, page.subject), (None, None));
    }

    async fn each_filter_leaves_what_it_says(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let zebedee = marked_person(&world, &owner).await;
        world.clock.advance(2 * DAY);
        let (owner, zebedee) = (world.sign_in(&owner.email).await, world.sign_in(&zebedee.email).await);
        let amy = world.add_member(&zebedee, Role::FullEdit, MemberStatus::NotRegistered).await;
        let count = async |pairs: &[(&str, &str)]| list(&world, &owner, read(pairs)).await.total;
        let all = count(&[]).await;
        let zebedee_id = zebedee.member.to_string();
        for (pairs, expected) in [
            (vec![("action", "create user"), ("kind", "user")], 3),
            (vec![("kind", "school")], 2),
            (vec![("search", "quagmire")], 6),
            (vec![("search", "QUAG-marker")], 1),
            (vec![("search", "zq-label full")], 0),
            (vec![("actor", &zebedee_id)], 4),
            (vec![("actor", &zebedee_id), ("subject", &amy.member.to_string())], 1),
            (vec![("subject", &zebedee_id)], 5),
            (vec![("action", "no such action")], 0),
            (vec![("search", "100%")], 0),
            (vec![("page", "99999")], all),
        ] {
            let page = list(&world, &owner, read(&pairs)).await;
            assert_eq!(page.total, expected, "{pairs:?}: {:?}", lines(&page));
            assert_eq!(page.listing.page, 1);
        }
        // It is 18 November 2026; two days later two people signed in and one was added.
        for (from, to, expected) in [("2026-11-18", "", all), ("2026-11-19", "", 3), ("2026-11-20", "2026-11-20", 3), ("", "2026-11-19", all - 3), ("2026-11-21", "", 0), ("", "2026-11-17", 0), ("2026-11-20", "2026-11-18", 0)] {
            assert_eq!(count(&[("from", from), ("to", to)]).await, expected, "{from} {to}");
        }
        let page = list(&world, &owner, read(&[("actor", &zebedee_id)])).await;
        assert_eq!(page.actor.as_deref(), Some("Zebedee Quagmire"));
        assert!(page.actions.iter().any(|action| action.code == "create user" && action.name == "Added"), "{:?}", page.actions);
    }

    async fn an_entry_shows_old_and_new_and_its_actor_after_they_are_gone(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = marked_person(&world, &owner).await;
        let form = domain::form::settings::SettingsForm { name: "Hilltop".to_owned(), ..Default::default() };
        backend::school::change_settings(&world.backend, &admin.actor, &form).await.unwrap();
        world.set_access(&owner, admin.member, Access::Deleted).await;
        let page = list(&world, &owner, read(&[("action", "change settings")])).await;
        assert_eq!(page.rows[0].actor.name, "Zebedee Quagmire");
        let changes: Vec<_> = page.rows[0].changes.iter().map(|field| (field.label.as_str(), field.old.as_deref(), field.new.as_deref())).collect();
        assert_eq!(changes[0], ("Name", Some("Hillside"), Some("Hilltop")));
        assert_eq!(changes[1].0, "Products");
        assert!(changes[1].1.unwrap().contains("Juniper MIS"), "{changes:?}");
        assert_eq!(changes.len(), 2, "{changes:?}");
    }

    async fn long_logs_have_pages_that_share_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for _ in 0..60 {
            world.sign_in(&owner.email).await;
        }
        let first = list(&world, &owner, AuditListing::default()).await;
        let last = list(&world, &owner, read(&[("page", "2")])).await;
        assert_eq!((first.pages, first.rows.len()), (2, 50));
        assert_eq!(last.rows.len() as u64, first.total - 50);
        let numbers: Vec<_> = first.rows.iter().chain(&last.rows).map(|row| row.number).collect();
        assert_eq!(numbers, (1..=first.total as i64).rev().collect::<Vec<_>>());
    }

    async fn a_log_nobody_touched_is_found_whole(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        world.school_with_owner("Riverside").await;
        world.person(&owner, Role::FullEdit).await;
        let all = verified(&world).await;
        assert_eq!(all.iter().map(|one| (one.school.as_str(), one.erased, one.fault.clone())).collect::<Vec<_>>(), [("Hillside", 0, None), ("Riverside", 0, None)]);
        assert!(all[0].entries > all[1].entries && all[1].entries > 3 && all[0].anchor.chain.len() == 64);
        let one = audit::verify(&world.backend, Some("Riverside"), &[]).await.unwrap();
        assert_eq!(one, all[1..]);
        assert_eq!(audit::verify(&world.backend, Some("Seaside"), &[]).await.unwrap_err(), Problem::NotFound);
    }

    async fn whatever_is_done_to_the_log_shows_where(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let school = owner.actor.school();
        let last = world.number("SELECT MAX(number) FROM audit_log").await;
        assert!(last > 8);
        for (what, harm, at) in [
            ("another name", format!("UPDATE audit_log SET subject_name = 'Eve' WHERE subject_id = '{}' AND number = 7", amy.member), 7),
            ("another value", "UPDATE audit_log SET new_value = '{}' WHERE number = 4".to_owned(), 4),
            ("another moment", "UPDATE audit_log SET at = at + 1 WHERE number = 5".to_owned(), 5),
            ("a name where none was", "UPDATE audit_log SET actor_name = '' WHERE number = 1".to_owned(), 1),
            ("a row taken away", "DELETE FROM audit_log WHERE number = 6".to_owned(), 6),
            ("the first row taken away", "DELETE FROM audit_log WHERE number = 1".to_owned(), 1),
            ("the last row taken away", format!("DELETE FROM audit_log WHERE number = {last}"), last),
            ("everything taken away", "DELETE FROM audit_log".to_owned(), 1),
            ("two rows swapped", "UPDATE audit_log SET number = CASE number WHEN 3 THEN -4 ELSE -3 END WHERE number IN (3, 4); UPDATE audit_log SET number = -number WHERE number < 0".to_owned(), 3),
            ("another place in the chain", "UPDATE audit_log SET chain = 'f' WHERE number = 8".to_owned(), 8),
            ("a digest made to fit no chain", "UPDATE audit_log SET digest = salt WHERE number = 2".to_owned(), 2),
            ("words erased by hand", "UPDATE audit_log SET subject_name = NULL, erased_at = 5 WHERE number = 7".to_owned(), 7),
            ("another end", format!("UPDATE schools SET audit_chain = '' WHERE id = '{school}'"), last),
        ] {
            assert_eq!(fault(&world).await, None, "before {what}");
            sql(&world, "CREATE TABLE kept_log AS SELECT * FROM audit_log").await;
            let chain = world.texts(&format!("SELECT audit_chain FROM schools WHERE id = '{school}'")).await.remove(0);
            for part in harm.split(';') {
                sql(&world, part).await;
            }
            assert_eq!(fault(&world).await.map(|fault| fault.number), Some(at), "{what}");
            sql(&world, "DELETE FROM audit_log").await;
            sql(&world, "INSERT INTO audit_log SELECT * FROM kept_log").await;
            sql(&world, "DROP TABLE kept_log").await;
            sql(&world, &format!("UPDATE schools SET audit_chain = '{chain}' WHERE id = '{school}'")).await;
        }
    }

    async fn an_anchor_tells_a_rewritten_log_from_one_in_which_somebody_was_forgotten(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let zebedee = marked_person(&world, &owner).await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let anchor = verified(&world).await.remove(0).anchor;
        world.set_access(&owner, zebedee.member, Access::Deleted).await;
        world.clock.advance(90 * DAY);
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 1);
        world.sign_in(&amy.email).await;
        let checked = async |anchors: &[Anchor]| audit::verify(&world.backend, None, anchors).await.unwrap().remove(0);
        let after = checked(std::slice::from_ref(&anchor)).await;
        assert_eq!((after.fault, after.compared), (None, 1), "forgotten");
        assert!(after.erased > 3);

        // The rest of an erased entry cannot be changed.
        let erased = world.number(&format!("SELECT MIN(number) FROM audit_log WHERE erased_at IS NOT NULL AND actor_id = '{}'", zebedee.member)).await;
        for (harm, mend) in [
            (format!("actor_id = '{}'", amy.member), format!("actor_id = '{}'", zebedee.member)),
            ("at = at + 1".to_owned(), "at = at - 1".to_owned()),
            ("actor_name = 'Eve'".to_owned(), "actor_name = NULL".to_owned()),
        ] {
            sql(&world, &format!("UPDATE audit_log SET {harm} WHERE number = {erased}")).await;
            assert_eq!(fault(&world).await, Some(LogFault { number: erased, flaw: LogFlaw::Changed }), "{harm}");
            sql(&world, &format!("UPDATE audit_log SET {mend} WHERE number = {erased}")).await;
            assert_eq!(fault(&world).await, None, "{mend}");
        }

        // An attacker with write access rewrites an entry and recomputes the chain after it: here by truncating the
        // log and letting others be written.
        let number = anchor.number - 1;
        let chain = world.texts(&format!("SELECT chain FROM audit_log WHERE number = {}", number - 1)).await.remove(0);
        sql(&world, &format!("DELETE FROM audit_log WHERE number >= {number}")).await;
        sql(&world, &format!("UPDATE schools SET audit_no = {}, audit_chain = '{chain}'", number - 1)).await;
        sql(&world, "UPDATE audit_log SET erased_at = NULL").await;
        assert_eq!(checked(std::slice::from_ref(&anchor)).await.fault, Some(LogFault { number, flaw: LogFlaw::ShorterThanAnchor }));
        for _ in 0..5 {
            world.sign_in(&amy.email).await;
        }
        let rewritten = checked(&[]).await;
        assert_eq!(rewritten.fault, None, "the chain alone does not tell");
        let both = [rewritten.anchor, anchor.clone()];
        assert_eq!(checked(&both).await.fault, Some(LogFault { number: anchor.number, flaw: LogFlaw::UnlikeAnchor }));
    }

    async fn the_owner_is_mailed_an_anchor_every_month_where_they_wish(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        world.school_with_owner("Riverside").await;
        assert_eq!(audit::mail_anchors(&world.backend).await.unwrap(), 0, "off until it is ticked");
        let on = Some("on".to_owned());
        let form = domain::form::settings::SettingsForm { name: "Hillside".to_owned(), mails_anchor: on, ..Default::default() };
        assert!(backend::school::change_settings(&world.backend, &owner.actor, &form).await.unwrap().mails_anchor);
        for month in 1..=2 {
            assert_eq!(audit::mail_anchors(&world.backend).await.unwrap(), 1);
            assert_eq!(audit::mail_anchors(&world.backend).await.unwrap(), 0, "once a month");
            world.deliver().await;
            let mut mails = world.mails_to(&owner.email).await;
            mails.retain(|mail| mail.contains("Keep this email"));
            assert_eq!(mails.len(), month);
            let anchors = Anchor::all_in(mails.last().unwrap());
            assert_eq!(anchors[0], anchors[1], "alone on a line, and in the command");
            let after = audit::verify(&world.backend, Some("Hillside"), &anchors).await.unwrap().remove(0);
            assert_eq!((after.fault, after.compared), (None, 2));
            world.clock.advance(30 * DAY);
        }
    }

    async fn entries_of_the_first_versions_are_checked_and_forgotten(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        world.sign_in(&owner.email).await;
        // Entries of the first versions: a digest over all words, and an entry about erasing identified by its moment.
        let first = FirstVersion { world: &world, school: owner.actor.school().to_string() };
        first.write(Some("Amy Webb"), "edit user", None).await;
        let erased = first.write(Some("Zebedee"), "edit user", None).await;
        first.write(None, "forget user", Some("{\"entries\":1}")).await;
        assert_eq!(fault(&world).await, None);
        sql(&world, &format!("UPDATE audit_log SET subject_name = NULL, salt = '', erased_at = 77 WHERE number = {erased}")).await;
        assert_eq!(fault(&world).await, None, "somebody was forgotten at that moment");
        sql(&world, &format!("UPDATE audit_log SET erased_at = 78 WHERE number = {erased}")).await;
        assert_eq!(fault(&world).await, Some(LogFault { number: erased, flaw: LogFlaw::ErasedWithoutForgetting }));
        sql(&world, &format!("UPDATE audit_log SET subject_name = 'Eve' WHERE number = {}", erased - 1)).await;
        assert_eq!(fault(&world).await, Some(LogFault { number: erased - 1, flaw: LogFlaw::Changed }));
    }

    async fn a_log_that_was_cut_short_stays_so(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let last = world.number("SELECT MAX(number) FROM audit_log").await;
        sql(&world, &format!("DELETE FROM audit_log WHERE number = {last}")).await;
        world.sign_in(&owner.email).await;
        assert_eq!(world.number("SELECT MAX(number) FROM audit_log").await, last + 1);
        assert_eq!(fault(&world).await.map(|fault| fault.number), Some(last));
    }

    async fn somebody_deleted_90_days_ago_is_forgotten_and_the_chain_holds(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let zebedee = marked_person(&world, &owner).await;
        give_more_marks(&world, &owner, &zebedee).await;
        let amy = world.add_member(&zebedee, Role::FullEdit, MemberStatus::Invited).await;
        world.deliver().await;
        // Other people's entries that mention the person, and a person who shares half the name.
        let mut namesake = marked();
        (namesake.first_name, namesake.email, namesake.username, namesake.title) = ("Amelia".to_owned(), "amelia.q@hillside.uk".to_owned(), String::new(), String::new());
        let amelia = users::create(&world.backend, &owner.actor, &namesake).await.unwrap();
        users::invite(&world.backend, &owner.actor, amelia.member).await.unwrap();
        let help = domain::form::settings::SettingsForm { name: "Hillside".to_owned(), help_contact: "ask zebedee quagmire".to_owned(), ..Default::default() };
        backend::school::change_settings(&world.backend, &owner.actor, &help).await.unwrap();
        world.set_access(&owner, zebedee.member, Access::Deleted).await;

        world.clock.advance(90 * DAY - 1);
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 0);
        assert!(everything_in(&world, &[LOG]).await.contains("zebedee"));
        world.clock.advance(1);
        let (entries, before) = (world.number("SELECT COUNT(*) FROM audit_log").await, world.number("SELECT change_no FROM schools").await);
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 1);
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 0, "once is enough");
        assert_eq!((world.number("SELECT COUNT(*) FROM audit_log").await, world.number("SELECT change_no FROM schools").await), (entries + 1, before + 1));

        let own_rows = world.texts("SELECT first_name || ' ' || last_name || ' ' || search_key FROM members WHERE first_name = 'Deleted'").await;
        assert_eq!(own_rows, ["Deleted staff deleted\nstaff\n"]);
        sql(&world, &format!("UPDATE members SET last_name = '', staff_code = NULL, job_title = NULL, name_key = '', job_title_key = '', search_key = '' WHERE id = '{}'", amelia.member)).await;
        // The owner was notified that the namesake is an Account Admin.
        sql(&world, "UPDATE outbox SET author_name = NULL WHERE author_name = 'Amelia Quagmire'").await;
        let log = everything_in(&world, &[LOG]).await;
        for mark in ["zebedee", "zq-label", "zqlabel", "zebedee.quagmire@hillside.uk", "wizmarker", "zebmarker", "moved.marker", "nutmarker"] {
            assert!(!log.contains(mark), "{mark} in {log}");
        }
        // The namesake's entries are unchanged.
        assert!(log.contains("amelia quagmire") && log.contains("quagmarker"));
        let elsewhere = everything_in(&world, &[
            ("members", "id first_name last_name email email_key title job_title username username_key staff_code name_key job_title_key search_key known_as"),
            ("member_attributes", "member_id value"),
            ("email_tokens", "new_email"),
            ("accounts", "id email email_key password_hash"),
            ("sessions", "member_id device"),
            ("outbox", "to_address author_name trouble"),
            ("drafts", "body"),
        ]).await;
        for mark in MARKS.map(str::to_lowercase) {
            assert!(!elsewhere.contains(&mark), "{mark} in {elsewhere}");
        }

        let all = verified(&world).await;
        assert_eq!(all[0].fault, None);
        assert!(all[0].erased >= 6 && all[0].erased < all[0].entries - 5, "{all:?}");
        let page = list(&world, &owner, read(&[("subject", &zebedee.member.to_string())])).await;
        assert_eq!(page.subject.as_deref(), Some(DELETED_STAFF));
        assert!(page.rows.iter().all(|row| row.subject.name == DELETED_STAFF || row.subject.name.is_empty()), "{:?}", lines(&page));
        let theirs = list(&world, &owner, read(&[("actor", &zebedee.member.to_string()), ("subject", &amy.member.to_string())])).await;
        assert_eq!(theirs.rows.iter().map(|row| (row.actor.name.as_str(), row.subject.name.as_str(), row.erased)).collect::<Vec<_>>(), [(DELETED_STAFF, "Amy Marlowe", true)]);
        assert!(theirs.rows[0].changes.iter().any(|field| field.label == "Email address"), "what was done to Amy is still told");
        // An erased entry is still part of the chain.
        sql(&world, &format!("DELETE FROM audit_log WHERE number = {}", theirs.rows[0].number)).await;
        assert_eq!(fault(&world).await.map(|fault| fault.number), Some(theirs.rows[0].number));
    }

    async fn an_account_of_two_schools_is_kept_by_the_other(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let river = world.school_with_owner("Riverside").await;
        let zebedee = marked_person(&world, &owner).await;
        users::create(&world.backend, &river.actor, &marked()).await.unwrap();
        let token = world.link_to(&zebedee.email).await;
        world.use_link(&token).await.unwrap();
        world.set_access(&owner, zebedee.member, Access::Deleted).await;
        world.clock.advance(90 * DAY);
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 1);
        let theirs = world.sign_in(&zebedee.email).await;
        assert_eq!((theirs.actor.school(), theirs.actor.name()), (river.actor.school(), "Zebedee Quagmire"));
        let page = list(&world, &world.sign_in(&river.email).await, read(&[("search", "zebedee")])).await;
        assert!(page.total >= 3, "{:?}", lines(&page));
    }

    async fn somebody_restored_is_not_forgotten(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let zebedee = marked_person(&world, &owner).await;
        world.set_access(&owner, zebedee.member, Access::Deleted).await;
        world.set_access(&owner, zebedee.member, Access::Active).await;
        world.clock.advance(200 * DAY);
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 0);
    }

    async fn a_history_is_for_those_who_may_act_on_the_person(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let river = world.school_with_owner("Riverside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let other = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.person(&admin, Role::FullEdit).await;
        let history = async |by: &Person, of: &Person| audit::history(&world.backend, &by.actor, of.member, 1).await;
        let seen = history(&admin, &amy).await.unwrap();
        let actions: Vec<_> = seen.rows.iter().map(|row| row.action.as_str()).collect();
        assert_eq!(actions, ["Signed in", "Registered", "Invitation email went out", "Added"]);
        assert_eq!((seen.name.as_str(), seen.total, seen.pages), ("Amy Marlowe", 4, 1));
        assert_eq!(history(&owner, &admin).await.unwrap().total, 4);
        assert_eq!(history(&admin, &other).await.unwrap_err(), Problem::Denied(Denial::EqualOrAbove { role: Role::AccountAdmin }));
        assert_eq!(history(&admin, &owner).await.unwrap_err(), Problem::Denied(Denial::EqualOrAbove { role: Role::AccountOwner }));
        assert_eq!(history(&admin, &admin).await.unwrap_err(), Problem::Denied(Denial::Yourself));
        for of in [&amy, &river] {
            assert_eq!(history(&amy, of).await.unwrap_err(), Problem::Denied(Denial::ForAdmins));
        }
        assert_eq!(history(&admin, &river).await.unwrap_err(), Problem::NotFound);
    }

    async fn roles_are_told_with_their_times(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let form = UserForm { other_roles: [(domain::product::Product::PORTAL, Role::MinimalEdit.code().to_owned())].into_iter().collect(), role: Role::FullEdit.code().to_owned(), ..marked() };
        let created = users::create(&world.backend, &owner.actor, &form).await.unwrap();
        world.clock.advance(HOUR);
        let told = audit::history(&world.backend, &owner.actor, created.member, 1).await.unwrap();
        let roles: Vec<_> = told.roles.iter().map(|role| (role.product.as_str(), role.role.as_str(), role.until.is_none(), role.by.as_deref())).collect();
        let by = Some("Ada Owens");
        assert_eq!(roles, [
            ("Juniper MIS", "Full Edit", true, by),
            ("Sonar Tracker", "Full Edit", true, by),
            ("Portal", "Minimal Edit", true, by),
            ("Comms Hub", "Full Edit", true, by),
            ("Juniper Websites", "Full Edit", true, by),
        ]);
        assert_eq!(told.roles[0].from.as_ref().unwrap().text, "Today at 11:06");
    }

    async fn one_school_finds_nothing_of_another(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let river = world.school_with_owner("Riverside").await;
        let zebedee = marked_person(&world, &river).await;
        for pairs in [vec![], vec![("search", "zebedee")], vec![("actor", &zebedee.member.to_string()[..])], vec![("subject", &zebedee.member.to_string()[..])]] {
            let page = list(&world, &owner, read(&pairs)).await;
            assert!(!format!("{page:?}").to_lowercase().replace("search: \"zebedee\"", "").contains("zebedee"), "{pairs:?}");
        }
    }
}
