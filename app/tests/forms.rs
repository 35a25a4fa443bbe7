//! Every posted form carries the stamp of its page. The test reads the sources, so that a new form cannot lack it.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

/// The forms for people who are not signed in: they cannot be mistaken for anyone else's. This list may only shrink.
const WITHOUT: &[&str] = &["pages/forgotten.rs", "pages/link/proof.rs", "pages/sign_in/fields.rs", "widgets/auth.rs"];

#[test]
fn every_form_that_is_posted_carries_the_stamp_of_its_page() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut without = Vec::new();
    let mut forms = 0;
    for file in sources_in(&sources) {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(&sources).unwrap().to_string_lossy().replace('\\', "/");
        for form in text.split("<form").skip(1).filter(|form| form.contains("method=\"post\"")) {
            let (inside, _) = form.split_once("</form>").unwrap_or_else(|| panic!("{name}: a form with no end"));
            if !inside.contains("method=\"post\"") {
                continue;
            }
            forms += 1;
            if !inside.contains("<Stamp/>") {
                without.push(name.clone());
            }
        }
    }
    without.sort();
    assert_eq!(without, WITHOUT);
    assert!(forms > 50, "{forms}");
}

#[test]
fn every_server_function_is_called_with_the_stamp_of_its_page() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut functions = 0;
    for file in sources_in(&sources) {
        let text = fs::read_to_string(&file).unwrap();
        for function in text.split("#[server(").skip(1) {
            let (attributes, _) = function.split_once(")]").unwrap();
            assert!(attributes.contains("client = StampedClient"), "{}: {attributes}", file.display());
            functions += 1;
        }
    }
    assert!(functions > 70, "{functions}");
}

fn sources_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { sources_in(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
