//! Sentences about sessions and access, which every summary of a change takes from here.

use crate::person::DELETED_STAFF;
use crate::user::Access;

/// Who has the sessions: one person, or several.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    Theirs,
    Several,
}

impl Whose {
    /// The sentence that this number of sessions end.
    pub(super) fn end(self, sessions: u32) -> String {
        match (self, sessions) {
            (Self::Theirs, 0) => "They are not signed in at the moment.".to_owned(),
            (Self::Theirs, 1) => "The session they have open ends at once.".to_owned(),
            (Self::Several, 0) => "None of them is signed in at the moment.".to_owned(),
            (Self::Several, 1) => "The session one of them has open ends at once.".to_owned(),
            (_, several) => format!("The {several} sessions they have open end at once."),
        }
    }
}

pub(super) fn access_sentence(name: &str, to: Access, sessions: &str) -> String {
    match to {
        Access::Active => format!("{name} can sign in to your school again, with the roles shown here."),
        Access::Blocked => format!(
            "{name} can no longer sign in to your school. {sessions} Everything is kept, and they stay in lists and pickers."
        ),
        Access::Deactivated => format!(
            "{name} can no longer sign in to your school, and is gone from pickers and from lists of people at work. {sessions} Everything is kept, and the account can be made active again."
        ),
        Access::Deleted => format!(
            "{name} can no longer sign in to your school and is gone from lists and pickers. {sessions} They can be restored for 90 days; after that their name on their work becomes “{DELETED_STAFF}”. Observations and assessments they recorded are never lost."
        ),
    }
}

pub(super) fn several_sentence(to: Access, sessions: &str) -> String {
    match to {
        Access::Active => "They can sign in to your school again, with the roles they have.".to_owned(),
        Access::Blocked => format!(
            "They can no longer sign in to your school. {sessions} Everything is kept, and they stay in lists and pickers."
        ),
        Access::Deactivated => format!(
            "They can no longer sign in to your school, and are gone from pickers and from lists of people at work. {sessions} Everything is kept."
        ),
        Access::Deleted => format!(
            "They can no longer sign in to your school and are gone from lists and pickers. {sessions} They can be restored for 90 days."
        ),
    }
}
