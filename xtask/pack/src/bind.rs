//! Turns the compiler's single module into the modules and scripts that a browser loads: the main part, and one part
//! for each lazy island or group of islands, loaded on first use.

use crate::group::{grouped, plain};
use anyhow::{Context, Result, anyhow};
use std::collections::BTreeMap;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// The prefix of the file names that leptos expects (`LEPTOS_OUTPUT_NAME`).
pub const OUTPUT_NAME: &str = "rolecall";

/// The prefix, before the island's name, of the function that loads an island's part.
const LOADER: &str = "__wasm_split_load_";

/// The files of the browser part by name, relative to `pkg`.
pub struct Parts {
    /// The WebAssembly modules.
    pub modules: BTreeMap<String, Vec<u8>>,
    /// The scripts, and the manifest that lists the parts of each lazy island.
    pub texts: BTreeMap<String, String>,
}

/// Splits the module at its lazy islands, and writes the scripts that load the parts.
///
/// # Errors
/// When the module was compiled without `--emit-relocs`, or with another version of wasm-bindgen than ours.
pub fn split_and_bind(compiled: &[u8], hash: &str, work: &Path) -> Result<Parts> {
    if work.exists() {
        std::fs::remove_dir_all(work)?;
    }
    std::fs::create_dir_all(work)?;
    let parts = in_folder(compiled, hash, work);
    std::fs::remove_dir_all(work)?;
    parts
}

fn in_folder(compiled: &[u8], hash: &str, work: &Path) -> Result<Parts> {
    let stem = format!("{OUTPUT_NAME}.{hash}");
    let link = format!("__wasm_split.{hash}.js");
    let main_module = format!("./{stem}.js");
    let link_name = format!("./{link}");
    let main_path = work.join("main.wasm");
    let grouped = grouped(compiled)?;
    let mut options = wasm_split_cli_support::Options::new(&grouped.module);
    options.output_dir = work;
    options.main_out_path = &main_path;
    options.main_module = &main_module;
    options.link_name = &link_name;
    let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"))?;

    let mut bound = Bindgen::new()
        .input_path(&main_path)
        .out_name(&stem)
        .web(true)?
        .typescript(false)
        .demangle(false)
        // The other parts import what the linker exported from the main part.
        .keep_lld_exports(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;

    let mut modules = BTreeMap::new();
    modules.insert(format!("{stem}.wasm"), bound.wasm_mut().emit_wasm());
    let mut texts = BTreeMap::new();
    texts.insert(format!("{stem}.js"), bound.js().to_owned());
    for (folder, snippets) in bound.snippets() {
        for (index, text) in snippets.iter().enumerate() {
            texts.insert(format!("snippets/{folder}/inline{index}.js"), text.clone());
        }
    }
    for (path, text) in bound.local_modules() {
        texts.insert(format!("snippets/{path}"), text.clone());
    }

    let mut loader = std::fs::read_to_string(work.join(&link))?;
    for path in &split.split_modules {
        let part = path.file_stem().and_then(|name| name.to_str()).context("a part without a name")?;
        let named = format!("{part}.{hash}");
        loader = loader.replace(&format!("\"./{part}.wasm\""), &format!("\"./{named}.wasm\""));
        modules.insert(format!("{named}.wasm"), std::fs::read(path)?);
    }
    let mut manifest = BTreeMap::new();
    for (island, group) in &grouped.groups {
        if island != group {
            loader.push_str(&format!("export {{ {LOADER}{group} as {LOADER}{island} }};\n"));
        }
        let needed = split.prefetch_map.get(group).with_context(|| format!("nothing is known of {group}"))?;
        // Pages know an island by the name of its function.
        manifest.insert(plain(island), needed.iter().map(|part| format!("{part}.{hash}")).collect::<Vec<_>>());
    }
    texts.insert(link, loader);
    texts.insert(format!("__wasm_split_manifest.{hash}.json"), serde_json::to_string(&manifest)?);
    Ok(Parts { modules, texts })
}
