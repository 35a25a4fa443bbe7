//! A temporary PostgreSQL cluster for tests: on a free port, in its own folder, removed afterwards.

use crate::{apt, program};
use anyhow::{Context, Result, bail};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running cluster. Dropping it stops it and removes its folder.
pub struct Cluster {
    server: Child,
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
}

/// The prefix of a cluster's folder, before the process id.
const FOLDER: &str = "rolecall-postgres-";

impl Cluster {
    /// Creates a cluster and waits until it answers.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn start() -> Result<Self> {
        remove_left_behind();
        let programs = newest_programs()?;
        let folder = std::env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        let mut make = program::new("install");
        make.arg("-d").args(["-m", "700"]);
        if apt::is_root() {
            make.args(["-o", "postgres"]);
        }
        program::output(make.arg(&folder))?;
        let data = folder.join("data");
        let mut initdb = as_owner(&programs.join("initdb"));
        initdb.arg("--pgdata").arg(&data);
        initdb.args(["--username=rolecall", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]);
        program::output(initdb.current_dir("/"))?;

        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut server = as_owner(&programs.join("postgres"));
        server.arg("-D").arg(&data).arg("-k").arg(&folder).args(["-p", &port.to_string(), "-h", "127.0.0.1"]);
        // The data need not survive a power cut, so safety is traded for speed.
        for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"] {
            server.args(["-c", setting]);
        }
        let log = std::fs::File::create(std::env::temp_dir().join(format!("{FOLDER}{}.log", std::process::id())))?;
        server.current_dir("/").stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let server = server.spawn().context("starting PostgreSQL")?;
        let mut cluster = Self { server, folder, programs, port };
        cluster.wait()?;
        Ok(cluster)
    }

    /// The cluster's URL, for tests that create databases in it.
    pub fn url(&self) -> String {
        format!("postgres://rolecall@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(30) {
            let mut ready = program::new(self.programs.join("pg_isready"));
            ready.args(["--quiet", "--host=127.0.0.1", "--port", &self.port.to_string()]);
            if program::output(&mut ready).is_ok() {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                bail!("PostgreSQL ended ({status}); it said: {}", std::fs::read_to_string(self.log())?);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("PostgreSQL did not answer within 30 s")
    }

    fn log(&self) -> PathBuf {
        self.folder.with_extension("log")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = as_owner(&self.programs.join("pg_ctl"));
        stop.arg("stop").arg("-D").arg(self.folder.join("data")).args(["-m", "immediate"]).current_dir("/");
        if program::output(&mut stop).is_err() {
            self.server.kill().ok();
        }
        self.server.wait().ok();
        std::fs::remove_dir_all(&self.folder).ok();
        std::fs::remove_file(self.log()).ok();
    }
}

/// A command run as the user that PostgreSQL's Debian package created, because PostgreSQL refuses to run as root. The
/// server ends when this program does.
fn as_owner(command: &Path) -> Command {
    let mut owned = program::new("setpriv");
    if apt::is_root() {
        owned.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    owned.args(["--pdeathsig", "INT", "--"]).arg(command);
    owned
}

/// The folder of the newest version's programs, which Debian keeps in one folder per major version, outside the path.
fn newest_programs() -> Result<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .context("PostgreSQL is not installed")?
        .filter_map(|entry| {
            let folder = entry.ok()?.path();
            let version = folder.file_name()?.to_str()?.parse().ok()?;
            let programs = folder.join("bin");
            programs.join("initdb").exists().then_some((version, programs))
        })
        .collect();
    versions.sort();
    let (_, newest) = versions.pop().context("PostgreSQL's initdb is missing: install the package postgresql")?;
    Ok(newest)
}

/// Removes the folders of runs that were killed; their servers ended with them.
fn remove_left_behind() {
    let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(run) = name.to_str().and_then(|name| name.strip_prefix(FOLDER)) else { continue };
        let alive = Path::new("/proc").join(run.trim_end_matches(".log")).exists();
        if !alive {
            let path = entry.path();
            if path.is_dir() {
                std::fs::remove_dir_all(path).ok()
            } else {
                std::fs::remove_file(path).ok()
            };
        }
    }
}
