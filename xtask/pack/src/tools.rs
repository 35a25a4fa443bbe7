//! The two tools from npm: `wasm-opt` and `lightningcss`.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The tools that Node provides, if it is installed. Without them the site works, from larger files.
pub struct Tools {
    folder: Option<PathBuf>,
    identity: String,
}

impl Tools {
    /// The tools in `folder`, which contains `node_modules`; none without a folder.
    pub fn new(folder: Option<&Path>) -> Self {
        let identity = folder
            .and_then(|folder| std::fs::read_to_string(folder.join("package-lock.json")).ok())
            .unwrap_or_else(|| "none".to_owned());
        Self { folder: folder.map(Path::to_path_buf), identity }
    }

    /// Whether the tools are installed.
    pub fn present(&self) -> bool {
        self.folder.is_some()
    }

    /// A text that changes whenever the tools do.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// Runs a script in the tools' folder with `input` on standard input, and returns its output.
    ///
    /// # Errors
    /// When the tools are not installed or the script fails; the error has the script's messages.
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
        // All of standard input is written before any output is read, because the scripts read their input to the end
        // first.
        child.stdin.take().context("no standard input")?.write_all(input)?;
        let output = child.wait_with_output()?;
        if !output.status.success() {
            bail!("{script}: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(output.stdout)
    }
}
