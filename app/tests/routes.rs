//! The table of routes, as the browser tests read it.

#![allow(clippy::unwrap_used, missing_docs)]

use app::routes::{self, Answer, Form, Method, Route, TABLE, Who};
use domain::finding::SitePage;
use std::collections::BTreeSet;

const fn who(who: Who) -> &'static str {
    match who {
        Who::Anybody => "anybody",
        Who::Visitors => "visitors",
        Who::SignedIn => "signed-in",
        Who::Named => "named",
        Who::Recorders => "recorders",
        Who::Exporters => "exporters",
        Who::Admins => "admins",
        Who::Owner => "owner",
    }
}

#[test]
fn the_browser_tests_have_the_table_as_it_is() {
    let row = |route: &Route| {
        let methods: Vec<_> = route.methods().iter().map(|method| format!("\"{}\"", method.name())).collect();
        let answer = match route.answer {
            Answer::Page(_) => "page",
            Answer::Server(..) => "server",
            Answer::Moved(_) => "moved",
        };
        format!(
            "  {{ \"path\": \"{}\", \"methods\": [{}], \"who\": \"{}\", \"answer\": \"{answer}\", \"demo\": {} }}",
            route.path,
            methods.join(", "),
            who(route.who),
            route.is_demo
        )
    };
    let text = format!("[\n{}\n]\n", TABLE.iter().map(row).collect::<Vec<_>>().join(",\n"));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/support/routes.json");
    if std::env::var_os("REVIEW").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), text, "run with REVIEW=1 and review the difference");
}

#[test]
fn each_method_of_an_address_stands_in_the_table_once() {
    let mut seen = BTreeSet::new();
    for route in TABLE {
        for method in route.methods() {
            assert!(seen.insert((route.path, method.name())), "{} {}", method.name(), route.path);
        }
    }
}

#[test]
fn what_has_moved_is_a_page_now() {
    for route in TABLE {
        if let Answer::Moved(now) = route.answer {
            let there = TABLE.iter().any(|other| other.path == now && matches!(other.answer, Answer::Page(_)));
            assert!(there, "{} leads to {now}", route.path);
        }
    }
}

/// Pages with an address of their own that Find does not offer, and why.
const NOT_FOUND_BY_NAME: [(&str, &str); 7] = [
    (routes::START, "leads on to another page"),
    (routes::SIGN_IN, "for people who are not signed in"),
    (routes::FORGOTTEN, "for people who are not signed in"),
    (routes::SIGN_OUT, "a button on every page"),
    (routes::SCHOOLS, "the banner shows it to people with several schools"),
    (routes::BULK, "reached from the ticks in the list of people"),
    (routes::FIND, "the search itself"),
];

/// A page of one person or thing is found by way of them.
#[test]
fn each_page_with_an_address_of_its_own_can_be_found_or_says_why_not() {
    let found = SitePage::ALL.map(routes::page_found).map(|path| (path, ""));
    let mut known: Vec<_> = found.into_iter().chain(NOT_FOUND_BY_NAME).map(|(path, _)| path).collect();
    known.sort_unstable();
    let is_page = |route: &&Route| matches!(route.answer, Answer::Page(_)) && !route.path.contains('{');
    let mut pages: Vec<_> = TABLE.iter().filter(is_page).map(|route| route.path).collect();
    pages.sort_unstable();
    assert_eq!(pages, known, "a page that people go to needs a `SitePage`: see CONTRIBUTING.md");
}

/// The forms that need no stamp of a page. This list may only shrink.
#[test]
fn few_forms_are_open() {
    let open = |form| TABLE.iter().filter(|route| route.answer == Answer::Page(form)).map(|route| route.path).collect();
    let (of_nobody, of_session): (Vec<_>, Vec<_>) = (open(Form::Open), open(Form::OfSession));
    assert_eq!(of_nobody, ["/sign-in", "/forgotten-password", "/link/{token}"]);
    assert_eq!(of_session, ["/sign-out", "/schools"]);
    assert!(
        TABLE
            .iter()
            .all(|route| !route.is_demo || matches!(route.answer, Answer::Server(Method::Get | Method::Post, _)))
    );
}
