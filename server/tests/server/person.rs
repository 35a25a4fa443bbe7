//! The page of one person without scripts: saved in two steps, overtaken by another admin, and actions with their own
//! pages.

use crate::browser::{Answer, Browser};
use crate::test_server::{TestServer, add, somebody};
use domain::role::Role;

/// The value of the first hidden field with this name.
fn hidden(answer: &Answer, name: &str) -> String {
    let marker = format!("name=\"{name}\" value=\"");
    let from = answer.body.find(&marker).map(|at| at + marker.len()).expect("the field");
    let text: String = answer.body[from..].chars().take_while(|c| *c != '"').collect();
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The fields of an unchanged form, except for these.
async fn fields<'a>(browser: &Browser, page: &str, changed: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let opened = browser.get(page).await;
    assert_eq!(opened.status, 200, "{}", opened.body);
    let base = hidden(&opened, "base");
    let held: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&base).unwrap();
    let mut fields: Vec<_> = held
        .into_iter()
        .filter(|(name, _)| !changed.iter().any(|(changed, _)| changed == name))
        .map(|(name, value)| (name, value.as_str().unwrap_or_default().to_owned()))
        // An unticked checkbox sends nothing.
        .filter(|(name, value)| !(["active", "blocked"].contains(&name.as_str()) && value.is_empty()))
        .collect();
    fields.extend(changed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields.push(("base".to_owned(), base));
    fields
}

async fn post(browser: &Browser, page: &str, fields: &[(String, String)], step: &str) -> Answer {
    let mut pairs: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pairs.push(("step", step));
    browser.post(page, &pairs).await
}

async fn sam(house: &TestServer) -> (Browser, String, String) {
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let member = add(&admin, &somebody("Sam", "Sample", "sam.sample@hillside.example", Role::FullEdit)).await;
    let page = format!("/users/{member}");
    (admin, member, page)
}

async fn number(house: &TestServer, condition: &str, member: &str) -> i64 {
    let member = member.replace('-', "");
    house.number(&format!("SELECT COUNT(*) FROM members WHERE REPLACE(id, '-', '') = '{member}' AND {condition}")).await
}

