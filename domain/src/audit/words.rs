//! The words for the codes of the audit log.

use super::field::{Field, with_reason};
use super::fields::{FIELDS, Holds, holds};
use crate::access::{Action as _, SetAttributes};
use crate::catalogue::Feature;
use crate::member::MemberField;
use crate::permission::SchoolRoles;
use crate::product::Product;
use serde::{Deserialize, Serialize};

/// Action names in the log and their words. `audit/tests.rs` checks that every action that can be logged is here.
#[rustfmt::skip]
const ACTIONS: &[(&str, &str)] = &[
    ("create school", "School was set up"),
    ("registration link printed", "Owner's registration link was printed at the command line"),
    ("create user", "Added"),
    ("invite to product", "Given a role in a product, to be invited there"),
    ("import staff", "List of staff was imported"),
    ("set photo", "Photo was changed"),
    ("assign pupils", "Key children were changed"),
    ("add pupils", "Pupils were added"),
    ("mark pupil left", "Leaving date of a child was set"),
    ("set pupil photo", "Photo of a child was changed"),
    ("change home contact", "Home contact of a child was changed"),
    ("bring pupil back", "Child is back at the school"),
    ("enter marks", "Marks were entered"),
    ("set up assessment", "Assessment settings were changed"),
    ("create observation", "Observation was recorded"),
    ("change observation", "Observation was changed"),
    ("delete observation", "Observation was deleted"),
    ("share with home", "Observation was shared with home"),
    ("send invitation", "Invitation was sent"),
    ("remind of invitation", "Was reminded of the invitation"),
    ("mail sent", "Invitation email went out"),
    ("mail failed", "Invitation email failed"),
    ("revoke invitation", "Invitation was withdrawn"),
    ("edit user", "Details were changed"),
    ("change roles", "Roles were changed"),
    ("make exception", "Exception was made"),
    ("end exception", "Exception was ended"),
    ("exception over", "Exception ended by itself"),
    ("set leaving date", "Leaving date was set"),
    ("block user", "Blocked"),
    ("reinstate user", "Reinstated"),
    ("deactivate user", "Deactivated"),
    ("reactivate user", "Made active again"),
    ("delete user", "Deleted"),
    ("restore user", "Restored"),
    ("revoke access", "All access was taken away"),
    ("register", "Registered"),
    ("join", "Joined with an account from another school"),
    ("sign in", "Signed in"),
    ("set password", "Set a new password"),
    ("manage attributes", "Attribute was changed"),
    ("set attributes", "Attributes were filled in"),
    ("change known as", "Name to go by was changed"),
    ("change own details", "Changed their own details"),
    ("change own password", "Changed their password"),
    ("ask for another sign-in email", "Asked for another sign-in email"),
    ("keep the sign-in email", "Kept their sign-in email"),
    ("change own email", "Changed their sign-in email"),
    ("end sessions", "Signed out elsewhere"),
    ("send password link", "Link to set a new password was sent"),
    ("offer ownership", "Ownership of the school was offered"),
    ("withdraw ownership", "Offer of ownership was taken back"),
    ("accept ownership", "Ownership of the school moved"),
    ("decline ownership", "Ownership of the school was declined"),
    ("create role", "Role was made"),
    ("change role", "Role was changed"),
    ("delete role", "Role was deleted, and its people got another"),
    ("change settings", "School settings were changed"),
    ("confirm cells", "Permission was confirmed"),
    ("export users", "List of people was exported"),
    ("export marks", "Marks were exported"),
    ("export audit log", "Audit log was exported"),
    ("forget user", "Name and details were erased, 90 days after deleting"),
];

const KINDS: &[(&str, &str)] = &[
    ("user", "Person"),
    ("school", "School"),
    ("cell", "Permission"),
    ("attribute", "Attribute"),
    ("role", "Role"),
    ("import", "Import"),
    ("pupils", "Pupils"),
    ("pupil", "Pupil"),
    ("class", "Class"),
    ("observation", "Observation"),
];

/// An action, as the log keeps it: a code, because an entry may be of a newer version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActionCode(pub String);

impl ActionCode {
    /// The action, in a few words.
    pub fn words(&self) -> String {
        look_up(ACTIONS, &self.0)
    }
}

