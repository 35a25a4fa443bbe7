//! The forms for exceptions (one permission allowed or denied to one member, with a reason and an end) and for switches
//! (permissions that a product sets per person, without an end).
//!
//! The effect of exceptions is decided in [`crate::permission::Rules`], not here.

use crate::access::Denial;
use crate::catalogue::Feature;
use crate::day::Day;
use crate::fault::Fault;
use crate::form::edit::read_reason;
use crate::problem::FieldError;
use crate::product::Product;
use serde::{Deserialize, Serialize};

/// The value of [`ExceptionForm::effect`] that allows the permission.
pub const ALLOW: &str = "allow";
/// The value of [`ExceptionForm::effect`] that denies the permission.
pub const DENY: &str = "deny";

/// The submitted form of an exception.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExceptionForm {
    /// The permission's code.
    pub feature: String,
    /// [`ALLOW`] or [`DENY`].
    pub effect: String,
    /// The first day, as `YYYY-MM-DD`; empty for today.
    pub starts_on: String,
    /// The last day, as `YYYY-MM-DD`.
    pub ends_on: String,
    /// The reason.
    pub reason: String,
}

/// An exception to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewException {
    /// The permission.
    pub feature: Feature,
    /// Whether the exception allows the permission.
    pub allowed: bool,
    /// The first day.
    pub starts_on: Day,
    /// The last day; `None` for a switch.
    pub ends_on: Option<Day>,
    /// The reason.
    pub reason: Option<String>,
}

impl ExceptionForm {
    /// Reads the form on the day `today`, for a school that uses `products`.
    ///
    /// # Errors
    /// Every field that needs correcting, in the order of the form.
    pub fn parse(&self, today: Day, products: &[Product]) -> Result<NewException, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |field: &str, fault: Fault| errors.push(FieldError::new(field, fault));
        let feature = Feature::from_code(self.feature.trim()).filter(|found| products.contains(&found.product()));
        if feature.is_none() {
            wrong("feature", Fault::ChoosePermission);
        }
        let allowed = match self.effect.as_str() {
            ALLOW => Some(true),
            DENY => Some(false),
            _ => None,
        };
        if allowed.is_none() {
            wrong("effect", Fault::ChooseEffect);
        }
        let for_good = feature.is_some_and(Feature::is_set_per_person);
        let starts_on = match self.starts_on.trim() {
            "" => Some(today),
            text => Day::read(text),
        };
        if starts_on.is_none() {
            wrong("starts_on", Fault::FirstDay);
        }
        let ends_on = Day::read(&self.ends_on);
        match (ends_on, starts_on) {
            (None, _) if self.ends_on.trim().is_empty() && for_good => {}
            (None, _) => wrong("ends_on", Fault::LastDay),
            (Some(end), _) if end < today => wrong("ends_on", Fault::DayOver),
            (Some(end), Some(start)) if end < start => wrong("ends_on", Fault::EndsBeforeStart),
            _ => {}
        }
        let reason = read_reason(&self.reason);
        match &reason {
            Err(error) => errors.push(error.clone()),
            Ok(None) if !for_good => errors.push(FieldError::new("reason", Fault::ReasonMissing)),
            Ok(_) => {}
        }
        match (feature, allowed, starts_on, reason) {
            (Some(feature), Some(allowed), Some(starts_on), Ok(reason)) if errors.is_empty() => {
                Ok(NewException { feature, allowed, starts_on, ends_on, reason })
            }
            _ => Err(errors),
        }
    }
}

/// The submitted form of a member's switches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SwitchesForm {
    /// The codes of the switches that are ticked.
    pub on: Vec<String>,
    /// The codes of the switches that were ticked when the form was opened. Only differences from these are changes.
    pub was: Vec<String>,
}

impl SwitchesForm {
    /// The switches to turn on or off in a school that uses `products`, in document order.
    pub fn changes(&self, products: &[Product]) -> Vec<(Feature, bool)> {
        let has = |codes: &[String], feature: Feature| codes.contains(&feature.code());
        switches(products)
            .filter(|feature| has(&self.on, *feature) != has(&self.was, *feature))
            .map(|feature| (feature, has(&self.on, feature)))
            .collect()
    }
}

/// The permissions of these products that can be switched on or off per person, in document order.
pub fn switches(products: &[Product]) -> impl Iterator<Item = Feature> {
    products.iter().flat_map(|product| product.features()).filter(|feature| feature.is_set_per_person())
}

