//! The folder that the server serves: `pkg/` with hashed names, the assets, and `hash.txt`, from which leptos reads the
//! names.

use crate::bind::{OUTPUT_NAME, Parts};
use crate::font::{self, Font};
use crate::name;
use crate::style::Sheet;
use anyhow::{Context, Result};
use std::path::Path;

/// Whether the site was built from the same modules, so that only styles and assets can have changed.
pub fn holds_parts(site: &Path, hash: &str) -> bool {
    site.join("pkg").join(format!("{OUTPUT_NAME}.{hash}.wasm.gz")).exists()
}

/// Copies modules and scripts from the old site into a new folder.
///
/// # Errors
/// When a file cannot be copied.
pub fn keep_parts(site: &Path, folder: &Path) -> Result<()> {
    start(folder)?;
    copy(&site.join("pkg"), &folder.join("pkg"), &|name| !name.contains(".css") && !font::is_font(name))
}

/// Writes modules and scripts into a new folder.
///
/// # Errors
/// When a file cannot be written.
pub fn lay_out_parts(folder: &Path, parts: &Parts) -> Result<()> {
    start(folder)?;
    let pkg = folder.join("pkg");
    for (name, module) in &parts.modules {
        write(&pkg.join(name), module)?;
    }
    for (name, text) in &parts.texts {
        write(&pkg.join(name), text.as_bytes())?;
    }
    Ok(())
}

/// Writes the styles, the fonts, the assets and the list of names.
///
/// # Errors
/// When a file cannot be written.
pub fn lay_out_rest(folder: &Path, hash: &str, sheets: &[Sheet], fonts: &[Font], assets: &Path) -> Result<()> {
    let mut hashes = format!("js: {hash}\nwasm: {hash}\nmanifest: {hash}\nsplit: {hash}\n");
    for Sheet { key, name, text } in sheets {
        let sheet_hash = name::of_content(text);
        write(&folder.join("pkg").join(format!("{name}.{sheet_hash}.css")), text)?;
        hashes.push_str(&format!("{key}: {sheet_hash}\n"));
    }
    for font in fonts {
        write(&folder.join("pkg").join(font.hashed_name()), &font.content)?;
        hashes.push_str(&format!("{}: {}\n", font.name, font.hash));
    }
    if assets.is_dir() {
        copy(assets, folder, &|name| !font::is_font(name))?;
    }
    write(&folder.join("hash.txt"), hashes.as_bytes())
}

fn start(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// Replaces the old folder by the new one only when that is complete, so that a failed build leaves the old site
/// intact.
///
/// # Errors
/// When the old folder cannot be removed.
pub fn put_in_place(folder: &Path, site: &Path) -> Result<()> {
    if site.exists() {
        std::fs::remove_dir_all(site).with_context(|| format!("removing {}", site.display()))?;
    }
    std::fs::rename(folder, site).with_context(|| format!("making {}", site.display()))
}

fn write(file: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, content).with_context(|| format!("writing {}", file.display()))
}

fn copy(from: &Path, to: &Path, wanted: &dyn Fn(&str) -> bool) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        let target = to.join(&name);
        if !wanted(&name.to_string_lossy()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target, wanted)?;
        } else {
            std::fs::copy(entry.path(), &target).with_context(|| format!("copying {}", entry.path().display()))?;
        }
    }
    Ok(())
}
