//! Email addresses in cells: what is corrected with certainty, and what is wrong with the rest.

use crate::name::EmailAddress;
use serde::{Deserialize, Serialize};

/// A cleaned email address, and what was corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanAddress {
    /// The address.
    pub address: EmailAddress,
    /// The corrections.
    pub cleaned: Vec<AddressFix>,
}

/// A correction to an address that is certain to be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressFix {
    /// Invisible characters were removed.
    HiddenSigns,
    /// "mailto:" before the address was removed.
    Mailto,
    /// A name beside the address, or brackets and quotation marks around it, were removed.
    Brackets,
    /// Commas, semicolons or full stops around the address were removed.
    Punctuation,
    /// A curly apostrophe, as word processors write it, was replaced.
    Apostrophe,
    /// A full-width @, or a space beside the @, was corrected.
    AtSign,
    /// The cell had one address twice.
    Twice,
    /// Letters in the domain were converted to the form that mail servers use; this is the domain before.
    Domain(String),
}

/// Why text is not an email address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressFault {
    /// The text has no @.
    NoAt,
    /// The text has several @ signs.
    SeveralAts(u32),
    /// The cell has two or more addresses.
    Several(u32),
    /// The address has a space in it.
    Blank,
    /// The address has a character that addresses cannot have.
    Sign(char),
    /// The address has nothing before the @.
    NothingBefore,
    /// The address has nothing after the @.
    NothingAfter,
    /// The part after the @ is not a domain.
    Domain(String),
    /// The part before the @ begins or ends with a full stop, or has two in a row.
    FullStops,
    /// The address is too long.
    Long,
    /// The format is wrong in another way.
    Format,
}

impl AddressFix {
    /// The correction as a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::HiddenSigns => "Hidden characters were removed from the email address".to_owned(),
            Self::Mailto => "“mailto:” was removed from the email address".to_owned(),
            Self::Brackets => "The email address was taken from its brackets".to_owned(),
            Self::Punctuation => "Punctuation around the email address was removed".to_owned(),
            Self::Apostrophe => "The curly apostrophe in the email address was made a straight one".to_owned(),
            Self::AtSign => "The @ sign of the email address was tidied".to_owned(),
            Self::Twice => "The email address is in the cell twice; it was taken once".to_owned(),
            Self::Domain(domain) => format!("{domain} is used in the form that mail servers use"),
        }
    }
}

impl AddressFault {
    /// The fault of `text` and what to do about it, as a sentence.
    pub fn sentence(&self, text: &str) -> String {
        let text: String = text.chars().take(80).collect();
        match self {
            Self::NoAt => format!("“{text}” has no @ sign"),
            Self::SeveralAts(2) => format!("“{text}” has two @ signs"),
            Self::SeveralAts(signs) => format!("“{text}” has {signs} @ signs"),
            Self::Several(addresses) => format!("“{text}” is {addresses} email addresses. Keep one"),
            Self::Blank => format!("“{text}” has a space in it"),
            Self::Sign(sign) if sign.is_control() || sign.is_whitespace() => {
                format!("“{text}” has a hidden character in it (U+{:04X})", u32::from(*sign))
            }
            Self::Sign(sign) => format!("“{text}” has “{sign}” in it, which email addresses cannot have"),
            Self::NothingBefore => format!("“{text}” has nothing before the @ sign"),
            Self::NothingAfter => format!("“{text}” has nothing after the @ sign"),
            Self::Domain(domain) => format!("“{domain}” in “{text}” is not a domain like school.org"),
            Self::FullStops => format!("“{text}” has a full stop where email addresses cannot have one"),
            Self::Long => "Email address must be 254 characters or fewer".to_owned(),
            Self::Format => format!("“{text}” is not an email address like name@school.org"),
        }
    }
}

