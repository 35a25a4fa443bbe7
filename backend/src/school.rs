//! The school itself: its settings, and what its page shows of its people.

mod settings;
mod widget;

pub(crate) use settings::{Settings, record, settings_at};
pub use settings::{change_settings, confirm_cell, settings_of};
pub use widget::widget;
