//! The standard library for `wasm32-unknown-unknown`: from rustup, or compiled here with Debian's compiler.

use crate::{apt, place, program};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// The target that the browser part is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The source of the standard library.
pub enum WasmTarget {
    /// The present compiler includes it.
    Own,
    /// Debian's compiler, and the library compiled with it here.
    Debian {
        /// The folder passed to the compiler as `--sysroot`.
        sysroot: PathBuf,
    },
}

/// Finds or builds the standard library; `wanted` is the value of `--wasm-target`.
///
/// # Errors
/// A sentence that says what to install, when neither source is available.
pub fn need(wanted: Option<&str>) -> Result<WasmTarget> {
    match wanted {
        None => match from_rustup() {
            Ok(target) => Ok(target),
            Err(refused) => {
                println!("      {refused:#}; taking Debian's");
                from_debian().context("the compiler has no wasm32-unknown-unknown target: add it and run this again")
            }
        },
        Some("rustup") => from_rustup(),
        Some("debian") => from_debian(),
        Some(other) => bail!("--wasm-target may be rustup or debian, not {other:?}"),
    }
}

fn from_rustup() -> Result<WasmTarget> {
    let sysroot = program::output(program::new("rustc").args(["--print", "sysroot"]))?;
    let library = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib");
    if !library.is_dir() {
        if !program::exists("rustup") {
            bail!("this compiler lacks {TARGET} and there is no rustup");
        }
        println!("      rustup target add {TARGET}");
        program::output(program::new("rustup").args(["target", "add", TARGET]))?;
    }
    Ok(WasmTarget::Own)
}

fn from_debian() -> Result<WasmTarget> {
    apt::need(&["rustc-web", "rust-web-src", "lld-22"], "compiling for the browser")?;
    let version = program::output(program::new(COMPILER).arg("-vV"))?;
    let sysroot = place::target().join("wasm-sysroot");
    let mark = sysroot.join("made-with");
    if std::fs::read_to_string(&mark).is_ok_and(|made_with| made_with == version) {
        return Ok(WasmTarget::Debian { sysroot });
    }
    println!("      compiling Debian's standard library for the browser (about 1 min, once)");
    if sysroot.exists() {
        std::fs::remove_dir_all(&sysroot)?;
    }
    compile_library(&sysroot)?;
    std::fs::write(mark, version)?;
    Ok(WasmTarget::Debian { sysroot })
}

/// Debian's compiler by its full path, because rustup's comes first on the path.
const COMPILER: &str = "/usr/bin/rustc";

/// The linker for WebAssembly that matches Debian's compiler, which has none of its own.
const LINKER: &str = "/usr/lib/llvm-22/bin/lld";

/// Compiles the standard library as a dependency of an empty package, and copies it to where a compiler looks for it.
fn compile_library(sysroot: &std::path::Path) -> Result<()> {
    let package = sysroot.join("build");
    std::fs::create_dir_all(package.join("src"))?;
    let manifest = "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n";
    std::fs::write(package.join("Cargo.toml"), manifest)?;
    std::fs::write(package.join("src/lib.rs"), "#![no_std]\n")?;

    let mut cargo = program::cargo();
    cargo.args(["build", "-Zbuild-std=std,panic_abort", "--release", "--target", TARGET, "--target-dir", "out"]);
    // The variable lets a stable compiler build its own library. Link-time optimisation needs the bitcode.
    cargo.current_dir(&package).env("RUSTC", COMPILER).env("RUSTC_BOOTSTRAP", "1");
    cargo.env("RUSTFLAGS", "-Cembed-bitcode=yes");
    program::output(&mut cargo)?;

    let library = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    std::fs::create_dir_all(&library)?;
    for entry in std::fs::read_dir(package.join("out").join(TARGET).join("release/deps"))? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.path().extension().is_some_and(|kind| kind == "rlib") && !name.to_string_lossy().contains("empty") {
            std::fs::copy(entry.path(), library.join(name))?;
        }
    }
    std::fs::remove_dir_all(package)?;
    Ok(())
}

impl WasmTarget {
    /// A cargo command that compiles for the browser, and the folder of its output.
    pub fn cargo(&self, mut flags: String) -> (Command, PathBuf) {
        let mut cargo = program::cargo();
        let folder = match self {
            Self::Own => place::target(),
            Self::Debian { sysroot } => {
                flags.push_str(&format!(" --sysroot={}", sysroot.display()));
                cargo.env("RUSTC", COMPILER).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", LINKER);
                // The outputs of two compilers must not share a folder.
                place::target().join("debian")
            }
        };
        cargo.env("CARGO_TARGET_DIR", &folder).env("RUSTFLAGS", flags);
        (cargo, folder)
    }

    /// The compiler's version as it prints it.
    ///
    /// # Errors
    /// When there is no compiler.
    pub fn compiler_version(&self) -> Result<String> {
        let compiler = match self {
            Self::Own => "rustc",
            Self::Debian { .. } => COMPILER,
        };
        program::output(program::new(compiler).arg("-vV"))
    }
}
