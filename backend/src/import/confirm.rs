use super::outcome;
use super::{Basis, fingerprint};
use crate::Backend;
use crate::access::Permit;
use crate::clock::Clock;
use crate::session::Actor;
use crate::store::{Change, ChangedMember, Entry, ImportState, MovedKey, NewMember};
use crate::users::access_entry;
use domain::access::{Action as _, CreateUser, DeactivateUser, ImportStaff, ViewImports, makes_admin};
use domain::id::{ImportId, MemberId};
use domain::import::{Confirmed, Deed, FieldChange, ImportField, ImportedPerson, Known, Leaver, Plan};
use domain::invitation::InvitationEffect;
use domain::permission::RoleChoice;
use domain::problem::Problem;
use domain::role::HeldRole;
use domain::user::{Access, Registration};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Does what the preview with this fingerprint shows, all of it or nothing. Confirmed twice, it is done once.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not import, or not give one of the roles; [`Problem::Form`] when somebody has no role yet.
pub async fn confirm(
    backend: &Backend,
    actor: &Actor,
    import: ImportId,
    looked_at: &str,
) -> Result<Confirmed, Problem> {
    let (mut change, actor, permit) = backend.change_with(actor, actor.permit(ImportStaff)?).await?;
    let views = actor.permit(ViewImports)?;
    let stored = change.import(&views, import).await?.ok_or(Problem::NotFound)?;
    match stored.state {
        ImportState::Done => return Ok(Confirmed::Done),
        ImportState::Matching => return Ok(Confirmed::LookAgain),
        ImportState::Staged => {}
    }
    let basis = Basis {
        table: change.import_table(&views, import).await?,
        known: change.known_people(&views).await?,
        matching: stored.matching,
        choices: stored.choices,
        importer: *actor.grants(),
        settings: change.settings(&permit).await?,
        today: Clock::day_of(change.at()).ok_or(Problem::Unexpected)?,
    };
    let (plan, basis) = basis.plan().await?;
    if fingerprint(&plan) != looked_at {
        return Ok(Confirmed::LookAgain);
    }
    if plan.without_role() > 0 {
        return Err(Problem::field("other_role", "Choose a role for everybody else"));
    }
    permit_roles(&actor, &plan)?;
    let written = write(&mut change, &actor, &permit, &plan, &basis.known).await?;
    let (result, lines) = outcome::of(&plan, &basis.settings.roles);
    let mut entries = written;
    entries.push(Entry {
        action: ImportStaff::NAME,
        subject_kind: "import",
        subject_id: import.to_string(),
        subject_name: Some(stored.file_name),
        old_value: None,
        new_value: Some(json!({
            "added": result.added, "updated": result.updated, "unchanged": result.unchanged,
            "deactivated": result.deactivated, "left_out": result.left_out,
        })),
    });
    change.record_all(entries).await?;
    change.finish_import(&permit, import, &result, &lines).await?;
    change.commit().await?;
    backend.mail_bell().ring();
    Ok(Confirmed::Done)
}

/// Each role that is given is one the actor may give.
fn permit_roles(actor: &Actor, plan: &Plan) -> Result<(), Problem> {
    let roles: HashSet<HeldRole> = plan
        .rows
        .iter()
        .filter_map(|row| match row.deed {
            Deed::Add(role) => Some(role),
            _ => None,
        })
        .collect();
    for role in roles {
        actor.may(&CreateUser { roles: RoleChoice::everywhere(role) })?;
    }
    Ok(())
}

/// Writes what the plan says of people; what the audit log keeps of it.
async fn write(
    change: &mut Change,
    actor: &Actor,
    permit: &Permit<ImportStaff>,
    plan: &Plan,
    known: &[Known],
) -> Result<Vec<Entry<'static>>, Problem> {
    let there: HashMap<MemberId, &Known> = known.iter().map(|there| (there.member, there)).collect();
    let (mut new, mut changed, mut keys, mut entries) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in &plan.rows {
        let Some(person) = &row.person else { continue };
        match &row.deed {
            Deed::Nothing | Deed::Choose => {}
            Deed::Add(role) => {
                let id = MemberId::new(Uuid::new_v4());
                entries.push(entry(id, &row.name, None, added(person, *role)));
                new.push(new_member(id, person, &row.key, *role));
            }
            Deed::Write(member, changes) => {
                let Some(there) = there.get(member) else { continue };
                if there.key.as_deref() != Some(row.key.as_str()) {
                    keys.push(MovedKey { member: *member, key: row.key.clone() });
                }
                if changes.is_empty() {
                    continue;
                }
                let after = changed_member(there, changes, row.invitation.clone());
                let (old, new) = (values(changes, |change| &change.old), values(changes, |change| &change.new));
                entries.push(entry(*member, &there.name(), Some(old), new));
                changed.push(after);
            }
        }
    }
    change.import_changed(permit, &changed).await?;
    change.import_keys(permit, &keys).await?;
    entries.extend(let_go(change, (actor, permit), plan.leavers.iter().filter(|leaver| leaver.ticked)).await?);
    change.import_new(permit, &new).await?;
    let admins: Vec<_> = new.iter().filter(|new| makes_admin(None, &new.roles)).map(|new| new.id).collect();
    change.tell_of_admins(&admins).await?;
    Ok(entries)
}

