//! Widgets: HTML and accessibility, and nothing else. No widget knows a school, a role or a permission, and none makes
//! a request. Each is drawn the same by the server and the browser, works before scripts arrive, and has a style sheet
//! of the same name in `style/`. Parts that know the domain live in `views`.
//!
//! Constant text is a `String`, changing text a `Signal`. Ids always come from the caller, so that two widgets on a
//! page cannot clash.

mod auth;
mod avatar;
mod bar;
mod button;
mod changes;
mod choice;
mod field;
mod figures;
mod filter;
mod finder;
mod form_owner;
mod found;
mod heading;
mod icon;
mod layout;
mod matrix;
mod more_menu;
mod names;
mod notice;
mod pagination;
mod panel;
mod picker;
mod preview;
mod searched_select;
mod shell;
mod sparkline;
mod stamp;
mod states;
mod table;
mod tabs;
mod tag;
mod to_do;
mod words;

pub use auth::*;
pub use avatar::*;
pub use bar::*;
pub use button::*;
pub use changes::*;
pub use choice::*;
pub use field::*;
pub use figures::*;
pub use filter::*;
pub use finder::*;
pub use form_owner::*;
pub use found::*;
pub use heading::*;
pub use icon::*;
pub use layout::*;
pub use matrix::*;
pub use more_menu::*;
pub use names::*;
pub use notice::*;
pub use pagination::*;
pub use panel::*;
pub use picker::*;
pub use preview::*;
pub use searched_select::*;
pub use shell::*;
pub use sparkline::*;
pub use stamp::*;
pub use states::*;
pub use table::*;
pub use tabs::*;
pub use tag::*;
pub use to_do::*;
