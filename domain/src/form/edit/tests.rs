//! The form that edits a member: merging, validation and the words for changes.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::catalogue::Catalogue;
use proptest::prelude::*;

fn amy() -> EditForm {
    let user = UserForm {
        first_name: "Amy".to_owned(),
        last_name: "Webb".to_owned(),
        email: "amy.webb@hillside.example".to_owned(),
        role: "full-edit".to_owned(),
        ..UserForm::default()
    };
    let mut form = EditForm { user, ..EditForm::default() };
    form.set_access(Access::Active);
    form
}

#[test]
fn what_both_changed_in_different_fields_is_all_kept() {
    let base = amy();
    let mut theirs = base.clone();
    theirs.user.job_title = "Year 4 teacher".to_owned();
    let mut mine = base.clone();
    mine.user.last_name = "Webb-Lee".to_owned();
    let both = mine.merge(&base, &theirs, Catalogue::published().products());
    assert_eq!((both.user.last_name.as_str(), both.user.job_title.as_str()), ("Webb-Lee", "Year 4 teacher"));
    assert_eq!(both.changed_from(&theirs, Catalogue::published().products()), [EditField::User(UserField::LastName)]);
}

#[test]
fn tick_boxes_that_were_not_on_the_page_change_nothing() {
    let base = amy();
    let posted = EditForm { status: String::new(), active: String::new(), ..base.clone() };
    assert!(
        posted
            .merge(&base, &base, Catalogue::published().products())
            .changed_from(&base, Catalogue::published().products())
            .is_empty()
    );
    let unticked = EditForm { active: String::new(), ..base.clone() };
    assert_eq!(unticked.merge(&base, &base, Catalogue::published().products()).access(), Access::Deactivated);
}

#[test]
fn only_somebody_whose_address_nobody_knows_need_not_be_given_one() {
    let mut eve = amy();
    eve.user.email = String::new();
    assert_eq!(eve.parse(Catalogue::published().products(), true).unwrap().user.email, None);
    assert_eq!(eve.parse(Catalogue::published().products(), false).unwrap_err()[0].field, "email");
    eve.user.email = "eve at home".to_owned();
    assert_eq!(eve.parse(Catalogue::published().products(), true).unwrap_err()[0].field, "email");
    eve.user.email = "eve@hillside.example".to_owned();
    assert_eq!(
        eve.parse(Catalogue::published().products(), true).unwrap().user.email.unwrap().as_str(),
        "eve@hillside.example"
    );
}

#[test]
fn changes_are_said_in_words() {
    let before = amy();
    let mut after = before.clone();
    after.user.role = "partial-edit".to_owned();
    after.user.other_roles.set(crate::product::Product::PORTAL, "none".to_owned());
    after.blocked = TICKED.to_owned();
    after.leaving_on = "2026-12-18".to_owned();
    let said: Vec<_> = after
        .changes_from(&before, Catalogue::published().products())
        .into_iter()
        .map(|change| change.words(&crate::permission::SchoolRoles::none()))
        .map(|change| format!("{}: {} → {}", change.label, change.old, change.new))
        .collect();
    assert_eq!(
        said,
        [
            "Role in Sonar Tracker: Full Edit → Partial Edit",
            "Role in Portal: Same everywhere → No role",
            "Account status: Active → Blocked",
            "Leaving date:  → 18 December 2026",
        ]
    );
}

#[test]
fn what_cannot_be_is_said_at_its_field() {
    let wrong = |form: EditForm| -> Vec<String> {
        form.parse(Catalogue::published().products(), false).unwrap_err().into_iter().map(|error| error.field).collect()
    };
    assert_eq!(wrong(EditForm { active: String::new(), blocked: TICKED.to_owned(), ..amy() }), ["blocked"]);
    assert_eq!(wrong(EditForm { leaving_on: "2026-02-30".to_owned(), ..amy() }), ["leaving_on"]);
    assert_eq!(wrong(EditForm { reason: "x".repeat(501), ..amy() }), ["reason"]);
    assert_eq!(wrong(EditForm { user: UserForm { email: "amy".to_owned(), ..amy().user }, ..amy() }), ["email"]);
    assert!(amy().parse(Catalogue::published().products(), false).is_ok());
}

fn any_form() -> impl Strategy<Value = EditForm> {
    let role = prop::sample::select(vec!["full-edit", "partial-edit", "minimal-read-only"]);
    let other = prop::sample::select(vec!["", "none", "full-edit"]);
    let access = prop::sample::select(vec![Access::Active, Access::Blocked, Access::Deactivated]);
    ("[ab]{0,2}", "[ab]{0,2}", role, other, access, "(2026-12-1[0-9])?").prop_map(
        |(first_name, job_title, role, portal, access, leaving_on)| {
            let user = UserForm {
                first_name,
                job_title,
                role: role.to_owned(),
                other_roles: [(crate::product::Product::PORTAL, portal.to_owned())].into_iter().collect(),
                ..UserForm::default()
            };
            let mut form = EditForm { user, leaving_on, ..EditForm::default() };
            form.set_access(access);
            form
        },
    )
}

proptest! {
    /// Each field holds what was typed where it was changed, and what others left everywhere else, whatever was typed
    /// and whatever others changed meanwhile.
    #[test]
    fn nothing_anybody_meant_is_lost(base in any_form(), mine in any_form(), theirs in any_form()) {
        let both = mine.merge(&base, &theirs, Catalogue::published().products());
        for field in EditForm::fields(Catalogue::published().products()) {
            let meant = if mine.get(field) == base.get(field) { theirs.get(field) } else { mine.get(field) };
            prop_assert_eq!(both.get(field), meant, "{:?}", field);
        }
        prop_assert_eq!(both.merge(&theirs, &theirs, Catalogue::published().products()), both);
    }
}

#[test]
fn every_field_crosses_the_wire_by_its_name() {
    for field in EditForm::fields(Catalogue::published().products()) {
        let written = serde_json::to_string(&field).unwrap();
        assert_eq!(written, format!("\"{}\"", field.name()));
        assert_eq!(serde_json::from_str::<EditField>(&written).unwrap(), field);
    }
    assert!(serde_json::from_str::<EditField>("\"shoe_size\"").is_err());
}
