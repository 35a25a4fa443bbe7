//! The form that records or changes an observation.

use super::{LearningArea, MOST_CHILDREN, MOST_TEXT};
use crate::day::Day;
use crate::fault::{Fault, FieldFault, TextFault, TextKind};
use crate::id::{FormKey, PupilId};
use crate::name::{is_empty_sign, is_forbidden};
use crate::problem::FieldError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The name of the field for the text.
pub const TEXT: &str = "text";
/// The name of the field for the day.
pub const OBSERVED_ON: &str = "observed_on";
/// The name of the field with the areas of learning.
pub const AREAS: &str = "areas";
/// The name of the field with the children.
pub const CHILDREN: &str = "children";

/// The submitted form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ObservationForm {
    /// What was observed.
    pub text: String,
    /// When, as typed.
    pub observed_on: String,
    /// The codes of the ticked areas of learning.
    pub areas: Vec<String>,
    /// The ticked children, including ones that the page does not show.
    pub children: Vec<String>,
    /// The idempotency key of a form that records an observation.
    pub form_key: String,
    /// The version that is changed; 0 in a form that records one.
    pub version: i64,
}

/// A valid observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewObservation {
    /// What was observed: 1 to 4,000 characters, in lines.
    pub text: String,
    /// When.
    pub observed_on: Day,
    /// The areas of learning, possibly none.
    pub areas: BTreeSet<LearningArea>,
    /// The children: 1 to 30.
    pub children: BTreeSet<PupilId>,
    /// The idempotency key, if the form has one.
    pub form_key: Option<FormKey>,
}

/// The days on which something recorded now can have been observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationDays {
    /// The first day.
    pub first: Day,
    /// Today.
    pub today: Day,
}

impl ObservationDays {
    /// The days until `today`, which is in the academic year that began in the year `academic_year`.
    pub fn until(today: Day, academic_year: i16) -> Self {
        let first = Day::new(academic_year - crate::limits::OBSERVED_YEARS_AGO, 9, 1);
        Self { first: first.unwrap_or(today), today }
    }

    /// Reads a day as typed.
    fn read(self, text: &str) -> Result<Day, FieldFault> {
        let day = Day::read(text).ok_or(Fault::ObservedOn)?;
        if day > self.today {
            return Err(Fault::ObservedLater.into());
        }
        if day < self.first { Err(FieldFault::ObservedBefore(self.first)) } else { Ok(day) }
    }
}

impl ObservationForm {
    /// Reads the form.
    ///
    /// # Errors
    /// Every field that needs correcting, in the order of the page.
    pub fn parse(&self, days: ObservationDays) -> Result<NewObservation, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |field: &str, fault: FieldFault| errors.push(FieldError::new(field, fault));
        let children = self.read_children().map_err(|fault| wrong(CHILDREN, fault)).ok();
        let text = lines(&self.text).map_err(|fault| wrong(TEXT, fault.into())).ok();
        let observed_on = days.read(&self.observed_on).map_err(|fault| wrong(OBSERVED_ON, fault)).ok();
        let areas: Option<BTreeSet<_>> = self.areas.iter().map(|code| LearningArea::from_code(code)).collect();
        if areas.is_none() {
            wrong(AREAS, Fault::NoSuchArea.into());
        }
        match (text, observed_on, areas, children) {
            (Some(text), Some(observed_on), Some(areas), Some(children)) => {
                Ok(NewObservation { text, observed_on, areas, children, form_key: FormKey::parse(&self.form_key) })
            }
            _ => Err(errors),
        }
    }

    fn read_children(&self) -> Result<BTreeSet<PupilId>, FieldFault> {
        let children: Option<BTreeSet<_>> = self.children.iter().map(|id| PupilId::parse(id)).collect();
        let children = children.ok_or(Fault::ObservedChildGone)?;
        match children.len() {
            0 => Err(Fault::NoChildTicked.into()),
            many if many > MOST_CHILDREN => {
                Err(FieldFault::TickFewerChildren(u32::try_from(MOST_CHILDREN).unwrap_or(u32::MAX)))
            }
            _ => Ok(children),
        }
    }
}

