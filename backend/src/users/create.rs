//! Adding a person, once for each form, and the messages about values that are taken.

use crate::Backend;
use crate::access::Permit;
use crate::session::Actor;
use crate::store::{Entry, SchoolTransaction, StoredMember, TakenValues};
use domain::access::{Action as _, AddUsers, CreateUser, SendInvitation, Subject};
use domain::fault::{Fault, TextFault, TextKind};
use domain::form::user::{NewUser, UserField, UserForm};
use domain::id::MemberId;
use domain::permission::{RoleChoice, SchoolRoles};
use domain::problem::{FieldError, Problem};
use domain::school::Created;
use domain::user::{Access, Registration};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Adds a person to the school, and sends the invitation if the form asks for it. Idempotent: submitting a form twice
/// adds one person and gives the same answer.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not add people or not give this role; [`Problem::Form`] with every field
/// that needs correcting.
pub async fn create(backend: &Backend, actor: &Actor, form: &UserForm) -> Result<Created, Problem> {
    // Checked first, so that an actor who may not add people learns nothing about the form.
    let adds_users = actor.permit(AddUsers)?;
    let products = crate::school::settings_of(backend, actor).await?.products;
    let mut user = form.parse(&products).map_err(Problem::Form)?;
    let (mut change, actor, _) = backend.change_with(actor, adds_users).await?;
    let permit = actor.permit(CreateUser { roles: user.roles.clone() })?;
    refuse_gone(&user.roles, &change.settings(&permit).await?.roles)?;
    if let Some(before) = sent_before(&mut change, &permit, &mut user).await? {
        return Ok(created(&before));
    }
    let email = user
        .email
        .clone()
        .ok_or_else(|| Problem::field(UserField::Email.name(), TextFault::Missing(TextKind::Email)))?;
    let taken = change.taken(&permit, &email, user.username.as_ref()).await?;
    refuse(taken)?;
    let id = MemberId::new(Uuid::new_v4());
    if !change.add_member(permit, id, &user).await? {
        // Written without the change number, by hand or by another program.
        return Err(Problem::Form(vec![taken_error(UserField::Email)]));
    }
    change.record(entry(id, &user)).await?;
    if user.invite_now {
        let subject = Subject { member: id, role: user.roles.level() };
        let (registration, access) = (Registration::NotRegistered, Access::Active);
        let invites = actor.permit(SendInvitation { subject, registration, access, has_email: true })?;
        // A person who has just been added cannot have an earlier invitation.
        let _sent = change.invite(&invites, &email).await?;
    }
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(Created { member: id, name: name(&user), email: email.to_string(), invited: user.invite_now, just_sent: false })
}

/// The person already added by this form. A form filled in again under an old key (after going back in the browser) is
/// a different one, and its key is dropped.
async fn sent_before(
    change: &mut SchoolTransaction,
    permit: &Permit<CreateUser>,
    user: &mut NewUser,
) -> Result<Option<StoredMember>, Problem> {
    let Some(key) = user.form_key else { return Ok(None) };
    let Some(before) = change.member_by_form_key(permit, key).await? else { return Ok(None) };
    let same = before.first_name == user.first_name.as_str()
        && before.last_name == user.last_name.as_str()
        && user.email.as_ref().is_some_and(|email| before.email.eq_ignore_ascii_case(email.as_str()));
    if same {
        return Ok(Some(before));
    }
    user.form_key = None;
    Ok(None)
}

/// Refuses custom roles that were deleted since the form was opened.
pub(super) fn refuse_gone(chosen: &RoleChoice, roles: &SchoolRoles) -> Result<(), Problem> {
    let gone: Vec<_> =
        chosen.gone(roles).map(|product| FieldError::new(UserField::Role(product).name(), Fault::RoleGone)).collect();
    if gone.is_empty() { Ok(()) } else { Err(Problem::Form(gone)) }
}

fn created(member: &StoredMember) -> Created {
    let invited = matches!(member.registration, Registration::Invited { .. });
    Created { member: member.id, name: member.name(), email: member.email.clone(), invited, just_sent: false }
}

pub(super) fn refuse(taken: TakenValues) -> Result<(), Problem> {
    let mut errors = Vec::new();
    if let Some(holder) = taken.email {
        errors.push(match holder.deleted_at.and_then(crate::clock::deleted_at) {
            Some(deleted) => FieldError::new(UserField::Email.name(), deleted),
            None => taken_error(UserField::Email),
        });
    }
    if taken.username.is_some() {
        errors.push(taken_error(UserField::Username));
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::Form(errors)) }
}

/// The error for a taken value, in the form's own words.
pub(super) fn taken_error(field: UserField) -> FieldError {
    FieldError::new(field.name(), field.taken().unwrap_or(Fault::EmailTaken))
}

fn name(user: &NewUser) -> String {
    format!("{} {}", user.first_name, user.last_name)
}

/// The audit entry for an added person: the form's fields and the roles.
pub(crate) fn entry(id: MemberId, user: &NewUser) -> Entry<'static> {
    let mut value = Map::new();
    let mut put = |field: UserField, text: Option<&str>| {
        if let Some(text) = text {
            value.insert(field.name().to_owned(), Value::from(text));
        }
    };
    put(UserField::FirstName, Some(user.first_name.as_str()));
    put(UserField::LastName, Some(user.last_name.as_str()));
    put(UserField::Email, user.email.as_ref().map(|email| email.as_str()));
    put(UserField::Title, user.title.as_ref().map(|title| title.as_str()));
    put(UserField::JobTitle, user.job_title.as_ref().map(|title| title.as_str()));
    put(UserField::Username, user.username.as_ref().map(|username| username.as_str()));
    put(UserField::StaffCode, user.staff_code.as_ref().map(|code| code.as_str()));
    user.plain.iter().for_each(|(field, text)| put(UserField::Plain(field), Some(text)));
    value.extend(super::recorded_roles(&user.roles));
    value.insert("invited".to_owned(), json!(user.invite_now));
    Entry {
        action: CreateUser::LOGGED,
        subject_kind: "user",
        subject_id: id.to_string(),
        subject_name: Some(name(user)),
        old_value: None,
        new_value: Some(Value::Object(value)),
    }
}
