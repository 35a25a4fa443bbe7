//! Names as they appear in codes and URLs.

/// Appends `text` in lower case, each run of other signs than letters and digits as one hyphen:
/// "CTF/ATF Import" becomes "ctf-atf-import".
pub(super) fn push(out: &mut String, text: &str) {
    let mut gap = false;
    let start = out.len();
    for sign in text.bytes() {
        if sign.is_ascii_alphanumeric() {
            if gap && out.len() > start {
                out.push('-');
            }
            gap = false;
            out.push(sign.to_ascii_lowercase() as char);
        } else {
            gap = true;
        }
    }
}

/// Whether `slug` is what `text` becomes.
pub(super) fn matches(slug: &str, text: &str) -> bool {
    let mut made = String::with_capacity(text.len());
    push(&mut made, text);
    made == slug
}
