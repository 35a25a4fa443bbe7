//! Shrinks modules and scripts without changing what they do.

use crate::bind::Parts;
use crate::tools::Tools;
use anyhow::{Context, Result, bail};

/// Options for the smallest size after compression. Inlining and sharing common code are off: they make a module
/// smaller but its brotli file 7 % larger, because similar functions become less similar.
///
/// The features that the module may use are listed one by one: with all of them, `wasm-opt` writes modules that no
/// browser can read yet.
const OPTIMISER: &[&str] = &[
    "-Oz",
    "--skip-pass=local-cse",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The least size in bytes for which running the optimiser is worth its start-up time.
const WORTH_IT: usize = 16 * 1024;

/// Runs `wasm-opt` on the modules, one run per core at a time, because each run uses one core.
///
/// # Errors
/// When `wasm-opt` rejects a module.
pub fn with_tools(parts: &mut Parts, tools: &Tools) -> Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut waiting: Vec<_> = parts.modules.iter_mut().filter(|(_, module)| module.len() >= WORTH_IT).collect();
    // The largest module starts first, so that the cores finish at about the same time.
    waiting.sort_by_key(|(_, module)| module.len());
    let waiting = std::sync::Mutex::new(waiting);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores)
            .map(|_| {
                scope.spawn(|| -> Result<()> {
                    loop {
                        let next = waiting.lock().ok().and_then(|mut waiting| waiting.pop());
                        let Some((name, module)) = next else { return Ok(()) };
                        *module = optimised(module, tools).with_context(|| name.clone())?;
                    }
                })
            })
            .collect();
        workers.into_iter().try_for_each(|worker| match worker.join() {
            Ok(result) => result,
            Err(_) => bail!("a worker died"),
        })
    })?;
    for (name, text) in &mut parts.texts {
        if name.ends_with(".js") {
            let small = tools.run("minify.mjs", &[name], text.as_bytes())?;
            *text = String::from_utf8(small)?;
        }
    }
    Ok(())
}

fn optimised(module: &[u8], tools: &Tools) -> Result<Vec<u8>> {
    let folder = std::env::temp_dir().join(format!("rolecall-pack-{}-{:p}", std::process::id(), module.as_ptr()));
    std::fs::create_dir_all(&folder)?;
    let (input, output) = (folder.join("in.wasm"), folder.join("out.wasm"));
    std::fs::write(&input, module)?;
    let mut arguments: Vec<std::ffi::OsString> = OPTIMISER.iter().map(Into::into).collect();
    arguments.extend([input.into(), "-o".into(), output.clone().into()]);
    let ran = tools.run("node_modules/binaryen/bin/wasm-opt", &arguments, &[]);
    let small = ran.and_then(|_| Ok(std::fs::read(output)?));
    std::fs::remove_dir_all(&folder)?;
    small
}

/// Removes names, relocations and other data for debuggers and linkers, which a browser never needs.
///
/// # Errors
/// When a module is truncated.
pub fn drop_custom_sections(parts: &mut Parts) -> Result<()> {
    for (name, module) in &mut parts.modules {
        *module = without_custom_sections(module).with_context(|| name.clone())?;
    }
    Ok(())
}

/// The module without custom sections. A module is a header of eight bytes and sections: an id (0 for custom ones), a
/// length in LEB128, and the content.
fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(8).context("no header")?;
    let mut kept = header.to_vec();
    while let Some((&id, after_id)) = rest.split_first() {
        let (length, digits) = leb128(after_id)?;
        let section = rest.get(..1 + digits + length).context("a section is cut short")?;
        if id != 0 {
            kept.extend_from_slice(section);
        }
        rest = &rest[section.len()..];
    }
    Ok(kept)
}

/// An unsigned LEB128 number, and the number of bytes it took.
fn leb128(bytes: &[u8]) -> Result<(usize, usize)> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Ok((value, index + 1));
        }
    }
    bail!("a length is cut short")
}

#[cfg(test)]
mod tests {
    use super::without_custom_sections;

    #[test]
    fn only_custom_sections_go() {
        let header = b"\0asm\x01\0\0\0";
        let types = b"\x01\x04\x01\x60\0\0";
        let custom = b"\0\x83\x80\0\x01ab";
        let module = [&header[..], custom, types, custom].concat();
        assert_eq!(without_custom_sections(&module).ok(), Some([&header[..], types].concat()));
        assert!(without_custom_sections(&module[..module.len() - 1]).is_err());
    }
}