/// Reads an email address from a cell, correcting what is certain.
///
/// # Errors
/// The fault that cannot be corrected with certainty.
pub fn read_address(text: &str) -> Result<CleanAddress, AddressFault> {
    let mut cleaned = Vec::new();
    let mut step = |text: String, before: &str, what: AddressFix| {
        if text != before && !cleaned.contains(&what) {
            cleaned.push(what);
        }
        text
    };
    let seen: String = text.chars().filter(|sign| !is_hidden(*sign)).collect();
    let seen = step(seen, text, AddressFix::HiddenSigns);
    let text = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let next = text.replace(['’', '‘', 'ʼ', '`', '´'], "'");
    let text = step(next, &text, AddressFix::Apostrophe);
    let next = text.replace(['＠', '﹫'], "@").replace(" @", "@").replace("@ ", "@");
    let text = step(next, &text, AddressFix::AtSign);
    let bare = strip_mailto(&text).to_owned();
    let text = step(bare, &text, AddressFix::Mailto);
    let next = unwrap(&text).to_owned();
    let text = step(next, &text, AddressFix::Brackets);
    let bare = strip_mailto(&text).to_owned();
    let text = step(bare, &text, AddressFix::Mailto);
    // No address begins or ends with any of these: half a pair of brackets, a bullet, a guard apostrophe.
    let next = text.trim_matches(|sign: char| " ,;:.<>'\"«»‹›“”•·*".contains(sign)).to_owned();
    let text = step(next, &text, AddressFix::Punctuation);
    let once = one_of_several(&text)?;
    let text = step(once, &text, AddressFix::Twice);
    if let Some((local, domain)) = text.rsplit_once('@')
        && !domain.is_ascii()
        && let Some(ascii) = super::super::punycode::to_ascii(domain)
        && let Ok(address) = EmailAddress::parse(&format!("{local}@{ascii}"))
    {
        cleaned.push(AddressFix::Domain(domain.to_owned()));
        return Ok(CleanAddress { address, cleaned });
    }
    match EmailAddress::parse(&text) {
        Ok(address) => Ok(CleanAddress { address, cleaned }),
        Err(_) => Err(fault(&text)),
    }
}

/// Whether a character is invisible and means nothing in an address.
const fn is_hidden(sign: char) -> bool {
    matches!(sign, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FE0E}' | '\u{FE0F}')
}

/// Whether text in a column of addresses says that there is no address.
pub fn is_no_address(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "",
        "na",
        "none",
        "no",
        "null",
        "nil",
        "tbc",
        "tba",
        "unknown",
        "notknown",
        "noemail",
        "notapplicable",
        "nonegiven",
        "noemailaddress",
        "notprovided",
        "blank",
        "0",
    ];
    let word: String = text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    !text.contains('@') && !text.starts_with('=') && WORDS.contains(&word.as_str())
}

/// Every address in a cell, whatever else is in it.
pub fn addresses_in(text: &str) -> Vec<String> {
    let whole = read_address(text).ok().map(|clean| clean.address.key());
    let parts = text
        .split(|sign: char| sign.is_whitespace() || ",;|/\\<>()[]:&\"".contains(sign))
        .filter(|part| part.contains('@'))
        .filter_map(|part| read_address(part).ok())
        .map(|clean| clean.address.key());
    parts.chain(whole).collect()
}

fn strip_mailto(text: &str) -> &str {
    // Access keeps a link as "amy@school.org#mailto:amy@school.org#".
    if let Some((shown, _)) = text.split_once("#mailto:").filter(|(shown, _)| shown.contains('@')) {
        return shown.trim();
    }
    for label in ["smtp:", "email:", "e-mail:"] {
        if let Some(rest) = text
            .get(..label.len())
            .filter(|start| start.eq_ignore_ascii_case(label))
            .and_then(|_| text.get(label.len()..))
        {
            return rest.trim();
        }
    }
    let start = text.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:"));
    let bare = start.and_then(|_| text.get(7..)).map_or(text, str::trim);
    // Drops what a link has after the address: "?subject=…".
    if start.is_some() { bare.split('?').next().unwrap_or(bare) } else { bare }
}

