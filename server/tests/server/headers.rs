//! The headers of every answer, and what the pages' policy allows.

use crate::browser::Browser;
use crate::test_server::{PASSWORD, TestServer};
use domain::role::Role;
use serde_json::json;

const PAGES: &[&str] = &[
    "/school",
    "/users",
    "/users/new",
    "/roles",
    "/permissions",
    "/settings",
    "/help",
    "/sign-in",
    "/forgotten-password",
    "/nowhere",
    "/link/x",
];

#[tokio::test(flavor = "multi_thread")]
async fn scripts_run_with_the_answers_own_nonce_and_nothing_is_styled_in_place() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let mut seen = Vec::new();
    for path in PAGES {
        let answer = owner.get(path).await;
        let policy = answer.header("content-security-policy");
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .unwrap_or_else(|| panic!("{path}: {policy}"))
            .split('\'')
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(
            policy,
            format!(
                "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                 connect-src 'self'; \
                 manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
            )
        );
        let scripts: Vec<_> =
            answer.body.split("<script").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
        assert!(!scripts.is_empty(), "{path}");
        assert!(scripts.iter().all(|script| script.contains(&format!("nonce=\"{nonce}\""))), "{path}: {scripts:?}");
        for tag in answer
            .body
            .split("<script")
            .next()
            .unwrap()
            .split('<')
            .chain(answer.body.split("</script>").flat_map(|part| part.split("<script").next().unwrap().split('<')))
        {
            let tag = tag.split('>').next().unwrap();
            assert!(!tag.contains(" style="), "{path}: <{tag}>");
            assert!(!tag.contains(" onclick=") && !tag.contains("javascript:"), "{path}: <{tag}>");
        }
        assert!(!answer.body.contains("<style"), "{path}");
        assert!(!seen.contains(&nonce), "a nonce is used once");
        seen.push(nonce);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_guarded_and_kept_nowhere() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let mut answers = Vec::new();
    for path in PAGES.iter().chain(&["/healthz", "/demo/outbox", "/"]) {
        answers.push((*path, owner.get(path).await));
    }
    answers.push(("POST /sign-in", owner.post("/sign-in", &[("email", "x"), ("password", "y")]).await));
    answers.push(("POST /help", owner.post("/help", &[]).await));
    answers.push(("/api/site", owner.call("/api/site", &json!({})).await));
    answers.push(("/api/users/list", house.browser().call("/api/users/find", &json!({ "member": "x" })).await));
    for (path, answer) in &answers {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
            ("strict-transport-security", ""),
        ] {
            assert_eq!(answer.header(name), value, "{path} {name}");
        }
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
        assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
    }
    let file = owner.get("/pkg/rolecall.css").await;
    assert_eq!((file.status, file.header("cache-control"), file.header("content-type")), (200, "no-cache", "text/css"));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_whose_name_holds_a_hash_are_kept_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let root = crate::test_server::site(folder.path());
    let names = "js: 1\nwasm: 1\nmanifest: 1\nsplit: 1\ncss: 2abc\nmore: 3def\natkinson-latin: 4fed\n";
    std::fs::write(root.join("hash.txt"), names).unwrap();
    std::fs::write(root.join("pkg/atkinson-latin.4fed.woff2"), "letters").unwrap();
    std::fs::write(root.join("pkg/rolecall.1.wasm"), "module").unwrap();
    std::fs::write(root.join("pkg/rolecall.1.wasm.br"), "small").unwrap();
    std::fs::write(root.join("favicon.svg"), "<svg/>").unwrap();
    let house = TestServer::demo().await;
    let site = server::assets::Site::at(&root);
    assert_eq!(site.styles().main, "/pkg/rolecall.2abc.css");
    assert_eq!(site.styles().more, "/pkg/more.3def.css");
    let served = server::served::RouterState {
        backend: house.backend.clone(),
        site,
        proxy_hops: 0,
        stopping: house.stopping.clone(),
    };
    let browser = Browser::at(&server::router::router(served));
    let request =
        browser.request(axum::http::Method::GET, "/pkg/rolecall.1.wasm").header("accept-encoding", "br, gzip");
    let module = browser.send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!((module.status, module.body.as_str()), (200, "small"));
    assert_eq!(module.header("content-type"), "application/wasm");
    assert_eq!(module.header("content-encoding"), "br");
    assert_eq!(module.header("cache-control"), "public, max-age=31536000, immutable");
    let page = browser.get("/sign-in").await;
    let preload = "<link rel=\"preload\" href=\"/pkg/atkinson-latin.4fed.woff2\" as=\"font\" type=\"font/woff2\" crossorigin=\"anonymous\">";
    assert!(page.body.contains(preload), "{}", page.body);
    let font = browser.get("/pkg/atkinson-latin.4fed.woff2").await;
    assert_eq!(
        (font.status, font.header("cache-control"), font.header("content-type")),
        (200, "public, max-age=31536000, immutable", "font/woff2")
    );
    let icon = browser.get("/favicon.svg").await;
    assert_eq!(
        (icon.status, icon.header("cache-control"), icon.header("content-type")),
        (200, "public, max-age=86400", "image/svg+xml")
    );
    let old = browser.get("/pkg/rolecall.0.wasm").await;
    assert_eq!((old.status, old.header("cache-control")), (404, "no-store"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_session_cookie_is_out_of_reach() {
    for (base_url, name, secure) in
        [("https://rolecall.example.org", "__Host-rolecall", true), ("http://127.0.0.1:3000", "rolecall", false)]
    {
        let house = TestServer::at(base_url, false).await;
        let email = domain::name::EmailAddress::parse("owner@hillside.example").unwrap();
        let link = backend::owner::create(
            &house.backend,
            &domain::name::SchoolName::parse("Hillside").unwrap(),
            &backend::owner::NewOwner::named("Ada Owens", email).unwrap(),
            backend::owner::SameName::NewLink,
        )
        .await
        .unwrap()
        .link;
        assert!(link.starts_with(base_url));
        house.register(&link).await;
        let answer =
            house.browser().post("/sign-in", &[("email", "owner@hillside.example"), ("password", PASSWORD)]).await;
        let cookie = answer.header("set-cookie");
        let parts: Vec<_> = cookie.split("; ").collect();
        assert!(parts[0].starts_with(&format!("{name}=")) && parts[0].len() > 40, "{cookie}");
        assert!(["Path=/", "HttpOnly", "SameSite=Lax"].iter().all(|part| parts.contains(part)), "{cookie}");
        assert_eq!(parts.contains(&"Secure"), secure, "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");
        let hsts = if secure { "max-age=31536000; includeSubDomains" } else { "" };
        assert_eq!(answer.header("strict-transport-security"), hsts);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_travel_small_and_streams_as_they_are() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    for (accepts, encoding) in [("br, gzip", "br"), ("gzip", "gzip"), ("identity", "")] {
        let request = owner
            .request(axum::http::Method::GET, "/users")
            .header("accept-encoding", accepts)
            .body(axum::body::Body::empty())
            .unwrap();
        assert_eq!(owner.send(request).await.header("content-encoding"), encoding);
    }
    let request = owner
        .request(axum::http::Method::GET, "/events")
        .header("accept-encoding", "br, gzip")
        .body(axum::body::Body::empty())
        .unwrap();
    let stream = owner.begin(request).await;
    assert!(stream.headers().get("content-encoding").is_none());
    assert_eq!(stream.headers()["x-accel-buffering"], "no");
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
}
