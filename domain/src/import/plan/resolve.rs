//! Works out the changed fields of each row, and which row gets a value that must be unique.

use super::{FieldChange, PlannedRow, RowAction, RowClass};
use crate::form::fixed::FixedBecause;
use crate::id::MemberId;
use crate::import::{ExistingMember, ImportField, ImportedPerson, Matching, RowNote};
use crate::invitation::InvitationEffect;
use crate::member::PlainField;
use crate::name::{EmailAddress, Username};
use crate::user::Access;
use std::collections::{HashMap, HashSet};

/// Fills in the changed fields of each row, once it is known who gets which address, username and MIS id.
pub(super) fn settle(rows: &mut [PlannedRow], existing: &[ExistingMember], matching: &Matching) {
    let there: HashMap<MemberId, &ExistingMember> = existing.iter().map(|there| (there.member, there)).collect();
    for row in rows.iter_mut() {
        keep_own_address(row, &there);
        leave_out_by_name(row);
    }
    give_what_one_may_have(rows, existing);
    for row in rows.iter_mut() {
        let Some(person) = &row.person else { continue };
        match &mut row.action {
            RowAction::Write(member, changes) => {
                if let Some(there) = there.get(member) {
                    let details_only = row.notes.contains(&RowNote::ByNameOnly);
                    *changes = compared(person, there, details_only);
                    row.kept = kept(person, there, matching);
                    row.invitation = effect_of(changes, there);
                    let is_told = row.invitation != InvitationEffect::Nothing;
                    row.notes.extend(is_told.then(|| RowNote::Invitation(row.invitation.clone())));
                }
                let is_raised = row.role_change.is_some_and(|change| change.is_rise());
                let is_changed = !changes.is_empty() || row.role_change.is_some();
                row.class = match (is_raised, is_changed) {
                    (true, _) => RowClass::RoleRise,
                    (false, true) => RowClass::Update,
                    (false, false) => row.class,
                };
            }
            RowAction::Add(_) | RowAction::Choose => {
                if person.email.is_none() {
                    row.notes.push(RowNote::NeedsEmail);
                }
            }
            RowAction::Nothing => {}
        }
    }
}

/// The effect of the changes on an open invitation.
fn effect_of(changes: &[FieldChange], there: &ExistingMember) -> InvitationEffect {
    let email = changes.iter().find(|change| change.field == ImportField::Email);
    email.map_or(InvitationEffect::Nothing, |email| InvitationEffect::of_import(there.invitee(), &email.new))
}

/// A registered member signs in with their address, so only they may change it (decisions: "Accounts, memberships,
/// standing").
fn keep_own_address(row: &mut PlannedRow, there: &HashMap<MemberId, &ExistingMember>) {
    let (RowAction::Write(member, _), Some(person)) = (&row.action, &mut row.person) else { return };
    let Some(there) = there.get(member).filter(|there| FixedBecause::email(there.registration).is_some()) else {
        return;
    };
    if let Some(email) = person.email.take_if(|email| !there.email.eq_ignore_ascii_case(email.as_str())) {
        row.notes.push(RowNote::KeepsOwnEmail { email: email.to_string() });
    }
}

/// A match by name alone is too weak to change a sign by which people are identified, or a leaving date.
fn leave_out_by_name(row: &mut PlannedRow) {
    if let (true, Some(person)) = (row.notes.contains(&RowNote::ByNameOnly), &mut row.person) {
        person.username = None;
        person.staff_code = None;
        person.leaving = None;
    }
}

/// Gives each unique value to one row; the other rows get a note about who has it.
fn give_what_one_may_have(rows: &mut [PlannedRow], existing: &[ExistingMember]) {
    let emails = granted(
        rows,
        existing,
        |there| Some(there.email.to_ascii_lowercase()).filter(|email| !email.is_empty()),
        |person| person.email.as_ref().map(EmailAddress::key),
    );
    let usernames = granted(
        rows,
        existing,
        |there| there.username.as_ref().map(|username| username.to_lowercase()),
        |person| person.username.as_ref().map(Username::key),
    );
    let ids = granted(rows, existing, |there| there.mis_id.clone(), |person| person.mis_id.clone());
    let holders = Holders::of(existing);
    for (place, row) in rows.iter_mut().enumerate() {
        let Some(person) = &mut row.person else { continue };
        if matches!(row.action, RowAction::Nothing) {
            continue;
        }
        if let Some(email) = person.email.take_if(|_| !emails.contains(&place)) {
            row.notes.push(holders.note(ImportField::Email, email.to_string(), &email.key()));
        }
        if let Some(username) = person.username.take_if(|_| !usernames.contains(&place)) {
            row.notes.push(holders.note(ImportField::Username, username.to_string(), &username.key()));
        }
        if let Some(id) = person.mis_id.take_if(|_| !ids.contains(&place)) {
            let key = id.clone();
            row.notes.push(holders.note(ImportField::MisId, id, &key));
        }
    }
}

/// The members who have each unique value.
struct Holders<'a>(HashMap<(ImportField, String), &'a ExistingMember>);

impl<'a> Holders<'a> {
    fn of(existing: &'a [ExistingMember]) -> Self {
        let keys = existing.iter().flat_map(|there| {
            let email = (!there.email.is_empty()).then(|| (ImportField::Email, there.email.to_ascii_lowercase()));
            let username = there.username.as_ref().map(|username| (ImportField::Username, username.to_lowercase()));
            let id = there.mis_id.clone().map(|id| (ImportField::MisId, id));
            [email, username, id].into_iter().flatten().map(move |key| (key, there))
        });
        Self(keys.collect())
    }

