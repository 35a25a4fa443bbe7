//! One page per address, drawn by the server.

mod account;
mod adapt;
mod add_user;
mod added;
mod attribute;
mod attributes;
mod audit;
mod bulk;
mod exceptions;
mod forgotten;
mod help;
mod history;
mod import_staff;
mod invite_users;
mod leaving;
mod link;
mod not_found;
mod permissions;
mod person;
mod pick;
mod present;
mod pupils;
mod role;
mod roles;
mod school;
mod schools;
mod sessions;
mod settings;
mod sign_in;
mod sign_out;
mod start;
mod users;
mod view_as;
mod what_if;
mod who;

pub(crate) use account::AccountPage;
pub(crate) use adapt::AdaptPage;
pub(crate) use add_user::AddUserPage;
pub(crate) use added::AddedPage;
pub(crate) use attribute::AttributePage;
pub(crate) use attributes::AttributesPage;
pub(crate) use audit::AuditPage;
pub(crate) use bulk::{ALL, BulkDonePage, BulkPage, TICKED};
pub(crate) use exceptions::ExceptionsPage;
pub(crate) use forgotten::ForgottenPage;
pub(crate) use help::HelpPage;
pub(crate) use history::HistoryPage;
pub(crate) use import_staff::{ImportPage, ImportsPage};
pub(crate) use invite_users::InvitePage;
pub(crate) use leaving::LeavingPage;
pub(crate) use link::LinkPage;
pub(crate) use not_found::NotFoundPage;
pub(crate) use permissions::PermissionsPage;
pub(crate) use person::{ActPage, PersonPage};
pub(crate) use pick::PickPage;
pub(crate) use present::PresentPage;
pub(crate) use pupils::PupilsPage;
pub(crate) use role::RolePage;
pub(crate) use roles::RolesPage;
pub(crate) use school::SchoolPage;
pub(crate) use schools::SchoolsPage;
pub(crate) use sessions::SessionsPage;
pub(crate) use settings::SettingsPage;
pub(crate) use sign_in::SignInPage;
pub(crate) use sign_out::SignOutPage;
pub(crate) use start::StartPage;
pub(crate) use users::UsersPage;
pub(crate) use view_as::ViewAsPage;
pub(crate) use what_if::WhatIfPage;
pub(crate) use who::WhoPage;

/// What was typed into the form that was posted to the page at `path`, where such a page keeps drafts: the draft's name, and
/// what it keeps.
#[cfg(feature = "ssr")]
pub(crate) fn typed(path: &str, body: &[u8]) -> Option<(String, String)> {
    use crate::{drafts, routes};
    use domain::id::MemberId;
    use domain::role::HeldRole;
    use leptos::serde_json::to_string;

    if path == routes::ADD_USER {
        return Some((drafts::ADD_USER.to_owned(), to_string(&add_user::typed(body)?).ok()?));
    }
    if path == routes::SETTINGS {
        return Some((drafts::SETTINGS.to_owned(), to_string(&settings::typed(body)?).ok()?));
    }
    if let Some(role) = path.strip_prefix(routes::ADAPT).and_then(|rest| rest.strip_prefix('/')) {
        let role = HeldRole::from_code(role)?;
        return Some((drafts::role(role), to_string(&role::typed(body)?).ok()?));
    }
    let member = MemberId::parse(path.strip_prefix(routes::USERS)?.strip_prefix('/')?)?;
    Some((drafts::user(member), to_string(&person::typed(body)?).ok()?))
}
