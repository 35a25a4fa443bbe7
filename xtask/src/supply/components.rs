//! The list of components of a release (a bill of materials in CycloneDX 1.6): every crate in the server and the
//! browser part, and the npm packages, which are used only for building and testing.

use crate::{place, program};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The programs that are shipped, and the target each is compiled for.
const SHIPPED: [(&str, &str); 2] = [("server", "x86_64-unknown-linux-gnu"), ("frontend", "wasm32-unknown-unknown")];

/// The list as JSON, identical for identical lock files.
///
/// # Errors
/// When cargo or a lock file cannot be read.
pub fn list() -> Result<String> {
    let checksums = checksums(&std::fs::read_to_string(place::root().join("Cargo.lock"))?);
    let mut components = BTreeMap::new();
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (root, target) in SHIPPED {
        crates(root, target, &checksums, &mut components, &mut needs)?;
    }
    for folder in [place::tools(), place::end2end()] {
        let lock = folder.join("package-lock.json");
        let lock = std::fs::read_to_string(&lock).with_context(|| lock.display().to_string())?;
        packages(&serde_json::from_str(&lock)?, &mut components);
    }
    let needs: Vec<_> = needs.into_iter().map(|(from, on)| json!({ "ref": from, "dependsOn": on })).collect();
    let list = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "rolecall",
                "name": "rolecall",
                "version": env!("CARGO_PKG_VERSION"),
                "licenses": [{ "expression": env!("CARGO_PKG_LICENSE") }],
            },
        },
        "components": components.into_values().collect::<Vec<_>>(),
        "dependencies": needs,
    });
    Ok(format!("{list:#}\n"))
}

/// The crates that `root` consists of when compiled for `target`, without those that only build or test it.
fn crates(
    root: &str,
    target: &str,
    checksums: &BTreeMap<(String, String), String>,
    components: &mut BTreeMap<String, Value>,
    needs: &mut BTreeMap<String, BTreeSet<String>>,
) -> Result<()> {
    let compiled = compiled(root, target)?;
    let mut metadata = program::cargo();
    metadata.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", target]);
    let metadata: Value = serde_json::from_str(&program::output(&mut metadata)?)?;
    let packages: BTreeMap<&str, &Value> = items(&metadata["packages"])
        .filter(|package| compiled.contains(&(text(package, "name").to_owned(), text(package, "version").to_owned())))
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    for node in items(&metadata["resolve"]["nodes"]) {
        let Some(package) = packages.get(text(node, "id")) else { continue };
        let on = items(&node["deps"]).filter_map(shipped).filter_map(|id| packages.get(id));
        needs.entry(purl("cargo", package)).or_default().extend(on.map(|package| purl("cargo", package)));
        components.insert(purl("cargo", package), component(package, checksums));
    }
    Ok(())
}

/// Name and version of each crate compiled into `root`. Cargo's metadata alone also lists crates of features that are
/// off.
fn compiled(root: &str, target: &str) -> Result<BTreeSet<(String, String)>> {
    let mut tree = program::cargo();
    tree.args(["tree", "--locked", "--package", root, "--target", target, "--edges", "normal", "--prefix", "none"]);
    let tree = program::output(&mut tree)?;
    let named = |line: &str| {
        let mut words = line.split_whitespace();
        Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    };
    let compiled: BTreeSet<_> = tree.lines().filter_map(named).collect();
    if compiled.is_empty() {
        bail!("cargo tree names nothing for {root}");
    }
    Ok(compiled)
}

/// The package of a dependency, if it is part of the program.
fn shipped(dependency: &Value) -> Option<&str> {
    let is_shipped = items(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null());
    if is_shipped { dependency["pkg"].as_str() } else { None }
}

fn component(package: &Value, checksums: &BTreeMap<(String, String), String>) -> Value {
    let (name, version) = (text(package, "name"), text(package, "version"));
    let mut component = named("cargo", package, "required");
    if let Some(checksum) = checksums.get(&(name.to_owned(), version.to_owned())) {
        component.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": checksum }]));
    }
    if let Some(repository) = package["repository"].as_str() {
        component.insert("externalReferences".to_owned(), json!([{ "type": "vcs", "url": repository }]));
    }
    Value::Object(component)
}

