//! Bundles the style sheets, lowered to the browsers that Rolecall supports.

use crate::bind::OUTPUT_NAME;
use crate::tools::Tools;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// A style sheet of the site.
pub struct Sheet {
    /// The sheet's key in `hash.txt`.
    pub key: &'static str,
    /// The file's name, before the hash.
    pub name: &'static str,
    /// The sheet's text.
    pub text: Vec<u8>,
}

/// The site's style sheets: the file in the styles folder, the key in `hash.txt` and the name. The first is on every
/// page; leptos expects its key to be `css`.
const SHEETS: [(&str, &str, &str); 2] = [("main.css", "css", OUTPUT_NAME), ("more.css", "more", "more")];

/// The style sheets with their imports inlined; also minified and lowered where Node is installed.
///
/// # Errors
/// When a file is missing, an import has a form that is not supported here, or a style does not parse.
pub fn all(folder: &Path, tools: &Tools) -> Result<Vec<Sheet>> {
    let sheets = SHEETS.iter();
    sheets.map(|&(file, key, name)| Ok(Sheet { key, name, text: lowered(&folder.join(file), tools)? })).collect()
}

fn lowered(main: &Path, tools: &Tools) -> Result<Vec<u8>> {
    let whole = with_imports(main, 0)?;
    if tools.present() { tools.run::<&str>("lower.mjs", &[], whole.as_bytes()) } else { Ok(whole.into_bytes()) }
}

fn with_imports(file: &Path, depth: u8) -> Result<String> {
    if depth > 8 {
        bail!("{} is imported in a circle", file.display());
    }
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    // CSS allows a file to end in the middle of a block, which would then swallow the files after it.
    if text.matches('{').count() != text.matches('}').count() {
        bail!("{} does not close what it opens", file.display());
    }
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        match line.trim_start().strip_prefix("@import") {
            Some(import) => {
                let (name, layer) = parsed_import(import).with_context(|| format!("in {}", file.display()))?;
                let inner = with_imports(&file.with_file_name(name), depth + 1)?;
                match layer {
                    Some(layer) => whole.push_str(&format!("@layer {layer} {{\n{inner}\n}}\n")),
                    None => whole.push_str(&inner),
                }
            }
            None => {
                whole.push_str(line);
                whole.push('\n');
            }
        }
    }
    Ok(whole)
}

/// Reads ` "name.css" layer(x);` or ` url("name.css");`, the two forms that our style sheets use.
fn parsed_import(import: &str) -> Result<(&str, Option<&str>)> {
    let import = import.trim().strip_suffix(';').context("an @import must be one line, ended by a semicolon")?;
    let (name, rest) = import
        .strip_prefix("url(")
        .unwrap_or(import)
        .strip_prefix('"')
        .and_then(|quoted| quoted.split_once('"'))
        .context("an @import must name its file in double quotes")?;
    let rest = rest.trim_start_matches(')').trim();
    if rest.is_empty() {
        return Ok((name, None));
    }
    let layer = rest
        .strip_prefix("layer(")
        .and_then(|layer| layer.strip_suffix(')'))
        .context("an @import may be followed by a layer only")?;
    Ok((name, Some(layer)))
}

#[cfg(test)]
mod tests {
    use super::parsed_import;

    #[test]
    fn the_forms_of_an_import() {
        assert_eq!(parsed_import(r#" "a.css";"#).ok(), Some(("a.css", None)));
        assert_eq!(parsed_import(r#" url("a.css");"#).ok(), Some(("a.css", None)));
        assert_eq!(parsed_import(r#" "a.css" layer(base);"#).ok(), Some(("a.css", Some("base"))));
        assert!(parsed_import(r#" "a.css" screen;"#).is_err());
        assert!(parsed_import(r#" "a.css""#).is_err());
    }
}
