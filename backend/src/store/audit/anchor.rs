//! Anchors: the end of a log at one moment, as text that is printed, mailed and read back.

use core::fmt;
use domain::id::SchoolId;

/// The end of a school's audit log at one moment. Kept elsewhere, it later proves whether earlier entries are
/// unchanged: a rewritten log cannot have the same anchor, even with its whole chain recomputed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The school whose log it is.
    pub school: SchoolId,
    /// The number of the last entry.
    pub number: i64,
    /// Its place in the chain: 64 hexadecimal digits.
    pub chain: String,
}

impl Anchor {
    /// Parses an anchor as it is printed and mailed.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let (school, number, chain) = (parts.next()?, parts.next()?, parts.next()?);
        let number = number.parse().ok().filter(|number: &i64| *number > 0)?;
        let is_hash = chain.len() == 64 && chain.bytes().all(|byte| byte.is_ascii_hexdigit());
        let anchor = Self { school: SchoolId::parse(school)?, number, chain: chain.to_ascii_lowercase() };
        (is_hash && parts.next().is_none()).then_some(anchor)
    }

    /// Every anchor in a text, such as a mail or what `audit verify` printed.
    pub fn all_in(text: &str) -> Vec<Self> {
        let is_part = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, ':' | '-');
        text.split(|sign| !is_part(sign)).filter_map(Self::parse).collect()
    }

    /// The command with which the owner of a release folder verifies the log against this anchor.
    pub fn command(&self) -> String {
        format!("rolecall audit verify --anchor {self}")
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.school, self.number, self.chain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_found_in_what_was_printed() {
        let chain = "0123456789abcdef".repeat(4);
        let school = SchoolId::new(uuid::Uuid::from_u128(1));
        let anchor = Anchor { school, number: 12, chain: chain.clone() };
        let printed = format!("Hillside: 12 entries.\nAnchor: {anchor}.\nOak: none");
        assert_eq!(Anchor::all_in(&printed), [anchor]);
        for wrong in [format!("{school}:0:{chain}"), format!("{school}:1:{}", &chain[1..]), format!("x:1:{chain}")] {
            assert!(Anchor::all_in(&wrong).is_empty(), "{wrong}");
        }
    }
}
