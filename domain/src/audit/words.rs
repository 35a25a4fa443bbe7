//! The words for the codes of the audit log.

use crate::access::{Action as _, SetAttributes};
use crate::catalogue::Feature;
use crate::member::MemberField;
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
    ("class", "Class"),
    ("observation", "Observation"),
];

/// What the fields of entries are called that are no fields of a member. Every field that is written is here: the store's tests look.
#[rustfmt::skip]
const FIELDS: &[(&str, &str)] = &[
    ("photo", "Photo"),
    (super::field::WITH_OTHERS, "Changed together with"),
    (super::field::IMPORT_FILE, "From the file"),
    ("registration", "Registration"),
    ("mark_kind", "Kind of marks"),
    ("academic_year", "Academic year"),
    ("marks", "Marks"),
    ("codes", "Codes of summative marks"),
    ("objectives", "Objectives"),
    ("subjects", "Subjects"),
    ("half_terms", "Half-terms begin"),
    ("reason", "Reason"),
    ("reason_code", "Reason"),
    ("permission", "Permission"),
    ("sessions", "Sessions ended"),
    ("pupils", "Pupils"),
    ("observed_on", "Date observed"),
    ("areas", "Areas of learning"),
    ("children", "Children"),
    ("photos", "Photos"),
    ("text", "Text"),
    ("shared", "Emailed to the home of"),
    ("key", "Key worker"),
    ("worker", "Worker"),
    ("people", "People"),
    ("format", "Kind of file"),
    ("import", "Import"),
    ("added", "Added"),
    ("updated", "Changed"),
    ("deactivated", "Deactivated"),
    ("unchanged", "Not changed"),
    ("left_out", "Skipped"),
    ("entries", "Entries"),
    ("ticked", "Ticked people only"),
    ("sort", "Sorted by"),
    ("order", "Order"),
    ("action", "What was done"),
    ("search", "Search"),
    ("standing", "Status"),
    ("feature", "Permission"),
    ("attribute", "Attribute"),
    ("name", "Name"),
    ("hint", "Hint"),
    ("position", "Place in the list"),
    ("retired", "Not asked any more"),
    ("products", "Products"),
    ("product", "Product"),
    ("mis_fed", "Staff come from the MIS"),
    ("reminds", "Reminders before invitations expire"),
    ("role", "Role"),
    ("invited", "Invitation sent"),
    ("allowed", "Answer"),
    ("new_email", "New email address"),
    ("kind", "Kind of answer"),
    ("options", "Answers"),
    ("help_contact", "Who can help"),
    ("starts_on", "From"),
    ("ends_on", "Until"),
    ("like", "Made from"),
    ("access", "Account status"),
    ("deleted_at", "Deleted"),
    ("ends_at", "Ends"),
    ("what", "What"),
    ("mails_anchor", "Anchor of the audit log by email"),
    ("numbers", "Their numbers"),
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
        (None, None) => Feature::from_code(name).map_or_else(|| look_up(FIELDS, name), Feature::full_name),
    }
}

/// The product besides that of the main role whose role is kept under this field's name.
fn other_role(name: &str) -> Option<Product> {
    Product::of_role_field(name).filter(|product| !product.holds_main_role())
}

/// The codes of an entry that have no words of their own and would be shown as the log keeps them. The school named
/// the fields of attributes.
pub fn unworded<'a>(action: &'a str, kind: &'a str, fields: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let lacks = |table: &[(&str, &str)], code: &str| table.iter().all(|(known, _)| *known != code);
    let own =
        [(ACTIONS, action), (KINDS, kind)].into_iter().filter(|(table, code)| lacks(table, code)).map(|(_, code)| code);
    let is_unknown = |name: &str| {
        lacks(FIELDS, name)
            && MemberField::from_code(name).is_none()
            && other_role(name).is_none()
            && Feature::from_code(name).is_none()
    };
    let fields = fields.into_iter().filter(|name| action != SetAttributes::NAME && is_unknown(name));
    own.chain(fields).collect()
}

/// The words for `code` in the table, or the code itself as words.
fn look_up(table: &[(&str, &str)], code: &str) -> String {
    table.iter().find(|(known, _)| *known == code).map_or_else(|| as_words(code), |(_, words)| (*words).to_owned())
}

/// A code as words: "leaving_date" becomes "Leaving date". A text with a capital letter is no code but a name given by
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
        for table in [ACTIONS, KINDS, FIELDS] {
            for (at, (code, words)) in table.iter().enumerate() {
                assert!(!words.is_empty() && table[..at].iter().all(|(before, _)| before != code), "{code}");
            }
        }
        let twice: Vec<_> = FIELDS.iter().filter(|(code, _)| MemberField::from_code(code).is_some()).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
