//! The audit log: searching it, verifying its chain, and erasing people once their time is over. Writing entries is
//! part of each transaction (`store::audit`).

mod forget;
mod history;
mod list;
mod mailed;
mod pupils;
mod row;
mod verify;

pub use forget::forget_due;
pub use history::history;
pub(crate) use list::filter;
pub use list::list;
pub use mailed::mail_anchors;
pub(crate) use pupils::PupilNames;
pub(crate) use row::row;
pub use verify::{LogFault, LogFlaw, Verified, verify};

pub use crate::store::Anchor;

use crate::store::EntryRange;

/// Clamps the requested page to the last one. Gives its number, the number of pages, and the range of entries on it.
fn page(asked: u32, total: u64, size: u32) -> (u32, u32, EntryRange) {
    let pages = u32::try_from(total.div_ceil(u64::from(size))).unwrap_or(u32::MAX).max(1);
    let page = asked.clamp(1, pages);
    (page, pages, EntryRange { skip: i64::from(page - 1) * i64::from(size), limit: i64::from(size), before: None })
}
