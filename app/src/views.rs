//! Parts of pages: they know the domain, and own no resource.

mod confirmations;
mod frame;
mod own_roles;
mod problem;
mod role_guidance;
mod role_matrix;
mod users_widget;

pub(crate) use confirmations::{Answers, CellsToConfirm, Saving, answer, answer_name};
pub(crate) use frame::{DemoBanner, SchoolPageFrame};
pub(crate) use own_roles::OwnRoles;
pub(crate) use problem::ProblemView;
pub(crate) use role_guidance::RoleGuidance;
pub(crate) use role_matrix::{Reasons, RoleMatrix, about_adding_people};
pub(crate) use users_widget::UsersWidget;