/// Removes what is around an address: "Amy Webb <amy@school.org>", "<amy@school.org>",
/// "[amy@school.org](mailto:amy@school.org)", "\"amy@school.org\"".
fn unwrap(text: &str) -> &str {
    if let (Some(from), Some(to)) = (text.find('<'), text.rfind('>'))
        && let Some(inner) = text.get(from + 1..to)
        && text.matches('<').count() == 1
        && inner.contains('@')
        && !text.get(..from).unwrap_or_default().contains('@')
        && !text.get(to..).unwrap_or_default().contains('@')
    {
        return inner.trim();
    }
    if let Some((shown, _)) = text.strip_prefix('[').and_then(|text| text.split_once("](")) {
        return shown.trim();
    }
    // For example "amy@school.org (work)".
    if let Some((before, inner)) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
        && before.contains('@')
        && !inner.contains('@')
    {
        return before.trim();
    }
    // For example "Amy Webb (amy@school.org)".
    if let Some((before, inner)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('('))
        && inner.contains('@')
        && !before.contains('@')
    {
        return inner.trim();
    }
    let pairs = [('"', '"'), ('(', ')'), ('[', ']'), ('“', '”'), ('\'', '\'')];
    let inner = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    inner.map_or(text, str::trim)
}

/// The single address of a cell that repeats it.
fn one_of_several(text: &str) -> Result<String, AddressFault> {
    let parts: Vec<&str> = text
        .split([',', ';', '|', ' ', '/', '\\', ':'])
        .map(|part| part.trim_matches(['<', '>', '.']))
        .filter(|part| !part.is_empty())
        .collect();
    let with_at: Vec<&str> = parts.iter().copied().filter(|part| EmailAddress::parse(part).is_ok()).collect();
    match with_at[..] {
        [first, .., _] => {
            let mut keys: Vec<String> = with_at.iter().map(|part| part.to_lowercase()).collect();
            keys.sort();
            keys.dedup();
            match keys.len() {
                1 if with_at.len() == parts.len() => Ok(first.to_owned()),
                1 => Ok(text.to_owned()),
                several => Err(AddressFault::Several(u32::try_from(several).unwrap_or(u32::MAX))),
            }
        }
        _ => Ok(text.to_owned()),
    }
}

