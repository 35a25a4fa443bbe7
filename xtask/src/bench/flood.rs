//! Measures whether a member on a known device can sign in while strangers flood the server from the same network.

use super::figures::Figures;
use super::http::Connection;
use super::server::Server;
use super::{EMAIL, PASSWORD};
use anyhow::{Result, bail};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The number of people in the school.
pub const PEOPLE: &str = "10";
/// The number of concurrent strangers.
const STRANGERS: usize = 8;
/// The number of sign-ins during the flood.
const SIGN_INS: usize = 10;
/// The longest a sign-in may take during the flood.
const LONGEST: Duration = Duration::from_secs(2);

/// Floods the server with reset links for made-up addresses and with wrong passwords for an existing one, while its
/// holder signs in again and again. Adds 1 when every sign-in succeeds, else 0.
///
/// # Errors
/// When the server does not answer, or refuses the first sign-in.
pub fn measure(server: &Server, figures: &mut Figures) -> Result<()> {
    let email = EMAIL.replace("{}", "1");
    let mut connection = Connection::new(&server.address);
    let first = sign_in(&mut connection, &email, PASSWORD, "")?;
    if first.is_empty() {
        bail!("the first sign-in was refused");
    }
    let is_over = AtomicBool::new(false);
    let always = std::thread::scope(|scope| {
        for number in 0..STRANGERS {
            scope.spawn({
                let (email, is_over) = (&email, &is_over);
                move || flood(server, number, email, is_over)
            });
        }
        // By then the network has used up its limits.
        std::thread::sleep(Duration::from_secs(5));
        let always = all_get_in(&mut connection, &email, &first);
        is_over.store(true, Ordering::Relaxed);
        always
    })?;
    figures.add("sign_in_known_device_ok_during_flood", f64::from(u8::from(always)));
    Ok(())
}

fn all_get_in(connection: &mut Connection, email: &str, cookies: &str) -> Result<bool> {
    for _ in 0..SIGN_INS {
        let asked = Instant::now();
        if sign_in(connection, email, PASSWORD, cookies)?.is_empty() || asked.elapsed() > LONGEST {
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(500));
    }
    Ok(true)
}

/// The cookies of a successful sign-in; empty when it failed.
fn sign_in(connection: &mut Connection, email: &str, password: &str, cookies: &str) -> Result<String> {
    let answer = connection.post("/sign-in", &[("email", email), ("password", password), ("next", "")], cookies)?;
    Ok(if answer.status == 303 { answer.cookies } else { String::new() })
}

/// One stranger. Its requests may be answered in any way, or not at all.
fn flood(server: &Server, number: usize, email: &str, is_over: &AtomicBool) {
    let mut connection = Connection::new(&server.address);
    for attempt in 0.. {
        if is_over.load(Ordering::Relaxed) {
            return;
        }
        let made_up = format!("pupil{number}x{attempt}@seed.example");
        let _ = connection.post("/forgotten-password", &[("email", &made_up)], "");
        let _ = sign_in(&mut connection, &made_up, "wrong", "");
        let _ = sign_in(&mut connection, email, "wrong", "");
    }
}
