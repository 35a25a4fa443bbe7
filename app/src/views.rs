//! Parts of pages: they know the domain, and own no resource.

mod frame;
mod own_roles;
mod problem;
mod users_widget;

pub(crate) use frame::{DemoBanner, SchoolPageFrame};
pub(crate) use own_roles::OwnRoles;
pub(crate) use problem::ProblemView;
pub(crate) use users_widget::UsersWidget;