/// Deactivates those who have left; what the audit log keeps of it.
async fn let_go(
    change: &mut Change,
    (actor, permit): (&Actor, &Permit<ImportStaff>),
    leavers: impl Iterator<Item = &Leaver>,
) -> Result<Vec<Entry<'static>>, Problem> {
    let mut reasons: BTreeMap<&str, Vec<MemberId>> = BTreeMap::new();
    for leaver in leavers {
        let reason = if leaver.why.is_empty() { "Not in the list of staff from the MIS" } else { &leaver.why };
        reasons.entry(reason).or_default().push(leaver.member);
    }
    let mut entries = Vec::new();
    for (reason, ids) in reasons {
        let found = change.members(permit, &ids).await?;
        let mut permitted = Vec::new();
        for stored in ids.iter().filter_map(|id| found.get(id)) {
            let access = stored.access_at(change.at());
            permitted.push(actor.permit_access::<DeactivateUser>(stored, access)?);
            entries.push(access_entry::<DeactivateUser>(stored, access, Some(reason)));
        }
        change.set_access(&permitted, Some(reason)).await?;
    }
    Ok(entries)
}

fn new_member<'a>(id: MemberId, person: &'a ImportedPerson, key: &'a str, role: HeldRole) -> NewMember<'a> {
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
        roles: RoleChoice::everywhere(role),
        registration: Registration::NotRegistered,
        access: Access::Active,
        last_sign_in_at: None,
        form_key: None,
        mis_id: person.mis_id.as_deref(),
        mis_key: Some(key),
    }
}

fn changed_member(there: &Known, changes: &[FieldChange], invitation: InvitationEffect) -> ChangedMember {
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
            ImportField::KnownAs
            | ImportField::Role
            | ImportField::LeavingDate
            | ImportField::Status
            | ImportField::Enabled => {}
        }
    }
    let is_new = |field: ImportField| changes.iter().any(|change| change.field == field);
    ChangedMember {
        after,
        is_email_new: is_new(ImportField::Email),
        is_username_new: is_new(ImportField::Username),
        is_mis_id_new: is_new(ImportField::MisId),
        invitation,
    }
}

fn entry(member: MemberId, name: &str, old_value: Option<Value>, new_value: Value) -> Entry<'static> {
    Entry {
        action: ImportStaff::NAME,
        subject_kind: "user",
        subject_id: member.to_string(),
        subject_name: Some(name.to_owned()),
        old_value,
        new_value: Some(new_value),
    }
}

fn values<'a>(changes: &'a [FieldChange], pick: impl Fn(&'a FieldChange) -> &'a String) -> Value {
    let pairs = changes.iter().map(|change| (change.field.code().to_owned(), Value::from(pick(change).as_str())));
    Value::Object(pairs.collect())
}

/// What the audit log keeps of somebody new, called as in the form that adds somebody.
fn added(person: &ImportedPerson, role: HeldRole) -> Value {
    let mut value = Map::new();
    let mut put = |field: ImportField, text: Option<&str>| {
        if let Some(text) = text {
            value.insert(field.code().to_owned(), Value::from(text));
        }
    };
    put(ImportField::FirstName, Some(person.first_name.as_str()));
    put(ImportField::LastName, Some(person.last_name.as_str()));
    put(ImportField::Email, person.email.as_ref().map(|email| email.as_str()));
    put(ImportField::MisId, person.mis_id.as_deref());
    put(ImportField::StaffCode, person.staff_code.as_ref().map(|code| code.as_str()));
    put(ImportField::Title, person.title.as_ref().map(|title| title.as_str()));
    put(ImportField::JobTitle, person.job_title.as_ref().map(|title| title.as_str()));
    put(ImportField::Username, person.username.as_ref().map(|username| username.as_str()));
    put(ImportField::Role, Some(&role.code()));
    Value::Object(value)
}
