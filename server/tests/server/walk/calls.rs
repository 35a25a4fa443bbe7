//! A well-formed call of every server function, and how each call and route answers a caller who gets through.

use super::CallerKind;
use crate::test_server::somebody;
use backend::clock::Clock;
use domain::assessment::{AssessmentSettings, SheetListing};
use domain::attribute::AttributeForm;
use domain::audit::AuditListing;
use domain::exception::ExceptionForm;
use domain::form::account::{ChangeEmailForm, ChangePasswordForm};
use domain::form::assessment::AssessmentForm;
use domain::form::password::PasswordForm;
use domain::form::pupils::PickForm;
use domain::form::settings::SettingsForm;
use domain::form::sign_in::SignInForm;
use domain::import::{Decisions, ImportListing, ReadingForm};
use domain::invitation::InviteListing;
use domain::listing::UserListing;
use domain::observation::{ObservationForm, ObservationListing};
use domain::product::Product;
use domain::pupil::{LeavingForm, PupilListing};
use domain::role::Role;
use serde_json::{Value, json};

/// An id that nothing has in any school.
const NOTHINGS: &str = "00000000-0000-4000-8000-000000000000";

/// A well-formed call of every server function; `member` is the subject of calls about a person.
pub fn calls(member: &str) -> Vec<(&'static str, CallerKind, Value)> {
    let settings = SettingsForm {
        name: "Hillside Primary School".to_owned(),
        products: [(domain::product::Product::PORTAL, "true".to_owned())].into_iter().collect(),
        ..SettingsForm::default()
    };
    let sign_in =
        SignInForm { email: "nobody@hillside.example".to_owned(), password: "wrong".to_owned(), next: String::new() };
    let link = PasswordForm { token: "x".repeat(43), password: "A long enough passphrase".to_owned() };
    let import = "0".repeat(32);
    let edit = json!({ "form": { "job_title": "Walked past" }, "base": {} });
    let shoe_size = AttributeForm { name: "Shoe size".to_owned(), kind: "text".to_owned(), ..AttributeForm::default() };
    let bulk = json!({ "people": member, "act": "block" });
    let feature = "sonar-tracker/observations/create-observations";
    let switch = "comms-hub/compose-send-messages/send-sms";
    let nothings_role = format!("minimal-edit.{NOTHINGS}");
    let exception = ExceptionForm {
        feature: "sonar-tracker/pupils/view-pupils".to_owned(),
        effect: "deny".to_owned(),
        ends_on: "2199-12-31".to_owned(),
        reason: "Walked past".to_owned(),
        ..ExceptionForm::default()
    };
    vec![
        ("/api/site", CallerKind::Anybody, json!({})),
        ("/api/find", CallerKind::SignedIn, json!({ "search": "block em" })),
        ("/api/marks/sheet", CallerKind::SignedIn, json!({ "listing": SheetListing::default() })),
        ("/api/marks/save", CallerKind::Named, json!({ "edits": [] })),
        ("/api/marks/due", CallerKind::SignedIn, json!({})),
        ("/api/pupils/child", CallerKind::Named, json!({ "pupil": NOTHINGS })),
        ("/api/marks/settings", CallerKind::Admins, json!({})),
        (
            "/api/marks/set-up",
            CallerKind::Admins,
            json!({ "form": AssessmentForm::of(&AssessmentSettings::default()) }),
        ),
        ("/api/sign-in", CallerKind::Anybody, json!({ "form": sign_in })),
        ("/api/sign-out", CallerKind::Anybody, json!({})),
        ("/api/schools", CallerKind::SignedIn, json!({})),
        ("/api/schools/choose", CallerKind::SignedIn, json!({ "member": member })),
        ("/api/password/forgotten", CallerKind::Anybody, json!({ "email": "nobody@hillside.example" })),
        ("/api/link", CallerKind::Anybody, json!({ "token": "x".repeat(43) })),
        ("/api/link/use", CallerKind::Anybody, json!({ "form": link })),
        ("/api/demo/people", CallerKind::Anybody, json!({})),
        ("/api/demo/sign-in", CallerKind::Anybody, json!({ "member": member })),
        ("/api/school/widget", CallerKind::Admins, json!({})),
        ("/api/school/settings", CallerKind::Admins, json!({ "form": settings })),
        ("/api/school/confirm", CallerKind::Owner, json!({ "feature": feature, "role": "full-edit", "allowed": true })),
        ("/api/users/list", CallerKind::Admins, json!({ "listing": UserListing::default() })),
        ("/api/users/find", CallerKind::Admins, json!({ "member": member })),
        (
            "/api/users/create",
            CallerKind::Admins,
            somebody("Sam", "Sample", "sam.sample@hillside.example", Role::FullEdit),
        ),
        ("/api/users/invite", CallerKind::Admins, json!({ "member": member })),
        ("/api/users/email", CallerKind::Admins, json!({ "email": "sam.sample@hillside.example" })),
        ("/api/users/username", CallerKind::Admins, json!({ "username": "ssample" })),
        ("/api/users/person", CallerKind::Admins, json!({ "member": member })),
        ("/api/users/review", CallerKind::Admins, json!({ "member": member, "part": "roles", "filled": edit })),
        ("/api/users/review-filled", CallerKind::Admins, json!({ "member": member, "filled": edit })),
        ("/api/users/save", CallerKind::Admins, json!({ "member": member, "filled": edit })),
        ("/api/users/act", CallerKind::Admins, json!({ "member": member, "act": "RevokeInvitation", "form": {} })),
        ("/api/users/leaving", CallerKind::Admins, json!({ "member": member })),
        ("/api/users/leaving/hand-over", CallerKind::Admins, json!({ "from": member, "to": member })),
        ("/api/users/exceptions/make", CallerKind::Admins, json!({ "member": member, "form": exception })),
        ("/api/users/exceptions/switch", CallerKind::Admins, json!({ "member": member, "form": { "on": [switch] } })),
        ("/api/users/exceptions/end", CallerKind::Admins, json!({ "member": member, "feature": switch })),
        // A draft belongs to the reader.
        ("/api/users/person/draft", CallerKind::SignedIn, json!({ "member": member, "part": "details" })),
        ("/api/users/photo", CallerKind::Admins, json!({ "member": member })),
        ("/api/users/draft", CallerKind::SignedIn, json!({})),
        ("/api/users/invitable", CallerKind::Admins, json!({ "listing": to_portal() })),
        ("/api/users/invite-many", CallerKind::Admins, json!({ "listing": to_portal(), "members": [member] })),
        ("/api/imports/list", CallerKind::Admins, json!({})),
        ("/api/imports/look", CallerKind::Admins, json!({ "import": import, "listing": ImportListing::default() })),
        ("/api/imports/columns", CallerKind::Admins, json!({ "import": import, "has_header": true, "columns": [] })),
        ("/api/imports/shape", CallerKind::Admins, json!({ "import": import })),
        ("/api/imports/read", CallerKind::Admins, json!({ "import": import, "form": ReadingForm::default() })),
        ("/api/imports/decide", CallerKind::Admins, json!({ "import": import, "decisions": Decisions::default() })),
        (
            "/api/imports/confirm",
            CallerKind::Admins,
            json!({ "import": import, "looked_at": "", "decisions": Decisions::default() }),
        ),
        ("/api/imports/discard", CallerKind::Admins, json!({ "import": import })),
        ("/api/attributes/list", CallerKind::Admins, json!({})),
        ("/api/attributes/filters", CallerKind::Admins, json!({})),
        ("/api/attributes/add", CallerKind::Admins, json!({ "form": shoe_size })),
        ("/api/attributes/suggested", CallerKind::Admins, json!({})),
        ("/api/attributes/change", CallerKind::Admins, json!({ "attribute": NOTHINGS, "form": shoe_size })),
        ("/api/attributes/shift", CallerKind::Admins, json!({ "attribute": NOTHINGS, "way": "Up" })),
        ("/api/attributes/retire", CallerKind::Admins, json!({ "attribute": NOTHINGS })),
        ("/api/attributes/bring-back", CallerKind::Admins, json!({ "attribute": NOTHINGS })),
        ("/api/pupils/list", CallerKind::SignedIn, json!({ "listing": PupilListing::default() })),
        ("/api/pupils/mine", CallerKind::SignedIn, json!({})),
        ("/api/pupils/of", CallerKind::Admins, json!({ "member": member })),
        (
            "/api/pupils/pick",
            CallerKind::Admins,
            json!({ "member": member, "kind": "Key", "listing": PupilListing::default() }),
        ),
        (
            "/api/pupils/assign",
            CallerKind::Admins,
            json!({ "form": PickForm { member: member.to_owned(), kind: "key".to_owned(), ..PickForm::default() } }),
        ),
        (
            "/api/pupils/left",
            CallerKind::Admins,
            json!({ "pupil": NOTHINGS, "form": LeavingForm { left_on: today() } }),
        ),
        ("/api/pupils/photo/remove", CallerKind::Admins, json!({ "pupil": NOTHINGS })),
        ("/api/pupils/home", CallerKind::Sharers, json!({ "pupil": NOTHINGS, "form": {} })),
        ("/api/pupils/back", CallerKind::Admins, json!({ "pupil": NOTHINGS })),
        ("/api/observations/list", CallerKind::SignedIn, json!({ "listing": ObservationListing::default() })),
        ("/api/observations/find", CallerKind::Named, json!({ "observation": NOTHINGS })),
        (
            "/api/observations/children",
            CallerKind::Named,
            json!({ "listing": PupilListing { search: "a".to_owned(), ..PupilListing::default() }, "ticked": [] }),
        ),
        // A draft belongs to the reader.
        ("/api/observations/draft", CallerKind::SignedIn, json!({ "observation": null })),
        ("/api/observations/create", CallerKind::Recorders, json!({ "form": ObservationForm::default() })),
        ("/api/observations/change", CallerKind::Recorders, json!({ "observation": NOTHINGS, "form": seen_today() })),
        ("/api/observations/delete", CallerKind::Recorders, json!({ "observation": NOTHINGS })),
        ("/api/observations/share", CallerKind::Sharers, json!({ "observation": NOTHINGS, "version": 1 })),
        (
            "/api/observations/photos/remove",
            CallerKind::Recorders,
            json!({ "observation": NOTHINGS, "photo": NOTHINGS }),
        ),
        ("/api/users/sign-in", CallerKind::Admins, json!({ "member": member })),
        ("/api/users/sessions/end", CallerKind::Admins, json!({ "member": member, "session": null })),
        ("/api/users/password-link", CallerKind::Admins, json!({ "member": member })),
        // Open to everyone in the demonstration. With a role, the rest of the walk would be viewing as it.
        ("/api/view-as", CallerKind::SignedIn, json!({ "role": null })),
        ("/api/account", CallerKind::SignedIn, json!({})),
        ("/api/account/known-as", CallerKind::SignedIn, json!({ "known_as": "Sam" })),
        ("/api/account/details", CallerKind::SignedIn, json!({ "details": { "pronouns": "they/them" } })),
        ("/api/account/password", CallerKind::SignedIn, json!({ "form": ChangePasswordForm::default() })),
        ("/api/account/email", CallerKind::SignedIn, json!({ "form": ChangeEmailForm::default() })),
        ("/api/account/email/withdraw", CallerKind::SignedIn, json!({})),
        // An id that nobody has, because ending other sessions would end the walk's own.
        ("/api/account/sessions/end", CallerKind::SignedIn, json!({ "session": "0".repeat(32) })),
        // In this order: the owner's offer stays open for the admin, who comes after.
        ("/api/account/ownership/withdraw", CallerKind::Owner, json!({})),
        ("/api/account/ownership/offer", CallerKind::Owner, json!({ "member": member })),
        ("/api/account/ownership/accept", CallerKind::Offered, json!({ "password": "" })),
        ("/api/account/ownership/decline", CallerKind::Offered, json!({})),
        ("/api/users/bulk/people", CallerKind::Admins, json!({ "people": member, "listing": null, "from": 0 })),
        ("/api/users/bulk/review", CallerKind::Admins, json!({ "form": bulk })),
        // Without a summary nothing is done.
        ("/api/users/bulk/do", CallerKind::Admins, json!({ "form": bulk })),
        ("/api/users/bulk/done", CallerKind::Admins, json!({ "id": NOTHINGS })),
        ("/api/users/bulk/undo", CallerKind::Admins, json!({ "ids": [NOTHINGS] })),
        (
            "/api/users/holders",
            CallerKind::Admins,
            json!({ "listing": { "feature": "sonar-tracker/groups/create-groups", "page": 1 } }),
        ),
        ("/api/roles/uses", CallerKind::Admins, json!({})),
        ("/api/roles/create", CallerKind::Admins, json!({ "name": "Walked past", "like": "minimal-edit" })),
        ("/api/roles/review", CallerKind::Admins, json!({ "role": "minimal-edit", "form": {} })),
        // A draft belongs to the reader.
        ("/api/school/settings/draft", CallerKind::SignedIn, json!({})),
        ("/api/roles/draft", CallerKind::SignedIn, json!({ "role": "minimal-edit" })),
        (
            "/api/roles/save",
            CallerKind::Admins,
            json!({ "role": "minimal-edit", "form": { "cells": [[switch, "deny"]] } }),
        ),
        (
            "/api/roles/review-deletion",
            CallerKind::Admins,
            json!({ "role": nothings_role, "form": { "version": 1, "to": "minimal-edit" } }),
        ),
        (
            "/api/roles/delete",
            CallerKind::Admins,
            json!({ "role": nothings_role, "form": { "version": 1, "to": "minimal-edit" } }),
        ),
        ("/api/audit/list", CallerKind::Owner, json!({ "listing": AuditListing::default() })),
        ("/api/audit/sign-in-attempts", CallerKind::Owner, json!({})),
        ("/api/audit/history", CallerKind::Admins, json!({ "member": member, "page": 1 })),
    ]
}

