//! Every server function. Each is one expression: a door, and the use case behind it.

mod account;
mod attributes;
mod audit;
mod bulk;
mod client;
#[cfg(feature = "ssr")]
mod doors;
mod exceptions;
mod imports;
mod invitations;
mod json;
mod leaving;
mod own_account;
mod person;
mod photos;
mod pupils;
mod roles;
mod school;
mod sign_ins;
mod users;
mod viewing;
#[cfg(feature = "ssr")]
mod visit;

pub use account::*;
pub use attributes::*;
pub use audit::*;
pub use bulk::*;
#[cfg(feature = "ssr")]
pub use doors::STEP_UP;
pub use exceptions::*;
pub use imports::*;
pub use invitations::*;
pub(crate) use json::JsonText;
pub use leaving::*;
pub use own_account::*;
pub use person::*;
pub use photos::*;
pub use pupils::*;
pub use roles::*;
pub use school::*;
pub use sign_ins::*;
pub use users::*;
pub use viewing::*;
#[cfg(feature = "ssr")]
pub(crate) use visit::device_cookie;
#[cfg(feature = "ssr")]
pub use visit::{ClientAddress, DEVICE_COOKIES, SESSION_COOKIES, Visit, session_cookie};
