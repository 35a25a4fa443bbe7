//! Sensitive data that a list of staff must not contain: passwords, and pupils.

use super::headings::{HeadedSheet, LOOKED_AT};
use super::rows::RawRow;
use domain::day::Day;
use domain::import::ListFault;
use domain::pupil::Upn;

/// Empties columns of passwords, so that they are never stored. Gives their headings.
pub(super) fn take_passwords(rows: &mut [RawRow], headings: Option<usize>) -> Vec<String> {
    let looked_at = match headings {
        Some(place) => place..place + 1,
        None => 0..LOOKED_AT.min(rows.len()),
    };
    let mut found = Vec::new();
    for place in looked_at {
        let names = rows.get(place).map(|row| row.cells.clone()).unwrap_or_default();
        for (column, name) in names.into_iter().enumerate().filter(|(_, name)| is_password(name)) {
            let mut is_filled = false;
            for row in rows.iter_mut().skip(place + 1) {
                if let Some(cell) = row.cells.get_mut(column) {
                    is_filled |= !cell.is_empty();
                    cell.clear();
                }
                row.findings.retain(|(of, _)| usize::from(*of) != column);
            }
            // OneRoster has a password column that is empty.
            if is_filled {
                found.push(name);
            }
        }
    }
    found
}

/// Whether a heading is that of a password column.
fn is_password(heading: &str) -> bool {
    const PARTS: &[&str] = &[
        "password",
        "passwd",
        "passcode",
        "passphrase",
        "passwort",
        "kennwort",
        "motdepasse",
        "contrasena",
        "cyfrinair",
    ];
    const WHOLE: &[&str] =
        &["pwd", "pw", "pass", "pin", "pincode", "pinnumber", "userpwd", "loginpwd", "memorableword", "secret"];
    const ABOUT: &[&str] = &["changed", "expires", "expiry", "date", "set", "reset", "age", "never"];
    let name = plain(heading);
    if heading.chars().count() > 60 || ABOUT.iter().any(|end| name.ends_with(end)) {
        return false;
    }
    WHOLE.contains(&name.as_str()) || PARTS.iter().any(|part| name.contains(part))
}

fn plain(heading: &str) -> String {
    heading.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Refuses a list of pupils: one with UPNs, with children's dates of birth, or with dates of birth beside fields that
/// only pupils have.
pub(super) fn refuse_pupils(headed: &HeadedSheet, today: Option<Day>) -> Result<(), ListFault> {
    let headings: Vec<String> =
        headed.headings.as_ref().map(|row| row.cells.iter().map(|cell| plain(cell)).collect()).unwrap_or_default();
    let column = |names: &[&str]| headings.iter().position(|name| names.contains(&name.as_str()));
    let is_filled = |column: usize| headed.people.iter().any(|row| !row.cell(column).is_empty());
    let has_upns = column(&["upn", "uniquepupilnumber", "pupilupn"]).is_some_and(is_filled)
        || (0..widest(headed)).any(|column| mostly(headed, column, |cell| Upn::parse(cell).is_ok()));
    let births = column(&["dob", "dateofbirth", "birthdate", "birthday", "birth", "pupildob"]);
    let is_pupils = headings.iter().any(|name| {
        const ONLY: &[&str] = &[
            "yeargroup",
            "ncyear",
            "nationalcurriculumyear",
            "ncyearactual",
            "reggroup",
            "registrationgroup",
            "admissionnumber",
            "admissionno",
            "admno",
            "uln",
            "senstatus",
            "fsm",
            "freeschoolmeals",
            "pupilpremium",
            "eal",
            "looked after",
            "enrolmentstatus",
            "parent1",
            "parentalcontact",
        ];
        ONLY.contains(&name.as_str()) || name.starts_with("pupil") || name.starts_with("student")
    });
    let has_births = births.is_some_and(|column| {
        is_filled(column)
            && (is_pupils || today.is_some_and(|today| mostly(headed, column, |cell| is_child(cell, today))))
    });
    if has_upns || has_births { Err(ListFault::Pupils { has_upns, has_births }) } else { Ok(()) }
}

fn widest(headed: &HeadedSheet) -> usize {
    headed.people.iter().map(|row| row.cells.len()).max().unwrap_or_default()
}

/// Whether the test holds for more than half of a column's filled cells.
fn mostly(headed: &HeadedSheet, column: usize, holds: impl Fn(&str) -> bool) -> bool {
    let filled = headed.people.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
    let (mut all, mut held) = (0_usize, 0_usize);
    for cell in filled {
        all += 1;
        held += usize::from(holds(cell));
    }
    held > 0 && held * 2 > all
}

/// Whether a person born on this day is too young to work at a school.
fn is_child(birth: &str, today: Day) -> bool {
    let date = birth.split([' ', 'T']).next().unwrap_or_default();
    Day::read(date).is_some_and(|day| (0..18).contains(&(today.year() - day.year())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_passwords() {
        for (heading, is) in [
            ("Password", true),
            ("Initial password", true),
            ("Temp. Pass-word", true),
            ("PIN", true),
            ("pwd", true),
            ("userPassword", true),
            ("Password last changed", false),
            ("Password expires", false),
            ("Pinewood house", false),
            ("Email", false),
            ("Passport number", false),
        ] {
            assert_eq!(is_password(heading), is, "{heading}");
        }
    }
}