/// Today, as forms write it.
fn today() -> String {
    Clock::day_of(Clock::default().now()).map(|day| day.to_string()).unwrap_or_default()
}

/// An observation of today.
fn seen_today() -> ObservationForm {
    ObservationForm {
        text: "Built a bridge".to_owned(),
        observed_on: today(),
        children: vec![NOTHINGS.to_owned()],
        ..ObservationForm::default()
    }
}

/// A product and a role to invite people to.
fn to_portal() -> InviteListing {
    InviteListing { product: Some(Product::PORTAL), role: Role::FullEdit.into(), ..InviteListing::default() }
}

/// The status for a caller who gets through, where it is not 200: many samples name nothing that exists (404), are
/// incomplete (422), or redirect (303).
pub(super) const ANSWERS: &[(&str, u16)] = &[
    ("/api/sign-in", 422),
    ("/api/link", 404),
    ("/api/link/use", 404),
    ("/api/users/exceptions/end", 404),
    ("/api/imports/look", 404),
    ("/api/imports/columns", 404),
    ("/api/imports/read", 404),
    ("/api/imports/decide", 404),
    ("/api/imports/confirm", 404),
    ("/api/attributes/change", 404),
    ("/api/attributes/shift", 404),
    ("/api/attributes/retire", 404),
    ("/api/attributes/bring-back", 404),
    ("/api/pupils/assign", 422),
    ("/api/pupils/left", 404),
    ("/api/pupils/back", 404),
    ("/api/pupils/home", 404),
    ("/api/pupils/photo/remove", 404),
    ("GET /pupils/{member}/photos/{member}", 404),
    ("POST /pupils/{member}/photo", 422),
    ("/api/observations/find", 404),
    ("/api/observations/create", 422),
    ("/api/observations/change", 404),
    ("/api/observations/delete", 404),
    ("/api/observations/share", 404),
    ("/api/observations/photos/remove", 404),
    ("POST /observations/new", 422),
    ("GET /pupils/{member}", 404),
    ("POST /pupils/{member}", 404),
    ("/api/pupils/child", 404),
    ("GET /observations/{member}", 404),
    ("POST /observations/{member}", 404),
    ("GET /observations/{member}/edit", 404),
    ("POST /observations/{member}/edit", 404),
    ("GET /observations/{member}/photos/{member}", 404),
    ("POST /observations/{member}/photo", 422),
    ("/api/account/password", 422),
    ("/api/account/email", 422),
    ("/api/account/ownership/accept", 422),
    ("/api/users/bulk/do", 422),
    ("/api/users/bulk/done", 404),
    ("/api/users/bulk/undo", 404),
    ("/api/roles/review-deletion", 404),
    ("/api/roles/delete", 404),
    ("GET /demo/outbox/0/html", 404),
    ("GET /link/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 404),
    ("POST /demo/sign-in", 404),
    ("POST /forgotten-password", 422),
    ("POST /link/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 404),
    ("POST /roles/manage", 422),
    ("POST /schools", 404),
    ("POST /sign-in", 422),
    ("POST /sign-out", 303),
    ("POST /users/export.xlsx", 422),
    ("GET /session?member={member}", 409),
    ("POST /step-up", 303),
    ("GET /", 303),
    ("GET /users/import/{member}", 404),
    ("GET /users/import/{member}/result.csv", 404),
    ("POST /users/bulk", 422),
    ("GET /users/bulk/{member}", 404),
    ("POST /users/bulk/{member}", 404),
    ("POST /users/export.csv", 422),
    ("POST /users/{member}", 422),
    ("POST /users/{member}/do/delete", 422),
    ("GET /settings/attributes/{member}", 404),
    ("POST /account", 303),
    ("POST /users/{member}/sessions", 303),
    ("POST /users/new", 422),
    ("POST /users", 303),
    ("POST /users/{member}/exceptions", 303),
    ("POST /markbook", 303),
    ("POST /settings/assessment", 422),
    ("POST /settings", 303),
    ("POST /view-as", 303),
    ("POST /users/import", 303),
    ("POST /users/import/{member}", 404),
    ("POST /users/invite", 422),
    ("POST /settings/attributes", 422),
    ("POST /settings/attributes/{member}", 404),
    ("GET /photos/{member}/96", 404),
    ("POST /users/{member}/photo", 422),
    ("POST /users/{member}/photo/remove", 303),
];

/// Samples that add something with a name, which is taken (422) for every caller after the owner.
pub(super) const ONCE: &[&str] = &["/api/users/create", "/api/attributes/add", "/api/roles/create"];

pub(super) fn expected(sample: &str) -> u16 {
    ANSWERS.iter().find(|(of, _)| *of == sample).map_or(200, |(_, status)| *status)
}
