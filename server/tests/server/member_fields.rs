//! The fields of a member that only their definition describes, on pages without scripts.

use crate::browser::Answer;
use crate::test_server::TestServer;
use domain::member::PlainField;
use domain::role::Role;

/// A value of this field that is on the page in the field itself.
fn holds(page: &Answer, field: PlainField, text: &str) -> bool {
    let code = field.code();
    let inputs = page.body.split("<input").skip(1).filter_map(|input| input.split_once('>').map(|(input, _)| input));
    let mut own = inputs.filter(|input| input.contains(&format!("name=\"{code}\"")));
    own.any(|input| input.contains(&format!("value=\"{text}\"")))
}

/// A text that a field takes, and one that is too long for any.
fn texts(field: PlainField) -> (String, String) {
    (format!("Own {}", field.code()), "x".repeat(10_000))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_that_adds_somebody_takes_them_and_their_page_has_them() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let blank = admin.get("/users/new").await;
    for (number, field) in PlainField::ALL.iter().enumerate() {
        let (code, definition) = (field.code(), field.definition());
        assert!(blank.body.contains(definition.label) && blank.body.contains(definition.hint), "{}", blank.body);
        for suggestion in definition.kind.suggestions() {
            assert!(blank.body.contains(&format!("<option value=\"{suggestion}\"")), "{suggestion}: {}", blank.body);
        }
        let email = format!("own{number}@hillside.example");
        let form = |text| {
            let named = [("first_name", "Ada"), ("last_name", "O'Neill"), ("email", &*email), ("role", "full-edit")];
            [named.as_slice(), &[(code, text)]].concat()
        };
        let (right, long) = texts(*field);
        let refused = admin.post("/users/new", &form(&long)).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.body.contains(&format!("href=\"#{code}\"")) && holds(&refused, *field, &long));
        let added = admin.post("/users/new", &form(&right)).await;
        assert_eq!(added.status, 303, "{}", added.body);
        let page = admin.get(&added.location().replace("/added", "")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(holds(&page, *field, &right), "{}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn members_set_their_own_on_the_page_of_their_account() {
    let house = TestServer::demo().await;
    let (browser, member) = house.signed_in_as(Role::MinimalReadOnly).await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    for field in PlainField::own() {
        let (right, long) = texts(field);
        let refused = browser.post("/account", &[("do", "details"), (field.code(), &long)]).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.body.contains(&format!("href=\"#{}\"", field.code())) && holds(&refused, field, &long));
        let saved = browser.post("/account", &[("do", "details"), (field.code(), &right)]).await;
        assert_eq!((saved.status, saved.location()), (303, "/account?done=details#about-you"), "{}", saved.body);
        let page = browser.get("/account?done=details").await;
        assert!(
            page.body.contains("Your details are saved. You can change them again here.")
                && holds(&page, field, &right),
            "{}",
            page.body
        );
        assert!(holds(&admin.get(&format!("/users/{member}")).await, field, &right));
    }
}
