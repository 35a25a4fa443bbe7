//! Importing a list of staff through the pages, without scripts.

use crate::test_server::TestServer;
use axum::body::Body;
use domain::role::Role;
use futures::stream;
use std::convert::Infallible;

const LIST: &[u8] = b"Staff ID,Forename,Surname,Work Email,Post\r\nX1,Zo\xEB,Newcomer,zoe.newcomer@hillside.example,Cook\r\nX2,No,Address,,Cook\r\nX3,Wrong,Row,wrong at home,Cook\r\n";

/// The value of the hidden field with this name.
pub fn value_of(page: &str, name: &str) -> String {
    let field =
        page.split('<').find(|tag| tag.starts_with("input") && tag.contains(&format!("name=\"{name}\""))).unwrap();
    field.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_brought_matched_looked_at_confirmed_and_downloaded() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let brought = owner.upload("/users/import", "C:\\fakepath\\staff.csv", LIST).await;
    assert_eq!(brought.status, 303, "{}", brought.body);
    let page = brought.location().to_owned();
    let columns = owner.get(&page).await;
    assert!(
        columns.body.contains("Match the columns")
            && columns.body.contains("staff.csv")
            && !columns.body.contains("fakepath"),
        "{}",
        columns.body
    );

    let twice = [("then", "columns"), ("has_header", "true"), ("column_1", "first_name"), ("column_2", "first_name")];
    let refused = owner.post(&page, &twice).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("href=\"#column_2\"") && refused.body.contains("matched to both"),
        "{}",
        refused.body
    );
    let right = [
        ("then", "columns"),
        ("has_header", "true"),
        ("column_0", "mis_id"),
        ("column_1", "first_name"),
        ("column_2", "last_name"),
        ("column_3", "email"),
        ("column_4", "job_title"),
    ];
    let matched = owner.post(&page, &right).await;
    assert_eq!((matched.status, matched.location()), (303, page.as_str()), "{}", matched.body);

    let preview = owner.get(&page).await.body;
    for words in ["Needs correcting", "Wrong Row", "has no @ sign", "Everybody else", "Import 2, skip 1 row"] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    assert!(owner.get(&format!("{page}?show=new")).await.body.contains("Zoë Newcomer"));
    let looked_at = value_of(&preview, "looked_at");
    // Without a role for everyone else nothing is done, and the page shows where to choose one.
    let open = owner.post(&page, &[("then", "confirm"), ("looked_at", &looked_at)]).await;
    assert_eq!(open.status, 422);
    assert!(open.body.contains("href=\"#other_role\""), "{}", open.body);
    // Decisions sent with the confirmation are applied.
    let confirm = |looked_at: String| {
        vec![("then", "confirm".to_owned()), ("other_role", "minimal-edit".to_owned()), ("looked_at", looked_at)]
    };
    let send = async |form: Vec<(&str, String)>| {
        let form: Vec<_> = form.iter().map(|(key, value)| (*key, value.as_str())).collect();
        owner.post(&page, &form).await
    };
    // Another admin decides something in the meantime: nothing is done, and the page shows what changed.
    assert_eq!(admin.post(&page, &[("then", "keep"), ("word", "Cook"), ("role_0", "none")]).await.status, 303);
    let again = send(confirm(looked_at)).await;
    assert!(again.status == 303 && again.location().contains("again=1&moved=new.2.0"), "{}", again.location());
    let preview = owner.get(again.location()).await.body;
    for words in ["Nothing has been imported yet", "New: 2 when you looked, 0 now"] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    assert_eq!(house.number("SELECT COUNT(*) FROM members WHERE mis_id IS NOT NULL").await, 0);
    assert_eq!(owner.post(&page, &[("then", "keep"), ("word", "Cook"), ("role_0", "")]).await.status, 303);
    let looked_at = value_of(&owner.get(&page).await.body, "looked_at");
    for _ in 0..2 {
        let done = send(confirm(looked_at.clone())).await;
        assert_eq!((done.status, done.location()), (303, page.as_str()), "{}", done.body);
    }
    assert_eq!(
        house.number("SELECT COUNT(*) FROM members WHERE mis_id IS NOT NULL AND role = 'minimal-edit'").await,
        2
    );
    let result = owner.get(&page).await.body;
    assert!(result.contains("The list was imported") && result.contains("Wrong Row"), "{result}");
    let file = admin.get(&format!("{page}/result.csv")).await;
    assert!(file.header("content-disposition").starts_with("attachment"), "{:?}", file.headers);
    assert!(file.body.contains("\r\n2,Zoë Newcomer,zoe.newcomer@hillside.example,Added"), "{}", file.body);
    assert!(owner.get("/users/import").await.body.contains("2 added, 1 skipped"));
    let list = owner.get("/users?search=address").await.body;
    assert!(list.contains("Needs an email"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_is_refused_in_words_and_nothing_is_kept() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    for (file, words) in [
        (b"".as_slice(), "Choose a file with the list of staff"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"PK\x03\x04 and no more", "damaged"),
        (&[b"a,b\n".as_slice(), &[b'x'; 5_000_000]].concat(), "more than 1000 characters in one cell"),
    ] {
        let refused = owner.upload("/users/import", "staff.csv", file).await;
        assert_eq!(refused.status, 422, "{words}");
        assert!(refused.body.contains(words) && refused.body.contains("href=\"#file\""), "{words}: {}", refused.body);
    }
    let form = owner.post("/users/import", &[("file", "none")]).await;
    assert_eq!(form.status, 415);
    // More than 20 MB, with or without a stated length, and however much more it is.
    let pieces = (0..30).map(|_| Ok::<_, Infallible>(vec![b'x'; 1024 * 1024]));
    let endless = owner.send(owner.form("/users/import").body(Body::from_stream(stream::iter(pieces))).unwrap()).await;
    assert_eq!(endless.status, 413);
    let endless = (0..2_048).map(|_| Ok::<_, Infallible>(vec![b'x'; 1024 * 1024]));
    let two_gigabytes =
        owner.send(owner.form("/users/import").body(Body::from_stream(stream::iter(endless))).unwrap()).await;
    assert_eq!(two_gigabytes.status, 413);
    let one_line = owner.upload("/users/import", "staff.csv", &vec![b'x'; 50_000_000]).await;
    assert!(one_line.status == 413 && one_line.body.contains("20 MB"), "{} {}", one_line.status, one_line.body);
    assert_eq!(house.number("SELECT COUNT(*) FROM imports").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_of_the_demonstration_can_be_imported() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let sample = owner.get("/demo/staff.csv").await;
    let brought = owner.upload("/users/import", "staff.csv", sample.body.as_bytes()).await;
    let page = brought.location().to_owned();
    let columns = owner.get(&page).await.body;
    let chosen: Vec<_> = (0..8)
        .map(|place| {
            let select = columns
                .split(&format!("name=\"column_{place}\""))
                .nth(1)
                .unwrap()
                .split("</select>")
                .next()
                .unwrap()
                .to_owned();
            let code = select
                .split("<option")
                .find(|option| option.contains("selected"))
                .and_then(|option| option.split("value=\"").nth(1))
                .map(|rest| rest.split('"').next().unwrap().to_owned());
            (format!("column_{place}"), code.unwrap_or_default())
        })
        .collect();
    assert!(chosen.iter().all(|(_, code)| !code.is_empty()), "every column is known by its name: {chosen:?}");
    let mut form: Vec<_> = chosen.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    form.extend([("then", "columns"), ("has_header", "true")]);
    assert_eq!(owner.post(&page, &form).await.status, 303);
    let preview = owner.get(&page).await.body;
    for words in ["Who is this?", "Needs correcting", "Update", "You cannot change", "Skipped", "Not in the file"] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_are_invited_with_one_form() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let page = "/users/invite?product=portal&role=partial-edit";
    let list = admin.get(page).await.body;
    let ids: Vec<_> = list
        .split("name=\"member\"")
        .skip(1)
        .map(|rest| rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
        .collect();
    assert!(ids.len() > 5, "{list}");
    assert!(!list.contains("Account Owner<"), "nobody above the one who asks is listed");
    let none = admin.post(page, &[]).await;
    assert_eq!(none.status, 422);
    assert!(none.body.contains("Tick the people to invite") && none.body.contains("href=\"#people\""), "{}", none.body);
    let before = house.number("SELECT COUNT(*) FROM outbox").await;
    let waiting = house.number("SELECT COUNT(*) FROM members m WHERE access = 'active' AND registration = 'not-registered' AND role NOT IN ('account-owner', 'account-admin')").await;
    let form: Vec<_> = ids.iter().map(|id| ("member", id.as_str())).collect();
    let sent = admin.post(page, &form).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert!(house.number("SELECT COUNT(*) FROM outbox").await >= before + waiting);
    let done = admin.get(sent.location()).await.body;
    assert!(done.contains("Nobody to invite") && done.contains("on the way"), "{done}");
    assert!(admin.post("/users/invite?product=sonar-tracker&role=account-admin", &form).await.status == 403);
}
