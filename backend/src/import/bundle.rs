//! Zips, held to what they may unpack to: a few kilobytes can hold gigabytes.

use domain::import::ListFault;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The most files in a zip.
const MOST_FILES: usize = 1_000;
/// The most bytes all of them have, unpacked.
const MOST_BYTES: u64 = 100 * 1024 * 1024;

/// A zip that unpacks to no more than is decent.
pub(super) struct Bundle<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Bundle<'a> {
    /// Opens a zip, and unpacks all of it once without keeping anything: what its directory says of sizes may be made up.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ListFault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ListFault::Damaged)?;
        if archive.len() > MOST_FILES {
            return Err(ListFault::UnpacksToTooMuch);
        }
        let mut left = MOST_BYTES;
        for number in 0..archive.len() {
            let file = archive.by_index(number).map_err(|_| ListFault::Damaged)?;
            let read = std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).map_err(|_| ListFault::Damaged)?;
            left = left.checked_sub(read).ok_or(ListFault::UnpacksToTooMuch)?;
        }
        Ok(Self { archive })
    }

    /// The path of the file called so, in whatever folder and case.
    pub fn find(&self, name: &str) -> Option<String> {
        let is_it = |path: &str| path.rsplit(['/', '\\']).next().is_some_and(|last| last.eq_ignore_ascii_case(name));
        self.archive.file_names().flatten().find(|path| is_it(path)).map(|path| path.into_owned())
    }

    /// A file's bytes.
    pub fn read(&mut self, path: &str) -> Result<Vec<u8>, ListFault> {
        let mut bytes = Vec::new();
        let file = self.archive.by_name(path).map_err(|_| ListFault::Damaged)?;
        file.take(MOST_BYTES).read_to_end(&mut bytes).map_err(|_| ListFault::Damaged)?;
        Ok(bytes)
    }
}