/// What Find and *Try another role* lead to: the page that confirms, or the form with it filled in; opening it does nothing.
#[tokio::test(flavor = "multi_thread")]
async fn an_address_leads_to_the_confirmation_and_does_nothing_by_itself() {
    let house = TestServer::demo().await;
    let (admin, member, page) = sam(&house).await;
    let audited = || house.number("SELECT COUNT(*) FROM audit_log");
    let before = audited().await;
    for (address, says) in [
        (format!("{page}?access=blocked&check=1"), "Blocked: nothing now."),
        (format!("{page}/roles?role=minimal-read-only&check=1"), "Sees pupils under aliases, not their names"),
        (format!("{page}/roles?role=none&product=portal&check=1"), "No role"),
    ] {
        let review = admin.get(&address).await;
        assert_eq!(review.status, 200, "{address}");
        for said in ["Check what changes for Sam Sample", "value=\"confirm\"", "class=\"in-words\"", says] {
            assert!(review.body.contains(said), "{address}: {said} is not in {}", review.body);
        }
    }
    // What the reader may not give is refused in the form, and what is the case already changes nothing.
    let owner = admin.get(&format!("{page}/roles?role=account-owner&check=1")).await;
    assert!(!owner.body.contains("value=\"confirm\""), "{}", owner.body);
    let same = admin.get(&format!("{page}/roles?role=full-edit&check=1")).await;
    assert!(same.status == 200 && !same.body.contains("value=\"confirm\""), "{}", same.body);

    let other = admin.get(&format!("{page}/what-if?role=partial-edit&product=portal")).await;
    let link = format!("{page}/roles?role=partial-edit&amp;product=portal");
    assert!(other.body.contains(&link), "{link}: {}", other.body);
    let above = admin.get(&format!("{page}/what-if?role=account-admin")).await;
    assert!(above.body.contains("You cannot give Sam this role"), "{}", above.body);
    assert_eq!(number(&house, "access = 'active' AND role = 'full-edit'", &member).await, 1);
    assert_eq!(audited().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_saved_before_it_is_confirmed() {
    let house = TestServer::demo().await;
    let (admin, member, page) = sam(&house).await;
    // A role is on a page of its own, so it is not saved with the details.
    let sent = fields(&admin, &page, &[("job_title", "Year 4 teacher"), ("role", "partial-edit")]).await;
    let summary = post(&admin, &page, &sent, "save").await;
    assert_eq!(summary.status, 200, "{}", summary.body);
    for said in ["Check what changes for Sam Sample", "Year 4 teacher"] {
        assert!(summary.body.contains(said), "{said}: {}", summary.body);
    }
    assert_eq!(number(&house, "job_title = 'Year 4 teacher'", &member).await, 0);
    let back = post(&admin, &page, &sent, "back").await;
    assert!(back.status == 200 && back.body.contains("Year 4 teacher"), "{}", back.body);

    let confirmed = post(&admin, &page, &sent, "confirm").await;
    assert_eq!(
        (confirmed.status, confirmed.location()),
        (303, format!("{page}?saved=1").as_str()),
        "{}",
        confirmed.body
    );
    assert!(admin.get(confirmed.location()).await.body.contains("The changes to Sam Sample are saved."));
    assert_eq!(number(&house, "role = 'full-edit' AND job_title = 'Year 4 teacher'", &member).await, 1);
    // Sent again: everything is as requested already.
    assert_eq!(post(&admin, &page, &sent, "confirm").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_is_checked_saved_and_taken_back() {
    let house = TestServer::demo().await;
    let (admin, member, page) = sam(&house).await;
    let page = format!("{page}/roles");
    let sent = fields(&admin, &page, &[("job_title", "Year 4 teacher"), ("role", "minimal-read-only")]).await;
    let summary = post(&admin, &page, &sent, "save").await;
    assert_eq!(summary.status, 200, "{}", summary.body);
    for said in ["Check what changes for Sam Sample", "Full Edit", "Minimal Read-only", "Loses ", "for ten minutes"] {
        assert!(summary.body.contains(said), "{said}: {}", summary.body);
    }
    assert!(!summary.body.contains("<td>Year 4 teacher"), "the details are on a page of their own");
    assert_eq!(number(&house, "role = 'minimal-read-only'", &member).await, 0);
    let confirmed = post(&admin, &page, &sent, "confirm").await;
    let (address, undo) = confirmed.location().split_once("?saved=1&undo=").unwrap();
    assert_eq!((confirmed.status, address), (303, page.as_str()), "{}", confirmed.body);
    assert_eq!(number(&house, "role = 'minimal-read-only' AND job_title IS NULL", &member).await, 1);
    let done = admin.get(confirmed.location()).await;
    assert!(
        done.body.contains("Sam Sample is now Minimal Read-only.") && done.body.contains(">Undo<"),
        "{}",
        done.body
    );
    assert_eq!(hidden(&done, "undo"), undo);

    // Only the person who saved it undoes it.
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    assert!(!owner.get(confirmed.location()).await.body.contains(">Undo<"));
    assert_eq!(owner.post(&page, &[("undo", undo)]).await.status, 404);
    assert_eq!(number(&house, "role = 'minimal-read-only'", &member).await, 1);
    let undone = admin.post(&page, &[("undo", undo)]).await;
    assert_eq!((undone.status, undone.location()), (303, confirmed.location()), "{}", undone.body);
    let back = admin.get(undone.location()).await;
    assert!(back.body.contains("Undone. Sam Sample is Full Edit again."), "{}", back.body);
    assert!(!back.body.contains(">Undo<"));
    assert_eq!(number(&house, "role = 'full-edit'", &member).await, 1);
    // What was never there says so, and nothing breaks.
    assert_eq!(admin.post(&page, &[("undo", "0".repeat(32).as_str())]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tab_of_a_person_has_the_same_head() {
    let house = TestServer::demo().await;
    let (admin, _, page) = sam(&house).await;
    let tabs = [
        ("", "Details"),
        ("/roles", "Roles"),
        ("/pupils", "Children"),
        ("/sessions", "Sign-in"),
        ("/history", "History"),
    ];
    for (below, label) in tabs {
        let opened = admin.get(&format!("{page}{below}")).await;
        let current = format!("<a href=\"{page}{below}\" aria-current=\"page\">{label}<");
        assert!(opened.status == 200 && opened.body.contains(&current), "{below}: {}", opened.body);
        for said in ["<h1>Sam Sample", "Full Edit", "Never signed in", "Send the invitation again", ">More"] {
            assert!(opened.body.contains(said), "{below}: {said}: {}", opened.body);
        }
    }
    let exceptions = admin.get(&format!("{page}/exceptions")).await;
    assert!(exceptions.body.contains(&format!("<a href=\"{page}/roles\" aria-current=\"true\">Roles<")));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_second_is_shown_what_the_first_one_changed() {
    let house = TestServer::demo().await;
    let (admin, member, page) = sam(&house).await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let mine = fields(&admin, &page, &[("last_name", "Sample-Lee")]).await;
    let theirs = fields(&owner, &page, &[("job_title", "Bursar"), ("blocked", "yes")]).await;
    assert_eq!(post(&owner, &page, &theirs, "confirm").await.status, 303);

    let overtaken = post(&admin, &page, &mine, "confirm").await;
    assert_eq!(overtaken.status, 200, "{}", overtaken.body);
    for said in ["Somebody else changed this person meanwhile", "Bursar", "Blocked", "Sample-Lee"] {
        assert!(overtaken.body.contains(said), "{said}: {}", overtaken.body);
    }
    let mut again: Vec<_> = ["first_name", "last_name", "email", "job_title", "role", "status", "active", "blocked"]
        .map(|name| (name.to_owned(), hidden(&overtaken, name)))
        .to_vec();
    again.push(("base".to_owned(), hidden(&overtaken, "base")));
    assert_eq!(post(&admin, &page, &again, "confirm").await.status, 303);
    let both = "last_name = 'Sample-Lee' AND job_title = 'Bursar' AND access = 'blocked'";
    assert_eq!(number(&house, both, &member).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_field_comes_back_as_it_was_typed() {
    let house = TestServer::demo().await;
    let (admin, member, page) = sam(&house).await;
    let sent =
        fields(&admin, &page, &[("first_name", " "), ("leaving_on", "2020-01-31"), ("staff_code", "S<1>")]).await;
    for step in ["save", "confirm"] {
        let answer = post(&admin, &page, &sent, step).await;
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert!(answer.body.contains("href=\"#first_name\"") && answer.body.contains("S&lt;1&gt;"), "{}", answer.body);
    }
    let past = fields(&admin, &page, &[("leaving_on", "2020-01-31")]).await;
    let answer = post(&admin, &page, &past, "save").await;
    assert!(answer.status == 422 && answer.body.contains("href=\"#leaving_on\""), "{}", answer.body);
    assert_eq!(number(&house, "leaving_on IS NULL AND first_name = 'Sam'", &member).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_looks_at_equals_and_oneself_and_changes_nothing() {
    let house = TestServer::demo().await;
    let (admin, own) = house.signed_in_as(Role::AccountAdmin).await;
    let (_, owner) = house.signed_in_as(Role::AccountOwner).await;
    for (member, rule) in [(own, "your own account"), (owner, "only somebody above that role")] {
        let page = format!("/users/{member}");
        let opened = admin.get(&page).await;
        assert!(opened.status == 200 && opened.body.contains(rule), "{}", opened.body);
        assert!(!opened.body.contains("name=\"base\""), "there is a form");
        let sent = [("first_name", "Else"), ("last_name", "Else"), ("role", "full-edit"), ("step", "confirm")];
        assert_eq!(admin.post(&page, &sent).await.status, 403);
        assert_eq!(admin.post(&format!("{page}/do/delete"), &[("typed", "delete")]).await.status, 403);
        assert_eq!(number(&house, "(first_name = 'Else' OR access <> 'active')", &member).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_takes_the_word_and_restoring_brings_back() {
    let house = TestServer::demo().await;
    let (admin, member, page) = sam(&house).await;
    let delete = format!("{page}/do/delete");
    let asked = admin.get(&delete).await;
    assert!(asked.body.contains("restored for 90 days"), "{}", asked.body);
    let unsure = admin.post(&delete, &[("typed", "yes"), ("reason", "Left <early>")]).await;
    assert!(unsure.status == 422 && unsure.body.contains("Left &lt;early&gt;"), "{}", unsure.body);
    assert_eq!(number(&house, "access = 'deleted'", &member).await, 0);

    let deleted = admin.post(&delete, &[("typed", "Delete"), ("reason", "Left early")]).await;
    assert_eq!((deleted.status, deleted.location()), (303, format!("{page}?done=delete").as_str()));
    let page_of_deleted = admin.get(&page).await;
    assert!(page_of_deleted.body.contains("90 days") && page_of_deleted.body.contains("Left early"));
    assert!(!page_of_deleted.body.contains("name=\"base\""), "there is a form");

    let restored = admin.post(&format!("{page}/do/restore"), &[]).await;
    assert_eq!(restored.status, 303, "{}", restored.body);
    assert_eq!(number(&house, "access = 'active' AND role = 'full-edit'", &member).await, 1);
    // There is nothing left to restore.
    let again = admin.post(&format!("{page}/do/restore"), &[]).await;
    assert_eq!(again.status, 403, "{}", again.body);
    assert_eq!(admin.get(&format!("{page}/do/nonsense")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_picked_from_what_is_found() {
    let house = TestServer::demo().await;
    let (admin, member, page) = sam(&house).await;
    add(&admin, &somebody("Quentin", "Quill", "quentin.quill@hillside.example", Role::FullEdit)).await;
    let found = admin.get(&format!("{page}?pick=quill")).await;
    assert!(found.body.contains("Quentin Quill"), "{}", found.body);
    let nobody = admin.get(&format!("{page}?pick=zzz-nobody")).await;
    assert!(nobody.body.contains("Nobody matches") && !nobody.body.contains("Quentin Quill"));
    // The picker leaves out the person whose page it is on.
    let own = admin.get(&format!("{page}?pick=sample")).await;
    let found = own.body.split("data-region=\"finder\"").nth(1).unwrap();
    assert!(!found.split("</details>").next().unwrap().contains(&format!("href=\"/users/{member}\"")), "{found}");
}
