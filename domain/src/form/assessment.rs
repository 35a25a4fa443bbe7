//! How the school assesses: the form.

use crate::assessment::{
    AcademicYear, AssessmentSettings, HalfTerm, HalfTermStarts, MarkCode, ObjectiveSet, Subject, SummativeSet,
};
use crate::day::Day;
use crate::fault::{Fault, FieldFault};
use crate::limits;
use crate::problem::FieldError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The submitted form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssessmentForm {
    /// The code of the set of summative codes.
    pub codes: String,
    /// The school's own codes, one on each line: "EXS: At the expected standard".
    pub own_codes: String,
    /// The code of the set of objectives.
    pub objectives: String,
    /// "on" for each subject, and the first day of each half-term but the first.
    #[serde(flatten)]
    pub others: BTreeMap<String, String>,
}

impl AssessmentForm {
    /// The name of a subject's tick box.
    pub fn subject_field(subject: Subject) -> String {
        format!("subject-{}", subject.code())
    }

    /// The name of the field for the first day of a half-term.
    pub fn start_field(half_term: HalfTerm) -> String {
        format!("start-{}", half_term.number())
    }

    /// Whether a subject is ticked.
    pub fn marks(&self, subject: Subject) -> bool {
        self.others.contains_key(&Self::subject_field(subject))
    }

    /// What was entered for the first day of a half-term.
    pub fn start(&self, half_term: HalfTerm) -> &str {
        self.others.get(&Self::start_field(half_term)).map_or("", String::as_str)
    }

    /// The form for the school's present settings.
    pub fn of(settings: &AssessmentSettings) -> Self {
        let lines: Vec<_> = match &settings.summative {
            SummativeSet::Own(codes) => codes.iter().map(|one| format!("{}: {}", one.code, one.label)).collect(),
            _ => Vec::new(),
        };
        let mut others: BTreeMap<_, _> =
            settings.subjects.iter().map(|subject| (Self::subject_field(*subject), "on".to_owned())).collect();
        for (half_term, (month, day)) in HalfTerm::ALL.into_iter().zip(settings.half_terms.all()).skip(1) {
            // Any year has these days, so the words of one are shown without it.
            let words = Day::new(2027, month, day).map(Day::words).unwrap_or_default();
            others.insert(Self::start_field(half_term), words.trim_end_matches(" 2027").to_owned());
        }
        Self {
            codes: settings.summative.code().to_owned(),
            own_codes: lines.join("\n"),
            objectives: settings.objectives.code().to_owned(),
            others,
        }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// Every field that needs correcting.
    pub fn parse(&self) -> Result<AssessmentSettings, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |field: &str, fault: FieldFault| errors.push(FieldError::new(field, fault));
        let summative = match &*self.codes {
            "age-related" => Some(SummativeSet::AgeRelated),
            "standards" => Some(SummativeSet::Standards),
            "own" => self.own().map_err(|fault| wrong("own_codes", fault)).ok(),
            _ => {
                wrong("codes", Fault::ChooseSetting.into());
                None
            }
        };
        let objectives = ObjectiveSet::from_code(&self.objectives);
        if objectives.is_none() {
            wrong("objectives", Fault::ChooseSetting.into());
        }
        let subjects: Vec<_> = Subject::ALL.iter().copied().filter(|subject| self.marks(*subject)).collect();
        if subjects.is_empty() {
            wrong("subjects", Fault::ChooseSubject.into());
        }
        let half_terms = self.half_terms().map_err(|(field, fault)| wrong(&field, fault.into())).ok();
        match (summative, objectives, half_terms) {
            (Some(summative), Some(objectives), Some(half_terms)) if errors.is_empty() => {
                Ok(AssessmentSettings { summative, objectives, subjects, half_terms })
            }
            _ => Err(errors),
        }
    }

