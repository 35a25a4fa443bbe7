//! The audit log: looking things up in it, checking that nobody changed it, and forgetting people when their time is over.

mod anchor;
mod forget;
mod history;
mod list;
mod mailed;
mod verify;
mod words;

pub use anchor::Anchor;
pub(crate) use forget::Mentions;
pub use forget::forget_due;
pub use history::{history, latest};
pub(crate) use list::filter;
pub use list::list;
pub use mailed::mail_anchors;
pub use verify::{Fault, Flaw, Verified, verify};
pub(crate) use words::row;

use crate::store::Stretch;

/// The page of this number, of a list with so many entries: beyond the last one there is the last one. Gives the number,
/// how many pages there are, and the stretch that is on it.
fn page(asked: u32, total: u64, size: u32) -> (u32, u32, Stretch) {
    let pages = u32::try_from(total.div_ceil(u64::from(size))).unwrap_or(u32::MAX).max(1);
    let page = asked.clamp(1, pages);
    (page, pages, Stretch { skip: i64::from(page - 1) * i64::from(size), limit: i64::from(size), before: None })
}