fn fault(text: &str) -> AddressFault {
    let ats = u32::try_from(text.matches('@').count()).unwrap_or(u32::MAX);
    if text.chars().count() > EmailAddress::MOST {
        return AddressFault::Long;
    }
    let Some((local, domain)) = text.rsplit_once('@') else { return AddressFault::NoAt };
    if ats > 1 {
        return AddressFault::SeveralAts(ats);
    }
    if local.is_empty() {
        return AddressFault::NothingBefore;
    }
    if domain.is_empty() {
        return AddressFault::NothingAfter;
    }
    if text.contains(char::is_whitespace) {
        return AddressFault::Blank;
    }
    let is_usual = |sign: &char| sign.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(*sign);
    if let Some(sign) = local.chars().find(|sign| !is_usual(sign)) {
        return AddressFault::Sign(sign);
    }
    if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return AddressFault::FullStops;
    }
    if let Some(sign) = domain.chars().find(|sign| !sign.is_alphanumeric() && !matches!(sign, '.' | '-')) {
        return AddressFault::Sign(sign);
    }
    if EmailAddress::parse(&format!("a@{domain}")).is_err() {
        return AddressFault::Domain(domain.to_owned());
    }
    AddressFault::Format
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_certain_is_put_right() {
        for (text, address, cleaned) in [
            ("amy@school.org", "amy@school.org", vec![]),
            ("  amy@school.org\u{A0}", "amy@school.org", vec![]),
            ("amy\u{200B}@school.org", "amy@school.org", vec![AddressFix::HiddenSigns]),
            ("a\u{AD}my@school.org\u{FEFF}", "amy@school.org", vec![AddressFix::HiddenSigns]),
            ("mailto:amy@school.org", "amy@school.org", vec![AddressFix::Mailto]),
            ("MAILTO: amy@school.org?subject=Hi", "amy@school.org", vec![AddressFix::Mailto]),
            ("Amy Webb <amy@school.org>", "amy@school.org", vec![AddressFix::Brackets]),
            ("Amy Webb (amy@school.org)", "amy@school.org", vec![AddressFix::Brackets]),
            ("<mailto:amy@school.org>", "amy@school.org", vec![AddressFix::Brackets, AddressFix::Mailto]),
            ("[amy@school.org](mailto:amy@school.org)", "amy@school.org", vec![AddressFix::Brackets]),
            ("\"amy@school.org\"", "amy@school.org", vec![AddressFix::Brackets]),
            ("'amy@school.org", "amy@school.org", vec![AddressFix::Punctuation]),
            ("<amy@school.org", "amy@school.org", vec![AddressFix::Punctuation]),
            ("«amy@school.org»", "amy@school.org", vec![AddressFix::Punctuation]),
            ("• amy@school.org", "amy@school.org", vec![AddressFix::Punctuation]),
            ("amy@school.org (work)", "amy@school.org", vec![AddressFix::Brackets]),
            ("SMTP:amy@school.org", "amy@school.org", vec![AddressFix::Mailto]),
            ("amy@school.org#mailto:amy@school.org#", "amy@school.org", vec![AddressFix::Mailto]),
            ("amy﹫school.org", "amy@school.org", vec![AddressFix::AtSign]),
            ("amy@school.org;", "amy@school.org", vec![AddressFix::Punctuation]),
            ("amy@school.org.", "amy@school.org", vec![AddressFix::Punctuation]),
            ("amy@school.org; Amy@School.org", "amy@school.org", vec![AddressFix::Twice]),
            ("amy@school.org\namy@school.org", "amy@school.org", vec![AddressFix::Twice]),
            ("k.o’hara@school.org", "k.o'hara@school.org", vec![AddressFix::Apostrophe]),
            ("amy @ school.org", "amy@school.org", vec![AddressFix::AtSign]),
            ("amy＠school.org", "amy@school.org", vec![AddressFix::AtSign]),
            ("lena@käse.example", "lena@xn--kse-qla.example", vec![AddressFix::Domain("käse.example".to_owned())]),
        ] {
            let read = read_address(text).unwrap();
            assert_eq!((read.address.as_str(), read.cleaned), (address, cleaned), "{text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_named() {
        for (text, fault) in [
            ("amy.school.org", AddressFault::NoAt),
            ("kate@@oak.sch", AddressFault::SeveralAts(2)),
            ("a@b.uk, c@d.uk", AddressFault::Several(2)),
            ("a@b.uk; c@d.uk / e@f.uk", AddressFault::Several(3)),
            ("a@b.uk c@d.uk", AddressFault::Several(2)),
            ("Amy <a@b.uk>; c@d.uk", AddressFault::Several(2)),
            ("a@b.uk\\c@d.uk", AddressFault::Several(2)),
            ("amy webb@school.org", AddressFault::Blank),
            ("zoë@school.org", AddressFault::Sign('ë')),
            ("amy(at)@school.org", AddressFault::Sign('(')),
            ("@school.org", AddressFault::NothingBefore),
            ("amy@", AddressFault::NothingAfter),
            ("amy@school", AddressFault::Domain("school".to_owned())),
            ("amy@school,org", AddressFault::Sign(',')),
            ("a..b@school.org", AddressFault::FullStops),
        ] {
            assert_eq!(read_address(text), Err(fault.clone()), "{text}");
            assert!(fault.sentence(text).contains(text) || fault == AddressFault::Long, "{text}");
        }
        assert_eq!(AddressFault::SeveralAts(2).sentence("kate@@oak.sch"), "“kate@@oak.sch” has two @ signs");
    }

    #[test]
    fn cells_without_an_address_and_all_addresses_of_a_cell() {
        for text in ["n/a", "None", "-", "no email", "TBC", "0", "?"] {
            assert!(is_no_address(text), "{text}");
        }
        for text in ["amy", "amy@", "none@school.org", "amy at school"] {
            assert!(!is_no_address(text), "{text}");
        }
        for (text, all) in [
            ("Amy <a@b.uk>; mailto:c@d.uk", vec!["a@b.uk", "c@d.uk"]),
            ("a@b.uk and more", vec!["a@b.uk"]),
            ("A @ B.uk", vec!["a@b.uk"]),
            ("nothing", vec![]),
        ] {
            let mut found = addresses_in(text);
            found.sort();
            found.dedup();
            assert_eq!(found, all, "{text}");
        }
    }
}
