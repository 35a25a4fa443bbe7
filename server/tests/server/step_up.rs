//! Step-up authentication over HTTP: the page in between carries the whole form on, also without scripts.

use crate::test_server::{PASSWORD, TestServer};
use crate::viewing::everything;

/// An Account Admin, as the Add user form sends them.
const ADA: [(&str, &str); 5] = [
    ("first_name", "Ada"),
    ("last_name", "O'Neill & \"Sons\""),
    ("email", "ada.oneill@hillside.example"),
    ("role", "account-admin"),
    ("invite", "now"),
];

/// Every field of the page's form, as a browser would send it.
fn hidden(page: &str) -> Vec<(String, String)> {
    let unescape = |text: &str| {
        text.replace("&#39;", "'")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    };
    page.split("<input type=\"hidden\" name=\"")
        .skip(1)
        .map(|field| {
            let (name, rest) = field.split_once("\" value=\"").unwrap();
            (unescape(name), unescape(rest.split_once('"').unwrap().0))
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_needs_the_password_goes_on_whole_once_it_was_given() {
    let house = TestServer::real().await;
    let owner = house.school("Hillside Primary School", "owner@hillside.example").await;
    house.sql("UPDATE sessions SET proved_at = 0").await;
    let before = everything(&house).await;
    let asked = owner.post("/users/new", &ADA).await;
    assert_eq!(asked.status, 403, "{}", asked.body);
    assert!(asked.body.contains("Enter your password again"), "{}", asked.body);
    assert_eq!(everything(&house).await, before, "nothing was saved");
    let fields = hidden(&asked.body);
    for (name, value) in ADA {
        assert!(fields.contains(&(name.to_owned(), value.to_owned())), "{name} is carried on: {fields:?}");
    }
    let send = async |password: &str| {
        let mut all: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.push(("step_up_password", password));
        owner.post("/users/new", &all).await
    };
    let wrong = send("Not-my-password-1").await;
    assert_eq!(wrong.status, 422, "{}", wrong.body);
    assert!(wrong.body.contains("This is not your password") && !wrong.body.contains("Not-my-password-1"));
    assert_eq!(hidden(&wrong.body), fields, "nothing typed is lost");
    let done = send(PASSWORD).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(done.location().starts_with("/users/added/"), "{}", done.location());
    assert_eq!(house.number("SELECT COUNT(*) FROM members WHERE role = 'account-admin'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_needs_the_password_is_refused_and_changes_nothing_without_it() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(domain::role::Role::AccountOwner).await;
    let (_, admin) = house.signed_in_as(domain::role::Role::AccountAdmin).await;
    house.sql("UPDATE sessions SET proved_at = 0").await;
    let before = everything(&house).await;
    let ada =
        crate::test_server::somebody("Ada", "Reed", "ada.reed@hillside.example", domain::role::Role::AccountAdmin);
    for (path, arguments) in
        [("/api/users/create", ada), ("/api/account/ownership/offer", serde_json::json!({ "member": admin }))]
    {
        let answer = owner.call(path, &arguments).await;
        assert_eq!(answer.status, 403, "{path}: {}", answer.body);
        assert!(answer.body.contains("StepUp"), "{path}: {}", answer.body);
    }
    for path in [
        "/users/export.csv",
        "/users/export.xlsx?what=permissions",
        "/audit/export.csv",
        "/audit/export.xlsx",
        "/markbook/export.csv",
    ] {
        let asked = owner.get(path).await;
        assert_eq!(asked.status, 403, "{path}");
        assert!(hidden(&asked.body).contains(&("next".to_owned(), path.to_owned())), "{path}: {}", asked.body);
    }
    assert_eq!(everything(&house).await, before, "nothing was changed, and no export is in the log");
    // People of the demonstration have no password: the button is enough.
    let asked = owner.post("/step-up", &[("next", "/users/export.csv"), ("step_up_password", "")]).await;
    assert_eq!((asked.status, asked.location()), (303, "/users/export.csv"), "{}", asked.body);
    assert_eq!(owner.get("/users/export.csv").await.status, 200);
    // It leads to no other site.
    let away = owner.post("/step-up", &[("next", "https://evil.example"), ("step_up_password", "")]).await;
    assert_eq!((away.status, away.location()), (303, "/school"));
    let nobody = house.browser().post("/step-up", &[("next", "/users/export.csv"), ("step_up_password", "x")]).await;
    assert!(nobody.location().starts_with("/sign-in"), "{}", nobody.location());
}
