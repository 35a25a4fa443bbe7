//! Installs npm packages exactly as the committed lock files list them.

use crate::program;
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::time::SystemTime;

/// Whether Node and its package manager are installed.
pub fn present() -> bool {
    program::exists("node") && program::exists("npm")
}

/// Installs what `package-lock.json` in `folder` lists, unless that was done since the file last changed.
///
/// # Errors
/// A sentence with the folder, when npm fails.
pub fn need(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    if !lock.exists() {
        bail!("{} is missing", lock.display());
    }
    // npm writes this file last, so its presence shows that the installation is complete.
    let done = folder.join("node_modules/.package-lock.json");
    if changed(&done).is_some_and(|done| changed(&lock).is_some_and(|lock| lock <= done)) {
        return Ok(());
    }
    println!("      installing npm packages in {}", folder.display());
    let mut npm = program::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
    // Browsers are installed from Debian, so the downloads of these packages are not needed.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").env("PUPPETEER_SKIP_DOWNLOAD", "1");
    program::output(&mut npm).with_context(|| format!("npm could not install what {} lists", lock.display()))?;
    Ok(())
}

fn changed(file: &Path) -> Option<SystemTime> {
    file.metadata().ok()?.modified().ok()
}
