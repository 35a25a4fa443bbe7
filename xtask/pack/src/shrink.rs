//! Smaller modules and scripts that do the same.

use crate::bind::Parts;
use crate::tools::Tools;
use anyhow::{Context, Result, bail};

/// Smallest as it travels, compressed: inlining and sharing common parts make a module smaller and its brotli 7 %
/// larger, because they make like functions unlike.
///
/// Features the module may use, named one by one: with all of them `wasm-opt` writes modules no browser reads yet.
const OPTIMISER: &[&str] = &[
    "-Oz",
    "--skip-pass=inlining-optimizing",
    "--skip-pass=local-cse",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Below this, in bytes, starting the optimiser takes longer than anybody will ever save by it.
const WORTH_IT: usize = 16 * 1024;

/// Runs `wasm-opt` over the modules, as many at a time as there are cores: each run uses one.
///
/// # Errors
/// When it refuses a module.
pub fn with_tools(parts: &mut Parts, tools: &Tools) -> Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut waiting: Vec<_> = parts.modules.iter_mut().filter(|(_, module)| module.len() >= WORTH_IT).collect();
    // The longest first, so that the cores finish together.
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

/// Takes out names, relocations and other notes for debuggers and linkers, which a browser never needs.
///
/// # Errors
/// When a module is cut short.
pub fn drop_custom_sections(parts: &mut Parts) -> Result<()> {
    for (name, module) in &mut parts.modules {
        *module = without_custom_sections(module).with_context(|| name.clone())?;
    }
    Ok(())
}

/// A module is a header of eight bytes and sections: an id (0 for custom ones), a length in LEB128, and content.
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

/// An unsigned number and how many bytes it took.
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