    /// The note that another member has the value; for a deleted member, it says until when they can be restored.
    fn note(&self, field: ImportField, value: String, key: &str) -> RowNote {
        match self.0.get(&(field, key.to_owned())) {
            Some(there) if there.access == Access::Deleted => {
                RowNote::Deleted { member: there.member, name: there.name(), deleted: there.deleted }
            }
            there => RowNote::Taken { field, value, by: there.map(|there| there.name()) },
        }
    }
}

/// The rows that get the unique value they ask for. A value that a member has is free only if they get another in the
/// same import, so that addresses may move along a chain of members or swap.
fn granted(
    rows: &[PlannedRow],
    existing: &[ExistingMember],
    has: impl Fn(&ExistingMember) -> Option<String>,
    wants: impl Fn(&ImportedPerson) -> Option<String>,
) -> HashSet<usize> {
    let holders: HashMap<String, MemberId> =
        existing.iter().filter_map(|there| Some((has(there)?, there.member))).collect();
    let mut asked = HashSet::new();
    let mut claims: HashMap<usize, (String, Option<MemberId>)> = HashMap::new();
    let mut granted = HashSet::new();
    for (place, row) in rows.iter().enumerate() {
        let member = match row.action {
            RowAction::Nothing => continue,
            RowAction::Write(member, _) => Some(member),
            RowAction::Add(_) | RowAction::Choose => None,
        };
        let Some(key) = row.person.as_ref().and_then(&wants) else { continue };
        if member.is_some() && holders.get(&key).copied() == member {
            granted.insert(place);
            asked.insert(key);
        } else if asked.insert(key.clone()) {
            claims.insert(place, (key, member));
        }
    }
    // Members who keep their value come first, wherever their row is in the file.
    let kept: HashSet<String> =
        granted.iter().filter_map(|place| rows.get(*place)?.person.as_ref().and_then(&wants)).collect();
    claims.retain(|_, (key, _)| !kept.contains(key));
    loop {
        let moving: HashSet<MemberId> = claims.values().filter_map(|(_, member)| *member).collect();
        let before = claims.len();
        claims.retain(|_, (key, _)| holders.get(key).is_none_or(|holder| moving.contains(holder)));
        if claims.len() == before {
            break;
        }
    }
    granted.extend(claims.into_keys());
    granted
}

/// The fields of `there` that the file changes. Fields missing from the file stay, as does an address that differs only
/// in case.
fn compared(person: &ImportedPerson, there: &ExistingMember, details_only: bool) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let mut put = |field: ImportField, old: Option<&str>, new: Option<&str>| {
        let (old, Some(new)) = (old.unwrap_or_default(), new) else { return };
        if old != new {
            changes.push(FieldChange { field, old: old.to_owned(), new: new.to_owned() });
        }
    };
    if !details_only {
        put(ImportField::FirstName, Some(&there.first_name), Some(person.first_name.as_str()));
        put(ImportField::LastName, Some(&there.last_name), Some(person.last_name.as_str()));
        let email = person.email.as_ref().filter(|email| !there.email.eq_ignore_ascii_case(email.as_str()));
        put(ImportField::Email, Some(&there.email), email.map(EmailAddress::as_str));
        put(ImportField::MisId, there.mis_id.as_deref(), person.mis_id.as_deref());
    }
    put(ImportField::KnownAs, there.known_as.as_deref(), person.known_as.as_ref().map(|known_as| known_as.as_str()));
    put(ImportField::StaffCode, there.staff_code.as_deref(), person.staff_code.as_ref().map(|code| code.as_str()));
    put(ImportField::Title, there.title.as_deref(), person.title.as_ref().map(|title| title.as_str()));
    put(ImportField::JobTitle, there.job_title.as_deref(), person.job_title.as_ref().map(|title| title.as_str()));
    put(ImportField::Username, there.username.as_deref(), person.username.as_ref().map(Username::as_str));
    for field in PlainField::ALL {
        put(ImportField::Plain(*field), there.plain.get(*field), person.plain.get(*field));
    }
    // A later last day does not reactivate a deactivated member.
    if matches!(there.access, Access::Active | Access::Blocked) {
        let (old, new) = (there.leaving_on.map(|day| day.to_string()), person.leaving.map(|day| day.to_string()));
        put(ImportField::LeavingDate, old.as_deref(), new.as_deref());
    }
    changes
}

/// The fields that have a column, are blank in the row, and have a value here.
fn kept(person: &ImportedPerson, there: &ExistingMember, matching: &Matching) -> Vec<ImportField> {
    let is_some = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    let blank = [
        (ImportField::KnownAs, person.known_as.is_none(), is_some(&there.known_as)),
        (ImportField::Email, person.email.is_none(), !there.email.is_empty()),
        (ImportField::MisId, person.mis_id.is_none(), is_some(&there.mis_id)),
        (ImportField::StaffCode, person.staff_code.is_none(), is_some(&there.staff_code)),
        (ImportField::Title, person.title.is_none(), is_some(&there.title)),
        (ImportField::JobTitle, person.job_title.is_none(), is_some(&there.job_title)),
        (ImportField::Username, person.username.is_none(), is_some(&there.username)),
        (ImportField::LeavingDate, person.leaving.is_none(), there.leaving_on.is_some()),
    ];
    let plain = PlainField::ALL.iter().map(|field| {
        (ImportField::Plain(*field), person.plain.get(*field).is_none(), there.plain.get(*field).is_some())
    });
    let is_kept =
        |(field, is_blank, has): &(ImportField, bool, bool)| *is_blank && *has && matching.column_of(*field).is_some();
    blank.into_iter().chain(plain).filter(is_kept).map(|(field, ..)| field).collect()
}