/// The packages of one npm lock file, none of which are shipped.
fn packages(lock: &Value, components: &mut BTreeMap<String, Value>) {
    let Some(packages) = lock["packages"].as_object() else { return };
    for (place, package) in packages {
        let Some((_, name)) = place.rsplit_once("node_modules/") else { continue };
        let mut package = package.clone();
        package["name"] = json!(name);
        components.insert(purl("npm", &package), Value::Object(named("npm", &package, "excluded")));
    }
}

fn named(kind: &str, package: &Value, scope: &str) -> Map<String, Value> {
    let mut component = Map::new();
    let purl = purl(kind, package);
    for (key, value) in [
        ("type", "library"),
        ("bom-ref", purl.as_str()),
        ("name", text(package, "name")),
        ("version", text(package, "version")),
        ("scope", scope),
        ("purl", purl.as_str()),
    ] {
        component.insert(key.to_owned(), json!(value));
    }
    if let Some(license) = package["license"].as_str() {
        // Older crates use a slash for "or".
        component.insert("licenses".to_owned(), json!([{ "expression": license.replace('/', " OR ") }]));
    }
    component
}

/// A package URL (purl), which identifies a package across registries.
fn purl(kind: &str, package: &Value) -> String {
    format!("pkg:{kind}/{}@{}", text(package, "name").replace('@', "%40"), text(package, "version").replace('+', "%2B"))
}

fn text<'a>(package: &'a Value, key: &str) -> &'a str {
    package[key].as_str().unwrap_or_default()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The checksums in `Cargo.lock`, by name and version.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let field = |block: &str, name: &str| {
        let start = format!("{name} = \"");
        block.lines().find_map(|line| Some(line.strip_prefix(&start)?.trim_end_matches('"').to_owned()))
    };
    lock.split("[[package]]")
        .filter_map(|block| Some(((field(block, "name")?, field(block, "version")?), field(block, "checksum")?)))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_list_has_what_is_shipped_in_the_form_of_cyclonedx() {
        let written = list().unwrap();
        assert_eq!(written, list().unwrap(), "the same each time");
        let list: Value = serde_json::from_str(&written).unwrap();
        assert_eq!((list["bomFormat"].as_str(), list["specVersion"].as_str()), (Some("CycloneDX"), Some("1.6")));
        assert_eq!(list["metadata"]["component"]["name"], "rolecall");
        let mut refs = BTreeSet::new();
        for component in items(&list["components"]) {
            assert_eq!(component["type"], "library");
            assert!(["required", "excluded"].contains(&text(component, "scope")), "{component}");
            assert!(!text(component, "name").is_empty() && !text(component, "version").is_empty(), "{component}");
            assert!(text(component, "purl").starts_with("pkg:"), "{component}");
            assert!(refs.insert(text(component, "bom-ref")), "{component} is there twice");
            for hash in items(&component["hashes"]) {
                assert!(hash["alg"] == "SHA-256" && text(hash, "content").len() == 64, "{component}");
            }
        }
        let has = |kind: &str| refs.iter().any(|purl| purl.starts_with(kind));
        for there in [
            "pkg:cargo/axum@",
            "pkg:cargo/sqlx-postgres@",
            "pkg:cargo/leptos@",
            "pkg:cargo/web-sys@",
            "pkg:npm/esbuild@",
        ] {
            assert!(has(there), "{there}");
        }
        for absent in ["pkg:cargo/proptest@", "pkg:cargo/xtask@", "pkg:cargo/sqlx-mysql@"] {
            assert!(!has(absent), "{absent}");
        }
        for needs in items(&list["dependencies"]) {
            let all = items(&needs["dependsOn"]).chain([&needs["ref"]]);
            all.for_each(|one| assert!(refs.contains(one.as_str().unwrap()), "{one}"));
        }
        let hashed = items(&list["components"]).filter(|component| component["hashes"].is_array()).count();
        assert!(hashed > 200, "{hashed}");
    }
}