/// An exception on a member's page: in force, or still to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionSummary {
    /// The permission's code as stored.
    pub code: String,
    /// The permission; `None` when Rolecall no longer has one with this code, in which case the exception has no
    /// effect.
    pub feature: Option<Feature>,
    /// Whether the exception allows the permission.
    pub allowed: bool,
    /// The first day.
    pub starts_on: Day,
    /// The last day; `None` for a switch.
    pub ends_on: Option<Day>,
    /// The reason; may be empty.
    pub reason: String,
    /// The name of the actor who made it.
    pub by: String,
    /// Whether the exception is in force today rather than still to come.
    pub is_in_force: bool,
    /// Whether the reader may end it, or the rule that forbids it.
    pub may_end: Result<(), Denial>,
}

impl ExceptionSummary {
    /// The effect of the exception, in a word or three.
    pub fn effect(&self) -> &'static str {
        match (self.feature.is_some_and(|feature| feature.is_restriction()), self.allowed, self.ends_on) {
            (true, true, _) => "Held back",
            (true, false, _) => "Free of it",
            (false, true, None) => "Switched on",
            (false, false, None) => "Switched off",
            (false, true, Some(_)) => "Allowed",
            (false, false, Some(_)) => "Denied",
        }
    }

    /// The days on which it holds.
    pub fn when(&self) -> String {
        let from = self.starts_on.words();
        match self.ends_on {
            Some(until) if self.is_in_force => format!("Until {}", until.words()),
            Some(until) => format!("{from} to {}", until.words()),
            None => format!("Since {from}"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::Catalogue;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn form() -> ExceptionForm {
        ExceptionForm {
            feature: "sonar-tracker/groups/create-groups".to_owned(),
            effect: ALLOW.to_owned(),
            starts_on: String::new(),
            ends_on: "2026-12-18".to_owned(),
            reason: " Covers for  Ada ".to_owned(),
        }
    }

    #[test]
    fn a_form_is_read_with_its_days_and_reason() {
        let today = day("2026-11-25");
        let read = form().parse(today, Catalogue::published().products()).unwrap();
        assert_eq!((read.starts_on, read.ends_on, read.allowed), (today, Some(day("2026-12-18")), true));
        assert_eq!(read.reason.as_deref(), Some("Covers for Ada"));
        // An exception may begin on its last day.
        let last = ExceptionForm { ends_on: "25/11/2026".to_owned(), ..form() };
        assert!(last.parse(today, Catalogue::published().products()).is_ok());
    }

    #[test]
    fn every_field_that_is_wrong_is_named_at_once() {
        let today = day("2026-11-25");
        let fields = |form: ExceptionForm, products: &[Product]| {
            let errors = form.parse(today, products).err().unwrap_or_default();
            errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        assert_eq!(
            fields(ExceptionForm::default(), Catalogue::published().products()),
            ["feature", "effect", "ends_on", "reason"]
        );
        let of = |change: fn(&mut ExceptionForm)| {
            let mut form = form();
            change(&mut form);
            fields(form, Catalogue::published().products())
        };
        assert_eq!(of(|form| form.feature = "no/such/feature".to_owned()), ["feature"]);
        assert_eq!(of(|form| form.effect = "perhaps".to_owned()), ["effect"]);
        assert_eq!(of(|form| form.starts_on = "soon".to_owned()), ["starts_on"]);
        assert_eq!(of(|form| form.starts_on = "2026-12-19".to_owned()), ["ends_on"]);
        assert_eq!(of(|form| form.ends_on = "2026-11-24".to_owned()), ["ends_on"]);
        assert_eq!(of(|form| form.reason = "x".repeat(501)), ["reason"]);
        assert_eq!(fields(form(), &[Product::PORTAL]), ["feature"], "a product the school does not use");
    }

    #[test]
    fn what_is_set_per_person_needs_neither_end_nor_reason() {
        let today = day("2026-11-25");
        for feature in Catalogue::published().features() {
            let form = ExceptionForm { feature: feature.code(), effect: DENY.to_owned(), ..ExceptionForm::default() };
            assert_eq!(
                form.parse(today, Catalogue::published().products()).is_ok(),
                feature.is_set_per_person(),
                "{}",
                feature.code()
            );
        }
        assert_eq!(switches(Catalogue::published().products()).count(), 8);
    }

    #[test]
    fn only_ticks_that_were_changed_switch_something() {
        let products = Catalogue::published().products();
        let codes: Vec<_> = switches(products).map(Feature::code).collect();
        let form = SwitchesForm { on: codes[..3].to_vec(), was: codes[1..4].to_vec() };
        let changes: Vec<_> = form.changes(products).into_iter().map(|(feature, on)| (feature.code(), on)).collect();
        assert_eq!(changes, [(codes[0].clone(), true), (codes[3].clone(), false)]);
        let nonsense = SwitchesForm {
            on: vec!["portal/invites/invite-staff-as-users".to_owned(), "x".to_owned()],
            was: Vec::new(),
        };
        assert!(nonsense.changes(products).is_empty());
        assert!(form.changes(&[Product::PORTAL]).is_empty(), "a product the school does not use");
    }
}
