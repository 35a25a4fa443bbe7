//! The picker's form, and carrying it out.

use crate::api;
use crate::failure::Failure;
use crate::posted::{Redirector, all, first};
use crate::routes;
use domain::form::pupils::{PICKED, PickForm, taking};
use domain::id::{MemberId, PupilId};
use domain::person::Person;
use domain::problem::{FieldError, Problem};
use domain::pupil::{AssignResult, AssignSummary, Child, Picker, PupilListing, WorkerKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The name of the form's buttons.
pub(super) const STEP: &str = "step";
/// The step that shows the search's matches, and goes back from the summary.
pub(super) const SHOW: &str = "show";
/// The step that asks what would change.
pub(super) const SAVE: &str = "save";
/// The step that saves the change.
pub(super) const CONFIRM: &str = "confirm";
/// The prefix of the step that ticks or unticks a class; the class's name follows.
pub(super) const TICK: &str = "tick:";
pub(super) const UNTICK: &str = "untick:";

/// The form as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SubmittedPicks {
    /// The button that was pressed; `None` when the page was opened.
    step: Option<String>,
    picked: Vec<String>,
    was: Vec<String>,
    taking: Vec<String>,
    listing: PupilListing,
}

/// The state of the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum PickPageState {
    /// Both of the person's lists.
    Overview(Box<Person>),
    Picking(PickerState),
    Confirming(PickerReview),
    Saved,
}

/// The picker while pupils are being chosen.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PickerState {
    pub picker: Picker,
    pub picked: BTreeSet<PupilId>,
    /// The list of pupils when the picking began.
    pub was: Vec<PupilId>,
    /// What another person did in the meantime: pupils added, and removed.
    pub meanwhile: Option<(Vec<Child>, Vec<Child>)>,
    pub errors: Vec<FieldError>,
}

/// What would change, and the form that confirms it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PickerReview {
    pub kind: WorkerKind,
    pub summary: AssignSummary,
    pub picked: Vec<String>,
    pub was: Vec<String>,
    pub taking: Vec<String>,
    pub listing: PupilListing,
}

impl SubmittedPicks {
    /// The initial state of the page.
    pub fn opening(listing: PupilListing) -> Self {
        Self { step: None, picked: Vec::new(), was: Vec::new(), taking: Vec::new(), listing }
    }

    /// Parses the pairs of a form.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let all = |name: &str| all(&pairs, name).map(str::to_owned).collect();
        let first = |name: &str| first(&pairs, name).map(str::to_owned);
        Self {
            step: Some(first(STEP).unwrap_or_else(|| SHOW.to_owned())),
            picked: all(PICKED),
            was: all("was"),
            taking: all("taking"),
            listing: PupilListing::read(first),
        }
    }

    /// Carries out the form's step and returns the resulting state of the page.
    pub async fn answer(
        self,
        member: MemberId,
        kind: WorkerKind,
        redirector: Redirector,
    ) -> Result<PickPageState, Failure> {
        let Some(step) = self.step.clone() else {
            let picker = api::pick_pupils(member, kind, self.listing).await?;
            let now = picker.now.clone();
            return Ok(picking(picker, now.iter().copied().collect(), now, None, Vec::new()));
        };
        if step == SAVE || step == CONFIRM {
            return self.assign(member, kind, step == CONFIRM, redirector).await;
        }
        let mut picked = ids(&self.picked);
        let picker = api::pick_pupils(member, kind, self.listing).await?;
        let ticks = |class: &str| picker.found.iter().find(|found| found.name == class);
        if let Some(class) = step.strip_prefix(TICK).and_then(ticks) {
            picked.extend(class.children.iter().filter(|row| row.refused.is_none()).map(|row| row.child.pupil));
        } else if let Some(class) = step.strip_prefix(UNTICK).and_then(ticks) {
            for row in &class.children {
                picked.remove(&row.child.pupil);
            }
        }
        Ok(picking(picker, picked, ids(&self.was).into_iter().collect(), None, Vec::new()))
    }

    async fn assign(
        self,
        member: MemberId,
        kind: WorkerKind,
        confirmed: bool,
        redirector: Redirector,
    ) -> Result<PickPageState, Failure> {
        let form = PickForm {
            member: member.to_string(),
            kind: kind.code().to_owned(),
            picked: self.picked.clone(),
            was: self.was.clone(),
            taking: self.taking,
            confirmed,
        };
        match api::assign_pupils(form).await {
            Ok(AssignResult::Saved) => {
                redirector.go(&routes::pupils_saved(member, kind));
                Ok(PickPageState::Saved)
            }
            Ok(AssignResult::ToConfirm(summary)) => {
                let taken = summary.taken_over.iter().map(|taken| taking(taken.child.pupil, taken.from)).collect();
                let (picked, was, listing) = (self.picked, self.was, self.listing);
                Ok(PickPageState::Confirming(PickerReview { kind, summary, picked, was, taking: taken, listing }))
            }
            Ok(AssignResult::ChangedMeanwhile { picked, now, added, removed }) => {
                let picker = api::pick_pupils(member, kind, self.listing).await?;
                Ok(picking(picker, picked.into_iter().collect(), now, Some((added, removed)), Vec::new()))
            }
            Err(Failure(Problem::Form(errors))) => {
                let picker = api::pick_pupils(member, kind, self.listing).await?;
                Ok(picking(picker, ids(&self.picked), ids(&self.was).into_iter().collect(), None, errors))
            }
            Err(failure) => Err(failure),
        }
    }
}

fn picking(
    picker: Picker,
    picked: BTreeSet<PupilId>,
    was: Vec<PupilId>,
    meanwhile: Option<(Vec<Child>, Vec<Child>)>,
    errors: Vec<FieldError>,
) -> PickPageState {
    PickPageState::Picking(PickerState { picker, picked, was, meanwhile, errors })
}

/// Invalid ids are dropped while picking; saving reports them.
fn ids(texts: &[String]) -> BTreeSet<PupilId> {
    texts.iter().filter_map(|text| PupilId::parse(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posted::form_pairs;

    #[test]
    fn a_form_keeps_every_tick_and_what_it_searches_for() {
        let pairs = [("search", "ada"), ("picked", "1"), ("was", "1"), ("was", "2"), ("picked", "3"), ("step", "save")];
        let sent = SubmittedPicks::read(form_pairs(&pairs));
        assert_eq!(
            (sent.picked, sent.was),
            (vec!["1".to_owned(), "3".to_owned()], vec!["1".to_owned(), "2".to_owned()])
        );
        assert_eq!((sent.step.as_deref(), sent.listing.search.as_str()), (Some(SAVE), "ada"));
    }

    #[test]
    fn a_form_without_a_button_shows_what_is_searched_for() {
        assert_eq!(SubmittedPicks::read(Vec::new()).step.as_deref(), Some(SHOW));
    }
}
