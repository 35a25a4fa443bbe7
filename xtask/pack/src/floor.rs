//! Checks the modules against the oldest browsers that Rolecall supports: Safari 16.4, Chrome 111, Firefox 115.

use crate::bind::Parts;
use anyhow::{Context, Result};
use wasmparser::{Validator, WasmFeatures};

/// The features that all three support: WebAssembly 2.0 (bulk memory, reference types, multiple values, sign extension,
/// saturating conversions, 128-bit vectors). Tail calls, typed references, exceptions, threads and multiple memories
/// are not included.
const SUPPORTED: WasmFeatures = WasmFeatures::WASM2;

/// Fails a build that one of those browsers could not load.
///
/// # Errors
/// Names the first module that fails, and the unsupported instruction.
pub fn check(parts: &Parts) -> Result<()> {
    for (name, module) in &parts.modules {
        Validator::new_with_features(SUPPORTED)
            .validate_all(module)
            .with_context(|| format!("{name} needs a browser newer than Safari 16.4, Chrome 111 or Firefox 115"))?;
    }
    Ok(())
}
