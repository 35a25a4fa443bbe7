//! A real school starts here: at the command line, with its owner.

use crate::Backend;
use crate::store::{Change, Entry, NewMember, NewSchool};
use crate::token::LinkToken;
use domain::form::settings::NewSettings;
use domain::id::{MemberId, SchoolId};
use domain::name::{EmailAddress, PersonName, SchoolName};
use domain::problem::Problem;
use domain::product::Product;
use domain::role::Role;
use domain::user::Registration;
use serde_json::json;
use uuid::Uuid;

/// Makes a school with its Account Owner, and gives the owner's registration link, which is stored nowhere. For a school
/// of this name whose owner has this address and has not registered yet, a new link; the earlier one dies.
///
/// # Errors
/// [`Problem::Form`] when there is another school of this name, or its owner has registered.
pub async fn create(backend: &Backend, school: &SchoolName, email: &EmailAddress) -> Result<String, Problem> {
    let store = backend.store();
    let at = backend.clock().now();
    let token = LinkToken::random();
    let mut change = match store.school_named(school.as_str()).await? {
        Some(id) => {
            let mut change = Change::begin(store, id, crate::store::Author::Rolecall, at).await?;
            let owner = change.owner().await?.filter(|owner| owner.email.eq_ignore_ascii_case(email.as_str()));
            let owner = owner.ok_or_else(|| Problem::field("school", "There is already a school of this name"))?;
            if owner.registration == Registration::Registered {
                return Err(Problem::field(
                    "email",
                    "This school's Account Owner has registered already and can sign in",
                ));
            }
            change.invite_by_hand(owner.id, email, &token).await?;
            change.record(entry("send invitation", owner.id, email)).await?;
            change
        }
        None => found(backend, school, email, &token).await?,
    };
    change
        .record(Entry {
            action: "registration link printed",
            subject_kind: "school",
            subject_id: change.school().to_string(),
            ..Entry::default()
        })
        .await?;
    change.commit().await?;
    Ok(format!("{}/link/{}", backend.setup().base_url, token.reveal()))
}

async fn found(
    backend: &Backend,
    school: &SchoolName,
    email: &EmailAddress,
    token: &LinkToken,
) -> Result<Change, Problem> {
    let settings = NewSettings {
        name: school.clone(),
        products: Product::ALL.to_vec(),
        help_contact: String::new(),
        is_mis_fed: false,
        reminds: false,
    };
    let id = SchoolId::new(Uuid::new_v4());
    let new = NewSchool { id, settings: &settings, is_demo: false };
    let mut change = Change::found(backend.store(), new, backend.clock().now()).await?;
    let (first, last) = names(email).ok_or(Problem::Unexpected)?;
    let owner = MemberId::new(Uuid::new_v4());
    change.insert_member(&NewMember::named(owner, &first, &last, Some(email), Role::AccountOwner)).await?;
    change
        .record(Entry {
            action: "create school",
            subject_kind: "school",
            subject_id: id.to_string(),
            subject_name: Some(school.to_string()),
            ..Entry::default()
        })
        .await?;
    change.invite_by_hand(owner, email, token).await?;
    change.record(entry("create user", owner, email)).await?;
    Ok(change)
}

fn entry(action: &'static str, owner: MemberId, email: &EmailAddress) -> Entry<'static> {
    let new_value = Some(json!({ "email": email.as_str(), "role": Role::AccountOwner.code() }));
    Entry { action, subject_kind: "user", subject_id: owner.to_string(), new_value, ..Entry::default() }
}

/// The names an address like `amy.webb@…` tells; "Account Owner" when it tells none.
fn names(email: &EmailAddress) -> Option<(PersonName, PersonName)> {
    let local = email.as_str().split(['@', '+']).next().unwrap_or_default();
    let parts: Vec<&str> = local
        .split('.')
        .filter(|part| part.len() > 1 && part.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-' || b == b'\''))
        .collect();
    let (first, last) = match parts.as_slice() {
        [first, last] => (capital(first), capital(last)),
        _ => ("Account".to_owned(), "Owner".to_owned()),
    };
    Some((PersonName::parse_first(&first).ok()?, PersonName::parse_last(&last).ok()?))
}

/// The word with a capital wherever a part of it begins.
fn capital(word: &str) -> String {
    let mut begins = true;
    word.chars()
        .map(|c| {
            let c = if begins { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
            begins = !c.is_ascii_alphabetic();
            c
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_as_far_as_the_address_tells() {
        for (email, first, last) in [
            ("amy.webb@hillside.uk", "Amy", "Webb"),
            ("ANNE-MARIE.o'hara+rolecall@hillside.uk", "Anne-Marie", "O'Hara"),
            ("head@hillside.uk", "Account", "Owner"),
            ("a.webb@hillside.uk", "Account", "Owner"),
            ("amy.w.webb@hillside.uk", "Amy", "Webb"),
            ("amy.webb2@hillside.uk", "Account", "Owner"),
        ] {
            let (f, l) = names(&EmailAddress::parse(email).unwrap()).unwrap();
            assert_eq!((f.as_str(), l.as_str()), (first, last), "{email}");
        }
    }
}
