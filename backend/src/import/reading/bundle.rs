//! Zips, limited in what they unpack to: a few kilobytes can hold gigabytes.

use crate::limits;
use domain::import::ListFault;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// A zip within its limits.
pub(super) struct Bundle<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Bundle<'a> {
    /// Opens a zip and unpacks it once without keeping anything, because the sizes in its directory may be forged.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ListFault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ListFault::Damaged)?;
        if archive.len() > limits::ARCHIVE_FILES {
            return Err(ListFault::UnpacksToTooMuch);
        }
        let mut left = limits::ARCHIVE_BYTES;
        for number in 0..archive.len() {
            let file = archive.by_index(number).map_err(|_| ListFault::Damaged)?;
            let read = std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).map_err(|_| ListFault::Damaged)?;
            left = left.checked_sub(read).ok_or(ListFault::UnpacksToTooMuch)?;
        }
        Ok(Self { archive })
    }

    /// The paths of the zip's files, without folders and macOS metadata.
    pub fn paths(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(|path| path.into_owned()).filter(|path| is_meant(path)).collect()
    }

    /// The path of the file with this name, in any folder and case. Of several, the one in the fewest folders.
    pub fn find(&self, name: &str) -> Option<String> {
        let mut paths = self.paths();
        paths.retain(|path| last(path).eq_ignore_ascii_case(name));
        paths.into_iter().min_by_key(|path| depth(path))
    }

    /// The path of the file with this name in the folder of `beside`.
    pub fn find_beside(&self, beside: &str, name: &str) -> Option<String> {
        let folder = folder(beside);
        self.paths().into_iter().find(|path| last(path).eq_ignore_ascii_case(name) && self::folder(path) == folder)
    }

    /// The path that another file of the zip refers to, allowing for other slashes and case.
    pub fn path_of(&self, called: &str) -> Option<String> {
        let plain = |path: &str| path.replace('\\', "/").trim_start_matches('/').to_lowercase();
        let called = plain(called);
        self.paths().into_iter().find(|path| plain(path) == called)
    }

    /// A stream of a file's bytes.
    pub fn stream(&mut self, path: &str) -> Result<BufReader<impl Read + '_>, ListFault> {
        let file = self.archive.by_name(path).map_err(|_| ListFault::Damaged)?;
        Ok(BufReader::new(file.take(limits::ARCHIVE_BYTES)))
    }

    /// All of a file's bytes.
    pub fn read(&mut self, path: &str) -> Result<Vec<u8>, ListFault> {
        let mut bytes = Vec::new();
        self.stream(path)?.read_to_end(&mut bytes).map_err(|_| ListFault::Damaged)?;
        Ok(bytes)
    }
}

/// macOS adds a metadata file beside each file, in a separate folder and with this prefix.
fn is_meant(path: &str) -> bool {
    let is_mac =
        path.split(['/', '\\']).any(|part| part == "__MACOSX" || part.starts_with("._") || part == ".DS_Store");
    !is_mac && !path.ends_with(['/', '\\'])
}

fn last(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// The folder of a path, with its slash; empty when it has none.
pub(super) fn folder(path: &str) -> &str {
    path.strip_suffix(last(path)).unwrap_or_default()
}

fn depth(path: &str) -> usize {
    path.matches(['/', '\\']).count()
}
