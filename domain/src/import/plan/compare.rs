//! What rows change, and who gets what only one person may have.

use super::{Class, Deed, FieldChange, Known, PlannedRow};
use crate::id::MemberId;
use crate::import::{ImportField, ImportedPerson};
use crate::invitation::InvitationEffect;
use crate::name::{EmailAddress, Username};
use crate::user::Registration;
use std::collections::{HashMap, HashSet};

/// Fills in what each row changes, once it is known who gets which address and username.
pub(super) fn settle(rows: &mut [PlannedRow], known: &[Known]) {
    let there: HashMap<MemberId, &Known> = known.iter().map(|there| (there.member, there)).collect();
    for row in rows.iter_mut() {
        keep_own_address(row, &there);
    }
    let emails = granted(
        rows,
        known,
        |there| Some(there.email.to_ascii_lowercase()).filter(|email| !email.is_empty()),
        |person| person.email.as_ref().map(EmailAddress::key),
    );
    let usernames = granted(
        rows,
        known,
        |there| there.username.as_ref().map(|username| username.to_lowercase()),
        |person| person.username.as_ref().map(Username::key),
    );
    for (place, row) in rows.iter_mut().enumerate() {
        let Some(person) = &mut row.person else { continue };
        if !matches!(row.deed, Deed::Nothing) {
            if let Some(email) = person.email.take_if(|_| !emails.contains(&place)) {
                row.notes.push(format!("{email} belongs to somebody else here, so it is not taken"));
            }
            if let Some(username) = person.username.take_if(|_| !usernames.contains(&place)) {
                row.notes.push(format!("The username {username} belongs to somebody else, so it is not taken"));
            }
        }
        match &mut row.deed {
            Deed::Write(member, changes) => {
                if let Some(there) = there.get(member) {
                    *changes = compared(person, there);
                    let email = changes.iter().find(|change| change.field == ImportField::Email);
                    row.invitation = email.map_or(InvitationEffect::Nothing, |email| {
                        InvitationEffect::of_import(there.invitee(), &email.new)
                    });
                    row.notes.extend(row.invitation.sentence());
                }
                if !changes.is_empty() {
                    row.class = Class::Update;
                }
            }
            Deed::Add(_) | Deed::Choose => {
                if person.email.is_none() {
                    row.notes.push("Needs an email address before they can be invited".to_owned());
                }
            }
            Deed::Nothing => {}
        }
        if !row.candidates.is_empty() && matches!(row.class, Class::New | Class::Update | Class::Unchanged) {
            row.class = Class::Possible;
        }
    }
}

/// Whoever has registered signs in with their address, so only they change it (decisions: "Accounts, memberships, standing").
fn keep_own_address(row: &mut PlannedRow, there: &HashMap<MemberId, &Known>) {
    let (Deed::Write(member, _), Some(person)) = (&row.deed, &mut row.person) else { return };
    let Some(there) = there.get(member).filter(|there| there.registration == Registration::Registered) else { return };
    if let Some(email) = person.email.take_if(|email| !there.email.eq_ignore_ascii_case(email.as_str())) {
        row.notes.push(format!("They have registered, so only they can change their address to {email}"));
    }
}

/// The rows that get the key they ask for. What somebody has is free for others only when they get another in this import:
/// addresses may move on in a row, or change places.
fn granted(
    rows: &[PlannedRow],
    known: &[Known],
    has: impl Fn(&Known) -> Option<String>,
    wants: impl Fn(&ImportedPerson) -> Option<String>,
) -> HashSet<usize> {
    let holders: HashMap<String, MemberId> =
        known.iter().filter_map(|there| Some((has(there)?, there.member))).collect();
    let mut asked = HashSet::new();
    let mut claims: HashMap<usize, (String, Option<MemberId>)> = HashMap::new();
    let mut granted = HashSet::new();
    for (place, row) in rows.iter().enumerate() {
        let member = match row.deed {
            Deed::Nothing => continue,
            Deed::Write(member, _) => Some(member),
            Deed::Add(_) | Deed::Choose => None,
        };
        let Some(key) = row.person.as_ref().and_then(&wants) else { continue };
        if member.is_some() && holders.get(&key).copied() == member {
            granted.insert(place);
            asked.insert(key);
        } else if asked.insert(key.clone()) {
            claims.insert(place, (key, member));
        }
    }
    // Those who keep what they have come first, wherever their row stands.
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

/// What of `there` the file changes. What the file does not say stays as it is, and so does an address that differs in case only.
fn compared(person: &ImportedPerson, there: &Known) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let mut put = |field: ImportField, old: Option<&str>, new: Option<&str>| {
        let (old, Some(new)) = (old.unwrap_or_default(), new) else { return };
        if old != new {
            changes.push(FieldChange { field, old: old.to_owned(), new: new.to_owned() });
        }
    };
    put(ImportField::FirstName, Some(&there.first_name), Some(person.first_name.as_str()));
    put(ImportField::LastName, Some(&there.last_name), Some(person.last_name.as_str()));
    let email = person.email.as_ref().filter(|email| !there.email.eq_ignore_ascii_case(email.as_str()));
    put(ImportField::Email, Some(&there.email), email.map(EmailAddress::as_str));
    put(ImportField::MisId, there.mis_id.as_deref(), person.mis_id.as_deref());
    put(ImportField::StaffCode, there.staff_code.as_deref(), person.staff_code.as_ref().map(|code| code.as_str()));
    put(ImportField::Title, there.title.as_deref(), person.title.as_ref().map(|title| title.as_str()));
    put(ImportField::JobTitle, there.job_title.as_deref(), person.job_title.as_ref().map(|title| title.as_str()));
    put(ImportField::Username, there.username.as_deref(), person.username.as_ref().map(Username::as_str));
    changes
}
