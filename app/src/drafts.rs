//! Which forms are kept when whom their page was drawn for is not there any more, and under which names. Keeping them is
//! the server's.

use crate::{pages, routes};
use domain::id::MemberId;
use domain::role::HeldRole;
use leptos::serde_json::to_string;

/// The form that adds somebody.
pub const ADD_USER: &str = "add-user";

/// The form of the school's settings.
pub const SETTINGS: &str = "settings";

/// The form of one person's page.
pub fn user(member: MemberId) -> String {
    format!("user/{member}")
}

/// The form of one role.
pub fn role(role: HeldRole) -> String {
    format!("role/{}", role.code())
}

/// What was typed into the form that was posted to the page at `path`, where such a page keeps drafts: the draft's name, and
/// what it keeps.
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