    fn own(&self) -> Result<SummativeSet, FieldFault> {
        if self.own_codes.chars().count() > limits::OWN_CODES_TEXT {
            return Err(Fault::TooManyCodes.into());
        }
        let mut codes: Vec<MarkCode> = Vec::new();
        for line in self.own_codes.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let code = line.split_once(':').and_then(|(code, label)| MarkCode::own(code, label));
            let code = code.ok_or_else(|| FieldFault::NoCode(line.chars().take(40).collect()))?;
            if codes.iter().any(|known| known.code == code.code) {
                return Err(FieldFault::CodeTwice(code.code.into_owned()));
            }
            codes.push(code);
        }
        match codes.len() {
            0..2 => Err(Fault::TooFewCodes.into()),
            many if many > SummativeSet::MOST => Err(Fault::TooManyCodes.into()),
            _ => Ok(SummativeSet::Own(codes)),
        }
    }

    /// The starts, or which of them is wrong.
    fn half_terms(&self) -> Result<HalfTermStarts, (String, Fault)> {
        let mut starts = HalfTermStarts::default().all();
        let year = AcademicYear::beginning(2026);
        let mut before = None;
        for (half_term, start) in HalfTerm::ALL.into_iter().zip(&mut starts).skip(1) {
            let field = Self::start_field(half_term);
            let read = |year: i16| Day::read(&format!("{} {year}", self.start(half_term)));
            // Read in the year that its month falls in, because years differ in February.
            let day = read(2027).and_then(|day| read(year?.calendar_year(day.month())));
            let Some(day) = day else { return Err((field, Fault::HalfTermDay)) };
            if before.is_some_and(|before| before >= day) {
                return Err((field, Fault::HalfTermOrder));
            }
            before = Some(day);
            *start = (day.month(), day.day());
        }
        HalfTermStarts::new(starts).ok_or_else(|| (Self::start_field(HalfTerm::Autumn2), Fault::HalfTermOrder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> AssessmentForm {
        AssessmentForm::of(&AssessmentSettings::default())
    }

    fn errors(change: impl FnOnce(&mut AssessmentForm)) -> Vec<String> {
        let mut form = form();
        change(&mut form);
        form.parse()
            .expect_err("something is wrong")
            .into_iter()
            .map(|error| format!("{}: {}", error.field, error.sentence()))
            .collect()
    }

    #[test]
    fn settings_are_read_back() {
        let own = SummativeSet::Own(["1", "2"].map(|code| MarkCode::own(code, "Some").unwrap()).into());
        let mut settings =
            AssessmentSettings { objectives: ObjectiveSet::Key, summative: own, ..AssessmentSettings::default() };
        settings.subjects.push(Subject::Music);
        assert_eq!(AssessmentForm::of(&settings).parse(), Ok(settings));
        assert_eq!(form().parse(), Ok(AssessmentSettings::default()));
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_field() {
        let own = |codes: &'static str| {
            errors(|form| {
                form.codes = "own".to_owned();
                form.own_codes = codes.to_owned();
            })
        };
        assert_eq!(own("A: Above"), ["own_codes: Enter two codes or more, each on its own line"]);
        assert_eq!(own("A: Above\na: Again"), ["own_codes: “A” is there twice. Each code stands on one line"]);
        assert_eq!(
            own("A: Above\nBelow"),
            ["own_codes: “Below” is no code with its meaning. Write it like EXS: At the expected standard"]
        );
        assert_eq!(errors(|form| form.codes = "x".to_owned()), ["codes: Choose one of the settings in the list"]);
        assert_eq!(
            errors(|form| form.others.retain(|field, _| !field.starts_with("subject"))),
            ["subjects: Tick at least one subject"]
        );
        let start = |half_term, text: &str| {
            errors(|form| {
                form.others.insert(AssessmentForm::start_field(half_term), text.to_owned());
            })
        };
        assert_eq!(
            start(HalfTerm::Spring2, "30 February"),
            ["start-4: Enter the first day as a day and a month, for instance 2 November"]
        );
        assert_eq!(start(HalfTerm::Spring1, "1/10"), ["start-3: This half-term begins before the one above it"]);
    }
}
