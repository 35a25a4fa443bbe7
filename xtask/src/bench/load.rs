//! `cargo xtask load`: many concurrent clients, in a separate process.

use super::http::Connection;
use crate::arguments::Arguments;
use anyhow::{Context, Result, bail};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The requests to send.
struct Load {
    address: String,
    connections: usize,
    time: Duration,
    what: What,
}

enum What {
    /// Pages, requested in turn by a signed-in member.
    Pages { cookies: String, paths: Vec<String> },
    /// Sign-ins, each connection as a different person; `{}` in the email is replaced by the person's number.
    SignIns { email: String, password: String },
}

/// Puts load on a server and prints the results, one `name=number` a line.
///
/// `--address HOST:PORT --connections N --seconds N` and either `--cookies C --path P [--path P …]` or `--email PATTERN
/// --password P`; or `--address HOST:PORT --teachers N --seconds N`, who enter marks.
///
/// # Errors
/// When the server cannot be reached, or refuses.
pub fn run(mut arguments: Arguments) -> Result<()> {
    if let Some(teachers) = arguments.value("--teachers")? {
        let mut need = |name: &str| arguments.value(name)?.with_context(|| format!("{name} is missing"));
        let (address, seconds) = (need("--address")?, need("--seconds")?);
        // Each teacher has a connection.
        arguments.value("--connections")?;
        arguments.end()?;
        return super::teachers::run(&address, teachers.parse()?, Duration::from_secs(seconds.parse()?));
    }
    let mut paths = Vec::new();
    while let Some(path) = arguments.value("--path")? {
        paths.push(path);
    }
    let mut need = |name: &str| arguments.value(name)?.with_context(|| format!("{name} is missing"));
    let (address, connections, seconds) = (need("--address")?, need("--connections")?, need("--seconds")?);
    let what = if paths.is_empty() {
        What::SignIns { email: need("--email")?, password: need("--password")? }
    } else {
        What::Pages { cookies: need("--cookies")?, paths }
    };
    arguments.end()?;
    let load = Load { address, connections: connections.parse()?, time: Duration::from_secs(seconds.parse()?), what };

    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let times = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..load.connections)
            .map(|number| {
                scope.spawn({
                    let (load, next) = (&load, &next);
                    move || load.client(number, next, start)
                })
            })
            .collect();
        let mut times = Vec::new();
        for client in clients {
            match client.join() {
                Ok(result) => times.extend(result?),
                Err(_) => bail!("a client died"),
            }
        }
        Ok(times)
    })?;
    report(times, start.elapsed());
    Ok(())
}

impl Load {
    /// One client: sends a request, waits for the response, and repeats until the time is over. Returns the duration of
    /// each request.
    fn client(&self, number: usize, next: &AtomicUsize, start: Instant) -> Result<Vec<Duration>> {
        let mut connection = Connection::new(&self.address);
        let mut times = Vec::new();
        while start.elapsed() < self.time {
            let asked = Instant::now();
            match &self.what {
                What::Pages { cookies, paths } => {
                    let path = &paths[next.fetch_add(1, Ordering::Relaxed) % paths.len()];
                    let answer = connection.get(path, cookies)?;
                    if answer.status != 200 {
                        bail!("{path} answered {}", answer.status);
                    }
                }
                What::SignIns { email, password } => {
                    let email = email.replace("{}", &number.to_string());
                    let answer =
                        connection.post("/sign-in", &[("email", &email), ("password", password), ("next", "")], "")?;
                    if answer.cookies.is_empty() {
                        bail!("signing in as {email} answered {}", answer.status);
                    }
                }
            }
            times.push(asked.elapsed());
        }
        Ok(times)
    }
}

fn report(mut times: Vec<Duration>, took: Duration) {
    times.sort();
    let at = |share: f64| {
        times.get((times.len() as f64 * share) as usize).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
    };
    println!("answers={}", times.len());
    println!("per_second={:.1}", times.len() as f64 / took.as_secs_f64());
    println!("p50_ms={:.2}", at(0.50));
    println!("p95_ms={:.2}", at(0.95));
}
