//! What a role can do in the school's products, as Rolecall applies it, always with the reason.
//!
//! [`decide`] answers for one feature and one role, [`Rules`] for one person, of whom exceptions may have been made;
//! [`permissions_of`] for roles in all products at once, in sets small enough that comparing two choices costs
//! microseconds. Nothing here
//! confers a right in Rolecall itself: that is [`crate::access`].

mod adapted;
mod basis;
mod choice;
mod confirmation;
mod decision;
mod difference;
mod exception;
mod explanation;
mod guidance;
mod rules;
mod set;
mod table;

pub use adapted::{AdaptedRole, RoleCell, RoleCells, SchoolRoles, Setting};
pub use basis::Basis;
pub use choice::{Elsewhere, NO_ROLE, RoleChoice, SAME_EVERYWHERE};
pub use confirmation::{Confirmation, Confirmations, NotToBeConfirmed};
pub use decision::{Decision, decide};
pub use difference::{Difference, difference};
pub use exception::{Exception, Exceptions};
pub use explanation::explain;
pub use rules::{Answer, Rules};
pub use set::{Permissions, identical_in, permissions_in, permissions_of};
pub use table::{TABLE_HEADINGS, TableRow, table_rows};
