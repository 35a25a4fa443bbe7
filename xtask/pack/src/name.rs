//! File names that change exactly when the content changes, so that a browser may cache a file for ever.

use sha2::{Digest, Sha256};

/// The number of digest characters in a file name: 80 bits make an accidental collision practically impossible.
const LENGTH: usize = 20;

/// The hash in the names of all scripts and modules of a build.
///
/// Scripts and modules import one another in cycles, so none of them can have a hash of its own content. Instead, the
/// hash covers everything they are made from: the compiled module, the tools that process it, and the options.
pub fn of_build(compiled: &[u8], tools: &str) -> String {
    let ours = [include_str!("bind.rs"), include_str!("group.rs"), include_str!("shrink.rs")].concat();
    short(Sha256::new().chain_update(compiled).chain_update(tools).chain_update(ours))
}

/// The hash of a file that no other file imports by name.
pub fn of_content(content: &[u8]) -> String {
    short(Sha256::new().chain_update(content))
}

fn short(digest: Sha256) -> String {
    let mut name = String::with_capacity(LENGTH);
    for byte in digest.finalize().iter().take(LENGTH / 2) {
        name.push_str(&format!("{byte:02x}"));
    }
    name
}
