//! `cargo xtask load --teachers N`: teachers who enter marks at the same time, in a separate process, and whether any of
//! their marks was lost.

use super::http::Connection;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// How many cells a teacher fills in with one request, and how often a request is sent: as fast as a person can type and
/// fill down. 60 teachers enter 600 cells a second.
const CELLS: usize = 10;
const EVERY: Duration = Duration::from_secs(1);

/// The codes of the demonstration's marks, entered in turn.
const CODES: [&str; 5] = ["WB", "B", "JA", "SA", "AB"];

/// The roles that may enter marks.
const ROLES: [&str; 3] = ["full-edit", "partial-edit", "minimal-edit"];

/// A column of marks that is one teacher's: a class, a subject and a half-term.
struct Column {
    sheet: Value,
    index: usize,
    cells: Vec<Cell>,
}

/// One mark as it was saved last.
struct Cell {
    pupil: Value,
    key: Value,
    value: String,
    version: i64,
}

/// What a teacher saw.
#[derive(Default)]
struct Seen {
    times: Vec<Duration>,
    saved: usize,
    lost: usize,
}

/// Has `many` teachers enter marks for `time`, and prints the results, one `name=number` a line.
///
/// # Errors
/// When the server cannot be reached, or refuses a mark.
pub fn run(address: &str, many: usize, time: Duration) -> Result<()> {
    let mut first = Connection::new(address);
    let people = first.call("/api/demo/people", &json!({}), "")?;
    let people: Vec<_> = people.as_array().context("no people")?.clone();
    let enters = |person: &&Value| ROLES.iter().any(|role| person["role"] == *role);
    let members: Vec<_> = people.iter().filter(enters).filter_map(|person| person["member"].as_str()).collect();
    if members.is_empty() {
        bail!("the demonstration has nobody who enters marks");
    }
    // All begin together, once everybody is signed in and has their page.
    let waiting = Barrier::new(many);
    let seen = std::thread::scope(|scope| {
        let teachers: Vec<_> = (0..many)
            .map(|number| {
                let (member, waiting) = (members[number % members.len()], &waiting);
                scope.spawn(move || teacher(address, member, number, waiting, time))
            })
            .collect();
        let mut all = Seen::default();
        for teacher in teachers {
            match teacher.join() {
                Ok(seen) => {
                    let seen = seen?;
                    all.times.extend(seen.times);
                    (all.saved, all.lost) = (all.saved + seen.saved, all.lost + seen.lost);
                }
                Err(_) => bail!("a teacher died"),
            }
        }
        anyhow::Ok(all)
    })?;
    let mut times = seen.times;
    times.sort();
    let p95 = times.get(times.len() * 95 / 100).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0);
    println!("teachers_saves_per_second={:.1}", seen.saved as f64 / time.as_secs_f64());
    println!("teachers_save_p95_ms={p95:.2}");
    println!("teachers_lost={}", seen.lost);
    Ok(())
}

/// One teacher: signs in, opens a page, and enters marks in one column of it. At the end the page must have them all.
fn teacher(address: &str, member: &str, number: usize, waiting: &Barrier, time: Duration) -> Result<Seen> {
    let mut connection = Connection::new(address);
    let opened = open(&mut connection, member, number);
    waiting.wait();
    let (cookies, mut column) = opened?;
    let (mut seen, begun, mut sent) = (Seen::default(), Instant::now(), 0_usize);
    // Teachers do not press their keys together.
    std::thread::sleep(EVERY * u32::try_from(number % 60)? / 60);
    while begun.elapsed() < time {
        let next = Instant::now() + EVERY;
        let many = column.cells.len();
        let range: Vec<_> = (0..CELLS.min(many)).map(|step| (sent * CELLS + step) % many).collect();
        let value = CODES[sent % CODES.len()];
        let edits: Vec<_> = range.iter().map(|at| edit(&column.cells[*at], value, number, sent, *at)).collect();
        let asked = Instant::now();
        let outcomes = connection.call("/api/marks/save", &json!({ "edits": edits }), &cookies)?;
        seen.times.push(asked.elapsed());
        for (at, outcome) in range.into_iter().zip(outcomes.as_array().context("no outcomes")?) {
            let cell = &mut column.cells[at];
            let version = outcome["saved"]["version"].as_i64().with_context(|| format!("refused: {outcome}"))?;
            // Entering the present value is no change. A lost update would show as a version that is further ahead.
            let expected = cell.version + i64::from(cell.value != value);
            seen.lost += usize::from(version != expected);
            (cell.version, cell.value) = (version, value.to_owned());
            seen.saved += 1;
        }
        sent += 1;
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    let now = connection.call("/api/marks/sheet", &json!({ "listing": column.sheet }), &cookies)?;
    let shown = cells(&now, column.index)?;
    seen.lost += column.cells.iter().zip(&shown).filter(|(kept, shown)| kept.value != shown.value).count();
    Ok(seen)
}

/// Signs in and opens the page of the teacher's column.
fn open(connection: &mut Connection, member: &str, number: usize) -> Result<(String, Column)> {
    let cookies = connection.post("/demo/sign-in", &[("member", member)], "")?.cookies;
    let any = connection.call("/api/marks/sheet", &json!({ "listing": {} }), &cookies)?;
    let classes: Vec<_> =
        any["groups"].as_array().context("no groups")?.iter().filter(|group| group.is_object()).collect();
    let subjects = any["subjects"].as_array().context("no subjects")?;
    let class = classes.get(number % classes.len()).context("no class")?;
    let subject = subjects.get(number / classes.len() % subjects.len()).context("no subject")?;
    let sheet = json!({ "group": class, "subject": subject, "kind": "summative" });
    let page = connection.call("/api/marks/sheet", &json!({ "listing": sheet }), &cookies)?;
    // This half-term, and the one before it.
    let index = 1 - number / (classes.len() * subjects.len()) % 2;
    let cells = cells(&page, index)?;
    Ok((cookies, Column { sheet, index, cells }))
}

/// The cells of a column of a page.
fn cells(page: &Value, index: usize) -> Result<Vec<Cell>> {
    let key = &page["columns"][index]["cell"];
    let rows = page["rows"].as_array().context("no rows")?;
    rows.iter()
        .map(|row| {
            let mark = &row["marks"][index];
            Ok(Cell {
                pupil: row["id"]["pupil"].clone(),
                key: key.clone(),
                value: mark["value"].as_str().context("no value")?.to_owned(),
                version: mark["version"].as_i64().context("no version")?,
            })
        })
        .collect()
}

fn edit(cell: &Cell, value: &str, number: usize, sent: usize, at: usize) -> Value {
    let run = std::process::id();
    let key = format!("{run:08x}-{number:04x}-4000-8000-{:012x}", sent * 1000 + at);
    json!({ "key": key, "pupil": cell.pupil, "cell": cell.key, "value": value, "base": cell.version })
}
