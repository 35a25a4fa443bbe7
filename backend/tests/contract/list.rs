//! The list of people: search, filters, order, pages and rows.

use crate::test_context::{NO_MAILBOX, Person, TestContext};
use crate::users::form;
use backend::{seed, users};
use domain::access::{Denial, ListUsers};
use domain::form::user::UserForm;
use domain::listing::{SortBy, UserListing, UserPage, UserRow};
use domain::mail::MailRefusal;
use domain::moment::{DAY, HOUR};
use domain::role::Role;
use domain::user::MemberStatus;
use std::collections::BTreeSet;

fn all() -> UserListing {
    UserListing::default()
}

async fn list(world: &TestContext, by: &Person, listing: UserListing) -> UserPage {
    // Read again as in every request, or as before if their session has ended.
    let actor = world.backend.public().actor(Some(&by.token)).await.unwrap_or_else(|_| by.actor.clone());
    users::list(&world.backend, &actor, listing).await.unwrap()
}

async fn last_names(world: &TestContext, by: &Person, listing: UserListing) -> Vec<String> {
    list(world, by, listing).await.rows.into_iter().map(|row| row.last_name).collect()
}

/// Everybody in the listing, over all its pages.
async fn everybody(world: &TestContext, by: &Person, listing: &UserListing) -> Vec<UserRow> {
    let mut rows = Vec::new();
    let mut page = 1;
    loop {
        let part = list(world, by, listing.at_page(page)).await;
        assert_eq!(part.listing.page, page);
        rows.extend(part.rows);
        if page >= part.pages {
            assert_eq!(rows.len() as u64, part.total, "{listing:?}");
            return rows;
        }
        page += 1;
    }
}

/// A made-up school, and its owner signed in.
async fn made_up(world: &TestContext, people: u32) -> Person {
    let email = seed::people(&world.backend, people, crate::test_context::PASSWORD).await.unwrap();
    world.sign_in(&email).await
}

async fn add(world: &TestContext, by: &Person, form: UserForm) {
    users::create(&world.backend, &by.actor, &form).await.unwrap();
}

