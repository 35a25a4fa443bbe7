//! Erasing from the audit log, and from everywhere else, people who were deleted 90 days ago.

use super::*;

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

const LOG: (&str, &str) = (
    "audit_log",
    "actor_id actor_name action subject_kind subject_id subject_name old_value new_value salt search_key",
);

both! {
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
        assert_eq!(page.subject, Some(FilteredMember::Named(DELETED_STAFF.to_owned())));
        assert!(page.rows.iter().all(|row| row.subject.name == DELETED_STAFF || row.subject.name.is_empty()), "{:?}", lines(&page));
        let theirs = list(&world, &owner, read(&[("actor", &zebedee.member.to_string()), ("subject", &amy.member.to_string())])).await;
        assert_eq!(theirs.rows.iter().map(|row| (row.actor.name.as_str(), row.subject.name.as_str(), row.erased)).collect::<Vec<_>>(), [(DELETED_STAFF, "Amy Marlowe", true)]);
        assert!(theirs.rows[0].changes.iter().any(|field| field.words().0 == "Email address"), "what was done to Amy is still told");
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
}
