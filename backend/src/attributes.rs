//! Attributes: the fields a school defines for its people. A person's values are saved with their form, in
//! `users::edit`.

mod add;
mod change;
mod filters;
mod list;
mod recorded;
mod retire;
mod shift;

pub use add::{add, add_suggested};
pub use change::change;
pub use filters::filters;
pub use list::list;
pub(crate) use recorded::{definition, entry, recorded};
pub use retire::{bring_back, retire};
pub use shift::shift;
