//! The paths of files and folders in the repository.

use std::path::{Path, PathBuf};

/// The root folder of the repository.
pub fn root() -> &'static Path {
    // The root is the parent of this package's folder, which is known at compile time.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The folder for everything that cargo and this program build.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The optimised browser part, ready to be served.
pub fn site() -> PathBuf {
    target().join("site")
}

/// The server program, for trying Rolecall and for the tests.
pub fn server() -> PathBuf {
    target().join("debug/rolecall")
}

/// The folder of the browser tests.
pub fn end2end() -> PathBuf {
    root().join("end2end")
}

/// The folder of this package, which also contains the npm tools.
pub fn tools() -> PathBuf {
    root().join("xtask")
}
