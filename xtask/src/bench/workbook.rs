//! Two workbooks that no spreadsheet program would write, and just enough of the zip format (APPNOTE.TXT) to write
//! them.

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The number of letters in the long string.
const LONG: usize = 60_000_000;

/// A workbook of one or two kilobytes that declares 3·10^17 shared strings.
pub fn countless_strings() -> Vec<u8> {
    let strings = format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"300000000000000000\"><si><t>Forename</t></si></sst>");
    workbook(&cells(1), Part::stored("xl/sharedStrings.xml", strings.as_bytes()))
}

/// A small workbook with a single shared string of 60 MB, which occurs in sixty cells of a row.
pub fn one_long_string() -> Vec<u8> {
    let head = format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"1\"><si><t>");
    let strings = Part::repeating("xl/sharedStrings.xml", head.as_bytes(), b'a', LONG, b"</t></si></sst>");
    workbook(&cells(60), strings)
}

fn cells(count: usize) -> String {
    format!("<row r=\"1\">{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(count))
}

fn workbook(rows: &str, strings: Part) -> Vec<u8> {
    let relation = |id: u32, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |inside: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{inside}</Relationships>");
    let top = relations(&relation(1, "officeDocument", "xl/workbook.xml"));
    let parts = relation(1, "worksheet", "worksheets/sheet1.xml") + &relation(2, "sharedStrings", "sharedStrings.xml");
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"Staff\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
    zip(&[
        Part::stored("_rels/.rels", top.as_bytes()),
        Part::stored("xl/workbook.xml", book.as_bytes()),
        Part::stored("xl/_rels/workbook.xml.rels", relations(&parts).as_bytes()),
        Part::stored("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        strings,
    ])
}

/// A file in a zip.
struct Part {
    name: &'static str,
    method: u16,
    checksum: u32,
    length: usize,
    packed: Vec<u8>,
}

impl Part {
    fn stored(name: &'static str, bytes: &[u8]) -> Self {
        let checksum = Checksum::default().add(bytes).done();
        Self { name, method: 0, checksum, length: bytes.len(), packed: bytes.to_vec() }
    }

    /// The deflated text of `before`, a number of equal letters, and `after`.
    fn repeating(name: &'static str, before: &[u8], letter: u8, times: usize, after: &[u8]) -> Self {
        let mut checksum = Checksum::default().add(before);
        let some = vec![letter; 1 << 16];
        let mut left = times;
        while left > 0 {
            let length = left.min(some.len());
            checksum = checksum.add(&some[..length]);
            left -= length;
        }
        let mut packed = Deflated::begin();
        before.iter().chain([&letter]).for_each(|byte| packed.literal(*byte));
        let mut left = times - 1;
        while left >= LONGEST_RUN {
            packed.longest_run();
            left -= LONGEST_RUN;
        }
        (0..left).for_each(|_| packed.literal(letter));
        after.iter().for_each(|byte| packed.literal(*byte));
        let length = before.len() + times + after.len();
        Self { name, method: 8, checksum: checksum.add(after).done(), length, packed: packed.end() }
    }

    /// The fields that the file's own header and the directory have in common.
    fn described(&self) -> Vec<u8> {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
        let mut said = [20u16, 0, self.method, 0, 0].map(u16::to_le_bytes).concat();
        said.extend(self.checksum.to_le_bytes());
        said.extend(number(self.packed.len()));
        said.extend(number(self.length));
        said.extend(&number(self.name.len())[..2]);
        said.extend([0, 0]);
        said
    }
}

fn zip(parts: &[Part]) -> Vec<u8> {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let at = file.len();
        file.extend(b"PK\x03\x04");
        file.extend(part.described());
        file.extend(part.name.as_bytes());
        file.extend(&part.packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(part.described());
        directory.extend([0; 10]);
        directory.extend(number(at));
        directory.extend(part.name.as_bytes());
    }
    let at = file.len();
    let count = &number(parts.len())[..2];
    let end = [&b"PK\x05\x06\0\0\0\0"[..], count, count, &number(directory.len()), &number(at), &[0, 0]].concat();
    [file, directory, end].concat()
}

/// CRC-32 as used in zips.
struct Checksum(u32);

impl Default for Checksum {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Checksum {
    fn add(self, bytes: &[u8]) -> Self {
        let bit = |sum: u32| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
        let table: Vec<u32> = (0..256).map(|byte| (0..8).fold(byte, |sum, _| bit(sum))).collect();
        let next = |sum: u32, byte: &u8| table[((sum ^ u32::from(*byte)) & 0xFF) as usize] ^ (sum >> 8);
        Self(bytes.iter().fold(self.0, next))
    }

    fn done(self) -> u32 {
        !self.0
    }
}

/// The most bytes that one code of [`Deflated`] repeats.
const LONGEST_RUN: usize = 258;

/// One block of deflate with its fixed codes (RFC 1951, section 3.2.6).
struct Deflated {
    bytes: Vec<u8>,
    bits: u32,
    count: u32,
}

impl Deflated {
    fn begin() -> Self {
        let mut begun = Self { bytes: Vec::new(), bits: 0, count: 0 };
        // The header of the last block, with fixed codes.
        begun.put(0b011, 3);
        begun
    }

    /// Writes bits, the lowest first.
    fn put(&mut self, bits: u32, count: u32) {
        self.bits |= bits << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push((self.bits & 0xFF) as u8);
            self.bits >>= 8;
            self.count -= 8;
        }
    }

    /// Writes a code, whose highest bit comes first.
    fn code(&mut self, code: u32, count: u32) {
        self.put(code.reverse_bits() >> (32 - count), count);
    }

    fn literal(&mut self, byte: u8) {
        let byte = u32::from(byte);
        if byte < 144 { self.code(0x30 + byte, 8) } else { self.code(0x190 + byte - 144, 9) }
    }

    /// Repeats the previous byte [`LONGEST_RUN`] times.
    fn longest_run(&mut self) {
        self.code(0xC5, 8);
        self.code(0, 5);
    }

    fn end(mut self) -> Vec<u8> {
        self.code(0, 7);
        self.put(0, 7);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_the_one_everybody_computes() {
        assert_eq!(Checksum::default().add(b"1234").add(b"56789").done(), 0xCBF4_3926);
    }

    #[test]
    fn the_workbooks_are_small_to_send() {
        assert!(countless_strings().len() < 2_500);
        assert!(one_long_string().len() < 400_000);
    }
}
