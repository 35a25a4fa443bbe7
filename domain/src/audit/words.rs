//! What the codes of the audit log mean.

/// What was done, by the action's name in the log. Names that are not here say enough themselves.
#[rustfmt::skip]
const ACTIONS: &[(&str, &str)] = &[
    ("create school", "School was set up"),
    ("registration link printed", "Owner's registration link was printed at the command line"),
    ("create user", "Added"),
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
    ("export audit log", "Audit log was exported"),
    ("forget user", "Name and details were erased, 90 days after deleting"),
];

const KINDS: &[(&str, &str)] =
    &[("user", "Person"), ("school", "School"), ("cell", "Permission"), ("attribute", "Attribute"), ("role", "Role")];

/// Fields whose name in the log is not what people read.
#[rustfmt::skip]
const FIELDS: &[(&str, &str)] = &[
    ("email", "Email address"),
    ("role", "Role"),
    ("role_juniper_mis", "Role in Juniper MIS"),
    ("role_portal", "Role in Portal"),
    ("role_comms_hub", "Role in Comms Hub"),
    ("role_juniper_websites", "Role in Juniper Websites"),
    ("invited", "Invitation sent"),
    ("allowed", "Answer"),
    ("new_email", "New email address"),
    ("known_as", "Goes by"),
    ("kind", "Kind of answer"),
    ("options", "Answers"),
    ("help_contact", "Who can help"),
    ("leaving_on", "Last day"),
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

/// What was done, in a few words.
pub fn action_words(action: &str) -> String {
    look_up(ACTIONS, action)
}

/// What kind of thing it was done to.
pub fn kind_words(kind: &str) -> String {
    look_up(KINDS, kind)
}

/// What a field is called.
pub(super) fn field_words(name: &str) -> String {
    look_up(FIELDS, name)
}

/// What the table says of `code`; otherwise the code itself, as words.
fn look_up(table: &[(&str, &str)], code: &str) -> String {
    table.iter().find(|(known, _)| *known == code).map_or_else(|| as_words(code), |(_, words)| (*words).to_owned())
}

/// A code as words: "leaving_date" is "Leaving date". What has a capital is no code, but what a school calls something.
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
        assert_eq!(action_words("create user"), "Added");
        assert_eq!(action_words("teleport user"), "Teleport user");
        assert_eq!(kind_words("time-table"), "Time table");
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
    }
}
