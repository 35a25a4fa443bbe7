//! `/roles/manage`: the roles the school has made, and what it has changed in the standard ones. Creates a role and
//! links to each; the list is in `manage_roles/list.rs`. Changing or deleting a role belongs to its own page
//! (`pages::role`), the rules for it to `domain::role_customisation`.

mod list;

use crate::api;
use crate::failure::Failure;
use crate::posted::{Redirector, posted};
use crate::routes;
use crate::views::{Page, RoleTabs, answering, given_by, in_query, listed, respond_with};
use crate::widgets::{
    Choice, ErrorSummary, Fields, FormActions, Legend, Notice, NoticeKind, PageHeading, Panel, SelectField, Stamp,
    SubmitButton, TextField,
};
use domain::access::{Action as _, ListUsers};
use domain::problem::{FieldError, Problem};
use domain::role::HeldRole;
use domain::role_customisation::{NAME, ROLE, RoleUsage};
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use list::List;
use serde::{Deserialize, Serialize};

const TITLE: &str = "Your school's roles";

/// The form that creates a role.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct MakeForm {
    name: String,
    role: String,
}

/// Why a role was not created, and what was typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct MakeRoleFailure {
    typed: MakeForm,
    problem: Problem,
}

/// The school's roles, for readers who manage people.
#[component]
pub(crate) fn ManageRolesPage() -> impl IntoView {
    let page = answering(posted::<MakeForm>(), |sent, redirector| async move {
        let outcome = match sent {
            Some(form) => make(form, &redirector).await,
            None => None,
        };
        Ok((outcome, api::role_uses().await?))
    });
    Page::new(TITLE, page)
        .rule(|viewer| ListUsers.check(&viewer.grants()))
        .wrong(|(outcome, _)| matches!(outcome, Some(MakeRoleFailure { problem: Problem::Form(_), .. })))
        .show(|viewer, (outcome, uses)| view! { <ManageRoles viewer outcome uses/> })
}

/// Creates the role and redirects to it; returns what prevented it.
async fn make(typed: MakeForm, redirector: &Redirector) -> Option<MakeRoleFailure> {
    match api::create_role(typed.name.clone(), typed.role.clone()).await {
        Ok(role) => {
            redirector.go(&routes::done(&routes::manage_role(role), "made"));
            None
        }
        Err(Failure(problem)) => Some(MakeRoleFailure { typed, problem }),
    }
}

#[component]
fn ManageRoles(viewer: Viewer, outcome: Option<MakeRoleFailure>, uses: Vec<RoleUsage>) -> impl IntoView {
    let deleted = use_query_map().with_untracked(|query| query.get("done").is_some_and(|done| done == "deleted"));
    let instead = in_query(routes::ABOUT).as_deref().and_then(HeldRole::from_code);
    let instead = instead.filter(|role| viewer.settings.roles.has(*role)).map(|role| viewer.settings.roles.label(role));
    let deleted = (deleted && outcome.is_none()).then(|| match instead {
        Some(instead) => format!("The role is deleted. The people who held it are {instead} now."),
        None => "The role is deleted, and its people have the other one.".to_owned(),
    });
    if let Some(outcome) = &outcome {
        respond_with(&outcome.problem);
    }
    let (typed, errors, trouble) = match outcome {
        Some(MakeRoleFailure { typed, problem: Problem::Form(errors) }) => (typed, errors, None),
        Some(MakeRoleFailure { typed, problem }) => (typed, Vec::new(), Some(problem)),
        None => {
            (MakeForm { role: in_query(routes::TO_ROLE).unwrap_or_default(), ..MakeForm::default() }, Vec::new(), None)
        }
    };
    let grants = viewer.grants();
    let school = viewer.settings.roles;
    let choices: Vec<_> = std::iter::once(Choice::new("", "Choose a role"))
        .chain(given_by(&grants, school.catalogue.main_product(), &school))
        .collect();
    let [name_error, role_error] = [NAME, ROLE].map(|field| Signal::stored(FieldError::at(&errors, field)));
    view! {
        <PageHeading title=TITLE/>
        <RoleTabs current=routes::MANAGE_ROLES manages=true/>
        <div class="stack">
            <p class="lead">
                "Make a role out of another, or change what a standard role gives at your school. What you do not change follows the \
                 role it was made from. Rolecall's own rights follow the level and cannot be changed."
            </p>
            {deleted.map(|deleted| view! {
                <Notice kind=NoticeKind::Success takes_focus=true><p>{deleted}</p></Notice>
            })}
            {trouble.map(|problem| view! {
                <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice>
            })}
            <ErrorSummary errors=Signal::stored(listed(errors.clone()))/>
            <Panel flush=true>
                <div data-region="roles"><List grants school uses/></div>
            </Panel>
            <Panel title="Make a role" id="make">
                <form method="post" action=routes::MANAGE_ROLES novalidate>
                    <Stamp/>
                    <Legend/>
                    <Fields>
                        <TextField id=NAME name=NAME label="Name" value=typed.name required=true autocomplete="off" error=name_error
                            hint="What people call it, for instance Music teacher."/>
                        <SelectField id=ROLE name=ROLE label="Begin with" options=choices value=typed.role required=true error=role_error
                            hint="It has this role's level, and gives the same until you change it."/>
                    </Fields>
                    <FormActions><SubmitButton label="Make the role"/></FormActions>
                </form>
            </Panel>
        </div>
    }
}
