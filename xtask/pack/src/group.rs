//! Groups islands into parts.
//!
//! The splitter makes a separate part for everything that several lazy islands share and others do not. Many islands
//! would make hundreds of tiny parts; a few groups, each of islands that the same people use at the same time, make a
//! few.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use wasmparser::{Parser, Payload};

/// The islands of each group, by the snake-case names of their functions. An island that is not listed is a group of
/// its own.
const GROUPS: &[(&str, &[&str])] = &[
    ("forms", &["password_fields", "school_form"]),
    ("person", &["edit_details", "photo_field"]),
    ("roles", &["add_user", "edit_roles"]),
    ("looking", &["compare", "find", "open_find", "present"]),
];

/// A module whose lazy islands are in groups, and the group of each island.
pub struct Grouped {
    /// The module.
    pub module: Vec<u8>,
    /// The group of each island, both by the names that the splitter uses.
    pub groups: BTreeMap<String, String>,
}

/// Groups the module's lazy islands by renaming what the splitter reads them from: imports and exports called
/// `__wasm_split_00ISLAND00_…`.
///
/// # Errors
/// When the module is not well-formed.
pub fn grouped(module: &[u8]) -> Result<Grouped> {
    let mut groups = BTreeMap::new();
    let mut grouped = module.get(..8).context("no header")?.to_vec();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        let names = match &payload {
            Payload::ImportSection(imports) => {
                imports.clone().into_imports().map(|import| Ok(import?.name)).collect::<Result<Vec<_>>>()?
            }
            Payload::ExportSection(exports) => {
                exports.clone().into_iter().map(|export| Ok(export?.name)).collect::<Result<Vec<_>>>()?
            }
            _ => Vec::new(),
        };
        let content = renamed(module, range.start as usize..range.end as usize, &names, |name| {
            let (before, rest) = name.split_once("__wasm_split_00")?;
            let (island, after) =
                rest.split_once("00_import_").map(|(island, after)| (island, format!("00_import_{after}"))).or_else(
                    || rest.split_once("00_export_").map(|(island, after)| (island, format!("00_export_{after}"))),
                )?;
            let group = group_of(island);
            groups.insert(island.to_owned(), group.clone());
            Some(format!("{before}__wasm_split_00{group}{after}"))
        })?;
        grouped.push(id);
        put_leb128(&mut grouped, content.len());
        grouped.extend_from_slice(&content);
    }
    Ok(Grouped { module: grouped, groups })
}

fn group_of(island: &str) -> String {
    let known = GROUPS.iter().find(|(_, islands)| islands.contains(&plain(island)));
    known.map_or_else(|| island.to_owned(), |(group, _)| (*group).to_owned())
}

/// The own name of an island or a lazy function: `password_fields_loader_1234` is island `password_fields`, and `find_1234`
/// is function `find`.
pub fn plain(island: &str) -> &str {
    let island = island.trim_start_matches('_');
    let island = island.split("_loader").next().unwrap_or(island);
    match island.rsplit_once('_') {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => island,
    }
}

/// A section's content with those of the `names` that occur in it, which point into `module`, replaced.
fn renamed(
    module: &[u8],
    range: std::ops::Range<usize>,
    names: &[&str],
    mut rename: impl FnMut(&str) -> Option<String>,
) -> Result<Vec<u8>> {
    let mut content = Vec::with_capacity(range.len());
    let mut done = range.start;
    for name in names {
        let Some(new) = rename(name) else { continue };
        let start = (name.as_ptr() as usize).checked_sub(module.as_ptr() as usize).context("a name from elsewhere")?;
        let mut length = Vec::new();
        put_leb128(&mut length, name.len());
        let before = start.checked_sub(length.len()).filter(|before| module[*before..].starts_with(&length));
        let before = before.context("a name's length is written in an unusual way")?;
        content.extend_from_slice(&module[done..before]);
        put_leb128(&mut content, new.len());
        content.extend_from_slice(new.as_bytes());
        done = start + name.len();
    }
    content.extend_from_slice(&module[done..range.end]);
    Ok(content)
}

fn put_leb128(bytes: &mut Vec<u8>, mut value: usize) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{group_of, grouped, plain};

    #[test]
    fn islands_of_one_group_get_one_name_and_nothing_else_changes() {
        let name = |name: &str| [&[u8::try_from(name.len()).unwrap()], name.as_bytes()].concat();
        let module = |island: &str| {
            let import = name(&format!("__wasm_split_00{island}00_import_0123_f"));
            let imports = [&[1_u8][..], &name("m"), &import, &[0, 0]].concat();
            let section = [&[2_u8, u8::try_from(imports.len()).unwrap()][..], &imports].concat();
            [&b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0"[..], &section, b"\0\x03\x01ab"].concat()
        };
        let given = module("password_fields_loader_1");
        let made = grouped(&given).unwrap();
        assert_eq!(made.module, module("forms"));
        assert_eq!(
            made.groups.into_iter().collect::<Vec<_>>(),
            [("password_fields_loader_1".to_owned(), "forms".to_owned())]
        );
        assert!(grouped(&given[..given.len() - 1]).is_err());
    }

    #[test]
    fn an_unknown_island_travels_alone() {
        assert_eq!(group_of("news_loader_77"), "news_loader_77");
        assert_eq!(group_of("password_fields_loader_77"), "forms");
        assert_eq!(group_of("open_find_14537571571064103596"), "looking");
        assert_eq!((plain("mark_3030020290257553045"), plain("add_user")), ("mark", "add_user"));
    }
}