/// The kind of thing that an entry is about, as the log keeps it: a code, because an entry may be of a newer version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KindCode(pub String);

impl KindCode {
    /// The kind, in a word.
    pub fn words(&self) -> String {
        look_up(KINDS, &self.0)
    }
}

/// A field's label.
pub(super) fn field_words(name: &str) -> String {
    match (MemberField::from_code(name), other_role(name)) {
        (Some(field), _) => field.definition().logged.to_owned(),
        (None, Some(product)) => format!("Role in {}", product.name()),
        (None, None) => match FIELDS.iter().find(|(known, ..)| *known == name) {
            Some((_, label, _)) => (*label).to_owned(),
            None => Feature::from_code(name).map_or_else(|| as_words(name), Feature::full_name),
        },
    }
}

/// The product besides that of the main role whose role is kept under this field's name.
pub(super) fn other_role(name: &str) -> Option<Product> {
    Product::of_role_field(name).filter(|product| !product.holds_main_role())
}

/// The codes of an entry that have no words of their own and would be shown as the log keeps them: of its action, its
/// kind, its fields, and the values of fields that hold codes. The school named the fields of attributes.
pub fn unworded(action: &str, kind: &str, fields: &[Field]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    found.extend((!is_worded_action(action)).then(|| action.to_owned()));
    found.extend((!is_worded_kind(kind)).then(|| kind.to_owned()));
    for (name, value) in with_reason(fields).iter().filter(|_| action != SetAttributes::NAME) {
        found.extend((!is_worded_field(name)).then(|| name.clone()));
        let is_wrong = |text: &&str| match holds(name) {
            _ if text.is_empty() => false,
            Holds::Typed | Holds::CodesOrTyped(_) => false,
            Holds::NoText => true,
            Holds::Codes(read) => read(text, &SchoolRoles::none()).is_none(),
        };
        found.extend(value.texts().into_iter().filter(is_wrong).map(|text| format!("{name}: {text}")));
    }
    found
}

/// Whether an action has words of its own.
pub(super) fn is_worded_action(code: &str) -> bool {
    ACTIONS.iter().any(|(known, _)| *known == code)
}

/// Whether a kind of thing has words of its own.
pub(super) fn is_worded_kind(code: &str) -> bool {
    KINDS.iter().any(|(known, _)| *known == code)
}

fn is_worded_field(name: &str) -> bool {
    FIELDS.iter().any(|(known, ..)| *known == name)
        || MemberField::from_code(name).is_some()
        || other_role(name).is_some()
        || Feature::from_code(name).is_some()
}

/// The words for `code` in the table, or the code itself as words.
fn look_up(table: &[(&str, &str)], code: &str) -> String {
    table.iter().find(|(known, _)| *known == code).map_or_else(|| as_words(code), |(_, words)| (*words).to_owned())
}

/// A code as words: "time-table" becomes "Time table". A text with a capital letter is no code but a name given by
/// the school.
fn as_words(code: &str) -> String {
    let is_name = code.contains(char::is_uppercase);
    let spaced = if is_name { code.to_owned() } else { code.replace(['_', '-'], " ") };
    let mut letters = spaced.trim().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_a_newer_version_are_shown_plainly() {
        let action_words = |code: &str| ActionCode(code.to_owned()).words();
        assert_eq!(action_words("create user"), "Added");
        assert_eq!(action_words("teleport user"), "Teleport user");
        assert_eq!(KindCode("time-table".to_owned()).words(), "Time table");
        assert_eq!(field_words("leaving_date"), "Leaving date");
        assert_eq!(field_words("First-aider"), "First-aider");
        assert_eq!(field_words(""), "");
        assert_eq!(action_words("éclair"), "Éclair");
    }

    #[test]
    fn no_code_is_worded_twice() {
        let fields: Vec<_> = FIELDS.iter().map(|(code, label, _)| (*code, *label)).collect();
        for table in [ACTIONS, KINDS, &fields] {
            for (at, (code, words)) in table.iter().enumerate() {
                assert!(!words.is_empty() && table[..at].iter().all(|(before, _)| before != code), "{code}");
            }
        }
        let twice: Vec<_> = FIELDS.iter().filter(|(code, ..)| MemberField::from_code(code).is_some()).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
