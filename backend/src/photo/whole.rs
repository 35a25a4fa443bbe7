//! Detecting truncated pictures. Decoders may fill missing parts with grey without reporting it.

const END_OF_IMAGE: u8 = 0xd9;

/// Whether an end marker follows the picture's data (ITU-T T.81, B.1), which a truncated file lacks. The thumbnail
/// that cameras embed has an end marker too, but lies in a segment that is skipped.
pub(super) fn is_whole_jpeg(file: &[u8]) -> bool {
    let mut rest = file.get(2..).unwrap_or_default();
    loop {
        // A marker is one or more 0xff bytes and a code.
        let Some(start) = rest.iter().position(|byte| *byte == 0xff) else { return false };
        rest = &rest[start..];
        let Some(code) = rest.iter().position(|byte| *byte != 0xff) else { return false };
        let marker = rest[code];
        rest = &rest[code + 1..];
        match marker {
            END_OF_IMAGE => return true,
            // Within scan data, stuffed bytes and restart markers have no length.
            0x00 | 0x01 | 0xd0..=0xd8 => {}
            _ => {
                let Some(length) = rest.first_chunk().map(|length| usize::from(u16::from_be_bytes(*length))) else {
                    return false;
                };
                match rest.get(length..) {
                    Some(after) => rest = after,
                    None => return false,
                }
            }
        }
    }
}

/// Whether a WebP has as many bytes as its header says (RFC 9649, 2.4).
pub(super) fn is_whole_webp(file: &[u8]) -> bool {
    let said = file.get(4..8).and_then(|said| said.first_chunk());
    said.is_some_and(|said| file.len() as u64 >= u64::from(u32::from_le_bytes(*said)) + 8)
}

#[cfg(test)]
mod tests {
    use super::{is_whole_jpeg, is_whole_webp};

    #[test]
    fn a_jpeg_is_whole_when_its_own_end_is_there() {
        let thumbnail: &[u8] = &[0xff, 0xe1, 0, 8, 0xff, 0xd8, 0xff, 0xd9, 1, 2];
        let scan: &[u8] = &[0xff, 0xda, 0, 4, 1, 1, 9, 0xff, 0x00, 9, 0xff, 0xd3, 9, 0xff, 0xff, 0xd9];
        let file = [&[0xff, 0xd8][..], thumbnail, scan].concat();
        assert!(is_whole_jpeg(&file));
        assert!(is_whole_jpeg(&[&file[..], b"what a telephone adds"].concat()));
        for length in 0..file.len() {
            assert!(!is_whole_jpeg(&file[..length]), "{length} bytes of {}", file.len());
        }
    }

    #[test]
    fn a_webp_is_whole_when_it_is_as_long_as_it_says() {
        let file = b"RIFF\x06\0\0\0WEBPxx";
        assert!(is_whole_webp(file));
        assert!(is_whole_webp(&[&file[..], b"more"].concat()));
        for length in 0..file.len() {
            assert!(!is_whole_webp(&file[..length]), "{length}");
        }
        assert!(!is_whole_webp(b"RIFF\xff\xff\xff\xffWEBP"));
    }
}
