//! Where things lie in the repository.

use std::path::{Path, PathBuf};

/// The folder of the repository.
pub fn root() -> &'static Path {
    // The folder of this package, known since it was compiled, lies in it.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Where cargo and this program put everything they make.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The optimised browser part, ready to be served.
pub fn site() -> PathBuf {
    target().join("site")
}

/// The server with which people try Rolecall and with which it is tested.
pub fn server() -> PathBuf {
    target().join("debug/rolecall")
}

/// The browser tests.
pub fn end2end() -> PathBuf {
    root().join("end2end")
}

/// The folder of this package, which also holds the tools that come from npm.
pub fn tools() -> PathBuf {
    root().join("xtask")
}
