//! Fonts: the hash of the content becomes part of a font's name, and style sheets ask for it by that name.

use crate::name;
use crate::style::Sheet;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// The folder of the fonts, within that of the assets.
const FOLDER: &str = "fonts";
const KIND: &str = ".woff2";

/// A font of the site.
pub struct Font {
    /// The file's name, before the hash; also the font's key in `hash.txt`.
    pub name: String,
    /// The hash of the content.
    pub hash: String,
    /// The font itself, which is compressed already.
    pub content: Vec<u8>,
}

impl Font {
    /// The file's name in the site.
    pub fn hashed_name(&self) -> String {
        format!("{}.{}{KIND}", self.name, self.hash)
    }
}

/// Whether a file of this name is a font.
pub fn is_font(name: &str) -> bool {
    name.ends_with(KIND)
}

/// The fonts among the assets, by name.
///
/// # Errors
/// When one cannot be read.
pub fn all(assets: &Path) -> Result<Vec<Font>> {
    let folder = assets.join(FOLDER);
    let mut fonts = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            let file = entry.file_name();
            let Some(name) = file.to_str().and_then(|file| file.strip_suffix(KIND)) else { continue };
            let content = std::fs::read(entry.path()).with_context(|| entry.path().display().to_string())?;
            fonts.push(Font { name: name.to_owned(), hash: name::of_content(&content), content });
        }
    }
    fonts.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(fonts)
}

/// Puts the hashed names into the style sheets.
///
/// # Errors
/// When no style sheet asks for a font, which would then be served for nothing.
pub fn name_in(sheets: &mut [Sheet], fonts: &[Font]) -> Result<()> {
    for font in fonts {
        let plain = format!("{}{KIND}", font.name);
        let mut is_used = false;
        for sheet in &mut *sheets {
            let text = std::str::from_utf8(&sheet.text).context("a style sheet is not UTF-8")?;
            if text.contains(&plain) {
                sheet.text = text.replace(&plain, &font.hashed_name()).into_bytes();
                is_used = true;
            }
        }
        if !is_used {
            bail!("no style sheet asks for {plain}");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Font, Sheet, all, name_in};
    use std::path::Path;

    /// What a first visit may load for the sake of its letters.
    const MOST_BYTES: usize = 60_000;

    #[test]
    fn the_fonts_are_small() {
        let fonts = all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style/assets")).unwrap();
        let bytes: usize = fonts.iter().map(|font| font.content.len()).sum();
        assert!(!fonts.is_empty() && bytes <= MOST_BYTES, "{bytes} bytes in {} fonts", fonts.len());
    }

    #[test]
    fn style_sheets_ask_for_the_hashed_name() {
        let fonts = [Font { name: "plain".into(), hash: "1a2b".into(), content: Vec::new() }];
        let sheet = |text: &str| [Sheet { key: "css", name: "main", text: text.into() }];
        let mut sheets = sheet("a{src:url(plain.woff2)}");
        name_in(&mut sheets, &fonts).unwrap();
        assert_eq!(sheets[0].text, b"a{src:url(plain.1a2b.woff2)}");
        assert!(name_in(&mut sheet("a{}"), &fonts).is_err());
    }
}
