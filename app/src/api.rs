//! Server functions: the calls that pages and islands make. Each is one expression: a door (`doors`), which establishes
//! who is asking, and the use case behind it. Business rules live in `domain` and `backend`; markup lives in `pages`
//! and `views`.

mod attributes;
mod audit;
mod bulk;
mod client;
mod exceptions;
mod finding;
mod imports;
mod invitations;
mod json;
mod leaving;
mod marks;
mod member_sessions;
mod my_account;
mod observations;
mod person;
mod photos;
mod pupils;
mod roles;
mod school;
mod sign_in;
mod users;
mod viewing;

pub use attributes::*;
pub use audit::*;
pub use bulk::*;
pub use exceptions::*;
pub use finding::*;
pub use imports::*;
pub use invitations::*;
pub(crate) use json::JsonText;
pub use leaving::*;
pub use marks::*;
pub use member_sessions::*;
pub use my_account::*;
pub use observations::*;
pub use person::*;
pub use photos::*;
pub use pupils::*;
pub use roles::*;
pub use school::*;
pub use sign_in::*;
pub use users::*;
pub use viewing::*;
