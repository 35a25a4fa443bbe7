//! The form as it was sent.

use crate::posted::{all, first};
use domain::observation::{AREAS, CHILDREN, OBSERVED_ON, ObservationForm, TEXT};
use domain::pupil::PupilListing;

/// The name of the form's buttons.
pub(super) const STEP: &str = "step";
/// Shows the children that are searched for.
pub(super) const SHOW: &str = "show";
/// Saves the form.
pub(super) const SAVE: &str = "save";

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SubmittedObservation {
    pub form: ObservationForm,
    /// The search for children.
    pub listing: PupilListing,
    /// Whether it is to be saved.
    pub saves: bool,
}

impl SubmittedObservation {
    /// Parses the pairs of a form. A form without a button is saved: pressing Enter in a field sends the first button
    /// along, which shows the children.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let text = |name: &str| first(pairs, name).unwrap_or_default().to_owned();
        let many = |name: &str| all(pairs, name).map(str::to_owned).collect();
        Self {
            form: ObservationForm {
                text: text(TEXT),
                observed_on: text(OBSERVED_ON),
                areas: many(AREAS),
                children: many(CHILDREN),
                form_key: text("form_key"),
                version: text("version").parse().unwrap_or_default(),
            },
            listing: PupilListing::read(|name| first(pairs, name).map(str::to_owned)),
            saves: first(pairs, STEP) != Some(SHOW),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posted::form_pairs;

    #[test]
    fn everything_that_was_ticked_and_typed_is_kept() {
        let pairs = [
            ("text", "Built a bridge"),
            ("observed_on", "2026-11-25"),
            ("areas", "M"),
            ("areas", "CL"),
            ("children", "1"),
            ("children", "2"),
            ("search", "ada"),
            ("version", "4"),
            ("step", "show"),
        ];
        let sent = SubmittedObservation::read(&form_pairs(&pairs));
        assert_eq!((sent.form.areas.len(), sent.form.children.len(), sent.form.version), (2, 2, 4));
        assert_eq!(
            (sent.form.text.as_str(), sent.listing.search.as_str(), sent.saves),
            ("Built a bridge", "ada", false)
        );
        assert!(SubmittedObservation::read(&[]).saves);
    }
}
