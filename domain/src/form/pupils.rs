//! The form of the pupil picker.

use crate::fault::Fault;
use crate::id::{MemberId, PupilId};
use crate::problem::FieldError;
use crate::pupil::WorkerKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The submitted form: the ticks, and what the page showed when they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PickForm {
    /// The member who works with the pupils.
    pub member: String,
    /// The code of a [`WorkerKind`].
    pub kind: String,
    /// The ticked pupils, including ones that the page does not show.
    pub picked: Vec<String>,
    /// The pupils the member had when the picker was opened.
    pub was: Vec<String>,
    /// The pupils to take over, each with their present key worker, as [`taking`] writes it.
    pub taking: Vec<String>,
    /// Whether the summary of changes was shown and confirmed.
    pub confirmed: bool,
}

/// A valid form of the picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickedPupils {
    /// The member who works with the pupils.
    pub member: MemberId,
    /// The kind of work.
    pub kind: WorkerKind,
    /// The ticked pupils.
    pub picked: BTreeSet<PupilId>,
    /// The pupils the member had when the picker was opened.
    pub was: BTreeSet<PupilId>,
    /// The pupils to take over, each with the key worker that the summary showed.
    pub taking: BTreeMap<PupilId, MemberId>,
    /// Whether the summary of changes was shown and confirmed.
    pub confirmed: bool,
}

/// The name of the field with the ticks.
pub const PICKED: &str = "picked";

/// A pupil and the key worker they are taken over from, as written in the form.
pub fn taking(pupil: PupilId, from: MemberId) -> String {
    format!("{pupil} {from}")
}

impl PickForm {
    /// Reads the form.
    ///
    /// # Errors
    /// When the form does not come from our page.
    pub fn parse(&self) -> Result<PickedPupils, Vec<FieldError>> {
        self.read().ok_or_else(|| vec![FieldError::new(PICKED, Fault::NoSuchChild)])
    }

    fn read(&self) -> Option<PickedPupils> {
        let pupils = |texts: &[String]| texts.iter().map(|text| PupilId::parse(text)).collect::<Option<BTreeSet<_>>>();
        let taking = self.taking.iter().map(|text| {
            let (pupil, from) = text.split_once(' ')?;
            Some((PupilId::parse(pupil)?, MemberId::parse(from)?))
        });
        Some(PickedPupils {
            member: MemberId::parse(&self.member)?,
            kind: WorkerKind::from_code(&self.kind)?,
            picked: pupils(&self.picked)?,
            was: pupils(&self.was)?,
            taking: taking.collect::<Option<_>>()?,
            confirmed: self.confirmed,
        })
    }
}

impl PickedPupils {
    /// Merges the ticks: applies what was ticked and unticked since the picker was opened to `now`, the member's
    /// present pupils.
    pub fn put_together(&self, now: &BTreeSet<PupilId>) -> BTreeSet<PupilId> {
        let unticked: BTreeSet<_> = self.was.difference(&self.picked).copied().collect();
        let ticked = self.picked.difference(&self.was).copied();
        now.difference(&unticked).copied().chain(ticked).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn pupil(n: u128) -> PupilId {
        PupilId::new(Uuid::from_u128(n))
    }

    fn member(n: u128) -> MemberId {
        MemberId::new(Uuid::from_u128(n))
    }

    fn form() -> PickForm {
        PickForm {
            member: member(1).to_string(),
            kind: "key".to_owned(),
            picked: vec![pupil(2).to_string(), pupil(3).to_string(), pupil(2).to_string()],
            was: vec![pupil(4).to_string()],
            taking: vec![taking(pupil(3), member(9))],
            confirmed: true,
        }
    }

    #[test]
    fn the_form_is_read_as_sets() {
        let picks = form().parse().expect("a right form");
        assert_eq!(picks.picked, BTreeSet::from([pupil(2), pupil(3)]));
        assert_eq!(picks.was, BTreeSet::from([pupil(4)]));
        assert_eq!(picks.taking, BTreeMap::from([(pupil(3), member(9))]));
        assert_eq!((picks.member, picks.kind, picks.confirmed), (member(1), WorkerKind::Key, true));
    }

    #[test]
    fn what_our_page_does_not_send_is_refused_as_a_whole() {
        let wrong = [
            PickForm { kind: "boss".to_owned(), ..form() },
            PickForm { member: String::new(), ..form() },
            PickForm { picked: vec!["x".to_owned()], ..form() },
            PickForm { was: vec![String::new()], ..form() },
            PickForm { taking: vec![pupil(3).to_string()], ..form() },
            PickForm { taking: vec![format!("{} x", pupil(3))], ..form() },
        ];
        for form in wrong {
            let errors = form.parse().expect_err("a wrong form");
            assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), [PICKED]);
        }
    }

    fn some() -> impl Strategy<Value = BTreeSet<PupilId>> {
        prop::collection::btree_set((0u128..12).prop_map(pupil), 0..12)
    }

    proptest! {
        #[test]
        fn two_changes_put_together_lose_neither(was in some(), picked in some(), now in some()) {
            let picks = PickedPupils { picked: picked.clone(), was: was.clone(), ..form().parse().expect("a right form") };
            let both = picks.put_together(&now);
            for child in (0..12).map(pupil) {
                let (was, picked, now) = (was.contains(&child), picked.contains(&child), now.contains(&child));
                // A pupil who was ticked or unticked in the form follows it; all others keep their present state.
                prop_assert_eq!(both.contains(&child), if was == picked { now } else { picked });
            }
        }
    }
}
