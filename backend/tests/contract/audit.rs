//! The audit log: who reads it, its filters and pages, and the history of one person. Its chain is in `audit/chain.rs`,
//! erasing people from it in `audit/forgetting.rs`, readers who may not know pupils in `audit/pupils.rs`.

mod chain;
mod forgetting;
mod pupils;

use crate::test_context::{HERE, PASSWORD, Person, TestContext};
use backend::audit::{self, Anchor, LogFault, LogFlaw, Verified};
use backend::{account, attributes, users};
use domain::access::Denial;
use domain::attribute::AttributeForm;
use domain::audit::{AuditListing, AuditPage, FilteredMember};
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
    page.rows.iter().map(|row| format!("{} {}", row.subject.name, row.action.words()).trim().to_owned()).collect()
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
        assert_eq!(page.actor, Some(FilteredMember::Named("Zebedee Quagmire".to_owned())));
        assert!(page.actions.iter().any(|action| action.0 == "create user" && action.words() == "Added"), "{:?}", page.actions);
    }

    async fn an_entry_shows_old_and_new_and_its_actor_after_they_are_gone(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = marked_person(&world, &owner).await;
        let form = domain::form::settings::SettingsForm { name: "Hilltop".to_owned(), ..Default::default() };
        backend::school::change_settings(&world.backend, &admin.actor, &form).await.unwrap();
        world.set_access(&owner, admin.member, Access::Deleted).await;
        let page = list(&world, &owner, read(&[("action", "change settings")])).await;
        assert_eq!(page.rows[0].actor.name, "Zebedee Quagmire");
        let changes: Vec<_> = page.rows[0].changes.iter().map(|field| field.words()).collect();
        let changes: Vec<_> = changes.iter().map(|(label, old, new)| (label.as_str(), old.as_deref(), new.as_deref())).collect();
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

    async fn a_history_is_for_those_who_may_act_on_the_person(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let river = world.school_with_owner("Riverside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let other = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.person(&admin, Role::FullEdit).await;
        let history = async |by: &Person, of: &Person| audit::history(&world.backend, &by.actor, of.member, 1).await;
        let seen = history(&admin, &amy).await.unwrap();
        let actions: Vec<_> = seen.rows.iter().map(|row| row.action.words()).collect();
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
        let roles: Vec<_> = told.roles.iter().map(|role| (role.product.name(), role.role.words(), role.until.is_none(), role.by.as_deref())).collect();
        let by = Some("Ada Owens");
        assert_eq!(roles, [
            ("Juniper MIS", "Full Edit"),
            ("Sonar Tracker", "Full Edit"),
            ("Portal", "Minimal Edit"),
            ("Comms Hub", "Full Edit"),
            ("Juniper Websites", "Full Edit"),
        ].map(|(product, role)| (product, role.to_owned(), true, by)));
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
