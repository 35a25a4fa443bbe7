//! What the walk asks: every address of the table of routes and every server function, each about pupils and observations
//! that there are, so that what is added to either is asked by itself.

use super::marked_school::{CLASS, MarkedSchool, PART};
use crate::routes::samples;
use crate::walk::calls;
use app::routes::{self, Answer, Method, Route};
use backend::clock::Clock;
use domain::assessment::{AcademicYear, MarkKind};
use serde_json::{Value, json};

/// The queries that any page is asked with: what some page reads in its address. Pages take what they know.
fn queries(marked: &MarkedSchool, path: &str) -> Vec<String> {
    let everything = format!(
        "search={PART}&find={PART}&class={CLASS}&child={}&left=1&mine=1&page=1&done=recorded&person={PART}",
        marked.pupil
    );
    let mut queries = vec![String::new(), format!("search={PART}"), everything];
    if path == routes::PUPILS || path == routes::OBSERVATIONS {
        queries.extend(["page=2", "page=9999", "year=N1", "year=R", "left=1", "mine=1"].map(str::to_owned));
    }
    if path.starts_with(routes::MARKBOOK) {
        queries.extend(sheets());
    }
    queries
}

/// The pages of the markbook: each kind, this year and the one before, of a class, of all and of one's own.
fn sheets() -> Vec<String> {
    let groups = ["mine".to_owned(), format!("class.{CLASS}"), "years.N1".to_owned(), "years.3".to_owned()];
    let kinds =
        MarkKind::ALL.into_iter().flat_map(|kind| [this_year(), this_year() - 1].map(|year| (kind.code(), year)));
    let of =
        |(kind, year)| groups.clone().map(|group| format!("group={group}&kind={kind}&year={year}&subject=reading"));
    kinds.flat_map(of).collect()
}

/// Every address, by its method, without what ends the session or never ends. `about` is a member.
pub fn addresses(marked: &MarkedSchool, about: &str) -> Vec<(&'static str, String)> {
    let mut asked = Vec::new();
    for route in Route::all(true).filter(|route| !matches!(route.answer, Answer::Moved(_)) && route.path != "/events") {
        let mut paths = Vec::new();
        for pupil in [&marked.pupil, &marked.left] {
            let part = |part| match part {
                "{pupil}" => pupil.clone(),
                "{observation}" => marked.observation.clone(),
                // A photo has the id of what it shows; a member's photo has none of the school's.
                "{photo}" if route.path.starts_with("/pupils") => pupil.clone(),
                "{photo}" => marked.observation.clone(),
                part => samples(part).replace("{member}", about),
            };
            paths.push(route.path.split('/').map(part).collect::<Vec<_>>().join("/"));
        }
        paths.dedup();
        for path in paths {
            for method in route.methods() {
                let mut queries = queries(marked, &path);
                if *method == Method::Post {
                    queries.truncate(1);
                }
                asked.extend(queries.into_iter().map(|query| (method.name(), with_query(&path, &query))));
            }
        }
    }
    for path in ["/no-such-page", "/pupils/1", "/users/x/pupils?kind=key"] {
        asked.push(("GET", path.to_owned()));
    }
    asked.push(("GET", format!("/users/{about}/pupils?kind=key")));
    asked
}

/// The calendar year in which this academic year began.
pub fn this_year() -> i16 {
    AcademicYear::of(Clock::default().today().unwrap()).begins()
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The samples of every server function about pupils that there are, nonsense, and variants that could reveal more.
pub fn questions(marked: &MarkedSchool, members: [&str; 2]) -> Vec<(String, Value)> {
    let mut asked: Vec<(String, Value)> = Vec::new();
    for member in members {
        for (path, _, arguments) in calls(member) {
            for pupil in [&marked.pupil, &marked.left] {
                asked.push((path.to_owned(), about(arguments.clone(), pupil, &marked.observation)));
            }
            asked.push((path.to_owned(), json!({ "nonsense": [PART] })));
        }
    }
    asked.dedup();
    for listing in [
        json!({ "search": PART }),
        json!({ "class": CLASS }),
        json!({ "left": true }),
        json!({ "years": { "first": "N1", "last": "N1" } }),
        json!({ "page": 2 }),
        json!({ "page": 9999 }),
    ] {
        asked.push(("/api/pupils/list".to_owned(), json!({ "listing": listing })));
    }
    for listing in [
        json!({ "search": PART }),
        json!({ "mine": true }),
        json!({ "page": 2 }),
        json!({ "child": marked.left }),
        json!({ "child": marked.pupil }),
    ] {
        asked.push(("/api/observations/list".to_owned(), json!({ "listing": listing })));
    }
    for kind in MarkKind::ALL {
        for group in [json!("mine"), json!({ "class": CLASS }), json!({ "years": { "first": "N1", "last": "6" } })] {
            let listing = json!({ "group": group, "kind": kind.code(), "year": this_year() });
            asked.push(("/api/marks/sheet".to_owned(), json!({ "listing": listing })));
        }
    }
    asked.push(("/api/find".to_owned(), json!({ "search": PART })));
    let key = "00000000-0000-4000-8000-000000000001";
    for pupil in [&marked.pupil, &marked.left] {
        let cell = json!({ "year": this_year(), "kind": "summative", "item": "reading", "half_term": "autumn1" });
        let edit = json!({ "key": key, "pupil": pupil, "cell": cell, "value": "EXS", "base": 0 });
        asked.push(("/api/marks/save".to_owned(), json!({ "edits": [edit] })));
    }
    asked
}

/// Arguments with the ids of a pupil and an observation in the places of pupils and observations.
fn about(arguments: Value, pupil: &str, observation: &str) -> Value {
    match arguments {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, value)| {
                    let value = match (name.as_str(), value) {
                        ("pupil" | "child", Value::String(_)) => json!(pupil),
                        ("observation" | "photo", Value::String(_)) => json!(observation),
                        ("children" | "ticked" | "picked", Value::Array(_)) => json!([pupil]),
                        (_, value) => about(value, pupil, observation),
                    };
                    (name, value)
                })
                .collect(),
        ),
        other => other,
    }
}
