//! A server to measure: the program of the release folder, with its data in a temporary folder.

use super::http::Connection;
use crate::program;
use anyhow::{Context, Result, bail};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// A running server. Dropping it stops it and removes its data.
pub struct Server {
    process: Child,
    data: PathBuf,
    /// The address it listens on, as `host:port`.
    pub address: String,
}

impl Server {
    /// Starts `rolecall serve ARGUMENTS` in `data`, and waits until it answers.
    ///
    /// # Errors
    /// When it ends or does not answer; the error has its output.
    pub fn start(release: &Path, data: PathBuf, arguments: &[&str]) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        std::fs::create_dir_all(&data)?;
        let log = std::fs::File::create(data.join("log"))?;
        let mut server = program::bound_to_us(release.join("rolecall"));
        server.arg("serve").args(arguments).args(["--listen", &address]).current_dir(&data);
        server.env("DATABASE_URL", database(&data)).env("RUST_LOG", "warn");
        let process = server.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn()?;
        let mut server = Self { process, data, address };
        server.wait()?;
        Ok(server)
    }

    fn wait(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            if Connection::new(&self.address).get("/healthz", "").is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            if let Some(status) = self.process.try_wait()? {
                bail!("the server ended ({status}); it said: {}", std::fs::read_to_string(self.data.join("log"))?);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("the server did not answer within 60 s")
    }

    /// The server's resident memory in megabytes.
    ///
    /// # Errors
    /// When it has ended.
    pub fn resident_mb(&self) -> Result<f64> {
        self.memory_mb("VmRSS:")
    }

    /// The server's peak resident memory in megabytes.
    ///
    /// # Errors
    /// When it has ended.
    pub fn peak_mb(&self) -> Result<f64> {
        self.memory_mb("VmHWM:")
    }

    fn memory_mb(&self, name: &str) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let kilobytes: f64 = status
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
            .context("no resident memory is told")?;
        Ok((kilobytes * 1024.0 / 1e5).round() / 10.0)
    }
}

/// The database of a server with this data folder.
pub fn database(data: &Path) -> String {
    format!("sqlite://{}", data.join("rolecall.db").display())
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
        std::fs::remove_dir_all(&self.data).ok();
    }
}
