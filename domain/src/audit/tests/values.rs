//! Codes are read as words, and the words that earlier versions wrote stay what they were.

use super::super::fields::{FIELDS, Holds};
use super::super::*;
use crate::access::*;
use crate::assessment::{MarkKind, ObjectiveSet, Subject, SummativeSet};
use crate::attribute::AttributeKind;
use crate::catalogue::Catalogue;
use crate::export::{ExportDetail, Format};
use crate::listing::{SortBy, UserListing};
use crate::moment::Moment;
use crate::observation::LearningArea;
use crate::permission::SchoolRoles;
use crate::product::Product;
use crate::role::Role;
use crate::user::{Access, MemberStatus};

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

/// Every code of each field that holds codes.
fn codes() -> Vec<(&'static str, Vec<String>)> {
    fn all(codes: impl IntoIterator<Item = &'static str>) -> Vec<String> {
        codes.into_iter().map(str::to_owned).collect()
    }
    let features = || Catalogue::published().features().map(|feature| feature.code()).collect::<Vec<_>>();
    let products = || all(Catalogue::published().products().iter().copied().map(Product::code));
    let roles = || all(Role::ALL.iter().map(|role| role.code()));
    let statuses = || all(MemberStatus::ALL.map(MemberStatus::code));
    let kinds = all(["user", "school", "cell", "attribute", "role", "import", "pupils", "class", "observation"]);
    let answers = all(AttributeKind::ALL.map(AttributeKind::code));
    let reversed = UserListing { descending: true, ..UserListing::default() }.pairs();
    let sets = [SummativeSet::AgeRelated, SummativeSet::Standards];
    let attribute = "00000000000040008000000000000107";
    vec![
        ("registration", all(["not-registered", "invited", "registered"])),
        ("mark_kind", all(MarkKind::ALL.map(MarkKind::code))),
        ("codes", sets.iter().map(|set| set.code().to_owned()).collect()),
        ("objectives", all(ObjectiveSet::ALL.map(ObjectiveSet::code))),
        ("subjects", all(Subject::ALL.iter().map(|subject| subject.code()))),
        ("permission", features()),
        ("feature", features()),
        ("areas", all(LearningArea::ALL.map(LearningArea::code))),
        ("format", all(Format::ALL.map(Format::ending))),
        ("sort", all(SortBy::ALL.map(SortBy::code))),
        ("order", reversed.into_iter().map(|(_, code)| code).collect()),
        ("action", all(LoggedEvent::ALL.iter().map(|event| event.logged().code()))),
        ("about", kinds.clone()),
        ("kind", answers.into_iter().chain(kinds).collect()),
        ("standing", statuses()),
        ("status", statuses()),
        ("attribute", vec![format!("{attribute}.any"), format!("{attribute}.none"), format!("{attribute}.is.Red")]),
        ("products", products()),
        ("product", products()),
        ("role", roles()),
        ("like", roles()),
        ("access", all(Access::ALL.map(Access::code))),
        ("what", all(ExportDetail::ALL.map(ExportDetail::code))),
    ]
}

#[test]
fn every_code_of_every_field_has_words() {
    let codes = codes();
    // A reason is read from two fields.
    let coded = FIELDS
        .iter()
        .filter(|(name, _, holds)| matches!(holds, Holds::Codes(_) | Holds::CodesOrTyped(_)) && *name != "reason_code");
    let mut named: Vec<_> = coded.map(|(name, ..)| *name).collect();
    let mut listed: Vec<_> = codes.iter().map(|(name, _)| *name).collect();
    named.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, named, "list every code of the field above");
    for (name, codes) in codes {
        assert!(!codes.is_empty(), "{name}");
        for code in codes {
            let said = line(ChangeRole::NAME, name, text(&code));
            let said = said.split_once(": ").unwrap().1;
            assert!(said != code, "{name}: {code} is shown as {said}");
            assert_eq!(unworded(ChangeRole::NAME, "role", &[(name.to_owned(), text(&code))]), Vec::<String>::new());
        }
    }
}

#[test]
fn a_code_without_words_is_found() {
    let lacking = |name: &str, value: FieldValue| unworded(EnterMarks::NAME, "class", &[(name.to_owned(), value)]);
    assert_eq!(lacking("mark_kind", text("spoken")), ["mark_kind: spoken"]);
    assert_eq!(lacking("subjects", texts(&["art", "alchemy"])), ["subjects: alchemy"]);
    assert_eq!(lacking("marks", text("many")), ["marks: many"], "a text where none is");
    assert_eq!(lacking("reason_code", text("moon-phase")), ["reason_code: moon-phase"]);
    assert_eq!(lacking("shape", FieldValue::Number(1)), ["shape"]);
    assert_eq!(unworded("juggle", "ball", &[]), ["juggle", "ball"]);
    assert_eq!(lacking("reason_code", text("undone")), Vec::<String>::new());
    assert_eq!(unworded(SetAttributes::NAME, "user", &[("House".to_owned(), text("Red"))]), Vec::<String>::new());
}
