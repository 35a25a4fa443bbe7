//! One page per address, drawn by the server.

mod add_user;
mod added;
mod forgotten;
mod help;
mod link;
mod not_found;
mod permissions;
mod pick;
mod pupils;
mod roles;
mod school;
mod schools;
mod settings;
mod sign_in;
mod sign_out;
mod start;
mod users;

pub(crate) use add_user::AddUserPage;
pub(crate) use added::AddedPage;
pub(crate) use forgotten::ForgottenPage;
pub(crate) use help::HelpPage;
pub(crate) use link::LinkPage;
pub(crate) use not_found::NotFoundPage;
pub(crate) use permissions::PermissionsPage;
pub(crate) use pick::PickPage;
pub(crate) use pupils::PupilsPage;
pub(crate) use roles::RolesPage;
pub(crate) use school::SchoolPage;
pub(crate) use schools::SchoolsPage;
pub(crate) use settings::SettingsPage;
pub(crate) use sign_in::SignInPage;
pub(crate) use sign_out::SignOutPage;
pub(crate) use start::StartPage;
pub(crate) use users::UsersPage;
