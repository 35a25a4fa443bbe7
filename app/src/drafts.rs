//! Which forms are kept when whom their page was drawn for is not there any more, and under which names. Keeping them is
//! the server's.

use crate::{pages, routes};
use domain::id::MemberId;
use domain::role::HeldRole;
use leptos::serde_json::to_string;

/// The name of the draft of the Add user form.
pub const ADD_USER: &str = "add-user";

/// The name of the draft of the settings form.
pub const SETTINGS: &str = "settings";

/// The name of the draft of a person's form.
pub fn user(member: MemberId) -> String {
    format!("user/{member}")
}

/// The name of the draft of a role's form.
pub fn role(role: HeldRole) -> String {
    format!("role/{}", role.code())
}

/// The draft in a form that was posted to the page at `path`, if that page keeps drafts: the draft's name and content.
pub fn typed(path: &str, body: &[u8]) -> Option<(String, String)> {
    if path == routes::ADD_USER {
        return Some((ADD_USER.to_owned(), to_string(&pages::typed_into_add_user(body)?).ok()?));
    }
    if path == routes::SETTINGS {
        return Some((SETTINGS.to_owned(), to_string(&pages::typed_into_settings(body)?).ok()?));
    }
    if let Some(code) = path.strip_prefix(routes::ADAPT).and_then(|rest| rest.strip_prefix('/')) {
        return Some((role(HeldRole::from_code(code)?), to_string(&pages::typed_into_role(body)?).ok()?));
    }
    let member = MemberId::parse(path.strip_prefix(routes::USERS)?.strip_prefix('/')?)?;
    Some((user(member), to_string(&pages::typed_into_person(body)?).ok()?))
}
