//! The house itself: how large its files are, how much is compiled for one side only, how long a small change takes.

use super::figures::Figures;
use crate::{place, program, sources};
use anyhow::{Context, Result};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::ffi::OsStr;
use std::fs::File;
use std::path::Path;
use std::process::Stdio;
use std::time::{Instant, SystemTime};

/// Functions that turn a value into words: a sentence belongs in one of these, in a file of words, or in a page's markup.
const FOR_WORDS: &[&str] = &[
    "sentence",
    "sentences",
    "words",
    "label",
    "title",
    "text",
    "explain",
    "explain_exception",
    "hint",
    "heading",
    "lead",
    "subject",
    "body",
    "help",
    "about",
    "meaning",
    "in_words",
    "does",
    "name",
    "describe",
    "advice",
    "guidance",
    "best_suited_for",
    "because",
    "nothing_now",
    "explain_standard",
    "fmt",
];

/// Macros whose text is for the log, for a developer, or for a page.
const OWN_WORDS: &[&str] = &[
    "view",
    "panic",
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "unreachable",
    "error",
    "warn",
    "info",
    "debug",
    "trace",
    "bail",
    "ensure",
    "anyhow",
    "compile_error",
];

pub fn measure(release: &Path, figures: &mut Figures) -> Result<()> {
    let files = sources::rust_files()?;
    let mut lines = Vec::new();
    let (mut cfg, mut english) = (0, 0);
    for path in &files {
        let text = std::fs::read_to_string(path)?;
        lines.push(text.lines().count());
        let within = path.strip_prefix(place::root()).unwrap_or(path);
        if within.starts_with("app/src") {
            let marks = ["cfg(feature", "cfg(not(feature", "cfg_attr(feature", "cfg_attr(not(feature", "cfg!(feature"];
            cfg += marks.iter().map(|mark| text.matches(mark).count()).sum::<usize>();
        }
        if is_measured_for_words(within) {
            let tokens: TokenStream = text.parse().map_err(|error| anyhow::anyhow!("{}: {error}", within.display()))?;
            english += sentences(tokens, None);
        }
    }
    lines.sort_unstable();
    let at = |share: f64| lines.get(((lines.len() - 1) as f64 * share) as usize).copied().unwrap_or_default() as f64;
    figures.add("rust_files", lines.len() as f64);
    figures.add("rust_file_median_lines", at(0.5));
    figures.add("rust_file_p90_lines", at(0.9));
    figures.add("rust_file_largest_lines", at(1.0));
    figures.add("app_cfg_feature", cfg as f64);
    figures.add("english_outside_words", english as f64);
    let proofs = std::fs::read_to_string(place::root().join("backend/tests/data/store-proofs.txt"))?;
    let without = proofs.lines().filter(|line| line.contains(": none needed: ")).count();
    figures.add("store_methods_without_proof", without as f64);
    figures.add("release_binary_mb", release.join("rolecall").metadata()?.len() as f64 / 1e6);
    // Everything is checked once, so that only the change is measured.
    check()?;
    for (name, touched) in [("role", "domain/src/role.rs"), ("users_page", "app/src/pages/users.rs")] {
        File::open(place::root().join(touched))
            .and_then(|file| file.set_modified(SystemTime::now()))
            .with_context(|| format!("touching {touched}"))?;
        let start = Instant::now();
        check()?;
        figures.add(&format!("check_after_{name}_s"), start.elapsed().as_secs_f64());
    }
    Ok(())
}

fn check() -> Result<()> {
    let mut check = program::cargo();
    check.args(["check", "--quiet", "--package", "server"]).stdin(Stdio::null());
    program::run(&mut check)
}

/// Whether a file may hold sentences only in functions for words: the rules, the use cases and the server.
fn is_measured_for_words(file: &Path) -> bool {
    let is_source = ["domain/src", "backend/src", "server/src"].iter().any(|root| file.starts_with(root));
    const FILES: &[&str] = &[
        "words.rs",
        "words",
        "tests.rs",
        "tests",
        "letters.rs",
        "letters",
        // Tables of what is published, and of what schools assess with.
        "catalogue",
        "statutory.rs",
        "objectives.rs",
        "cli.rs",
        "cli",
        "demo.rs",
        "demo",
        "settings.rs",
    ];
    let is_for_words = |part: &OsStr| part.to_str().is_some_and(|part| FILES.contains(&part));
    is_source && !file.iter().any(is_for_words)
}

/// How many texts of these tokens read like a sentence and are in no function for words. `within` is the function around them.
fn sentences(tokens: TokenStream, within: Option<&str>) -> usize {
    let mut found = 0;
    let (mut function, mut before): (Option<String>, Vec<String>) = (within.map(str::to_owned), Vec::new());
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                if before.last().is_some_and(|last| last == "fn") {
                    function = Some(name.clone());
                }
                before.push(name);
            }
            TokenTree::Punct(punct) => before.push(punct.as_char().to_string()),
            TokenTree::Literal(literal) => {
                let is_for_words = function.as_deref().is_some_and(|name| FOR_WORDS.contains(&name));
                found += usize::from(!is_for_words && is_sentence(&literal.to_string()));
                before.push(String::new());
            }
            TokenTree::Group(group) => {
                let macro_name = match before.as_slice() {
                    [.., name, mark] if mark == "!" => Some(name.as_str()),
                    _ => None,
                };
                let is_attribute =
                    group.delimiter() == Delimiter::Bracket && before.last().is_some_and(|last| last == "#");
                let is_tests = before.ends_with(&["mod".to_owned(), "tests".to_owned()]);
                let is_start_up = before.last().is_some_and(|last| last == "expect");
                if !is_attribute
                    && !is_tests
                    && !is_start_up
                    && !macro_name.is_some_and(|name| OWN_WORDS.contains(&name))
                {
                    found += sentences(group.stream(), function.as_deref());
                }
                before.push(String::new());
            }
        }
    }
    found
}

/// A text of three words or more that begins like a sentence, and is no SQL.
fn is_sentence(literal: &str) -> bool {
    let Some(text) = literal.trim_start_matches(['r', '#']).strip_prefix('"') else { return false };
    let text = text.trim_end_matches(['"', '#']);
    let begins = text.chars().next().is_some_and(char::is_uppercase);
    let words = text
        .split_whitespace()
        .filter(|word| word.chars().all(|letter| letter.is_alphabetic() || ",.;:'’".contains(letter)));
    let shouts =
        text.split_whitespace().next().is_some_and(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    begins && !shouts && words.count() >= 3
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::sentences;

    #[test]
    fn sentences_are_counted_outside_the_places_for_words() {
        let count = |text: &str| sentences(text.parse().unwrap(), None);
        assert_eq!(count(r#"fn act() { refuse("Choose another role for them"); }"#), 1);
        assert_eq!(count(r#"fn act() { sqlx::query("SELECT a FROM b"); info!("Everything went well today"); }"#), 0);
        assert_eq!(
            count(r#"impl Denial { fn sentence(self) -> String { "Only the owner may do this".to_owned() } }"#),
            0
        );
        assert_eq!(count(r#"#[doc = "What it is for people"] const NAME: &str = "add user";"#), 0);
        assert_eq!(count(r#"mod tests { fn a() { same("This is one whole sentence"); } }"#), 0);
    }
}
