//! The school itself: its settings and permission confirmations, and the widget about its people. The people are in
//! `users`, its roles in `roles`.

mod settings;
mod widget;

pub(crate) use settings::{Settings, record, settings_at};
pub use settings::{change_settings, confirm_cell, settings_of};
pub use widget::widget;
