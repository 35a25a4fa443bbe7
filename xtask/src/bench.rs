//! `cargo xtask bench`: measures the figures that Rolecall promises. Each part of the measurement is a file in
//! `bench/`.

mod bulk;
mod export;
mod figures;
mod files;
mod flood;
mod house;
mod http;
mod import;
mod load;
mod machine;
mod marks;
mod server;
mod teachers;
mod uploads;
mod workbook;

use crate::arguments::Arguments;
use crate::step::Steps;
use crate::{npm, place, program, release, setup};
use anyhow::{Context, Result, bail};
use figures::Figures;
use http::Connection;
use server::Server;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub use load::run as load;

/// The parts that `--only` can select.
const PARTS: &[&str] = &[
    "rules",
    "browser",
    "journey",
    "lighthouse",
    "users",
    "sign-ins",
    "import",
    "bulk",
    "files",
    "flood",
    "marks",
    "database",
    "house",
];

/// The number of people in a large trust.
const PEOPLE: &str = "100000";

/// The pattern of the seeded people's emails, which contain their numbers, and their common password.
const EMAIL: &str = "person{}@seed.example";
const PASSWORD: &str = "correct-horse-battery-staple";

/// The number of clients on the Users page: enough to keep two cores busy, without long queues.
const READERS: usize = 8;
const SIGNING_IN: usize = 64;

/// The pages of the list of users that a reader requests: filtered, sorted, searched, and further pages, always with 50
/// rows.
const PAGES: &[&str] = &[
    "/users",
    "/users?sort=last-sign-in&order=descending",
    "/users?role=full-edit&sort=name",
    "/users?status=active&sort=email&order=descending",
    "/users?search=smith&sort=role",
    "/users?role=full-edit&status=active&sort=job-title&page=20",
    "/users?page=200",
];

/// Measures, prints, and writes `target/bench.json`.
///
/// # Errors
/// When a step fails. A missed target is printed but is not an error.
pub fn run(mut arguments: Arguments) -> Result<()> {
    let only = arguments.only(PARTS)?;
    let wasm_target = arguments.value("--wasm-target")?;
    arguments.end()?;
    let many_people = only.contains(&"users") || only.contains(&"sign-ins");
    let mut steps = Steps::new(
        release::STEPS
            + only.len()
            + usize::from(many_people)
            + usize::from(only.contains(&"users"))
            + usize::from(only.contains(&"import"))
            + usize::from(only.contains(&"bulk"))
            + 2 * usize::from(only.contains(&"files"))
            + usize::from(only.contains(&"flood")),
    );
    if ["browser", "journey", "lighthouse", "marks"].iter().any(|part| only.contains(part)) {
        setup::for_browsers()?;
    }
    let release = release::folder(&mut steps, wasm_target.as_deref())?;
    let mut figures = Figures::default();
    if only.contains(&"rules") {
        steps.take("Permissions and differences", || rules(&mut figures))?;
    }
    if only.contains(&"browser") {
        largest_later_part(&release, &mut figures)?;
        steps.take("First view and preview, in Chromium", || in_browser(&release, "bench.mjs", &mut figures))?;
    }
    if only.contains(&"journey") {
        steps.take("Thirty steps, and a thousand, in one document", || {
            in_browser(&release, "journey_bench.mjs", &mut figures)
        })?;
    }
    if only.contains(&"lighthouse") {
        npm::need(&place::end2end().join("lighthouse"))?;
        steps.take("Lighthouse, as a phone (about 10 min)", || {
            in_browser(&release, "lighthouse/lighthouse.mjs", &mut figures)
        })?;
    }
    if many_people {
        let data = data_folder("people");
        let server = steps.take("A school of 100,000 people", || with_people(&release, data, PEOPLE))?;
        let cookies = signed_in(&server)?;
        if only.contains(&"users") {
            steps.take("The Users page, in the hands of 8", || users_page(&server, &cookies, &mut figures))?;
            steps.take("All of them as a file", || export::measure(&server, &cookies, &mut figures))?;
        }
        if only.contains(&"sign-ins") {
            steps.take("Sign-ins, 64 at a time", || sign_ins(&server, &cookies, &mut figures))?;
        }
    }
    if only.contains(&"import") {
        let server =
            steps.take("A school of one, for an import", || with_people(&release, data_folder("import"), "1"))?;
        let cookies = signed_in(&server)?;
        steps.take("Importing 10,000 people", || import::measure(&server, &cookies, &mut figures))?;
    }
    if only.contains(&"bulk") {
        let server =
            steps.take("A school of 1,200 people", || with_people(&release, data_folder("bulk"), bulk::PEOPLE))?;
        let cookies = signed_in(&server)?;
        steps.take("A role for over 1,000 of them", || bulk::measure(&server, &cookies, &mut figures))?;
    }
    if only.contains(&"files") {
        let server = steps.take("A school of one, for files", || with_people(&release, data_folder("files"), "1"))?;
        let cookies = signed_in(&server)?;
        steps.take("Two hundred uploads by nobody", || uploads::measure(&server, &mut figures))?;
        steps.take("Workbooks that ask for all memory", || files::measure(&server, &cookies, &mut figures))?;
    }
    if only.contains(&"flood") {
        let server =
            steps.take("A school of 10 people", || with_people(&release, data_folder("flood"), flood::PEOPLE))?;
        steps.take("A sign-in while strangers flood the server", || flood::measure(&server, &mut figures))?;
    }
    if only.contains(&"marks") {
        steps.take("The markbook, in the hands of 60", || marks::measure(&release, &mut figures))?;
    }
    if only.contains(&"database") {
        steps.take("Commits, and sweeping a million rows", || database(&release, &mut figures))?;
    }
    if only.contains(&"house") {
        steps.take("The house: files, words, and a small change", || house::measure(&release, &mut figures))?;
    }
    println!();
    machine::print();
    figures.print();
    figures.write(&place::target().join("bench.json"))
}

