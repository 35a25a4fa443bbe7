//! Converts people between the plan, the database and the audit log.

use crate::store::{ChangedMember, Entry, NewMember};
use domain::access::{Action as _, ImportStaff};
use domain::id::MemberId;
use domain::import::{ExistingMember, FieldChange, ImportField, ImportedPerson};
use domain::invitation::InvitationEffect;
use domain::permission::RoleChoice;
use domain::role::HeldRole;
use domain::user::{Access, Registration};
use serde_json::{Map, Value};

pub(super) fn new_member<'a>(
    id: MemberId,
    person: &'a ImportedPerson,
    key: Option<&'a str>,
    role: HeldRole,
) -> NewMember<'a> {
    NewMember {
        id,
        account: None,
        first_name: &person.first_name,
        last_name: &person.last_name,
        email: person.email.as_ref(),
        title: person.title.as_ref(),
        job_title: person.job_title.as_ref(),
        username: person.username.as_ref(),
        staff_code: person.staff_code.as_ref(),
        roles: RoleChoice::in_every_product(role),
        registration: Registration::NotRegistered,
        access: Access::Active,
        last_sign_in_at: None,
        form_key: None,
        mis_id: person.mis_id.as_deref(),
        mis_key: key,
        known_as: person.known_as.as_ref(),
        plain: Some(&person.plain),
    }
}

pub(super) fn changed_member(
    there: &ExistingMember,
    changes: &[FieldChange],
    invitation: InvitationEffect,
) -> ChangedMember {
    let mut after = there.clone();
    for change in changes {
        let new = change.new.clone();
        match change.field {
            ImportField::FirstName => after.first_name = new,
            ImportField::LastName => after.last_name = new,
            ImportField::Email => after.email = new,
            ImportField::MisId => after.mis_id = Some(new),
            ImportField::StaffCode => after.staff_code = Some(new),
            ImportField::Title => after.title = Some(new),
            ImportField::JobTitle => after.job_title = Some(new),
            ImportField::Username => after.username = Some(new),
            ImportField::KnownAs => after.known_as = Some(new),
            ImportField::Plain(field) => after.plain.set(field, Some(new)),
            // Written separately: see `leaving`.
            ImportField::LeavingDate | ImportField::Role | ImportField::Status | ImportField::Enabled => {}
        }
    }
    let is_new = |field: ImportField| changes.iter().any(|change| change.field == field);
    ChangedMember {
        after,
        is_email_new: is_new(ImportField::Email),
        is_username_new: is_new(ImportField::Username),
        is_mis_id_new: is_new(ImportField::MisId),
        is_known_as_new: is_new(ImportField::KnownAs),
        invitation,
    }
}

pub(super) fn entry(member: MemberId, name: &str, old_value: Option<Value>, new_value: Value) -> Entry<'static> {
    Entry {
        action: ImportStaff::LOGGED,
        subject_kind: "user",
        subject_id: member.to_string(),
        subject_name: Some(name.to_owned()),
        old_value,
        new_value: Some(new_value),
    }
}

pub(super) fn values<'a>(changes: &'a [FieldChange], pick: impl Fn(&'a FieldChange) -> &'a String) -> Value {
    let pairs = changes.iter().map(|change| (code(change.field), Value::from(pick(change).as_str())));
    Value::Object(pairs.collect())
}

/// The audit log's value for a new person, with the field names of the form that adds people.
pub(super) fn added(person: &ImportedPerson, role: HeldRole) -> Value {
    let mut value = Map::new();
    let mut put = |field: ImportField, text: Option<&str>| {
        if let Some(text) = text {
            value.insert(code(field), Value::from(text));
        }
    };
    put(ImportField::FirstName, Some(person.first_name.as_str()));
    put(ImportField::LastName, Some(person.last_name.as_str()));
    put(ImportField::Email, person.email.as_ref().map(|email| email.as_str()));
    put(ImportField::KnownAs, person.known_as.as_ref().map(|known_as| known_as.as_str()));
    put(ImportField::MisId, person.mis_id.as_deref());
    put(ImportField::StaffCode, person.staff_code.as_ref().map(|code| code.as_str()));
    put(ImportField::Title, person.title.as_ref().map(|title| title.as_str()));
    put(ImportField::JobTitle, person.job_title.as_ref().map(|title| title.as_str()));
    put(ImportField::Username, person.username.as_ref().map(|username| username.as_str()));
    person.plain.iter().for_each(|(field, text)| put(ImportField::Plain(field), Some(text)));
    put(ImportField::LeavingDate, person.leaving.map(|day| day.to_string()).as_deref());
    put(ImportField::Role, Some(&role.code()));
    Value::Object(value)
}

/// A field's name in the audit log, which is that of the person forms.
fn code(field: ImportField) -> String {
    field.member().map_or_else(|| field.code(), |member| member.definition().code).to_owned()
}
