//! What the Pupil Picker sends.

use crate::fault::Fault;
use crate::id::{MemberId, PupilId};
use crate::problem::FieldError;
use crate::pupil::WorkKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What was ticked, and what was seen when it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PickForm {
    /// For whom.
    pub member: String,
    /// As what: a [`WorkKind`]'s code.
    pub kind: String,
    /// The children ticked, shown or not.
    pub picked: Vec<String>,
    /// The children who were the person's when the ticking began.
    pub was: Vec<String>,
    /// The children to be taken over, each with whom they are taken from, as [`taking`] writes it.
    pub taking: Vec<String>,
    /// What would change was shown, and is wanted.
    pub confirmed: bool,
}

/// A picker's form that makes sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picks {
    /// For whom.
    pub member: MemberId,
    /// As what.
    pub kind: WorkKind,
    /// The children ticked.
    pub picked: BTreeSet<PupilId>,
    /// The children who were the person's when the ticking began.
    pub was: BTreeSet<PupilId>,
    /// Whose key child each of those taken over was when that was shown.
    pub taking: BTreeMap<PupilId, MemberId>,
    /// What would change was shown, and is wanted.
    pub confirmed: bool,
}

/// The name of the field with the ticks.
pub const PICKED: &str = "picked";

/// A child who is taken over from somebody, as it stands in the form.
pub fn taking(pupil: PupilId, from: MemberId) -> String {
    format!("{pupil} {from}")
}

impl PickForm {
    /// Reads the form.
    ///
    /// # Errors
    /// When it is none that our page sends.
    pub fn parse(&self) -> Result<Picks, Vec<FieldError>> {
        self.read().ok_or_else(|| vec![FieldError::new(PICKED, Fault::NoSuchChild)])
    }

    fn read(&self) -> Option<Picks> {
        let pupils = |texts: &[String]| texts.iter().map(|text| PupilId::parse(text)).collect::<Option<BTreeSet<_>>>();
        let taking = self.taking.iter().map(|text| {
            let (pupil, from) = text.split_once(' ')?;
            Some((PupilId::parse(pupil)?, MemberId::parse(from)?))
        });
        Some(Picks {
            member: MemberId::parse(&self.member)?,
            kind: WorkKind::from_code(&self.kind)?,
            picked: pupils(&self.picked)?,
            was: pupils(&self.was)?,
            taking: taking.collect::<Option<_>>()?,
            confirmed: self.confirmed,
        })
    }
}

impl Picks {
    /// The ticks when somebody else has changed what the person has into `now` since the ticking began: what was ticked
    /// and unticked here, done to that.
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
        assert_eq!((picks.member, picks.kind, picks.confirmed), (member(1), WorkKind::Key, true));
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
            let picks = Picks { picked: picked.clone(), was: was.clone(), ..form().parse().expect("a right form") };
            let both = picks.put_together(&now);
            for child in (0..12).map(pupil) {
                let (was, picked, now) = (was.contains(&child), picked.contains(&child), now.contains(&child));
                // Whoever was ticked or unticked here is as it was ticked; everybody else as they are.
                prop_assert_eq!(both.contains(&child), if was == picked { now } else { picked });
            }
        }
    }
}