both! {
    async fn a_search_finds_every_word_anywhere(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        add(&world, &owner, UserForm { job_title: "Year 4 teacher".to_owned(), staff_code: "ZOB".to_owned(), ..form("Zoë", "O'Brien", "zoe@hillside.uk") }).await;
        add(&world, &owner, UserForm { username: "brian_99%".replace('%', ""), ..form("Brian", "Webb", "b.webb@hillside.uk") }).await;
        add(&world, &owner, form("Amy", "Percent", "100%_sure!@hillside.uk")).await;
        let search = async |text: &str| last_names(&world, &owner, UserListing { search: text.to_owned(), ..all() }).await;
        for (text, expected) in [
            ("zoe", &["O'Brien"][..]),
            ("OBRIEN", &["O'Brien"]),
            ("o’brien", &["O'Brien"]),
            ("teacher ZOË", &["O'Brien"]),
            ("zob", &["O'Brien"]),
            ("bri", &["O'Brien", "Webb"]),
            ("brian_99", &["Webb"]),
            ("webb teacher", &[]),
            // Characters that are special in patterns are taken literally.
            ("%", &["Percent"]),
            ("_", &["Percent", "Webb"]),
            ("_sure", &["Percent"]),
            ("!@", &["Percent"]),
            ("0%s", &[]),
            ("\\", &[]),
            ("%%%%", &[]),
            ("' OR '1'='1", &[]),
        ] {
            assert_eq!(search(text).await, expected, "{text}");
        }
        // An empty search leaves everybody; a word does not match across two fields.
        assert_eq!(search("-'").await.len(), 4);
        assert_eq!(search("zoeo").await, Vec::<String>::new());
    }

    async fn filters_leave_out_the_others(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for status in MemberStatus::ALL {
            for role in [Role::FullEdit, Role::MinimalReadOnly] {
                world.add_member(&owner, role, status).await;
            }
        }
        // The members above got their access without a change number; adding another member raises it.
        world.add_member(&owner, Role::AccountAdmin, MemberStatus::NotRegistered).await;
        for status in MemberStatus::ALL {
            let page = list(&world, &owner, UserListing { status: Some(status), ..all() }).await;
            let expected = 2 + u64::from(matches!(status, MemberStatus::Active | MemberStatus::NotRegistered));
            assert_eq!((page.total, page.rows.len() as u64), (expected, expected), "{status:?}");
            assert!(page.rows.iter().all(|row| row.status == status));
            let both = UserListing { status: Some(status), role: Role::FullEdit.into(), ..all() };
            let page = list(&world, &owner, both).await;
            assert_eq!((page.total, page.rows[0].role, page.rows[0].status), (1, Role::FullEdit.into(), status));
        }
        let page = list(&world, &owner, UserListing { role: Role::MinimalReadOnly.into(), ..all() }).await;
        assert_eq!(page.total, 6, "the deleted are left out");
        assert_eq!(list(&world, &owner, all()).await.total, 2 + 2 * 6);
        let searched = UserListing { search: "marlowe".to_owned(), status: Some(MemberStatus::Deleted), ..all() };
        assert_eq!(list(&world, &owner, searched).await.total, 2);
    }

    async fn names_stand_in_the_same_order_on_both_databases(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for (number, (first, last)) in [("Bo", "Ångström"), ("Al", "Smith-Ward"), ("Zoë", "Smith"), ("émile", "smith"), ("Amy", "Smithson"), ("小明", "王"), ("Cy", "de Souza"), ("Di", "D'Angelo"), ("Ed", "DeVito")].iter().enumerate() {
            add(&world, &owner, form(first, last, &format!("{}{number}@hillside.uk", ["B", "a", "_", "Z", "0", "+", "b", "A", "-"][number]))).await;
        }
        let firsts = async |listing| list(&world, &owner, listing).await.rows.into_iter().map(|row| row.first_name).filter(|name| name != "Ada").collect::<Vec<_>>();
        let expected = ["Bo", "Di", "Cy", "Ed", "émile", "Zoë", "Amy", "Al", "小明"];
        assert_eq!(firsts(UserListing { sort: SortBy::Name, ..all() }).await, expected);
        let backwards: Vec<_> = expected.into_iter().rev().collect();
        assert_eq!(firsts(UserListing { sort: SortBy::Name, descending: true, ..all() }).await, backwards);
        let by_email = ["小明", "Ed", "Amy", "Zoë", "Al", "Di", "Bo", "Cy", "émile"];
        assert_eq!(firsts(UserListing { sort: SortBy::Email, ..all() }).await, by_email);
    }

    async fn every_sort_is_whole_and_the_same_read_either_way(world: TestContext) {
        let owner = made_up(&world, 260).await;
        let now = world.clock.now();
        let ids = |rows: &[UserRow]| rows.iter().map(|row| row.member).collect::<Vec<_>>();
        for sort in SortBy::ALL {
            for descending in [false, true] {
                for (role, status, search) in [(None, None, ""), (Role::FullEdit.into(), None, ""), (None, Some(MemberStatus::Active), ""), (None, None, "teach"), (Role::PartialEdit.into(), Some(MemberStatus::Invited), "")] {
                    let listing = UserListing { sort, descending, role, status, search: search.to_owned(), size: 25, ..all() };
                    let rows = everybody(&world, &owner, &listing).await;
                    assert_eq!(rows.iter().map(|row| row.member).collect::<BTreeSet<_>>().len(), rows.len(), "nobody twice");
                    let mut read_on = Vec::new();
                    for page in 1..=(rows.len() as u32).div_ceil(25) {
                        let permit = owner.actor.permit(ListUsers).unwrap();
                        let part = world.backend.store().list_members(&permit, &listing.at_page(page), now).await.unwrap();
                        read_on.extend(part.into_iter().map(|member| member.id));
                    }
                    assert_eq!(ids(&rows), read_on, "{listing:?}");
                    sorted(&rows, sort, descending);
                }
            }
        }
    }

    async fn a_long_list_is_turned_over_without_gaps(world: TestContext) {
        let owner = made_up(&world, 2_600).await;
        let listing = UserListing { size: 100, ..all() };
        let rows = everybody(&world, &owner, &listing).await;
        assert_eq!(rows.len() as i64, world.number("SELECT COUNT(*) FROM members WHERE access <> 'deleted'").await);
        assert_eq!(rows.iter().map(|row| row.member).collect::<BTreeSet<_>>().len(), rows.len());
        let beyond = list(&world, &owner, listing.at_page(u32::MAX)).await;
        assert_eq!(beyond.listing.page, beyond.pages);
        assert_eq!(beyond.rows.last(), rows.last());
    }

    async fn pages_have_edges(world: TestContext) {
        let owner = made_up(&world, 60).await;
        let total = list(&world, &owner, all()).await.total;
        assert!(total > 50 && total <= 60);
        let beyond = list(&world, &owner, all().at_page(99)).await;
        assert_eq!((beyond.listing.page, beyond.pages, beyond.rows.len() as u64), (2, 2, total - 50));
        // Values that no URL can contain are corrected.
        let wild = UserListing { page: 0, size: 1_000_000_000, search: "  ".repeat(500), ..all() };
        let page = list(&world, &owner, wild).await;
        assert_eq!((page.listing.page, page.listing.size, page.listing.search.as_str()), (1, 100, ""));
        assert_eq!(page.rows.len() as u64, total);
        let nobody = list(&world, &owner, UserListing { search: "nobody at all".to_owned(), page: 7, ..all() }).await;
        assert_eq!((nobody.total, nobody.pages, nobody.listing.page, nobody.rows.len()), (0, 1, 1, 0));
    }

    async fn whoever_signs_in_moves_in_a_list_sorted_by_it_and_changes_no_count(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        world.clock.advance(HOUR);
        let bea = world.person(&owner, Role::FullEdit).await;
        let newest = UserListing { sort: SortBy::LastSignIn, descending: true, ..all() };
        let first = async || list(&world, &owner, newest.clone()).await.rows[0].member;
        assert_eq!(first().await, bea.member);
        let people = format!("SELECT people_no FROM schools WHERE id = '{}'", owner.actor.school());
        let before = world.number(&people).await;
        world.clock.advance(HOUR);
        world.sign_in(&amy.email).await;
        assert_eq!(first().await, amy.member);
        let by_name = list(&world, &owner, all()).await;
        let shown = by_name.rows.iter().find(|row| row.member == amy.member).unwrap();
        assert_eq!(shown.last_sign_in.as_ref().unwrap().iso, "2026-11-18T13:06:40Z");
        assert_eq!(world.number(&people).await, before, "nobody came, went or changed");
        world.add_member(&owner, Role::PartialEdit, MemberStatus::NotRegistered).await;
        assert!(world.number(&people).await > before);
        assert_eq!(list(&world, &owner, all()).await.total, by_name.total + 1);
    }

    async fn an_invitation_expires_by_the_clock_alone(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let counted = async |status| list(&world, &owner, UserListing { status: Some(status), search: "marlowe".to_owned(), ..all() }).await.total;
        assert_eq!((counted(MemberStatus::Invited).await, counted(MemberStatus::InvitationExpired).await), (1, 0));
        world.clock.advance(14 * DAY - 1);
        assert_eq!((counted(MemberStatus::Invited).await, counted(MemberStatus::InvitationExpired).await), (1, 0));
        world.clock.advance(1);
        assert_eq!((counted(MemberStatus::Invited).await, counted(MemberStatus::InvitationExpired).await), (0, 1));
        let page = list(&world, &owner, UserListing { status: Some(MemberStatus::InvitationExpired), ..all() }).await;
        assert_eq!(page.rows[0].member, amy.member);
        assert!(page.rows[0].status_note.as_ref().unwrap().text.starts_with("Today"));
        assert_eq!(page.rows[0].may_invite, Ok(()));
    }

    async fn a_row_says_who_may_be_invited_and_why_not(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        world.clock.advance(HOUR);
        world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        let page = list(&world, &admin, UserListing { sort: SortBy::Role, ..all() }).await;
        let said: Vec<_> = page.rows.iter().map(|row| row.may_invite).collect();
        assert_eq!(said, [Err(Denial::EqualOrAbove { role: Role::AccountOwner }), Err(Denial::Yourself), Ok(())]);
        assert_eq!(page.rows[1].last_sign_in.as_ref().unwrap().iso, "2026-11-18T11:06:40Z");
        assert_eq!(page.rows[2].last_sign_in, None);
    }

    async fn a_row_tells_of_its_latest_mail_only(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let trouble = async || list(&world, &owner, UserListing { role: Role::FullEdit.into(), ..all() }).await.rows[0].mail_trouble.clone().map(|trouble| trouble.refusal);
        let set = async |state: &str, attempts: u32| {
            // As every change of a mail does.
            world.number(&format!("UPDATE schools SET change_no = change_no + 1 WHERE id = '{}' RETURNING 1", owner.actor.school())).await;
            let sql = format!("UPDATE outbox SET state = '{state}', attempts = {attempts}, trouble = '{NO_MAILBOX}' WHERE member_id = '{}' RETURNING 1", amy.member);
            world.number(&sql).await;
        };
        assert_eq!(trouble().await, None, "not tried yet");
        set("waiting", 1).await;
        assert_eq!(trouble().await, Some(MailRefusal::ForGood("550 No such mailbox".to_owned())));
        set("failed", 9).await;
        assert_eq!(trouble().await, Some(MailRefusal::ForGood("550 No such mailbox".to_owned())));
        set("sent", 9).await;
        assert_eq!(trouble().await, None);
        set("failed", 9).await;
        world.clock.advance(1);
        users::invite(&world.backend, &owner.actor, amy.member).await.unwrap();
        assert_eq!(trouble().await, None, "a newer one is on its way");
    }
}

/// Asserts that the rows are in the order of their visible values.
fn sorted(rows: &[UserRow], sort: SortBy, descending: bool) {
    let in_order = |a: &UserRow, b: &UserRow| match sort {
        SortBy::Name => true,
        SortBy::Email => a.email <= b.email,
        SortBy::JobTitle => {
            b.job_title.is_empty()
                || (!a.job_title.is_empty() && a.job_title.to_lowercase() <= b.job_title.to_lowercase())
        }
        SortBy::Role => a.role.level().index() <= b.role.level().index(),
        SortBy::Status => a.status <= b.status,
        SortBy::LastSignIn => match (&a.last_sign_in, &b.last_sign_in) {
            (Some(a), Some(b)) => a.iso <= b.iso,
            // "Never" comes last in either order.
            (_, None) => true,
            (None, Some(_)) => descending,
        },
    };
    for pair in rows.windows(2) {
        let [a, b] = pair else { continue };
        if sort == SortBy::LastSignIn {
            assert!(a.last_sign_in.is_some() || b.last_sign_in.is_none(), "somebody after those who never signed in");
        }
        let right = if descending { in_order(b, a) } else { in_order(a, b) };
        assert!(right, "{sort:?} {descending}: {a:?} {b:?}");
    }
}
