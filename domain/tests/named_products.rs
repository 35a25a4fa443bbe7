//! Production code asks the catalogue it is given. Published products are named in these files alone, each for a reason.
//! The test reads the sources of the whole workspace.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The files that name a published product or the published catalogue, and why.
const NAMING: &[(&str, &str)] = &[
    ("backend/src/demo/staff.rs", "the demonstration's people have roles of their own in published products"),
    ("backend/src/store.rs", "a store has the published catalogue until it is given another"),
    ("domain/src/catalogue.rs", "the published catalogue is the default on the wire"),
    ("domain/src/catalogue/known.rs", "codes are looked up among the published products first"),
    ("domain/src/catalogue/rows.rs", "rows that the markbook and the pupils' pages read themselves"),
    ("domain/src/permission/customisation.rs", "the published catalogue is not sent, because every reader has it"),
    ("domain/src/permission/key_topic.rs", "the sentences are about topics of published products"),
];

/// The ways of naming them.
const NAMES: &[&str] = &[
    "Product::JUNIPER_MIS",
    "Product::SONAR_TRACKER",
    "Product::PORTAL",
    "Product::COMMS_HUB",
    "Product::JUNIPER_WEBSITES",
    "Catalogue::published",
    "Catalogue::default",
];

const FOLDERS: &[&str] = &["domain/src", "backend/src", "app/src", "server/src", "frontend/src", "xtask/src"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The files of a folder that are not tests.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
        match path.is_dir() {
            _ if is_test => {}
            true => found.extend(files(&path)),
            false if path.extension().is_some_and(|extension| extension == "rs") => found.push(path),
            false => {}
        }
    }
    found
}

/// The file without the modules and functions that only tests have. Each ends at the first line that closes a block at
/// its own indentation.
fn production(text: &str) -> String {
    let (mut kept, mut until) = (String::new(), None::<String>);
    let mut is_for_tests = false;
    for line in text.lines() {
        let indentation = &line[..line.len() - line.trim_start().len()];
        match &until {
            Some(end) if line == end => until = None,
            Some(_) => {}
            None if line.trim() == "#[cfg(test)]" => is_for_tests = true,
            None if is_for_tests && line.trim().starts_with("#[") => {}
            None if is_for_tests => {
                is_for_tests = false;
                until = line.ends_with('{').then(|| format!("{indentation}}}"));
            }
            None if line.trim_start().starts_with("//") => {}
            None => kept.extend([line, "\n"]),
        }
    }
    kept
}

#[test]
fn published_products_are_named_where_the_list_says() {
    let mut naming = BTreeSet::new();
    let mut read = 0;
    for file in FOLDERS.iter().flat_map(|folder| files(&root().join(folder))) {
        read += 1;
        let text = production(&std::fs::read_to_string(&file).unwrap());
        if NAMES.iter().any(|name| text.contains(name)) {
            naming.insert(file.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
    assert!(read > 500, "{read} files");
    let listed: BTreeSet<_> = NAMING.iter().map(|(file, _)| (*file).to_owned()).collect();
    let unlisted: Vec<_> = naming.difference(&listed).collect();
    assert!(unlisted.is_empty(), "ask the catalogue at hand, such as for its main_product(): {unlisted:#?}");
    let needless: Vec<_> = listed.difference(&naming).collect();
    assert!(needless.is_empty(), "no longer named here: {needless:#?}");
}

#[test]
fn what_only_tests_have_is_left_out() {
    let text = "use a;\n#[cfg(test)]\nimpl A {\n    fn b() {\n        Product::PORTAL;\n    }\n}\n/// `Product::PORTAL`\nfn c() {}\n\
                #[cfg(test)]\nmod tests;\nfn d() {}\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n    Product::PORTAL;\n}\n";
    assert_eq!(production(text), "use a;\nfn c() {}\nfn d() {}\n");
}
