//! Parts of pages that several pages share. They know the domain and fetch nothing except where they say so; elements
//! without business meaning live in `widgets`, whole pages in `pages`.

mod audit_table;
mod change_in_words;
mod changed_permissions;
mod child_observations;
mod confirmations;
mod custom_roles;
mod form_problem;
mod frame;
mod in_words;
mod kept_notice;
mod listed;
mod mail_trouble;
mod my_pupils;
mod needs_today;
mod observation_list;
mod own_roles;
mod page;
mod password_fields;
mod permission_choices;
mod permission_preview;
mod person;
mod person_finder;
pub(crate) mod problem;
mod role_choices;
mod role_matrix;
mod role_tabs;
mod shared_selection;
mod status;
pub(crate) mod tab;
mod user_form;
mod users_table;
mod users_widget;
mod visitor_page;

pub(crate) use crate::platform::{following, respond_with, woken};
pub(crate) use crate::scripts::FetchAhead;
pub(crate) use audit_table::AuditTable;
pub(crate) use change_in_words::{ChangeInWords, Decided};
pub(crate) use changed_permissions::{GainedAndLost, PermissionHead};
pub(crate) use child_observations::ChildObservations;
pub(crate) use confirmations::{Answers, CellsToConfirm, answer, answer_name};
pub(crate) use custom_roles::CustomRoles;
pub(crate) use form_problem::{FormProblem, error_of, field_errors};
pub(crate) use frame::{FIND_HINT, SchoolPageFrame, VisitorsFrame, demo_banner};
pub(crate) use in_words::{InWords, NothingNow};
pub(crate) use kept_notice::KeptNotice;
pub(crate) use listed::listed;
pub(crate) use mail_trouble::MailTroubleNotice;
pub(crate) use my_pupils::MyChildren;
pub(crate) use needs_today::NeedsToday;
pub(crate) use observation_list::{AreaNames, ObservationLines, names_of};
pub(crate) use own_roles::OwnRoles;
pub(crate) use page::{Page, after, answering, in_path, in_query, loaded, loading, open_to_all, there, visited};
pub(crate) use password_fields::{PasswordFields, PasswordPrompt};
pub(crate) use permission_choices::{FIND as FIND_PERMISSION, PermissionField, PermissionFinder};
pub(crate) use permission_preview::{
    PermissionPreview, PreviewOf, Previewed, abilities, abilities_in_all, abilities_under,
};
pub(crate) use person::{
    AttributesForm, AttributesPart, ChildNames, ExceptionsPart, KeyWorkersPart, PasswordLink, PersonHead, PersonTab,
    PhotoPart, SessionsTable,
};
pub(crate) use person_finder::PersonFinder;
pub(crate) use problem::ProblemView;
pub(crate) use role_choices::{code_of, given_by, role_choices, tone_of};
pub(crate) use role_matrix::{ComparisonTable, Reasons, RoleMatrix, about_adding_people};
pub(crate) use role_tabs::{RoleTabs, manages_people};
pub(crate) use shared_selection::{ChosenPreview, Selection, SharedSelection, brief_at_first};
pub(crate) use status::{StatusTag, noted};
pub(crate) use tab::{tab, tab_follows};
pub(crate) use user_form::{
    ErrorList, Giving, InvitationField, MoreFields, NeededFields, PersonFields, RoleFields, UserFormState,
    giving_nothing, way_to,
};
pub(crate) use users_table::UsersTable;
pub(crate) use users_widget::UsersWidget;
pub(crate) use visitor_page::VisitorPage;