/// Text in lines: composed, without invisible characters, and with no space at its ends or those of its lines.
fn lines(text: &str) -> Result<String, TextFault> {
    let seen: String = text.replace("\r\n", "\n").chars().filter(|sign| !is_empty_sign(*sign)).collect();
    if seen.chars().any(is_forbidden) {
        return Err(TextFault::Hidden(TextKind::Observation));
    }
    let text = seen.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let text = crate::name::composed(text.trim());
    if text.is_empty() {
        return Err(TextFault::Missing(TextKind::Observation));
    }
    if text.chars().count() > MOST_TEXT {
        return Err(TextFault::too_long(TextKind::Observation, MOST_TEXT));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn days() -> ObservationDays {
        ObservationDays::until(day("2026-11-25"), 2026)
    }

    fn pupil(n: usize) -> String {
        PupilId::new(Uuid::from_u128(n as u128)).to_string()
    }

    fn form() -> ObservationForm {
        ObservationForm {
            text: " Built a bridge\r\nof blocks \n".to_owned(),
            observed_on: "24/11/2026".to_owned(),
            areas: vec!["M".to_owned(), "CL".to_owned()],
            children: vec![pupil(2), pupil(1), pupil(2)],
            ..ObservationForm::default()
        }
    }

    /// The field and the sentence of each error.
    fn wrong(form: &ObservationForm) -> Vec<(String, String)> {
        let errors = form.parse(days()).unwrap_err();
        errors.iter().map(|error| (error.field.clone(), error.sentence())).collect()
    }

    #[test]
    fn a_right_form_is_read() {
        let read = form().parse(days()).unwrap();
        assert_eq!(read.text, "Built a bridge\nof blocks");
        assert_eq!(read.observed_on, day("2026-11-24"));
        assert_eq!(read.areas, BTreeSet::from([LearningArea::Communication, LearningArea::Mathematics]));
        assert_eq!(read.children.len(), 2);
    }

    #[test]
    fn every_field_says_what_to_do() {
        let empty = wrong(&ObservationForm::default());
        let fields: Vec<_> = empty.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, [CHILDREN, TEXT, OBSERVED_ON]);
        assert_eq!(empty[1].1, "Enter what you observed");
        for (observed_on, says) in [
            ("2026-11-25", None),
            ("2026-11-26", Some("That date is in the future")),
            ("2024-09-01", None),
            ("2024-08-31", Some("Enter 1 September 2024 or a later date")),
            ("yesterday", Some("Enter the date you observed it")),
        ] {
            let sent = ObservationForm { observed_on: observed_on.to_owned(), ..form() };
            match says {
                None => assert!(sent.parse(days()).is_ok(), "{observed_on}"),
                Some(says) => assert!(wrong(&sent)[0].1.starts_with(says), "{observed_on}"),
            }
        }
        let nobodys = ObservationForm { children: vec!["x".to_owned()], areas: vec!["X".to_owned()], ..form() };
        assert_eq!(wrong(&nobodys).iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), [CHILDREN, AREAS]);
        let crowd = |many: usize| ObservationForm { children: (1..=many).map(pupil).collect(), ..form() };
        assert!(crowd(30).parse(days()).is_ok());
        assert_eq!(wrong(&crowd(31))[0].1, "Tick 30 children or fewer");
    }

    #[test]
    fn a_text_has_4_000_characters_at_most_and_is_composed() {
        let of = |text: &str| ObservationForm { text: text.to_owned(), ..form() };
        assert_eq!(of("Zoe\u{308} ran").parse(days()).unwrap().text, "Zo\u{eb} ran");
        assert!(of(&"\u{1f600}".repeat(4_000)).parse(days()).is_ok());
        assert_eq!(wrong(&of(&"x".repeat(4_001)))[0].1, "The observation must be 4000 characters or fewer");
        for hidden in ["a\u{202e}b", "a\u{0}b"] {
            assert!(wrong(&of(hidden))[0].1.contains("hidden character"), "{hidden:?}");
        }
        for empty in ["", " \r\n\t", "\u{200b}"] {
            assert_eq!(wrong(&of(empty))[0].1, "Enter what you observed", "{empty:?}");
        }
    }

    proptest! {
        #[test]
        fn what_was_read_is_read_again_as_it_is(text in "[a-zé \r\n\t]{0,60}x") {
            let once = lines(&text).unwrap();
            prop_assert_eq!(lines(&once).unwrap(), once);
        }
    }
}
