//! Holds the modules against the oldest browsers Rolecall supports: Safari 16.4, Chrome 111, Firefox 115.

use crate::bind::Parts;
use anyhow::{Context, Result};
use wasmparser::{Validator, WasmFeatures};

/// What all three can do: WebAssembly 2.0 (bulk memory, reference types, several values, sign extension, saturating
/// conversions, 128-bit vectors). Not tail calls, typed references, exceptions, threads or more than one memory.
const SUPPORTED: WasmFeatures = WasmFeatures::WASM2;

/// Refuses a build that one of those browsers would refuse to load.
///
/// # Errors
/// Names the first module and the instruction that is too new.
pub fn check(parts: &Parts) -> Result<()> {
    for (name, module) in &parts.modules {
        Validator::new_with_features(SUPPORTED)
            .validate_all(module)
            .with_context(|| format!("{name} needs a browser newer than Safari 16.4, Chrome 111 or Firefox 115"))?;
    }
    Ok(())
}
