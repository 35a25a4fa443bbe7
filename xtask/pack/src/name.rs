//! Names that change exactly when what they name changes, so that a browser may keep a file for ever.

use sha2::{Digest, Sha256};

/// How many characters of the digest go into a file name: 80 bits, far from any accident.
const LENGTH: usize = 20;

/// The hash in the names of all scripts and modules of one build.
///
/// They import one another in circles, so no one of them could carry a hash of its own content; the hash is taken
/// of everything they are made from instead: the compiled module, the tools that change it, and how we use them.
pub fn of_build(compiled: &[u8], tools: &str) -> String {
    let ours = [include_str!("bind.rs"), include_str!("group.rs"), include_str!("shrink.rs")].concat();
    short(Sha256::new().chain_update(compiled).chain_update(tools).chain_update(ours))
}

/// The hash of a file that stands alone.
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
