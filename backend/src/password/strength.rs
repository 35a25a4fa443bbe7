//! Refusing passwords that are guessed early: common ones, and ones built from a person's own details.

use crate::limits;
use domain::fault::Fault;
use std::collections::HashSet;
use std::sync::LazyLock;
use zxcvbn::Score;

/// Common passwords and base words, in lower case, one a line.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common.txt").lines().filter(|line| !line.is_empty()).collect());

/// What makes the password easy to guess, if anything does.
pub(super) fn weakness(password: &str, own: &[String]) -> Option<Fault> {
    let small = password.to_lowercase();
    // "Password2026!" is "password" with common additions.
    let word = small.trim_matches(|c: char| !c.is_alphabetic());
    if COMMON.contains(small.as_str()) || COMMON.contains(word) {
        return Some(Fault::PasswordCommon);
    }
    let start: String = password.chars().take(limits::PASSWORD_ESTIMATED).collect();
    let own: Vec<&str> = own
        .iter()
        .flat_map(|text| text.split(['@', '.', ' ', '-', '_', '+']))
        .filter(|part| part.chars().count() > 2)
        .collect();
    (zxcvbn::zxcvbn(&start, &own).score() < Score::Two).then_some(Fault::PasswordEasy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_refused() {
        for password in [
            "Password1!",
            "Welcome2026!",
            "Liverpool1!",
            "qwerty123!A",
            "Iloveyou1!",
            "P@ssw0rd",
            "Sunshine12!",
            "12345678aA!",
            "passwordpassword",
            "aaaaaaaaaaaaaaaa",
            "Abcdefg1",
        ] {
            assert!(weakness(password, &[]).is_some(), "{password}");
        }
    }

    #[test]
    fn what_takes_long_to_guess_is_taken() {
        for password in [
            "Correct-horse-9",
            "otter umbrella vinegar",
            "密码安全第一课堂1a!",
            "tRumpet7;canal",
            "пароль длинный и странный",
        ] {
            assert_eq!(weakness(password, &[]), None, "{password}");
        }
    }

    #[test]
    fn own_words_make_it_easier() {
        let own = ["Featherstonehaugh".to_owned(), "amy@quillmere.sch.uk".to_owned()];
        assert_eq!(weakness("Quillmere7!", &[]), None);
        assert!(weakness("Quillmere7!", &own).is_some());
    }

    #[test]
    fn the_longest_password_is_judged_quickly() {
        let started = std::time::Instant::now();
        assert_eq!(weakness(&"zxvQ8 moat! ".repeat(85), &[]), None);
        assert!(started.elapsed().as_secs() < 5);
    }

    #[test]
    fn the_list_is_as_it_is_looked_up() {
        assert!(COMMON.len() > 300);
        assert!(COMMON.iter().all(|word| *word == word.trim().to_lowercase()));
    }
}
