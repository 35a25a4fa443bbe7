//! Which queries read pupils who have left the school: each says so here with its reason, so that a new list cannot show
//! somebody who has gone because nobody thought of it.

use crate::reading::code;
use crate::reviewed::ReviewedList;
use std::fmt::Write as _;

const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pupils-read.txt");
const TOO: &str = "those who left too: ";
const HEAD: &str = "\
# Which queries of the store read pupils, and whether they are about those who left.
#   by leaving date       the query compares the leaving date with a day
#   those who left too    written by hand, with the reason
# The rest is written by REVIEW=1 cargo test -p backend --test store_proofs.
";

#[test]
fn every_query_of_pupils_says_whether_it_is_about_those_who_left() {
    let reviewed = ReviewedList::read(LIST);
    let reasons = reviewed.by_hand(TOO);
    let (mut text, mut missing) = (HEAD.to_owned(), Vec::new());
    for (query, body) in queries() {
        let compares = ["left_on >", "left_on <=", "at_school", "Presence", "presence", "asked("];
        match (compares.iter().any(|sign| body.contains(sign)), reasons.get(query.as_str())) {
            (true, _) => writeln!(text, "{query}: by leaving date").unwrap(),
            (false, Some(reason)) => writeln!(text, "{query}: {reason}").unwrap(),
            (false, None) => missing.push(query),
        }
    }
    assert!(missing.is_empty(), "these read pupils whether or not they have left; say why in {LIST}: {missing:#?}");
    reviewed.compare(&text);
}

/// Each function and constant of the store whose SQL reads pupils, with its text.
fn queries() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (file, text) in code().into_iter().filter(|(file, _)| file.starts_with("store/")) {
        for line in text.lines() {
            match item(line) {
                Some(name) => found.push((format!("{file} {name}"), line.to_owned())),
                None => {
                    if let Some((_, body)) = found.last_mut().filter(|(name, _)| name.starts_with(&file)) {
                        body.push('\n');
                        body.push_str(line);
                    }
                }
            }
        }
    }
    let reads = ["FROM pupils", "JOIN pupils", "\"pupils p", "{WITH_KEY_WORKER}", "pupil_workers w"];
    found.retain(|(_, body)| reads.iter().any(|sign| body.contains(sign)));
    found
}

/// The name of the function or constant that begins on a line.
fn item(line: &str) -> Option<&str> {
    let bare = line.trim_start().trim_start_matches("pub").trim_start();
    let bare = bare.strip_prefix('(').and_then(|rest| rest.split_once(") ")).map_or(bare, |(_, rest)| rest);
    let rest = ["async fn ", "const fn ", "fn ", "const "].iter().find_map(|start| bare.strip_prefix(start))?;
    rest.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next()
}
