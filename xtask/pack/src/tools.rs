//! The two tools that come from npm: `wasm-opt` and `lightningcss`.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What Node offers here, if anything: without it the site works, from larger files.
pub struct Tools {
    folder: Option<PathBuf>,
    identity: String,
}

impl Tools {
    /// The tools in `folder`, which holds `node_modules`; none without a folder.
    pub fn new(folder: Option<&Path>) -> Self {
        let identity = folder
            .and_then(|folder| std::fs::read_to_string(folder.join("package-lock.json")).ok())
            .unwrap_or_else(|| "none".to_owned());
        Self { folder: folder.map(Path::to_path_buf), identity }
    }

    /// Whether there are any.
    pub fn present(&self) -> bool {
        self.folder.is_some()
    }

    /// Text that changes whenever the tools do.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// Runs a script that lies in the tools' folder, with `input` to read, and returns what it wrote.
    ///
    /// # Errors
    /// When the tools are not there or the script fails; what it said is in the error.
    pub fn run<A: AsRef<OsStr>>(&self, script: &str, arguments: &[A], input: &[u8]) -> Result<Vec<u8>> {
        let Some(folder) = &self.folder else {
            bail!("{script} needs Node.js");
        };
        let mut child = Command::new("node")
            .arg(folder.join(script))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("starting node")?;
        // All of standard input is written before anything is read: the scripts read to its end first.
        child.stdin.take().context("no standard input")?.write_all(input)?;
        let output = child.wait_with_output()?;
        if !output.status.success() {
            bail!("{script}: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(output.stdout)
    }
}
