//! Statutory assessments: what the Department for Education asks for, by year group, with its entry codes (facts, section
//! 4: Sonar's entry values).

use super::{MarkCode, Scale};
use crate::pupil::YearGroup;

/// A statutory assessment of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The code in the database; it never changes.
    pub code: &'static str,
    /// The name, for the heading of its column.
    pub label: &'static str,
    /// The codes of its year groups.
    pub years: &'static [&'static str],
    codes: &'static [MarkCode],
    up_to: Option<u8>,
}

const ABSENT: MarkCode = MarkCode::shipped("A", "Absent");
const LEFT: MarkCode = MarkCode::shipped("L", "Left before the assessment");
const EM: MarkCode = MarkCode::shipped("EM", "Below the pre-key stage");
const PK1: MarkCode = MarkCode::shipped("PK1", "Pre-key stage 1");
const PK2: MarkCode = MarkCode::shipped("PK2", "Pre-key stage 2");
const PK3: MarkCode = MarkCode::shipped("PK3", "Pre-key stage 3");
const PK4: MarkCode = MarkCode::shipped("PK4", "Pre-key stage 4");
const PK5: MarkCode = MarkCode::shipped("PK5", "Pre-key stage 5");
const PK6: MarkCode = MarkCode::shipped("PK6", "Pre-key stage 6");
const WTS: MarkCode = MarkCode::shipped("WTS", "Working towards the standard");
const EXS: MarkCode = MarkCode::shipped("EXS", "At the expected standard");
const GDS: MarkCode = MarkCode::shipped("GDS", "At greater depth");
const HNM: MarkCode = MarkCode::shipped("HNM", "Has not met the standard");

const GOAL: &[MarkCode] = &[MarkCode::shipped("1", "Emerging"), MarkCode::shipped("2", "Expected"), ABSENT];
const SCORED: &[MarkCode] = &[ABSENT];
const KS1: &[MarkCode] = &[EM, PK1, PK2, PK3, PK4, WTS, EXS, GDS, ABSENT];
const KS2_TESTED: &[MarkCode] = &[EM, PK1, PK2, PK3, PK4, PK5, PK6];
const KS2_WRITING: &[MarkCode] = &[EM, PK1, PK2, PK3, PK4, PK5, PK6, WTS, EXS, GDS, ABSENT, LEFT];
const KS2_SCIENCE: &[MarkCode] = &[HNM, EXS, ABSENT, LEFT];

const fn goal(code: &'static str, label: &'static str) -> Measure {
    Measure { code, label, years: &["R"], codes: GOAL, up_to: None }
}

const fn coded(
    code: &'static str,
    label: &'static str,
    years: &'static [&'static str],
    codes: &'static [MarkCode],
) -> Measure {
    Measure { code, label, years, codes, up_to: None }
}

const fn scored(code: &'static str, label: &'static str, years: &'static [&'static str], up_to: u8) -> Measure {
    Measure { code, label, years, codes: SCORED, up_to: Some(up_to) }
}

impl Measure {
    /// All measures, in the order of the pages.
    pub const ALL: &'static [Self] = &[
        goal("elg-listening", "Listening, attention and understanding"),
        goal("elg-speaking", "Speaking"),
        goal("elg-self-regulation", "Self-regulation"),
        goal("elg-managing-self", "Managing self"),
        goal("elg-relationships", "Building relationships"),
        goal("elg-gross-motor", "Gross motor skills"),
        goal("elg-fine-motor", "Fine motor skills"),
        goal("elg-comprehension", "Comprehension"),
        goal("elg-word-reading", "Word reading"),
        goal("elg-writing", "Writing"),
        goal("elg-number", "Number"),
        goal("elg-patterns", "Numerical patterns"),
        goal("elg-past-present", "Past and present"),
        goal("elg-people", "People, culture and communities"),
        goal("elg-natural-world", "The natural world"),
        goal("elg-materials", "Creating with materials"),
        goal("elg-imaginative", "Being imaginative and expressive"),
        scored("phonics", "Phonics", &["1"], 40),
        scored("phonics-recheck", "Phonics re-check", &["2"], 40),
        coded("ks1-reading", "KS1 reading", &["2"], KS1),
        coded("ks1-writing", "KS1 writing", &["2"], KS1),
        coded("ks1-mathematics", "KS1 mathematics", &["2"], KS1),
        scored("mtc", "Multiplication tables check", &["4"], 25),
        coded("ks2-reading", "KS2 reading", &["6"], KS2_TESTED),
        coded("ks2-writing", "KS2 writing", &["6"], KS2_WRITING),
        coded("ks2-mathematics", "KS2 mathematics", &["6"], KS2_TESTED),
        coded("ks2-science", "KS2 science", &["6"], KS2_SCIENCE),
    ];

    /// The measure with this code.
    pub fn from_code(code: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|measure| measure.code == code)
    }

    /// Whether pupils of a year group are assessed.
    pub fn is_for(&self, year: YearGroup) -> bool {
        let code = year.code();
        self.years.contains(&&*code)
    }

    /// What is entered.
    pub fn scale(&self) -> Scale {
        Scale { codes: self.codes.to_vec(), up_to: self.up_to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_profile_has_seventeen_goals_and_each_measure_its_own_code() {
        let codes: BTreeSet<_> = Measure::ALL.iter().map(|measure| measure.code).collect();
        assert_eq!(codes.len(), Measure::ALL.len());
        assert_eq!(Measure::ALL.iter().filter(|measure| measure.is_for(YearGroup::RECEPTION)).count(), 17);
        assert!(Measure::ALL.iter().all(|measure| Measure::from_code(measure.code) == Some(measure)));
    }

    #[test]
    fn entries_are_those_of_the_department() {
        let takes = |code: &str, value: &str| Measure::from_code(code).unwrap().scale().read(value).is_some();
        let table = [
            ("elg-number", "2", true),
            ("elg-number", "3", false),
            ("phonics", "40", true),
            ("phonics", "41", false),
            ("phonics", "a", true),
            ("mtc", "26", false),
            ("ks2-reading", "EXS", false),
            ("ks2-writing", "gds", true),
            ("ks2-science", "HNM", true),
            ("ks2-science", "WTS", false),
        ];
        for (code, value, taken) in table {
            assert_eq!(takes(code, value), taken, "{code} {value}");
        }
    }
}
