//! Compresses every file once, at the highest level, so that the server never has to.

use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Smaller responses gain nothing from compression, because they fit into one packet anyway.
const WORTH_IT: u64 = 512;

/// Writes `FILE.br` and `FILE.gz` beside every file that compresses and does not have them yet.
///
/// # Errors
/// When a file cannot be read or written.
pub fn beside_each(folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.retain(|file| compresses(file) && !beside(file, "gz").exists());
    files.sort_by_key(|file| std::fs::metadata(file).map_or(0, |data| data.len()));
    let waiting = std::sync::Mutex::new(files);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores)
            .map(|_| {
                scope.spawn(|| -> Result<()> {
                    loop {
                        let next = waiting.lock().ok().and_then(|mut waiting| waiting.pop());
                        let Some(file) = next else { return Ok(()) };
                        compress(&file).with_context(|| file.display().to_string())?;
                    }
                })
            })
            .collect();
        workers.into_iter().try_for_each(|worker| match worker.join() {
            Ok(result) => result,
            Err(_) => bail!("a worker died"),
        })
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() { collect(&entry.path(), files)? } else { files.push(entry.path()) }
    }
    Ok(())
}

fn compresses(file: &Path) -> bool {
    let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
    let text = matches!(kind, "wasm" | "js" | "css" | "json" | "svg" | "html" | "txt" | "webmanifest" | "ico");
    text && std::fs::metadata(file).is_ok_and(|data| data.len() >= WORTH_IT)
}

fn compress(file: &Path) -> Result<()> {
    let content = std::fs::read(file)?;
    let mut brotli = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut content.as_slice(), &mut brotli, &settings)?;
    std::fs::write(beside(file, "br"), brotli)?;

    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&content)?;
    std::fs::write(beside(file, "gz"), gzip.finish()?)?;
    Ok(())
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}
