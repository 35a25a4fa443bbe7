//! Unique Pupil Numbers and their check letter.

use crate::fault::{TextFault, TextKind};
use crate::name::parsed_text;
use serde::{Deserialize, Serialize};

/// A Unique Pupil Number: a check letter, the local authority (3 digits), the establishment (4), the year (2) and a
/// serial number of three digits, or of two and a letter while it is temporary.
///
/// A UPN belongs to a pupil and to education records only; it never identifies staff.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Upn(String);

/// The possible check letters, and last letters of a temporary UPN: all but I, O and S.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
/// The characters in a UPN, including the check letter.
const LENGTH: usize = 13;

impl Upn {
    /// Reads a number, typed with spaces or in small letters too; the error says what to do.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        let signs: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        if signs.is_empty() {
            return Err(TextFault::Missing(TextKind::Upn));
        }
        if signs.chars().count() != LENGTH {
            return Err(TextFault::UpnLength);
        }
        let signs = signs.to_ascii_uppercase();
        let (Some(letter), Some(body)) = (signs.get(..1), signs.get(1..)) else {
            return Err(TextFault::UpnShape);
        };
        let right = check_letter(body).ok_or(TextFault::UpnShape)?;
        if letter.bytes().all(|first| first == right) {
            Ok(Self(signs))
        } else {
            Err(TextFault::UpnCheck { letter: letter.to_owned(), body: body.to_owned(), right: char::from(right) })
        }
    }

    /// The UPN with these characters after the check letter, if they are valid.
    pub fn of_body(body: &str) -> Option<Self> {
        check_letter(body).map(|letter| Self(format!("{}{body}", char::from(letter))))
    }

    /// Whether it is a temporary UPN.
    pub fn is_temporary(&self) -> bool {
        self.0.ends_with(|last: char| last.is_ascii_uppercase())
    }
}

/// The check letter for these twelve characters: the sum of each character's value times its position, from 2 to 13,
/// modulo 23. A letter in the last place has its place among the letters as its value.
fn check_letter(body: &str) -> Option<u8> {
    let signs = body.as_bytes();
    if signs.len() != LENGTH - 1 {
        return None;
    }
    let mut sum = 0;
    for (place, sign) in signs.iter().enumerate() {
        let is_last = place + 1 == signs.len();
        let value = match LETTERS.iter().position(|letter| letter == sign) {
            Some(value) if is_last => value,
            _ if sign.is_ascii_digit() => usize::from(sign - b'0'),
            _ => return None,
        };
        sum += value * (place + 2);
    }
    LETTERS.get(sum % LETTERS.len()).copied()
}

parsed_text!(Upn);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_checked_letter_by_letter() {
        // The example on two vendors' help pages, Q207000016049, is wrong: its sum is 266, and 266 modulo 23 is 13.
        for (text, right) in [
            ("B801200005001", true),
            (" b801 2000 05001 ", true),
            ("P207000016049", true),
            ("Q207000016049", false),
            ("B801200005010", false),
            ("I801200005001", false),
            ("8801200005001", false),
            ("B80120000500", false),
            ("B8012000050011", false),
            ("B80120000500I", false),
            ("B8012000O5001", false),
            ("é801200005001", false),
            ("B80120000500é", false),
            ("", false),
        ] {
            assert_eq!(Upn::parse(text).is_ok(), right, "{text} {:?}", Upn::parse(text));
        }
    }

    #[test]
    fn what_is_wrong_is_said_so_that_it_can_be_put_right() {
        let said = |text| Upn::parse(text).expect_err("a wrong number").sentence();
        assert!(said("Q207000016049").contains("would begin with P"), "{}", said("Q207000016049"));
        assert!(said("B80120000500").contains("13 characters"));
        assert!(said("B80120000500S").contains("temporary"));
    }

    #[test]
    fn a_last_letter_makes_it_temporary_and_counts_its_place() {
        // 8*2 + 0*3 + 1*4 + 2*5 + 5*10 = 80, plus 2*13 for C makes 106, and 106 modulo 23 is 14.
        let upn = Upn::parse("Q80120000500C").expect("a temporary number");
        assert!(upn.is_temporary());
        assert!(!Upn::parse("B801200005001").expect("a number").is_temporary());
    }

    proptest! {
        #[test]
        fn one_letter_and_no_other_goes_before_any_body(body in "[0-9]{11}[0-9A-HJ-NP-RT-Z]") {
            let upn = Upn::of_body(&body).expect("a body");
            prop_assert_eq!(Upn::parse(upn.as_str()), Ok(upn.clone()));
            let right = ('A'..='Z').filter(|letter| Upn::parse(&format!("{letter}{body}")).is_ok()).count();
            prop_assert_eq!(right, 1);
        }

        #[test]
        fn one_digit_read_wrongly_is_noticed(body in "[0-9]{12}", place in 0usize..12, by in 1u8..10) {
            let upn = Upn::of_body(&body).expect("a body");
            let mut signs = upn.as_str().to_owned().into_bytes();
            signs[place + 1] = b'0' + (signs[place + 1] - b'0' + by) % 10;
            let other = String::from_utf8(signs).expect("digits");
            prop_assert!(Upn::parse(&other).is_err(), "{} {}", upn, other);
        }

        #[test]
        fn nothing_that_can_be_typed_panics(text in "\\PC{0,16}") {
            let _ = Upn::parse(&text);
        }
    }
}
