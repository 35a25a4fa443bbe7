//! The short marks of a school's own roles: "LM*" for Learning mentor. They are made from the names, and no two roles of
//! a school have the same.

use super::Role;
use crate::id::CustomRoleId;
use crate::limits::ROLE_MARK;

/// The sign after the letters that the school made the role. Standard roles have none.
pub const OWN: char = '*';

/// The mark of a school's own role that no longer exists: its level's, with the sign of an own role.
pub fn mark_of_level(level: Role) -> String {
    format!("{}{OWN}", level.abbreviation())
}

/// The mark of each of a school's own roles. Where two names would give the same, the role with the lower id keeps it, so
/// that another role's coming and going seldom changes a mark.
pub fn marks(roles: &[(CustomRoleId, &str)]) -> Vec<(CustomRoleId, String)> {
    let mut roles = roles.to_vec();
    roles.sort_by_key(|(id, _)| *id);
    let mut given: Vec<(CustomRoleId, String)> = Vec::with_capacity(roles.len());
    for (id, name) in roles {
        let is_free = |letters: &String| {
            Role::ALL.iter().all(|role| role.abbreviation() != letters.as_str())
                && given.iter().all(|(_, other)| other != letters)
        };
        // Numbers never end, so there is always one.
        let letters = candidates(name).find(is_free).unwrap_or_default();
        given.push((id, letters));
    }
    given.into_iter().map(|(id, letters)| (id, format!("{letters}{OWN}"))).collect()
}

/// Letters for a name, the best first: the initials of its words, or two letters of its only word; then the same with a
/// number.
fn candidates(name: &str) -> impl Iterator<Item = String> {
    let words: Vec<Vec<char>> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().flat_map(char::to_uppercase).collect())
        .collect();
    let initials: String = words.iter().filter_map(|word| word.first()).take(ROLE_MARK).collect();
    let first = if initials.is_empty() { "R".to_owned() } else { initials };
    // A single letter says too little: "Mentor" is "MT" where "ME" is a standard role's.
    let longer = words.last().into_iter().flat_map(|word| word.iter().skip(1)).map(|letter| format!("{first}{letter}"));
    let is_short = words.len() < 2;
    let mut all: Vec<String> = longer.collect();
    if !is_short {
        all.insert(0, first.clone());
    }
    all.into_iter().chain((2_u32..).map(move |number| format!("{first}{number}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn of(names: &[&str]) -> Vec<String> {
        let roles: Vec<_> =
            names.iter().zip(1..).map(|(name, id)| (CustomRoleId::new(Uuid::from_u128(id)), *name)).collect();
        marks(&roles).into_iter().map(|(_, mark)| mark).collect()
    }

    #[test]
    fn a_mark_is_made_from_the_name_and_is_no_other_roles() {
        for (names, marks) in [
            (&["Learning mentor"][..], &["LM*"][..]),
            (&["Learning mentor", "Lunchtime manager", "Late minder"], &["LM*", "LMA*", "LMI*"]),
            (&["Full Edit", "Partial Edit Music"], &["FED*", "PEM*"]),
            (&["Mentor", "Mentor 2"], &["MN*", "M2*"]),
            (&["Year 6 team leader"], &["Y6T*"]),
            (&["Łukasz’s role"], &["ŁSR*"]),
            (&["X", "X"], &["X2*", "X3*"]),
            (&["—"], &["R2*"]),
        ] {
            assert_eq!(of(names), marks, "{names:?}");
        }
    }

    proptest! {
        #[test]
        fn no_two_roles_have_the_same(names in proptest::collection::vec("[A-Za-z]{0,3}( [a-z]{1,3}){0,2}", 0..12)) {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            let mut marks = of(&names);
            prop_assert!(marks.iter().all(|mark| mark.chars().count() > 1));
            prop_assert!(Role::ALL.iter().all(|role| !marks.contains(&mark_of_level(*role))));
            marks.sort();
            marks.dedup();
            prop_assert_eq!(marks.len(), names.len());
        }
    }
}
