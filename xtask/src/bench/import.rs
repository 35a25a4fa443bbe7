//! Measures importing 10,000 people from a MIS: uploading, matching and previewing, then confirming.

use super::figures::Figures;
use super::http::{Answer, Connection};
use super::server::Server;
use anyhow::{Context, Result, bail};
use std::time::Instant;

const PEOPLE: u32 = 10_000;

const HEADINGS: &str = "Staff ID,Forename,Surname,Work Email,Staff Code,Post\r\n";

/// The fields of the columns of [`list`], as the page's form sends them.
const COLUMNS: &[(&str, &str)] = &[
    ("then", "columns"),
    ("has_header", "true"),
    ("column_0", "mis_id"),
    ("column_1", "first_name"),
    ("column_2", "last_name"),
    ("column_3", "email"),
    ("column_4", "staff_code"),
    ("column_5", "job_title"),
];

/// Measures the import.
///
/// # Errors
/// When the server does not carry it out.
pub fn measure(server: &Server, cookies: &str, figures: &mut Figures) -> Result<()> {
    let file = list();
    let mut connection = Connection::new(&server.address);
    let begun = Instant::now();
    let brought = connection.upload("/users/import", "staff.csv", file.as_bytes(), cookies)?;
    let page = led(&brought, "bringing the file")?;
    led(&connection.post(&page, COLUMNS, cookies)?, "matching its columns")?;
    let first = connection.get(&page, cookies)?;
    let preview = begun.elapsed().as_secs_f64();
    if first.status != 200 || !String::from_utf8_lossy(&first.body).contains(&PEOPLE.to_string()) {
        bail!("the preview answered {}", first.status);
    }
    // The necessary decisions: the role for everybody else, and that the file is this school's although nobody in it is
    // known.
    let looked_at = first.hidden("looked_at").context("the preview has nothing to confirm")?;
    let form = [
        ("then", "confirm"),
        ("other_role", "partial-read-only"),
        ("ours_shown", "yes"),
        ("ours", "yes"),
        ("looked_at", &looked_at),
    ];
    let begun = Instant::now();
    let done = connection.post(&page, &form, cookies)?;
    let commit = begun.elapsed().as_secs_f64();
    if led(&done, "confirming")? != page {
        bail!("confirming asked for another look");
    }
    figures.add("import_10k_preview_s", preview);
    figures.add("import_10k_commit_s", commit);
    figures.add("import_10k_peak_mb", server.peak_mb()?);
    questions(&mut connection, cookies, figures)
}

/// Measures a page of questions for a file in which every row is one.
fn questions(connection: &mut Connection, cookies: &str, figures: &mut Figures) -> Result<()> {
    let brought = connection.upload("/users/import", "questions.csv", asking().as_bytes(), cookies)?;
    let page = led(&brought, "uploading questions")?;
    led(&connection.post(&page, COLUMNS, cookies)?, "matching their columns")?;
    let page = format!("{page}?show=questions&page=200");
    let mut best = f64::INFINITY;
    for _ in 0..3 {
        let begun = Instant::now();
        let answer = connection.get(&page, cookies)?;
        best = best.min(begun.elapsed().as_secs_f64() * 1_000.0);
        if answer.status != 200 || !String::from_utf8_lossy(&answer.body).contains("Who is this?") {
            bail!("the page of questions answered {}", answer.status);
        }
    }
    figures.add("import_20k_questions_page_ms", best);
    Ok(())
}

/// A file with twice as many rows as people: each row has one sign of a member, the address or the name, and nothing
/// else.
fn asking() -> String {
    let mut list = HEADINGS.to_owned();
    for number in 0..PEOPLE {
        let (name, mark) = (letters(number), letters(PEOPLE + number));
        list.push_str(&format!("A{number},Other{mark},Else{mark},staff{number}@import.example,,Teacher\r\n"));
        list.push_str(&format!(
            "B{number},Forename{name},\"Surname, {number}\",other{number}@import.example,,Teacher\r\n"
        ));
    }
    list
}

fn led(answer: &Answer, what: &str) -> Result<String> {
    match (answer.status, &answer.location) {
        (303, Some(location)) => Ok(location.split(['?', '#']).next().unwrap_or_default().to_owned()),
        (status, _) => bail!("{what} answered {status}: {}", String::from_utf8_lossy(&answer.body)),
    }
}

/// A list as a MIS exports it.
fn list() -> String {
    let mut list = HEADINGS.to_owned();
    for number in 0..PEOPLE {
        let job =
            ["Teacher", "Teaching assistant", "School administrator", "Lunchtime supervisor"][number as usize % 4];
        list.push_str(&format!(
            "S{number},Forename{},\"Surname, {number}\",staff{number}@import.example,C{number},{job}\r\n",
            letters(number)
        ));
    }
    list
}

/// A number in letters, because names have no digits.
fn letters(number: u32) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}
