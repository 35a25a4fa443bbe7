//! Measures 200 concurrent uploads of 20 MB without a session: the memory they need, and the delay for others.

use super::figures::Figures;
use super::http::Connection;
use super::server::Server;
use anyhow::{Context, Result, bail};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const UPLOADS: usize = 200;
const BYTES: usize = 20_000_000;
const PIECE: usize = 64 * 1024;

/// Measures the uploads.
///
/// # Errors
/// When the server does not answer one of them, or accepts a file without a session.
pub fn measure(server: &Server, figures: &mut Figures) -> Result<()> {
    let mut slowest = Duration::ZERO;
    std::thread::scope(|scope| -> Result<()> {
        let uploads: Vec<_> = (0..UPLOADS).map(|_| scope.spawn(|| upload(&server.address))).collect();
        while uploads.iter().any(|upload| !upload.is_finished()) {
            let asked = Instant::now();
            let answer = Connection::new(&server.address).get("/sign-in", "")?;
            slowest = slowest.max(asked.elapsed());
            if answer.status != 200 {
                bail!("meanwhile a page was answered with {}", answer.status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        for upload in uploads {
            match upload.join() {
                Ok(Ok(303 | 401)) => {}
                Ok(Ok(status)) => bail!("an upload was answered with {status}"),
                Ok(Err(error)) => return Err(error.context("an upload")),
                Err(_) => bail!("an upload died"),
            }
        }
        Ok(())
    })?;
    figures.add("rss_during_200_uploads_mb", server.peak_mb()?);
    figures.add("page_during_200_uploads_ms", (slowest.as_secs_f64() * 10_000.0).round() / 10.0);
    Ok(())
}

/// Sends what looks like a staff list, and returns the status of the response.
fn upload(address: &str) -> Result<u16> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let head = format!(
        "POST /users/import HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n\
         Content-Type: multipart/form-data; boundary=limit\r\nConnection: close\r\nContent-Length: {BYTES}\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    let piece = vec![b'x'; PIECE];
    let mut left = BYTES;
    while left > 0 {
        let length = left.min(PIECE);
        stream.write_all(&piece[..length])?;
        left -= length;
    }
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let line = String::from_utf8_lossy(&answer);
    line.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status")
}
