//! The proof that each store method takes, compared with a reviewed list.
//!
//! Parsing the store's source finds the methods, so a new one cannot be left out. `REVIEW=1` writes the list again; a
//! method without a proof fails the test in either case.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod pupils;
mod reading;
mod reviewed;

use reading::{Sources, code};
use reviewed::ReviewedList;
use std::fmt::Write as _;

const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/store-proofs.txt");
const NONE_NEEDED: &str = "none needed: ";
const HEAD: &str = "\
# What each method of the store takes as proof, of those that can be called from outside the store.
#   Permit<Action>   the permit of its own action, for the person in the action where it is about one
#   impl Trait       any of the proofs that are listed below for the trait
#   Actor            somebody who is signed in, about what is their own
#   another name     the token of what stands outside the use cases of people who are signed in (backend/src/access/system_tokens.rs)
#   none needed      written by hand, with the reason
# The rest is written by REVIEW=1 cargo test -p backend --test store_proofs.
";

#[test]
fn every_method_of_the_store_takes_the_proof_that_was_reviewed() {
    let reviewed = ReviewedList::read(LIST);
    let reasons = reviewed.by_hand(NONE_NEEDED);
    let sources = Sources::read();
    let (mut text, mut missing) = (HEAD.to_owned(), Vec::new());
    for (method, proofs) in sources.methods() {
        let proof = match (proofs.is_empty(), reasons.get(method.as_str())) {
            (false, _) => proofs.join(", "),
            (true, Some(reason)) => (*reason).to_owned(),
            (true, None) => {
                missing.push(method);
                continue;
            }
        };
        writeln!(text, "{method}: {proof}").unwrap();
    }
    text.push_str("\n# Which proofs each trait takes.\n");
    for (name, proofs) in sources.traits() {
        writeln!(text, "{name}: {}", proofs.join(", ")).unwrap();
    }
    text.push_str("\n# Where each token is made.\n");
    for (token, files) in sources.makers() {
        writeln!(text, "{token}: {}", files.join(", ")).unwrap();
    }
    assert!(missing.is_empty(), "these methods of the store take no proof: {missing:#?}");
    reviewed.compare(&text);
}

#[test]
fn sql_is_nowhere_but_in_the_store() {
    for (name, text) in code() {
        let is_store = name == "store.rs" || name.starts_with("store/");
        assert!(is_store || !text.contains("sqlx"), "{name} speaks to the database past the store");
    }
}

#[test]
fn the_store_knows_nothing_that_stands_on_it() {
    for (name, text) in code() {
        let is_store = name == "store.rs" || name.starts_with("store/");
        let lines = text.lines().filter(|line| is_store && !line.trim_start().starts_with("//"));
        for used in lines.flat_map(|line| line.split("crate::").skip(1)) {
            let module: String = used.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect();
            let is_below = module.is_empty() || BELOW_THE_STORE.contains(&module.as_str());
            assert!(is_below, "{name} names crate::{module}, which stands on the store");
        }
    }
}

#[test]
fn no_use_case_asks_for_a_permit_and_drops_it() {
    for (name, text) in code() {
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            let drops = line.starts_with("let _") && line.contains(".permit");
            assert!(!drops, "{name}:{number} asks for a permit that reaches nothing: {line}");
        }
    }
}

/// What the store may name besides itself: proofs, limits, and values without use cases.
const BELOW_THE_STORE: [&str; 7] = ["access", "clock", "limits", "network", "search_key", "store", "token"];

/// The texts between quotation marks, without comments.
fn literals(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let text = lines.collect::<Vec<_>>().join(" ").replace("\\\"", "").replace("'\"'", "");
    text.split('"').skip(1).step_by(2).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_group_of_a_members_columns_is_listed_once() {
    let is_name = |sql: &str| sql.contains("first_name, ") || sql.contains("first_name AS");
    for (name, text) in code() {
        let is_store = name.starts_with("store/") && name != "store/members/columns.rs";
        for sql in literals(&text).iter().filter(|_| is_store) {
            let names = is_name(sql) && !sql.contains("forename");
            let registers = sql.contains("registration, invited_until") || sql.contains(".registration, ");
            assert!(!names && !registers, "{name} lists columns that `name_of!` and `registration_of!` list: {sql}");
        }
    }
}
