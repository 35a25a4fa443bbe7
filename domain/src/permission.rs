//! What a role allows in the school's products, as Rolecall applies it, always with the reason.
//!
//! [`decide`] answers for one feature and one role, and [`Rules`] for one member with their exceptions.
//! [`permissions_of`] answers for roles in all products at once, as sets small enough to compare two choices within
//! microseconds. The published tables are in [`crate::catalogue`]; nothing here gives a right in Rolecall itself, which
//! is decided in [`crate::access`].

mod basis;
mod choice;
mod confirmation;
mod customisation;
mod decision;
mod difference;
mod exception;
mod explanation;
mod guidance;
mod in_words;
mod key_topic;
mod rules;
mod set;
mod table;

pub use basis::Basis;
pub use choice::{NO_ROLE, RoleChoice, RoleOverride};
pub use confirmation::{Confirmation, Confirmations, NotConfirmable};
pub use customisation::{CellSetting, RoleCell, RoleCells, RoleCustomisation, SchoolRoles};
pub use decision::{Decision, decide};
pub use difference::{Difference, difference};
pub use exception::{Exception, Exceptions};
pub use explanation::explain;
pub use in_words::{in_words, said_of};
pub use key_topic::{KEY_TOPICS, KeyTopic, Part, Weight, telling_order};
pub use rules::{PermissionAnswer, Rules};
pub use set::{Permissions, gives_anything_in, identical_in, permissions_in, permissions_of};
pub use table::{TABLE_HEADINGS, TableRow, table_rows};
