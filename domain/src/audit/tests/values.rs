//! Codes are read as words, and the words that earlier versions wrote stay what they were.

use super::super::*;
use crate::access::*;
use crate::moment::Moment;
use crate::permission::SchoolRoles;

/// The label and the new value of the one field.
fn line(action: &str, name: &str, value: FieldValue) -> String {
    let time = |_: Moment| DisplayTime { iso: String::new(), text: String::new() };
    let reading = LogReading { action, roles: &SchoolRoles::none(), time: &time };
    let changed = changed_fields(&[], &[(name.to_owned(), value)], reading);
    let (label, _, new) = changed[0].words();
    format!("{label}: {}", new.unwrap())
}

fn text(text: &str) -> FieldValue {
    FieldValue::Text(text.to_owned())
}

fn texts(texts: &[&str]) -> FieldValue {
    FieldValue::List(texts.iter().map(|one| text(one)).collect())
}

#[test]
fn codes_read_as_the_words_of_earlier_versions() {
    let invite = "portal/invites/invite-staff-as-users";
    let invites = "Portal, Invites: Invite staff as users";
    let standards =
        "PK: Pre-key stage, WTS: Working towards the standard, EXS: At the expected standard, GDS: At greater depth";
    let mut wrong = Vec::new();
    for (action, (new_name, code), (old_name, words)) in [
        (ChangeRole::NAME, (invite, text("not-set")), (invites, "Not set: not allowed")),
        (ChangeRole::NAME, (invite, text("allow")), (invites, "Allow")),
        (CreateRole::NAME, ("like", text("partial-edit")), ("like", "Partial Edit")),
        (MakeException::NAME, ("permission", text(invite)), ("permission", invites)),
        (EnterMarks::NAME, ("academic_year", FieldValue::Number(2026)), ("academic_year", "2026/2027")),
        (SetUpAssessment::NAME, ("codes", text("standards")), ("codes", standards)),
        (SetUpAssessment::NAME, ("codes", texts(&["A: Absent", "B: Below"])), ("codes", "A: Absent, B: Below")),
        (SetUpAssessment::NAME, ("objectives", text("key")), ("objectives", "Key objectives only")),
        (SetUpAssessment::NAME, ("subjects", texts(&["art", "music"])), ("subjects", "Art and design, Music")),
        (SetUpAssessment::NAME, ("half_terms", texts(&["1/9", "2/11"])), ("half_terms", "1/9, 2/11")),
        (SetAttributes::NAME, ("DBS date", text("2026-11-14")), ("DBS date", "14 November 2026")),
        (SetAttributes::NAME, ("allowed", FieldValue::Truth(true)), ("allowed", "Yes")),
        (SetPhoto::NAME, ("photo", FieldValue::Truth(true)), ("photo", "a photo")),
    ] {
        let (now, before) = (line(action, new_name, code), line(action, old_name, text(words)));
        if now != before || !now.ends_with(words) {
            wrong.push((now, before));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn an_unknown_code_and_what_a_school_typed_is_shown_as_it_is() {
    assert_eq!(line(MakeException::NAME, "permission", text("portal/moon/land")), "Permission: portal/moon/land");
    assert_eq!(line(EnterMarks::NAME, "academic_year", FieldValue::Number(7)), "Academic year: 7");
    assert_eq!(line(SetAttributes::NAME, "role", text("full-edit")), "Role: full-edit");
    assert_eq!(line(SetAttributes::NAME, "House", text("yes")), "House: yes");
}

#[test]
fn permissions_are_in_their_published_order() {
    let features = crate::catalogue::Catalogue::published().features().take(40);
    let codes: Vec<_> = features.map(|feature| feature.code()).collect();
    let mut fields: Vec<_> = codes.iter().map(|code| (code.clone(), text("allow"))).collect();
    fields.sort_by(|(one, _), (other, _)| one.cmp(other));
    let time = |_: Moment| DisplayTime { iso: String::new(), text: String::new() };
    let reading = LogReading { action: ChangeRole::NAME, roles: &SchoolRoles::none(), time: &time };
    let told: Vec<_> = changed_fields(&[], &fields, reading).into_iter().map(|changed| changed.field).collect();
    assert_eq!(told, codes);
}

#[test]
fn a_search_finds_the_words_of_codes() {
    let fields = [
        ("permission".to_owned(), text("portal/invites/invite-staff-as-users")),
        ("subjects".to_owned(), texts(&["art"])),
        ("reason".to_owned(), text("Covers for Ada")),
    ];
    let found = words_to_find(MakeException::NAME, ("user", "1"), &fields);
    assert_eq!(found, ["Portal, Invites: Invite staff as users", "Art and design"]);
    assert_eq!(words_to_find(ChangeRole::NAME, ("role", "full-edit"), &[]), ["Full Edit"]);
}
