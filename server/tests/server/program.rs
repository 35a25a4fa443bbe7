//! The real program, run as people run it.

use crate::browser::Browser;
use crate::test_server::site;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// The environment variables that the program reads.
pub const NAMES: &[&str] = &[
    "DATABASE_URL",
    "ROLECALL_DATA",
    "ROLECALL_LISTEN",
    "ROLECALL_BASE_URL",
    "ROLECALL_SMTP_URL",
    "ROLECALL_MAIL_FROM",
    "ROLECALL_BEHIND_PROXY",
    "ROLECALL_PROXY_HOPS",
    "ROLECALL_DEMO",
    "ROLECALL_KEEP",
    "ROLECALL_LOG_FORMAT",
    "LEPTOS_SITE_ROOT",
    "RUST_LOG",
];

/// The command `rolecall ARGUMENTS` in a folder, without these environment variables.
pub fn rolecall(folder: &Path, arguments: &[&str]) -> Command {
    copy_of_rolecall(Path::new(env!("CARGO_BIN_EXE_rolecall")), folder, arguments)
}

/// The command of [`rolecall`], run from a copy of the program.
fn copy_of_rolecall(program: &Path, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    NAMES.iter().for_each(|name| {
        command.env_remove(name);
    });
    command.current_dir(folder).args(arguments);
    command
}

/// Runs the program to its end.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    rolecall(folder, arguments).output().unwrap()
}

/// A running server process, killed when this is dropped.
pub struct Program {
    child: Child,
    said: Arc<Mutex<String>>,
    pub address: SocketAddr,
}

impl Program {
    /// Starts `rolecall serve ARGUMENTS` on a free port and waits until it answers.
    pub fn serve(folder: &TempDir, arguments: &[&str]) -> Self {
        Self::serve_with(Path::new(env!("CARGO_BIN_EXE_rolecall")), folder, arguments)
    }

    /// Starts a copy of the program in the same way.
    pub fn serve_with(program: &Path, folder: &TempDir, arguments: &[&str]) -> Self {
        let site = site(folder.path());
        let mut command = copy_of_rolecall(
            program,
            folder.path(),
            &["--log-format", "json", "serve", "--listen", "127.0.0.1:0", "--site-root", site.to_str().unwrap()],
        );
        let mut child = command.args(arguments).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (stderr, heard) = (child.stderr.take().unwrap(), Arc::clone(&said));
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            use std::io::BufRead as _;
            for line in std::io::BufReader::new(stderr).lines().map_while(Result::ok) {
                let address = line
                    .split("\"address\":\"")
                    .nth(1)
                    .and_then(|rest| rest.split('"').next()?.parse::<SocketAddr>().ok());
                heard.lock().unwrap().push_str(&format!("{line}\n"));
                if let Some(address) = address {
                    let _ = tell.send(address);
                }
            }
        });
        let address = told
            .recv_timeout(Duration::from_secs(60))
            .unwrap_or_else(|_| panic!("the server did not start: {}", said.lock().unwrap()));
        Self { child, said, address }
    }

    pub fn browser(&self) -> Browser {
        Browser::of_program(self.address)
    }

    /// The program's standard error.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills the process without warning.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Whether it has ended successfully; `None` while it runs.
    pub fn ended(&mut self) -> Option<bool> {
        self.child.try_wait().unwrap().map(|status| status.success())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
