//! What can be entered in a cell: codes, or a score.

use crate::limits;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A code and what it means: "WTS", "Working towards the expected standard".
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MarkCode {
    /// The code, in capitals.
    pub code: Cow<'static, str>,
    /// What it means.
    pub label: Cow<'static, str>,
}

impl MarkCode {
    pub(super) const fn shipped(code: &'static str, label: &'static str) -> Self {
        Self { code: Cow::Borrowed(code), label: Cow::Borrowed(label) }
    }

    /// A school's own code; None unless it is 1 to 4 capital letters, digits, + or -, with a label of 1 to 40 characters.
    pub fn own(code: &str, label: &str) -> Option<Self> {
        let (code, label) = (code.trim().to_uppercase(), label.trim());
        let fits = (1..=limits::CODE).contains(&code.chars().count())
            && code.chars().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit() || "+-".contains(sign))
            && (1..=limits::CODE_LABEL).contains(&label.chars().count());
        fits.then(|| Self { code: Cow::Owned(code), label: Cow::Owned(label.to_owned()) })
    }

    /// The code with what it means: "WTS: Working towards the standard".
    pub fn said(&self) -> String {
        format!("{}: {}", self.code, self.label)
    }
}

/// What a cell takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// The codes, the lowest first.
    pub codes: Vec<MarkCode>,
    /// The highest score that can be entered in place of a code; the lowest is 0.
    pub up_to: Option<u8>,
}

impl Scale {
    /// A scale of codes alone.
    pub const fn of(codes: Vec<MarkCode>) -> Self {
        Self { codes, up_to: None }
    }

    /// The value as stored, of what was typed in any case and with spaces around it; None if the scale lacks it.
    pub fn read(&self, typed: &str) -> Option<String> {
        let typed = typed.trim();
        if let Some(known) = self.codes.iter().find(|known| known.code.eq_ignore_ascii_case(typed)) {
            return Some(known.code.clone().into_owned());
        }
        let score: u8 = typed.parse().ok().filter(|_| typed.bytes().all(|sign| sign.is_ascii_digit()))?;
        self.up_to.is_some_and(|most| score <= most).then(|| score.to_string())
    }

    /// What a value means, where it is a code of the scale.
    pub fn label(&self, value: &str) -> Option<&str> {
        self.codes.iter().find(|known| known.code == value).map(|known| &*known.label)
    }

    /// What can be entered, in a sentence without a full stop: "PK, WTS, EXS or GDS".
    pub fn in_words(&self) -> String {
        let mut choices: Vec<_> = self.up_to.map(|most| format!("0 to {most}")).into_iter().collect();
        choices.extend(self.codes.iter().map(|known| known.code.clone().into_owned()));
        match choices.split_last() {
            None => String::new(),
            Some((last, [])) => last.clone(),
            Some((last, others)) => format!("{} or {last}", others.join(", ")),
        }
    }
}

const AGE_RELATED: &[MarkCode] = &[
    MarkCode::shipped("WB", "Well below"),
    MarkCode::shipped("B", "Below"),
    MarkCode::shipped("JA", "Just at"),
    MarkCode::shipped("SA", "Securely at"),
    MarkCode::shipped("AB", "Above"),
];

const STANDARDS: &[MarkCode] = &[
    MarkCode::shipped("PK", "Pre-key stage"),
    MarkCode::shipped("WTS", "Working towards the standard"),
    MarkCode::shipped("EXS", "At the expected standard"),
    MarkCode::shipped("GDS", "At greater depth"),
];

/// The codes for summative marks that a school uses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SummativeSet {
    /// How a pupil does for their age: well below, below, just at, securely at, above.
    #[default]
    AgeRelated,
    /// The national standards: pre-key stage, working towards, expected, greater depth.
    Standards,
    /// The school's own codes, the lowest first.
    Own(Vec<MarkCode>),
}

impl SummativeSet {
    /// The most codes of a school's own set.
    pub const MOST: usize = limits::OWN_CODES;

    /// The code of the choice in forms and addresses.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AgeRelated => "age-related",
            Self::Standards => "standards",
            Self::Own(_) => "own",
        }
    }

    /// The published set with this code.
    pub fn shipped(code: &str) -> Option<Self> {
        [Self::AgeRelated, Self::Standards].into_iter().find(|set| set.code() == code)
    }

    /// The label of the choice.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::AgeRelated => "Age-related",
            Self::Standards => "National standards",
            Self::Own(_) => "Your school's own codes",
        }
    }

    /// The codes, the lowest first.
    pub fn codes(&self) -> &[MarkCode] {
        match self {
            Self::AgeRelated => AGE_RELATED,
            Self::Standards => STANDARDS,
            Self::Own(codes) => codes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_in_any_case_and_scores_in_their_range() {
        let scale = Scale { codes: vec![MarkCode::shipped("A", "Absent")], up_to: Some(40) };
        let read = |typed: &str| scale.read(typed);
        assert_eq!(read(" a ").as_deref(), Some("A"));
        assert_eq!(read("07").as_deref(), Some("7"));
        assert_eq!((read("40").as_deref(), read("0").as_deref()), (Some("40"), Some("0")));
        for wrong in ["41", "-1", "+7", "4.0", "", "B", "٣", "999999"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(scale.in_words(), "0 to 40 or A");
        let codes = Scale::of(STANDARDS.to_vec());
        assert_eq!(codes.in_words(), "PK, WTS, EXS or GDS");
        assert_eq!(codes.read("12"), None);
        assert_eq!(codes.label("GDS"), Some("At greater depth"));
    }

    #[test]
    fn a_school_s_own_codes_are_short_capitals() {
        assert_eq!(MarkCode::own(" 2b+ ", "Nearly").map(|code| code.code.into_owned()).as_deref(), Some("2B+"));
        for (code, label) in [("", "x"), ("ABCDE", "x"), ("Ä", "x"), ("A B", "x"), ("A", ""), ("A", &"x".repeat(41))] {
            assert_eq!(MarkCode::own(code, label), None, "{code}: {label}");
        }
    }

    #[test]
    fn shipped_sets_repeat_no_code() {
        for set in [SummativeSet::AgeRelated, SummativeSet::Standards] {
            let mut codes: Vec<_> = set.codes().iter().map(|code| code.code.clone()).collect();
            codes.sort();
            codes.dedup();
            assert_eq!(codes.len(), set.codes().len());
            assert!(set.codes().iter().all(|code| MarkCode::own(&code.code, &code.label).as_ref() == Some(code)));
        }
    }
}
