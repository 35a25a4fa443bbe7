//! Which forms are kept when whom their page was drawn for is not there any more, and under which names. Keeping them is
//! the server's.

use crate::{pages, routes};
use domain::form::edit::EditPart;
use domain::id::{MemberId, ObservationId};
use domain::role::HeldRole;
use leptos::serde_json::to_string;

/// The name of the draft of the Add user form.
pub const ADD_USER: &str = "add-user";

/// The name of the draft of the settings form.
pub const SETTINGS: &str = "settings";

/// The name of the draft of a part of a person's form.
pub fn user(member: MemberId, part: EditPart) -> String {
    match part {
        EditPart::Details => format!("user/{member}"),
        EditPart::Roles => format!("user/{member}/roles"),
    }
}

/// The name of the draft of a role's form.
pub fn role(role: HeldRole) -> String {
    format!("role/{}", role.code())
}

/// The name of the draft of an observation's form; of one that is not recorded yet without an id.
pub fn observation(observation: Option<ObservationId>) -> String {
    observation.map_or_else(|| "observation".to_owned(), |id| format!("observation/{id}"))
}

/// The draft in a form that was posted to the page at `path`, if that page keeps drafts: the draft's name and content.
pub fn typed(path: &str, body: &[u8]) -> Option<(String, String)> {
    if path == routes::ADD_USER {
        return Some((ADD_USER.to_owned(), to_string(&pages::typed_into_add_user(body)?).ok()?));
    }
    if path == routes::SETTINGS {
        return Some((SETTINGS.to_owned(), to_string(&pages::typed_into_settings(body)?).ok()?));
    }
    if let Some(code) = path.strip_prefix(routes::MANAGE_ROLES).and_then(|rest| rest.strip_prefix('/')) {
        return Some((role(HeldRole::from_code(code)?), to_string(&pages::typed_into_role(body)?).ok()?));
    }
    if let Some(rest) = path.strip_prefix(routes::OBSERVATIONS).and_then(|rest| rest.strip_prefix('/')) {
        let id = match rest.split_once('/') {
            None if path == routes::RECORD => None,
            Some((id, "edit")) => Some(ObservationId::parse(id)?),
            _ => return None,
        };
        return Some((observation(id), to_string(&pages::typed_into_observation(body)?).ok()?));
    }
    let rest = path.strip_prefix(routes::USERS)?.strip_prefix('/')?;
    let (member, part) = match rest.split_once('/') {
        None => (rest, EditPart::Details),
        Some((member, "roles")) => (member, EditPart::Roles),
        Some(_) => return None,
    };
    Some((user(MemberId::parse(member)?, part), to_string(&pages::typed_into_person(body, part)?).ok()?))
}
