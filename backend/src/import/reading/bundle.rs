//! Zips, held to what they may unpack to: a few kilobytes can hold gigabytes.

use crate::limits;
use domain::import::ListFault;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// A zip that unpacks to no more than is decent.
pub(super) struct Bundle<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Bundle<'a> {
    /// Opens a zip, and unpacks all of it once without keeping anything: what its directory says of sizes may be made up.
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

    /// The paths of its files, but for folders and what Macs add.
    pub fn paths(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(|path| path.into_owned()).filter(|path| is_meant(path)).collect()
    }

    /// The path of the file called so, in whatever folder and case: of several, the one in the fewest folders.
    pub fn find(&self, name: &str) -> Option<String> {
        let mut paths = self.paths();
        paths.retain(|path| last(path).eq_ignore_ascii_case(name));
        paths.into_iter().min_by_key(|path| depth(path))
    }

    /// The path of the file called so in the folder of `beside`.
    pub fn find_beside(&self, beside: &str, name: &str) -> Option<String> {
        let folder = folder(beside);
        self.paths().into_iter().find(|path| last(path).eq_ignore_ascii_case(name) && self::folder(path) == folder)
    }

    /// The path that another file of the zip calls so: with other slashes or case perhaps.
    pub fn path_of(&self, called: &str) -> Option<String> {
        let plain = |path: &str| path.replace('\\', "/").trim_start_matches('/').to_lowercase();
        let called = plain(called);
        self.paths().into_iter().find(|path| plain(path) == called)
    }

    /// A file's bytes, bit by bit.
    pub fn stream(&mut self, path: &str) -> Result<BufReader<impl Read + '_>, ListFault> {
        let file = self.archive.by_name(path).map_err(|_| ListFault::Damaged)?;
        Ok(BufReader::new(file.take(limits::ARCHIVE_BYTES)))
    }

    /// A file's bytes.
    pub fn read(&mut self, path: &str) -> Result<Vec<u8>, ListFault> {
        let mut bytes = Vec::new();
        self.stream(path)?.read_to_end(&mut bytes).map_err(|_| ListFault::Damaged)?;
        Ok(bytes)
    }
}

/// Macs put a second file beside each, in a folder of its own and with a name that begins so.
fn is_meant(path: &str) -> bool {
    let is_mac =
        path.split(['/', '\\']).any(|part| part == "__MACOSX" || part.starts_with("._") || part == ".DS_Store");
    !is_mac && !path.ends_with(['/', '\\'])
}

fn last(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// The folder a file is in, with its slash; empty for none.
pub(super) fn folder(path: &str) -> &str {
    path.strip_suffix(last(path)).unwrap_or_default()
}

fn depth(path: &str) -> usize {
    path.matches(['/', '\\']).count()
}
