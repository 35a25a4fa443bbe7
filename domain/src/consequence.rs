//! What a change means for people, told before it is made: a value for each consequence, and its sentence. Sentences
//! about access and sessions are in `consequence/words.rs`. The changes themselves, and the rules for them, are
//! elsewhere: `bulk`, `invitation`, `leaving` and `access`.

mod words;

use crate::day::Day;
use crate::invitation::InvitationEffect;
use crate::user::Access;
use serde::{Deserialize, Serialize};
use words::{Whose, access_sentence, several_sentence};

/// A consequence of a change for one person, or for several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Consequence {
    /// One person gains or loses access to the school.
    Access {
        /// First and last name.
        name: String,
        /// The access after the change.
        to: Access,
        /// The number of sessions that the person has open.
        sessions: u32,
    },
    /// Several people gain or lose access to the school.
    AccessOfSeveral {
        /// The access after the change.
        to: Access,
        /// The number of sessions that they have open together.
        sessions: u32,
    },
    /// One person's registration is revoked.
    Revoked {
        /// First and last name.
        name: String,
        /// The number of sessions that the person has open.
        sessions: u32,
    },
    /// The person's details, roles and work are kept, and they must register again to come back.
    RegistersAnew,
    /// One person's leaving date changes.
    Leaving {
        /// First and last name.
        name: String,
        /// The new last day, if there is one.
        day: Option<Day>,
    },
    /// The person's open invitation changes.
    Invitation(InvitationEffect),
    /// This number of invitations do nothing until the people have access again.
    InvitationsPause(u32),
    /// Each person gets an invitation.
    Invited,
    /// This number of the people were invited before.
    InvitedBefore(u32),
    /// People who are registered get new roles.
    NewRoles,
    /// The change can be undone.
    CanBeUndone,
}

impl Consequence {
    /// The consequence as a sentence; `None` where nothing follows from the change.
    pub fn sentence(&self) -> Option<String> {
        Some(match self {
            Self::Access { name, to, sessions } => access_sentence(name, *to, &Whose::Theirs.end(*sessions)),
            Self::AccessOfSeveral { to, sessions } => several_sentence(*to, &Whose::Several.end(*sessions)),
            Self::Revoked { name, sessions } => {
                format!("{name} can no longer sign in to your school. {}", Whose::Theirs.end(*sessions))
            }
            Self::RegistersAnew => "Their details, roles and work are kept. They are not registered any more: to come back they must be invited, and set themselves up anew.".to_owned(),
            Self::Leaving { name, day: Some(day) } => format!("{name} is deactivated at the end of {}.", day.words()),
            Self::Leaving { name, day: None } => format!("{name} is not deactivated by itself any more."),
            Self::Invitation(effect) => return effect.sentence(),
            Self::InvitationsPause(0) | Self::InvitedBefore(0) => return None,
            Self::InvitationsPause(1) => {
                "The invitation of 1 of them does nothing until you let them in again.".to_owned()
            }
            Self::InvitationsPause(several) => {
                format!("The invitations of {several} of them do nothing until you let them in again.")
            }
            Self::Invited => {
                "Each gets an email with a link that works for 14 days. Mail that was sent cannot be undone.".to_owned()
            }
            Self::InvitedBefore(1) => "1 of them was invited before: earlier links no longer work.".to_owned(),
            Self::InvitedBefore(several) => {
                format!("{several} of them were invited before: earlier links no longer work.")
            }
            Self::NewRoles => {
                "New roles apply straight away, even if they are signed in.".to_owned()
            }
            Self::CanBeUndone => "You can undo this for ten minutes.".to_owned(),
        })
    }

    /// The sentences of `all`, in order.
    pub fn sentences(all: &[Self]) -> Vec<String> {
        all.iter().filter_map(Self::sentence).collect()
    }

    /// The consequence of changing one person's access; `None` if the access stays the same.
    pub fn of_access(name: &str, from: Access, to: Access, sessions: u32) -> Option<Self> {
        (from != to).then(|| Self::Access { name: name.to_owned(), to, sessions })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_consequence_has_a_sentence_of_its_own() {
        let name = || "Amy Webb".to_owned();
        let mut all =
            vec![Consequence::RegistersAnew, Consequence::Invited, Consequence::NewRoles, Consequence::CanBeUndone];
        for number in 0..3 {
            for to in Access::ALL {
                let is_told = to != Access::Active || number == 0;
                all.extend(is_told.then(|| Consequence::Access { name: name(), to, sessions: number }));
                all.extend(is_told.then_some(Consequence::AccessOfSeveral { to, sessions: number }));
            }
            all.push(Consequence::Revoked { name: name(), sessions: number });
        }
        for number in 1..3 {
            all.extend([Consequence::InvitationsPause(number), Consequence::InvitedBefore(number)]);
        }
        all.extend([None, Day::new(2026, 8, 31)].map(|day| Consequence::Leaving { name: name(), day }));
        all.push(Consequence::Invitation(InvitationEffect::Resumes { sent_to: "a@b.uk".to_owned() }));
        let said: Vec<_> = Consequence::sentences(&all);
        assert_eq!(said.len(), all.len());
        assert!(said.iter().all(|sentence| sentence.ends_with('.')), "{said:?}");
        assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), all.len(), "{said:?}");
    }

    #[test]
    fn a_sentence_tells_of_its_own_access_and_number() {
        let said = |to, sessions| Consequence::Access { name: "Amy".to_owned(), to, sessions }.sentence();
        let of_several = |to, sessions| Consequence::AccessOfSeveral { to, sessions }.sentence();
        for tell in [&said as &dyn Fn(Access, u32) -> Option<String>, &of_several] {
            let has = |to, sessions, part: &str| {
                let told = tell(to, sessions).unwrap_or_default();
                assert!(told.contains(part), "{part} in {told}");
            };
            has(Access::Active, 0, "can sign in to your school again");
            has(Access::Blocked, 0, "they stay in lists and pickers");
            has(Access::Deactivated, 0, "gone from pickers and from lists of people at work");
            has(Access::Deleted, 0, "They can be restored for 90 days");
            for to in [Access::Blocked, Access::Deactivated, Access::Deleted] {
                has(to, 0, "can no longer sign in to your school");
                has(to, 0, "signed in at the moment");
                has(to, 1, "ends at once");
                has(to, 2, "The 2 sessions they have open end at once");
            }
        }
        assert!(said(Access::Blocked, 1).is_some_and(|told| told.starts_with("Amy can no longer")));
        let pause = [1, 2].map(|number| Consequence::InvitationsPause(number).sentence().unwrap_or_default());
        assert!(pause[0].starts_with("The invitation of 1 of them does"), "{pause:?}");
        assert!(pause[1].starts_with("The invitations of 2 of them do "), "{pause:?}");
    }

    #[test]
    fn what_does_not_change_is_not_told() {
        let none = [
            Consequence::InvitationsPause(0),
            Consequence::InvitedBefore(0),
            Consequence::Invitation(InvitationEffect::Nothing),
        ];
        assert!(Consequence::sentences(&none).is_empty());
        assert_eq!(Consequence::of_access("Amy", Access::Blocked, Access::Blocked, 1), None);
    }
}