fn data_folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("rolecall-bench-{}-{name}", std::process::id()))
}

fn rules(figures: &mut Figures) -> Result<()> {
    let mut bench = program::cargo();
    bench.args(["bench", "--quiet", "--package", "domain", "--bench", "permissions"]);
    figures.add_lines(&program::output(&mut bench)?)
}

/// The compressed size of the largest part that a page loads on demand.
fn largest_later_part(release: &Path, figures: &mut Figures) -> Result<()> {
    let mut largest = 0;
    for file in std::fs::read_dir(release.join("site/pkg"))? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm.br") && !name.starts_with("rolecall.") {
            largest = largest.max(file.metadata()?.len());
        }
    }
    figures.add("largest_lazy_part_brotli_bytes", largest as f64);
    Ok(())
}

/// Runs a script of `end2end` in a browser, against a demonstration.
fn in_browser(release: &Path, script: &str, figures: &mut Figures) -> Result<()> {
    let server = Server::start(release, data_folder("demo"), &["--demo"])?;
    let mut node = program::new("node");
    node.arg(script).arg(format!("http://{}", server.address)).current_dir(place::end2end());
    figures.add_lines(&program::output(&mut node)?)
}

/// The cost of committing and of clean-up, measured by the program itself on a separate database.
fn database(release: &Path, figures: &mut Figures) -> Result<()> {
    let data = data_folder("database");
    std::fs::create_dir_all(&data)?;
    let mut measure = program::new(release.join("rolecall"));
    let measured =
        program::output(measure.arg("measure").current_dir(&data).env("DATABASE_URL", server::database(&data)));
    std::fs::remove_dir_all(&data).ok();
    figures.add_lines(&measured?)
}

fn with_people(release: &Path, data: PathBuf, people: &str) -> Result<Server> {
    std::fs::create_dir_all(&data)?;
    let mut seed = program::new(release.join("rolecall"));
    seed.args(["seed", "--people", people, "--password", PASSWORD]).current_dir(&data);
    program::output(seed.env("DATABASE_URL", server::database(&data)))?;
    // The settings that a real school's server needs; no email is sent while pages are read.
    let told =
        ["--base-url", "http://127.0.0.1", "--smtp-url", "smtp://127.0.0.1:9", "--mail-from", "rolecall@seed.example"];
    Server::start(release, data, &told)
}

/// Signs in as the first of the seeded people, who may see everybody.
fn signed_in(server: &Server) -> Result<String> {
    let email = EMAIL.replace("{}", "0");
    let answer = Connection::new(&server.address).post(
        "/sign-in",
        &[("email", &email), ("password", PASSWORD), ("next", "")],
        "",
    )?;
    if answer.cookies.is_empty() {
        bail!("signing in answered {}: {}", answer.status, String::from_utf8_lossy(&answer.body));
    }
    Ok(answer.cookies)
}

fn users_page(server: &Server, cookies: &str, figures: &mut Figures) -> Result<()> {
    figures.add("rss_idle_mb", server.resident_mb()?);
    // Warms the caches, which are cold only on a server's first day.
    finish(reading(server, cookies, 3))?;
    let read = finish(reading(server, cookies, 15))?;
    figures.add("users_page_rps", taken(&read, "per_second")?);
    figures.add("users_page_p95_ms", taken(&read, "p95_ms")?);
    figures.add("rss_loaded_mb", server.resident_mb()?);
    Ok(())
}

fn sign_ins(server: &Server, cookies: &str, figures: &mut Figures) -> Result<()> {
    // The readers start after the sign-ins have begun, and finish before them.
    let mut signing_in = loading(server, SIGNING_IN, 12);
    signing_in.args(["--email", EMAIL, "--password", PASSWORD]);
    let running = signing_in.stdout(Stdio::piped()).spawn()?;
    std::thread::sleep(std::time::Duration::from_secs(1));
    let read = finish(reading(server, cookies, 9))?;
    let output = running.wait_with_output()?;
    if !output.status.success() {
        bail!("the sign-ins failed");
    }
    let signed_in = parsed(&String::from_utf8(output.stdout)?)?;
    figures.add("sign_ins_per_second", taken(&signed_in, "per_second")?);
    figures.add("users_page_p95_during_sign_ins_ms", taken(&read, "p95_ms")?);
    Ok(())
}

fn reading(server: &Server, cookies: &str, seconds: u32) -> Command {
    let mut load = loading(server, READERS, seconds);
    load.args(["--cookies", cookies]);
    PAGES.iter().for_each(|path| {
        load.args(["--path", path]);
    });
    load
}

/// This program itself, as the process that generates the load.
fn loading(server: &Server, connections: usize, seconds: u32) -> Command {
    let mut load = program::new(std::env::current_exe().unwrap_or_else(|_| "xtask".into()));
    load.args(["load", "--address", &server.address, "--connections", &connections.to_string()]);
    load.args(["--seconds", &seconds.to_string()]);
    load
}

fn finish(mut load: Command) -> Result<HashMap<String, f64>> {
    parsed(&program::output(&mut load)?)
}

fn parsed(output: &str) -> Result<HashMap<String, f64>> {
    output
        .lines()
        .map(|line| {
            let (name, value) = line.split_once('=').with_context(|| format!("not a figure: {line}"))?;
            Ok((name.to_owned(), value.parse()?))
        })
        .collect()
}

fn taken(figures: &HashMap<String, f64>, name: &str) -> Result<f64> {
    figures.get(name).copied().with_context(|| format!("the load did not tell {name}"))
}
