//! Turning a stored entry into the lines that pages and exports show. The words are in `domain::audit`.

use super::PupilNames;
use crate::clock::Clock;
use crate::store::{StoredEntry, logged_fields};
use domain::audit::{
    ActionCode, AuditRow, KindCode, LogReading, NamedEntity, author_words, changed_fields, subject_words,
};
use domain::id::MemberId;
use domain::permission::SchoolRoles;
use domain::person::DELETED_STAFF;

/// The name shown for entries without an actor.
const NOBODY: &str = "Rolecall";

/// A log entry as its reader may see it.
pub(crate) fn row(entry: StoredEntry, clock: &Clock, roles: &SchoolRoles, names_of_pupils: PupilNames) -> AuditRow {
    let (old, new) = (logged_fields(entry.old_value.as_deref()), logged_fields(entry.new_value.as_deref()));
    let is_person = entry.subject_kind == "user";
    let subject = NamedEntity {
        member: if is_person { MemberId::parse(&entry.subject_id) } else { None },
        name: match entry.subject_name {
            Some(name) => name,
            None if is_person && entry.is_erased => DELETED_STAFF.to_owned(),
            None => subject_words(&entry.subject_kind, &entry.subject_id).unwrap_or_default(),
        },
    };
    let actor = NamedEntity {
        name: match (entry.actor_name, entry.actor) {
            (Some(name), _) => author_words(&name).to_owned(),
            (None, Some(_)) => DELETED_STAFF.to_owned(),
            (None, None) => NOBODY.to_owned(),
        },
        member: entry.actor,
    };
    let reading = LogReading { action: &entry.action, roles, time: &|at| clock.words_to_the_minute(at) };
    let changes = changed_fields(&old, &new, reading);
    names_of_pupils.apply(AuditRow {
        number: entry.number,
        when: clock.words_to_the_minute(entry.at),
        actor,
        action: ActionCode(entry.action),
        kind: KindCode(entry.subject_kind),
        subject,
        changes,
        erased: entry.is_erased,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moment::Moment;

    const NAMED: PupilNames = PupilNames { are_shown: true };

    fn entry(action: &str, old: Option<&str>, new: Option<&str>) -> StoredEntry {
        StoredEntry {
            number: 1,
            at: Moment(0),
            actor: None,
            actor_name: None,
            action: action.to_owned(),
            subject_kind: "user".to_owned(),
            subject_id: "not an id".to_owned(),
            subject_name: Some("Amy Webb".to_owned()),
            old_value: old.map(str::to_owned),
            new_value: new.map(str::to_owned),
            is_erased: false,
        }
    }

    /// The label and new value of each line.
    fn said(action: &str, old: Option<&str>, new: Option<&str>) -> Vec<(String, String)> {
        let row = row(entry(action, old, new), &Clock::fixed_at(Moment(0)), &SchoolRoles::none(), NAMED);
        let words = row.changes.iter().map(|field| field.words());
        words.map(|(label, _, new)| (label, new.unwrap_or_default())).collect()
    }

    #[test]
    fn whatever_a_newer_version_wrote_is_shown_plainly() {
        for (new, expected) in [
            (r#"{"role":"full-edit"}"#, ("Role", "Full Edit")),
            (r#"{"shift":{"begins":9.5}}"#, ("Shift begins", "9.5")),
            (r#"[1,[true,{"a":null}]]"#, ("Value", r#"1, Yes, {"a":null}"#)),
            ("\"text\"", ("Value", "text")),
            ("{broken", ("Value", "{broken")),
            (r#"{"n":18446744073709551615}"#, ("N", "18446744073709551615")),
        ] {
            let lines = said("rearrange user", None, Some(new));
            assert_eq!(lines, [(expected.0.to_owned(), expected.1.to_owned())], "{new}");
        }
        assert_eq!(
            row(entry("rearrange user", None, None), &Clock::default(), &SchoolRoles::none(), NAMED).action.words(),
            "Rearrange user"
        );
        assert!(said("x", Some("null"), Some("{}")).is_empty());
    }

    #[test]
    fn nobody_is_without_a_name() {
        let clock = Clock::fixed_at(Moment(0));
        let names = |entry: StoredEntry| {
            let row = row(entry, &clock, &SchoolRoles::none(), NAMED);
            (row.actor.name, row.subject.name)
        };
        assert_eq!(names(entry("sign in", None, None)), ("Rolecall".to_owned(), "Amy Webb".to_owned()));
        let member = MemberId::new(uuid::Uuid::from_u128(1));
        let erased =
            StoredEntry { actor: Some(member), subject_name: None, is_erased: true, ..entry("sign in", None, None) };
        assert_eq!(names(erased), (DELETED_STAFF.to_owned(), DELETED_STAFF.to_owned()));
    }
}
